"""The rules of readings: parsing messages, and reasons for rejections. Pure; time is given."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from math import isfinite
from typing import TypeAlias
from uuid import UUID

import msgspec

from kilowatch.contracts.decoding import DECODING_ERRORS, Undecodable, decode
from kilowatch.contracts.readings import MAX_READINGS_PER_MESSAGE, MeterReading, StreamMessage
from kilowatch.contracts.units import (
    MAX_READING_KWH,
    MAX_REGISTER_KWH,
    microwatthours,
    register_microwatthours,
)

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
FUTURE_TOLERANCE = timedelta(days=1)
MAX_INTERVAL_S = 31 * 86_400
MAX_MESSAGE_BYTES = 256 * 1024
MAX_COMMAS = 32 * MAX_READINGS_PER_MESSAGE
"""A larger array is not even split into its items: each would be an object of its own."""

MAX_KEPT_BODY_CHARACTERS = 4_000
MILLISECONDS_FROM = 1e11
"""A number this large is Unix time in milliseconds, a smaller one in seconds (until 5138)."""


class ParsedReading(msgspec.Struct, frozen=True):
    """A valid reading. ``measured_at`` is aware; energy in whole µWh."""

    device_id: UUID
    measured_at: datetime
    energy_uwh: int
    interval_s: int | None
    source: int
    source_index: int


class ParsedRegister(msgspec.Struct, frozen=True):
    """A register: a meter's counter at ``measured_at`` (aware, whole seconds), in whole µWh."""

    device_id: UUID
    measured_at: datetime
    register_uwh: int
    source: int
    source_index: int


Parsed: TypeAlias = ParsedReading | ParsedRegister


class Rejection(msgspec.Struct, frozen=True):
    """A rejected reading: a stable reason, a sentence for people, and its text."""

    source: int
    source_index: int
    sender: str | None
    reason: str
    detail: str
    body: str


class Refused(Exception):
    """A reading is invalid; carries the stable reason and a sentence."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


_message = msgspec.json.Decoder(MeterReading)
_array = msgspec.json.Decoder(list[msgspec.Raw])


def read_message(message: StreamMessage, now: datetime) -> tuple[list[Parsed], list[Rejection]]:
    """Return the readings in a message, and its rejections: a bad reading doesn't affect others."""
    if len(message.body) > MAX_MESSAGE_BYTES:
        limit_kib = MAX_MESSAGE_BYTES // 1024
        refused = Refused("too_large", f"The message is larger than {limit_kib} KiB.")
        return [], [_rejection(message, 0, refused, message.body)]
    if message.body.lstrip()[:1] != b"[":
        return _read_items(message, [message.body], now)
    if message.body.count(b",") > MAX_COMMAS:
        detail = f"The message has more than {MAX_COMMAS:,} values."
        return [], [_rejection(message, 0, Refused("too_many", detail), message.body)]
    try:
        items = decode(_array, message.body)
    except Undecodable as error:
        refused = Refused(error.reason, f"The message can't be read. {error.detail}")
        return [], [_rejection(message, 0, refused, message.body)]
    if len(items) > MAX_READINGS_PER_MESSAGE:
        detail = f"The message has {len(items):,} readings; at most {MAX_READINGS_PER_MESSAGE:,}."
        return [], [_rejection(message, 0, Refused("too_many", detail), message.body)]
    if not items:
        refused = Refused("empty", "The message is an array without readings.")
        return [], [_rejection(message, 0, refused, message.body)]
    return _read_items(message, [bytes(raw) for raw in items], now)


def read_again(message: StreamMessage, index: int, now: datetime) -> Parsed | Rejection:
    """Parse a reading that was rejected as number ``index`` of its message, by today's rules."""
    try:
        return _read_item(message, index, message.body, now)
    except Refused as refused:
        return _rejection(message, index, refused, message.body)


def _read_items(
    message: StreamMessage, items: list[bytes], now: datetime
) -> tuple[list[Parsed], list[Rejection]]:
    readings: list[Parsed] = []
    rejections: list[Rejection] = []
    for index, item in enumerate(items):
        try:
            readings.append(_read_item(message, index, item, now))
        except Refused as refused:
            rejections.append(_rejection(message, index, refused, item))
    return readings, rejections


