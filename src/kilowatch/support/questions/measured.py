"""Looks up energies other than electricity from the grid, each in its own units."""

from uuid import UUID

import msgspec

from kilowatch.contracts.support import Chart
from kilowatch.support.clients import Household, Json
from kilowatch.support.questions.energies import Energy
from kilowatch.support.questions.periods import Period, charts_of


class Amount(msgspec.Struct, frozen=True):
    """What was measured of an energy in a period; ``value`` None: unknown, which isn't 0."""

    value: float | None
    unit: str
    coverage: float | None
    chart: Chart


async def amounts_of(
    household: Household, energy: Energy, period: Period, device_id: UUID | None
) -> list[Amount]:
    """Return an amount for each unit that the energy is measured in; none: it isn't measured.

    Raises `Unavailable`.
    """
    return [
        await _amount(household, selection, period, device_id)
        for selection in await selections_of(household, energy, device_id)
    ]


async def selections_of(
    household: Household, energy: Energy, device_id: UUID | None = None
) -> list[dict[str, str]]:
    """Return the parameters that ask for an energy, for each of its units."""
    if energy.kind is None:
        return []
    kinds = [each for each in await household.kinds(device_id) if _is_of(each, energy)]
    if energy.channel is not None:
        return [{"channel": energy.channel}] if kinds else []
    common = {"kind": energy.kind, "direction": energy.direction}
    if len(kinds) == 1:
        return [common]
    return [common | {"unit": str(each["unit"])} for each in kinds]


def _is_of(measured: Json, energy: Energy) -> bool:
    if (measured["kind"], measured["direction"]) != (energy.kind, energy.direction):
        return False
    return energy.channel is None or energy.channel in measured["channels"]


async def _amount(
    household: Household, selection: dict[str, str], period: Period, device_id: UUID | None
) -> Amount:
    found = await household.consumption(
        period.start, period.end, device_id=device_id, selection=selection
    )
    total = found["total"]
    shown = {"kind": "water"} if "channel" in selection else selection
    return Amount(
        value=total["value"] if "value" in total else total["energy_kwh"],
        unit=str(found["unit"]),
        coverage=total["coverage"],
        chart=charts_of(period, device_id, selection=shown),
    )
