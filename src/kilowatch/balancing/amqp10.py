"""The part of AMQP 1.0 that a stream entry needs: its routing key and its body.

RabbitMQ stores messages of AMQP 0-9-1 and MQTT in streams as AMQP 1.0 sections (OASIS AMQP 1.0,
part 1 "types" and part 3 "messaging"). Only the *message annotations* are written by the
broker; application properties are the sender's and are never trusted.
"""

from typing import NamedTuple

from kilowatch.kit.correlation import usable_id

MESSAGE_ANNOTATIONS = 0x72
PROPERTIES = 0x73
DATA = 0x75
VALUE = 0x77
ROUTING_KEY = b"x-routing-key"
CORRELATION_ID_PLACE = 5
"""The position of `correlation-id` in the list of properties (part 3, section 3.2.4)."""

_FIXED_WIDTH = {0x4: 0, 0x5: 1, 0x6: 2, 0x7: 4, 0x8: 8, 0x9: 16}
"""Width in bytes by the upper half of a constructor."""


class StreamEntry(NamedTuple):
    """A message as the broker stored it."""

    routing_key: bytes
    body: bytes
    correlation_id: str | None = None
    """The id by which the sender's logs know the message, if it sent a valid one."""
    end: str | None = None
    """The end of the routing key it came under, if that is not the one of the plain form."""
    received_at_ms: int | None = None
    """When the broker stored it, in milliseconds since 1970; None where it doesn't tell."""


class NotAmqp(ValueError):
    """The entry does not consist of AMQP 1.0 sections."""


def read_entry(entry: bytes) -> StreamEntry:
    """Return the routing key, body and correlation id of a stream entry. Raises `NotAmqp`."""
    routing_key, body, correlation_id, at = b"", b"", None, 0
    try:
        while at < len(entry):
            if entry[at] != 0x00 or entry[at + 1] != 0x53:
                raise NotAmqp("a section does not begin with a descriptor")
            section, at = entry[at + 2], at + 3
            start, end = _extent(entry, at)
            if section == MESSAGE_ANNOTATIONS:
                routing_key = _annotation(entry, at, ROUTING_KEY) or b""
            elif section == PROPERTIES:
                correlation_id = usable_id(_property(entry, at, CORRELATION_ID_PLACE))
            elif section in {DATA, VALUE}:
                body += entry[start:end]
            at = end
    except IndexError as error:
        raise NotAmqp("the entry ends too early") from error
    if at != len(entry):
        raise NotAmqp("the entry ends too early")
    return StreamEntry(routing_key, body, correlation_id)


def _extent(entry: bytes, at: int) -> tuple[int, int]:
    """Return the start and end of the content of the value at ``at``."""
    constructor = entry[at]
    kind = constructor >> 4
    if kind in _FIXED_WIDTH:
        return at + 1, at + 1 + _FIXED_WIDTH[kind]
    if kind in {0xA, 0xC, 0xE}:
        return at + 2, at + 2 + entry[at + 1]
    if kind in {0xB, 0xD, 0xF}:
        if at + 5 > len(entry):
            raise NotAmqp("the entry ends too early")
        return at + 5, at + 5 + int.from_bytes(entry[at + 1 : at + 5], "big")
    raise NotAmqp(f"constructor 0x{constructor:02x} is unknown")


def _annotation(entry: bytes, at: int, wanted: bytes) -> bytes | None:
    """Return the value of the annotation ``wanted`` in the map at ``at``."""
    start, end = _extent(entry, at)
    count_width = 1 if entry[at] == 0xC1 else 4
    at = start + count_width
    while at < end:
        key_start, key_end = _extent(entry, at)
        value_start, value_end = _extent(entry, key_end)
        if entry[key_start:key_end] == wanted:
            return entry[value_start:value_end]
        at = value_end
    return None


def _property(entry: bytes, at: int, place: int) -> bytes | None:
    """Return the text at ``place`` of the list at ``at``; None if there is none."""
    start, end = _extent(entry, at)
    at = start + (1 if entry[at] == 0xC0 else 4)
    for _ in range(place):
        if at >= end:
            return None
        _, at = _extent(entry, at)
    if at >= end or entry[at] not in {0xA0, 0xA1, 0xB0, 0xB1}:
        return None
    value_start, value_end = _extent(entry, at)
    return entry[value_start:value_end]


def make_entry(routing_key: bytes, body: bytes, correlation_id: str | None = None) -> bytes:
    """Return an entry that `read_entry` decodes to this key (at most 255 bytes) and body."""
    name = b"\xa3" + bytes([len(ROUTING_KEY)]) + ROUTING_KEY
    value = b"\xa1" + bytes([len(routing_key)]) + routing_key
    pairs = b"\x02" + name + value
    annotations = b"\xd1" + (len(pairs) + 3).to_bytes(4, "big") + b"\0\0\0" + pairs
    data = b"\xb0" + len(body).to_bytes(4, "big") + body
    sections = [(MESSAGE_ANNOTATIONS, annotations), (DATA, data)]
    if correlation_id is not None:
        text = b"\x40" * CORRELATION_ID_PLACE + b"\xa1" + bytes([len(correlation_id)])
        text += correlation_id.encode()
        properties = b"\xc0" + bytes([len(text) + 1, CORRELATION_ID_PLACE + 1]) + text
        sections.insert(1, (PROPERTIES, properties))
    return b"".join(b"\x00\x53" + bytes([code]) + content for code, content in sections)
