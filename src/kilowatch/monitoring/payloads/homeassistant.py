"""States of sensors as Home Assistant has them: one, or a list of them.

After https://developers.home-assistant.io (REST API, sensor): a counter has the device class
``energy``, ``gas`` or ``water``, the state class ``total`` or ``total_increasing``, and a unit; the
state is its value since ``last_changed``. Home Assistant knows no direction: ``channel`` beside the
state names it (``export``); without it electricity is taken from the grid, as in the plain form.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Final

import msgspec

from kilowatch.contracts.channels import DEFAULT_CHANNEL, EnergyKind
from kilowatch.monitoring.domain import Refused
from kilowatch.monitoring.payloads.decoded import (
    Counter,
    Decoded,
    Origin,
    measured,
    moment_of_text,
    not_understood,
    parsed,
    without_doubles,
)

EXPECTED: Final = (
    "a state of Home Assistant with state, last_changed and attributes: device_class energy, gas "
    "or water, state_class total or total_increasing, unit_of_measurement"
)

_CHANNEL_OF_CLASS: Final[dict[str, tuple[str, EnergyKind]]] = {
    "energy": (DEFAULT_CHANNEL, "electricity"),
    "gas": ("gas", "gas"),
    "water": ("water", "water"),
}
_COUNTER_CLASSES: Final = {"total", "total_increasing"}
_NO_VALUE: Final = {"unavailable", "unknown"}
_NUMBER: Final = re.compile(r"-?\d{1,15}(?:\.\d{1,20})?(?:[eE][-+]?\d{1,2})?", re.ASCII)


class _Attributes(msgspec.Struct):
    device_class: str | None = None
    state_class: str | None = None
    unit_of_measurement: str | None = None


class _State(msgspec.Struct):
    state: str
    attributes: _Attributes
    last_changed: str | None = None
    last_updated: str | None = None
    channel: str | None = None


_state: Final = msgspec.json.Decoder(_State)
_states: Final = msgspec.json.Decoder(list[_State])


def decode(body: bytes, origin: Origin) -> Decoded:
    """Return the counters of a payload. Raises `Refused`.

    Of a list, states that are no counters are passed over: it is that of all sensors.
    """
    if body.lstrip()[:1] != b"[":
        return list(_counters(parsed(_state, body, EXPECTED), origin))
    counters = [each for each in parsed(_states, body, EXPECTED) if _is_counter(each)]
    if not counters:
        raise not_understood(EXPECTED)
    return without_doubles(found for each in counters for found in _counters(each, origin))


def _is_counter(state: _State) -> bool:
    attributes = state.attributes
    return (
        attributes.device_class in _CHANNEL_OF_CLASS and attributes.state_class in _COUNTER_CLASSES
    )


def _counters(state: _State, origin: Origin) -> Iterator[Counter | Refused]:
    if state.state in _NO_VALUE:
        return
    try:
        yield _counter(state, origin)
    except Refused as refused:
        yield refused


def _counter(state: _State, origin: Origin) -> Counter:
    if not _is_counter(state) or not _NUMBER.fullmatch(state.state):
        raise not_understood(EXPECTED)
    channel, kind = _CHANNEL_OF_CLASS[state.attributes.device_class or ""]
    value = measured(Decimal(state.state), state.attributes.unit_of_measurement, kind)
    return Counter(state.channel or channel, *value, _moment(state, origin))


def _moment(state: _State, origin: Origin) -> datetime:
    text = state.last_changed or state.last_updated
    return (
        origin.receipt(f"Expected {EXPECTED}.")
        if text is None
        else moment_of_text(text, origin.zone)
    )