def _read_item(message: StreamMessage, index: int, item: bytes, now: datetime) -> Parsed:
    try:
        # Not by `decode`: in the most frequent call of all, an extra call is noticeable.
        wire = _message.decode(item)
    except DECODING_ERRORS as error:
        fault = Undecodable(error)
        raise Refused(fault.reason, f"The reading can't be read. {fault.detail}") from error
    device_id = _device(wire, message.sender)
    measured_at = _moment(wire, now)
    if wire.register_kwh is not None:
        return ParsedRegister(
            device_id=device_id,
            measured_at=measured_at.replace(microsecond=0),
            register_uwh=_register(wire, wire.register_kwh),
            source=message.source,
            source_index=index,
        )
    return ParsedReading(
        device_id=device_id,
        measured_at=measured_at,
        energy_uwh=_energy(wire),
        interval_s=_interval(wire),
        source=message.source,
        source_index=index,
    )


def _device(wire: MeterReading, sender: str | None) -> UUID:
    """Return the sender authorized by the broker; a contradicting body is rejected."""
    named = wire.device_id if wire.device_id is not None else sender
    if named is None:
        raise Refused("device_missing", "The reading names no device.")
    try:
        device_id = UUID(named)
    except ValueError as error:
        raise Refused("device_malformed", "The device's identifier is not a UUID.") from error
    if sender is not None and not _same_device(sender, device_id):
        raise Refused("foreign_device", "The reading names another device than its sender.")
    return device_id


def _same_device(sender: str, device_id: UUID) -> bool:
    try:
        return UUID(sender) == device_id
    except ValueError:
        return False


def _moment(wire: MeterReading, now: datetime) -> datetime:
    value = wire.measured_at if wire.measured_at is not None else wire.timestamp
    if value is None:
        raise Refused("time_missing", "The reading has neither measured_at nor timestamp.")
    moment = _parse_time(value)
    if moment < EARLIEST:
        raise Refused("too_early", "The reading is from before the year 2000.")
    if moment > now + FUTURE_TOLERANCE:
        raise Refused("too_late", "The reading is from more than a day ahead.")
    return moment


def _parse_time(value: str | float) -> datetime:
    """Parse ISO 8601, or Unix time in seconds or milliseconds. Without an offset it is UTC."""
    try:
        if isinstance(value, str):
            moment = datetime.fromisoformat(value)
        else:
            seconds = value / 1000 if abs(value) >= MILLISECONDS_FROM else value
            moment = datetime.fromtimestamp(seconds, UTC)
        aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
        return aware.astimezone(UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise Refused("time_malformed", "The time is neither ISO 8601 nor Unix time.") from error


def _energy(wire: MeterReading) -> int:
    kwh = wire.energy_kwh if wire.energy_kwh is not None else wire.measurement_value
    if kwh is None:
        raise Refused(
            "energy_missing", "The reading has no energy_kwh, measurement_value or register_kwh."
        )
    if not isfinite(kwh):
        raise Refused("energy_not_finite", "The energy is not a finite number.")
    if kwh < 0:
        raise Refused("energy_negative", "The energy of an interval is never below zero.")
    if kwh > MAX_READING_KWH:
        raise Refused("energy_absurd", f"The energy is above {MAX_READING_KWH:,.0f} kWh.")
    return microwatthours(kwh)


def _register(wire: MeterReading, kwh: Decimal) -> int:
    if wire.energy_kwh is not None or wire.measurement_value is not None:
        raise Refused(
            "energy_and_register",
            "The reading has register_kwh and an energy: their times mean different things.",
        )
    if not kwh.is_finite():
        raise Refused("register_not_finite", "The register is not a finite number.")
    if kwh < 0:
        raise Refused("register_negative", "A register is never below zero.")
    if kwh > MAX_REGISTER_KWH:
        raise Refused("register_absurd", f"The register is above {MAX_REGISTER_KWH:,} kWh.")
    return register_microwatthours(kwh)


def _interval(wire: MeterReading) -> int | None:
    if wire.interval_s is not None and not 0 < wire.interval_s <= MAX_INTERVAL_S:
        raise Refused("interval_absurd", "interval_s is not between 1 second and 31 days.")
    return wire.interval_s


def _rejection(message: StreamMessage, index: int, refused: Refused, item: bytes) -> Rejection:
    """Return the stored form of a rejection. PostgreSQL's text has no NUL: a symbol replaces it."""
    kept = item[: MAX_KEPT_BODY_CHARACTERS * 4].decode("utf-8", errors="replace")
    return Rejection(
        source=message.source,
        source_index=index,
        sender=printable(message.sender) if message.sender is not None else None,
        reason=refused.reason,
        detail=printable(refused.detail),
        body=printable(kept)[:MAX_KEPT_BODY_CHARACTERS],
    )


def printable(text: str) -> str:
    """Return the text as PostgreSQL can store it."""
    return text.replace("\x00", "␀")
