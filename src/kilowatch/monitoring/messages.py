"""Reads the messages of meters: one or several readings, each with its number in the message.

A message is a reading or an array of them, and a reading may show several registers at once: each
is a reading of its own. Numbers count readings through the message, so that a message that comes
again gives the same numbers.
"""

from collections.abc import Iterator
from datetime import datetime, tzinfo
from decimal import Decimal
from typing import Final
from uuid import UUID

import msgspec

from kilowatch.contracts.channels import MOST_CHANNELS, Unit, channel_id
from kilowatch.contracts.decoding import DECODING_ERRORS, Undecodable, decode
from kilowatch.contracts.payloads import PayloadFormat
from kilowatch.contracts.readings import MAX_READINGS_PER_MESSAGE, MeterReading, StreamMessage
from kilowatch.monitoring.domain import (
    MAX_COMMAS,
    MAX_MESSAGE_BYTES,
    ChannelName,
    Parsed,
    ParsedReading,
    ParsedRegister,
    Refused,
    Rejection,
    channel_of,
    device_of,
    energy_of,
    interval_of,
    moment_of,
    register_of,
)
from kilowatch.monitoring.message_rejections import rejected, rejection, too_many
from kilowatch.monitoring.payload_messages import read_payload
from kilowatch.monitoring.payloads.choice import format_of

_message: Final = msgspec.json.Decoder(MeterReading)
_array: Final = msgspec.json.Decoder(list[msgspec.Raw])
_encoder: Final = msgspec.json.Encoder()


def read_message(
    message: StreamMessage, now: datetime, zone: tzinfo | None = None
) -> tuple[list[Parsed], list[Rejection]]:
    """Return the readings in a message, and its rejections: one bad reading spoils no other.

    ``zone`` is the time zone of its sender, which clock times in some payloads are in.
    """
    if len(message.body) > MAX_MESSAGE_BYTES:
        limit_kib = MAX_MESSAGE_BYTES // 1024
        return rejected(
            message, Refused("too_large", f"The message is larger than {limit_kib} KiB.")
        )
    format_ = format_of(message)
    if format_ is not None:
        return read_payload(message, format_, now, zone)
    if message.body.lstrip()[:1] != b"[":
        return _read_items(message, [message.body], now)
    if message.body.count(b",") > MAX_COMMAS:
        return rejected(
            message, Refused("too_many", f"The message has more than {MAX_COMMAS:,} values.")
        )
    try:
        items = decode(_array, message.body)
    except Undecodable as error:
        return rejected(
            message, Refused(error.reason, f"The message can't be read. {error.detail}")
        )
    if len(items) > MAX_READINGS_PER_MESSAGE:
        return rejected(message, too_many(len(items)))
    if not items:
        return rejected(message, Refused("empty", "The message is an array without readings."))
    return _read_items(message, [bytes(raw) for raw in items], now)


def read_again(
    message: StreamMessage, index: int, now: datetime, zone: tzinfo | None = None
) -> Parsed | Rejection:
    """Return the reading that was rejected as number ``index`` of its message, by today's rules."""
    format_ = format_of(message)
    try:
        if format_ is not None:
            return _read_payload_again(message, format_, now, zone)
        wires = list(_readings_in(_wire(message.body), message.body))
        if len(wires) > 1:
            raise _several_registers()
        [(wire, _)] = wires
        return _read(message, index, wire, now)
    except Refused as refused:
        return rejection(message, index, refused, message.body)


def _read_payload_again(
    message: StreamMessage, format_: PayloadFormat, now: datetime, zone: tzinfo | None
) -> Parsed | Rejection:
    found, refused = read_payload(message, format_, now, zone)
    if len(found) + len(refused) > 1:
        raise _several_registers()
    if not found and not refused:
        raise Refused("energy_missing", "The payload shows no counter.")
    return [*found, *refused][0]


def _several_registers() -> Refused:
    return Refused("several_registers", "It has several registers: they can't be told apart.")


def _read_items(
    message: StreamMessage, items: list[bytes], now: datetime
) -> tuple[list[Parsed], list[Rejection]]:
    readings: list[Parsed] = []
    rejections: list[Rejection] = []
    number = 0
    for item in items:
        try:
            wire = _wire(item)
            if wire.registers is None:
                readings.append(_read(message, number, wire, now))
                number += 1
                continue
            parts = list(_readings_in(wire, item))
        except Refused as refused:
            rejections.append(rejection(message, number, refused, item))
            number += 1
            continue
        for part, body in parts:
            try:
                readings.append(_read(message, number, part, now))
            except Refused as refused:
                rejections.append(rejection(message, number, refused, body))
            number += 1
        if number > MAX_READINGS_PER_MESSAGE:
            return rejected(message, too_many(number))
    return readings, rejections


def _readings_in(wire: MeterReading, item: bytes) -> Iterator[tuple[MeterReading, bytes]]:
    """Yield each register of a reading as a reading of its own, as it could have been sent."""
    if wire.registers is None:
        yield wire, item
        return
    others = (wire.energy_kwh, wire.measurement_value, wire.value, wire.register_kwh, wire.register)
    if wire.channel is not None or any(each is not None for each in others):
        raise Refused("registers_and_value", "The reading has registers and a value beside them.")
    if not wire.registers:
        raise Refused("energy_missing", "The reading has no register.")
    if len(wire.registers) > MOST_CHANNELS:
        raise Refused("too_many", f"The reading has more than {MOST_CHANNELS} registers.")
    for name, shown in wire.registers.items():
        part = msgspec.structs.replace(wire, registers=None, channel=name, register=shown)
        yield part, _as_sent(part, shown)


def _as_sent(part: MeterReading, shown: Decimal) -> bytes:
    fields = {
        "device_id": part.device_id,
        "measured_at": part.measured_at,
        "timestamp": part.timestamp,
        "channel": part.channel,
        "register": str(shown),
    }
    return _encoder.encode({name: each for name, each in fields.items() if each is not None})


def _wire(item: bytes) -> MeterReading:
    try:
        # Not by `decode`: for the most frequent call of all, one call more is felt.
        return _message.decode(item)
    except DECODING_ERRORS as error:
        fault = Undecodable(error)
        raise Refused(fault.reason, f"The reading can't be read. {fault.detail}") from error


def _read(message: StreamMessage, number: int, wire: MeterReading, now: datetime) -> Parsed:
    device_id = device_of(wire, message.sender)
    measured_at = moment_of(wire, now)
    channel = None if wire.channel is None else _channel(device_id, wire)
    key = device_id if channel is None else channel_id(device_id, channel.code)
    shown = _shown(wire)
    if shown is not None:
        return ParsedRegister(
            channel_id=key,
            measured_at=measured_at.replace(microsecond=0),
            register_uwh=register_of(wire, shown),
            source=message.source,
            source_index=number,
            channel=channel,
        )
    return ParsedReading(
        channel_id=key,
        measured_at=measured_at,
        energy_uwh=energy_of(wire),
        interval_s=interval_of(wire),
        source=message.source,
        source_index=number,
        channel=channel,
    )


def _shown(wire: MeterReading) -> Decimal | None:
    if wire.register is None:
        return wire.register_kwh
    if wire.register_kwh is not None:
        raise Refused("two_registers", "The reading has both register and register_kwh.")
    return wire.register


def _channel(device_id: UUID, wire: MeterReading) -> ChannelName | None:
    named_kwh = (wire.energy_kwh, wire.measurement_value, wire.register_kwh)
    unit: Unit | None = "kWh" if any(each is not None for each in named_kwh) else None
    return channel_of(device_id, str(wire.channel), unit)
