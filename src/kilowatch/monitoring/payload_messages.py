"""Reads messages in the form of a maker: each counter is a reading of its own.

Counters are numbered through the payload, so that a message that comes again gives the same
numbers, and a faulty one is rejected alone.
"""

from datetime import UTC, datetime, tzinfo
from typing import Final

import msgspec

from kilowatch.contracts.channels import channel_id
from kilowatch.contracts.payloads import PayloadFormat
from kilowatch.contracts.readings import MAX_READINGS_PER_MESSAGE, MeterReading, StreamMessage
from kilowatch.monitoring.domain import (
    Parsed,
    ParsedRegister,
    Refused,
    Rejection,
    believable,
    channel_of,
    device_of,
    register_of,
)
from kilowatch.monitoring.message_rejections import rejected, rejection, too_many
from kilowatch.monitoring.payloads.choice import decode
from kilowatch.monitoring.payloads.decoded import Counter, Decoded, Origin

_EMPTY: Final = MeterReading()


def read_payload(
    message: StreamMessage, format_: PayloadFormat, now: datetime, zone: tzinfo | None
) -> tuple[list[Parsed], list[Rejection]]:
    """Return the readings in a payload, and its rejections."""
    try:
        device_of(_EMPTY, message.sender)
        decoded = decode(format_, message.body, _origin(message, zone))
        if len(decoded) > MAX_READINGS_PER_MESSAGE:
            raise too_many(len(decoded))
    except Refused as refused:
        return rejected(message, refused)
    return _read(message, decoded, now)


def _origin(message: StreamMessage, zone: tzinfo | None) -> Origin:
    received_at = None
    if message.received_at_ms is not None:
        received_at = datetime.fromtimestamp(message.received_at_ms / 1000, UTC)
    return Origin((message.end or "").partition(".")[2], received_at, zone)


def _read(
    message: StreamMessage, decoded: Decoded, now: datetime
) -> tuple[list[Parsed], list[Rejection]]:
    readings: list[Parsed] = []
    rejections: list[Rejection] = []
    for number, each in enumerate(decoded):
        if isinstance(each, Refused):
            rejections.append(rejection(message, number, each, message.body))
            continue
        try:
            readings.append(_register(message, number, each, now))
        except Refused as refused:
            rejections.append(rejection(message, number, refused, _as_sent(each)))
    return readings, rejections


def _register(
    message: StreamMessage, number: int, counter: Counter, now: datetime
) -> ParsedRegister:
    device_id = device_of(_EMPTY, message.sender)
    channel = channel_of(device_id, counter.channel, counter.unit)
    return ParsedRegister(
        channel_id=device_id if channel is None else channel_id(device_id, channel.code),
        measured_at=believable(counter.measured_at, now).replace(microsecond=0),
        register_uwh=register_of(_EMPTY, counter.shown),
        source=message.source,
        source_index=number,
        channel=channel,
    )


def _as_sent(counter: Counter) -> bytes:
    """Return a counter as it could have been sent in the plain form."""
    return msgspec.json.encode(
        {
            "measured_at": counter.measured_at,
            "channel": counter.channel,
            "register": str(counter.shown),
        }
    )
