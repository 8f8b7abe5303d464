"""The payloads that meters may send besides the plain form, and the topics they come under.

A message belongs to a device and says by the end of its topic what its payload is:
``meters/<device id>/readings`` is the plain form, ``meters/<device id>/tasmota/SENSOR`` what
Tasmota publishes. Over HTTP the same ends follow the path of readings. A device may publish under
the ends listed here and no other, so that the number of topics of a device is bounded.
"""

import re
from typing import Final, Literal, TypeAlias

PayloadFormat: TypeAlias = Literal[
    "p1", "tasmota", "shelly", "zigbee2mqtt", "homewizard", "homeassistant", "senml"
]

PLAIN_END: Final = "readings"

_SHELLY_COMPONENT: Final = (
    "(?:sys|wifi|eth|cloud|ble|mqtt|ws|modbus|matter|knx|ui|bthome|"
    "(?:switch|pm1|em|em1|emdata|em1data|cover|light|rgb|rgbw|cct|input|temperature|humidity|"
    r"voltmeter|script|schedule|devicepower|smoke|flood):\d{1,2})"
)
_ENDS: Final[dict[PayloadFormat, str]] = {
    "p1": "",
    "tasmota": (
        r"(?:(?:tele|stat)\.)?"
        r"(?:SENSOR|STATE|LWT|RESULT|POWER\d?|UPTIME|INFO[123]|LOGGING|STATUS(?:\d|1[0-3])?)"
    ),
    "shelly": (
        rf"(?:online|announce|info|events\.rpc|status|status\.{_SHELLY_COMPONENT}"
        r"|relay\.\d(?:\.(?:energy|power))?|emeter\.\d\.(?:total|total_returned|energy|power"
        r"|returned_energy|reactive_power|voltage|current|pf))"
    ),
    "zigbee2mqtt": "",
    "homewizard": "",
    "homeassistant": "",
    "senml": "",
}
"""What may follow the word of a format in a routing key; the word alone is allowed too."""

_END: Final = re.compile(
    "|".join(rf"{word}(?:\.(?:{rest}))?" if rest else word for word, rest in _ENDS.items()),
    re.ASCII,
)
_COMMANDS: Final = re.compile(r"tasmota\.cmnd(?:\.#)?", re.ASCII)

_KEY: Final = re.compile(r"meters\.([^.]+)\.(.+)", re.DOTALL)
_PLAIN_SUFFIX: Final = f".{PLAIN_END}".encode()
_BYTES_KEY: Final = re.compile(rb"meters\.([^.]+)\.(.+)", re.DOTALL)


def is_payload_end(end: str) -> bool:
    """Return true for an end of routing keys that a device may publish a payload under."""
    return _END.fullmatch(end) is not None


def is_command_end(end: str) -> bool:
    """Return true for an end that a device may subscribe to, though nothing is published there.

    Firmware of Tasmota subscribes to its commands when it connects, and can't be told not to.
    """
    return _COMMANDS.fullmatch(end) is not None


def format_of_end(end: str) -> PayloadFormat | None:
    """Return the payload format that the end of a routing key names, None for another end."""
    word = end.partition(".")[0]
    return next((each for each in _ENDS if each == word), None)


def split_key(routing_key: str) -> tuple[str, str] | None:
    """Return the device and the end of a routing key, None where it is not one of a meter."""
    match = _KEY.fullmatch(routing_key)
    return None if match is None else (match[1], match[2])


def sender_key(routing_key: bytes) -> tuple[bytes, str | None]:
    """Return the key that all messages of a device share, and the end if it is not the plain one.

    Whatever a device sends under, it is one sender: it takes turns and has a quota once.
    """
    if routing_key.endswith(_PLAIN_SUFFIX):
        return routing_key, None
    match = _BYTES_KEY.fullmatch(routing_key)
    if match is None:
        return routing_key, None
    end = match[2].decode("utf-8", errors="replace")
    if format_of_end(end) is None:
        return routing_key, None
    return b"meters." + match[1] + _PLAIN_SUFFIX, end


PAYLOAD_BINDINGS: Final = tuple(f"meters.*.{word}.#" for word in _ENDS)
"""Bindings of the stream for payloads; ``#`` matches the word alone too."""

FORMATS: Final[tuple[PayloadFormat, ...]] = tuple(_ENDS)

_LOOKED_AT: Final = 16 * 1024
"""The bytes of a body in which its shape is looked for: a status of every maker is smaller."""

_SHAPES: Final[tuple[tuple[PayloadFormat, re.Pattern[bytes]], ...]] = (
    ("tasmota", re.compile(rb'"ENERGY"\s*:\s*\{')),
    ("shelly", re.compile(rb'"method"\s*:\s*"Notify|"aenergy"\s*:|"e?meters"\s*:\s*\[')),
    ("homewizard", re.compile(rb'"(?:total_power|energy)_(?:import|export)(?:_t\d)?_kwh"\s*:')),
    ("homeassistant", re.compile(rb'"(?:state_class|unit_of_measurement)"\s*:')),
    ("zigbee2mqtt", re.compile(rb'"linkquality"\s*:')),
)
_SENML: Final = re.compile(rb'\s*\[\s*\{[^{}\[\]]{0,1000}?"(?:bn|bver|bt|bu|n)"\s*:')
_TELEGRAM: Final = b"/"
_PLAIN_TIMES: Final = (b'"timestamp"', b'"measured_at"')
_TIME_OF_ANOTHER: Final = (b'import_kwh"', b'import_t1_kwh"', b'meters"')


def recognised(body: bytes) -> PayloadFormat | None:
    """Return the format whose unmistakable shape a body has, None for the plain form.

    Almost every message is in the plain form and has a time by its name: it is not searched.
    """
    if body[:1] == _TELEGRAM:
        return "p1"
    is_dated = any(each in body for each in _PLAIN_TIMES)
    if is_dated and not any(each in body for each in _TIME_OF_ANOTHER):
        return None
    head = body[:_LOOKED_AT]
    if _SENML.match(head):
        return "senml"
    return next((name for name, shape in _SHAPES if shape.search(head)), None)
