"""Chooses the decoder of a message: by the end of its topic, or by a shape that only one has."""

from collections.abc import Callable, Mapping
from typing import Final

from kilowatch.contracts.payloads import FORMATS, PayloadFormat, format_of_end, recognised
from kilowatch.contracts.readings import StreamMessage
from kilowatch.monitoring.domain import MAX_COMMAS, Refused
from kilowatch.monitoring.payloads import (
    homeassistant,
    homewizard,
    p1,
    senml,
    shelly,
    tasmota,
    zigbee2mqtt,
)
from kilowatch.monitoring.payloads.decoded import Decoded, Origin

_DECODERS: Final[Mapping[PayloadFormat, Callable[[bytes, Origin], Decoded]]] = {
    "p1": p1.decode,
    "tasmota": tasmota.decode,
    "shelly": shelly.decode,
    "zigbee2mqtt": zigbee2mqtt.decode,
    "homewizard": homewizard.decode,
    "homeassistant": homeassistant.decode,
    "senml": senml.decode,
}
assert set(_DECODERS) == set(FORMATS)  # noqa: S101 - each format has a decoder


def format_of(message: StreamMessage) -> PayloadFormat | None:
    """Return the format of a message, None for one in the plain form."""
    if message.end is not None:
        return format_of_end(message.end)
    return recognised(message.body)


def decode(format_: PayloadFormat, body: bytes, origin: Origin) -> Decoded:
    """Return the counters of a payload. Raises `Refused` where it isn't understood."""
    if body.count(b",") > MAX_COMMAS:
        raise Refused("too_many", f"The message has more than {MAX_COMMAS:,} values.")
    return _DECODERS[format_](body, origin)
