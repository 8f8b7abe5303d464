"""What the local API of HomeWizard shows: ``/api/v1/data`` and ``/api/measurement`` of version 2.

After https://api-documentation.homewizard.com: energy is in kWh by direction and tariff; other
meters of a P1 port are listed as ``external``, with unit and time. Times are clock times. Version 1
tells no time for electricity: its moment is when the broker stored the message.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Final

import msgspec

from kilowatch.contracts.channels import MOST_CHANNELS, EnergyKind
from kilowatch.monitoring.domain import Refused
from kilowatch.monitoring.payloads.decoded import (
    Counter,
    Decoded,
    Origin,
    measured,
    moment_of_clock,
    moment_of_text,
    not_understood,
    parsed,
    without_doubles,
)

EXPECTED: Final = 'what HomeWizard shows at /api/v1/data: {"total_power_import_kwh": 123.4}'

_ENERGY: Final = re.compile(r"(?:total_power|energy)_(import|export)(?:_t([1-9]))?_kwh")
_CHANNEL_OF_TYPE: Final[dict[str, tuple[str, EnergyKind]]] = {
    "gas_meter": ("gas", "gas"),
    "heat_meter": ("heat", "heat"),
    "inlet_heat_meter": ("heat", "heat"),
    "warm_water_meter": ("hot-water", "water"),
    "water_meter": ("water", "water"),
}
_CLOCK: Final = re.compile(r"\d{12}", re.ASCII)


class _External(msgspec.Struct):
    type: str = ""
    timestamp: str | int | None = None
    value: Decimal | None = None
    unit: str | None = None


class _Others(msgspec.Struct):
    timestamp: str | int | None = None
    total_gas_m3: Decimal | None = None
    gas_timestamp: str | int | None = None
    total_liter_m3: Decimal | None = None
    external: list[_External] | None = None


_others: Final = msgspec.json.Decoder(_Others)
_members: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
_number: Final = msgspec.json.Decoder(Decimal | None)


def decode(body: bytes, origin: Origin) -> Decoded:
    """Return the counters of a payload. Raises `Refused`."""
    others = parsed(_others, body, EXPECTED)
    if len(others.external or []) > MOST_CHANNELS:
        raise Refused("too_many", f"A device has at most {MOST_CHANNELS} channels.")
    members = parsed(_members, body, EXPECTED)
    found = list(without_doubles([*_electricity(members, others, origin), *_rest(others, origin)]))
    if not found:
        raise not_understood(EXPECTED)
    return found


def _electricity(
    members: dict[str, msgspec.Raw], others: _Others, origin: Origin
) -> Iterator[Counter | Refused]:
    for name, raw in members.items():
        match = _ENERGY.fullmatch(name)
        if match is None:
            continue
        shown = parsed(_number, bytes(raw), EXPECTED)
        if shown is not None:
            channel = match[1] if match[2] is None else f"{match[1]}-t{match[2]}"
            yield from _counter(channel, "electricity", shown, "kWh", others.timestamp, origin)


def _rest(others: _Others, origin: Origin) -> Iterator[Counter | Refused]:
    for each in others.external or []:
        known = _CHANNEL_OF_TYPE.get(each.type)
        if known is not None and each.value is not None:
            yield from _counter(*known, each.value, each.unit, each.timestamp, origin)
    has_gas = any(each.type == "gas_meter" for each in others.external or [])
    if others.total_gas_m3 is not None and not has_gas:
        yield from _counter("gas", "gas", others.total_gas_m3, "m3", others.gas_timestamp, origin)
    if others.total_liter_m3 is not None:
        yield from _counter("water", "water", others.total_liter_m3, "m3", None, origin)


def _counter(
    channel: str,
    kind: EnergyKind,
    shown: Decimal,
    unit: str | None,
    timestamp: str | int | None,
    origin: Origin,
) -> Iterator[Counter | Refused]:
    try:
        yield Counter(channel, *measured(shown, unit, kind), _moment(timestamp, origin))
    except Refused as refused:
        yield refused


def _moment(timestamp: str | int | None, origin: Origin) -> datetime:
    if timestamp is None:
        return origin.receipt("Use version 2 of HomeWizard's API, which tells the time.")
    text = str(timestamp) if isinstance(timestamp, str) or 0 < timestamp < 10**13 else ""
    if _CLOCK.fullmatch(text.zfill(12)) is None:
        return moment_of_text(text, origin.zone)
    try:
        clock = datetime.strptime(text.zfill(12), "%y%m%d%H%M%S")  # noqa: DTZ007 - its zone follows
    except ValueError as error:
        raise Refused("time_malformed", f"There is no such time: {text:.20}.") from error
    return moment_of_clock(clock, origin.zone)
