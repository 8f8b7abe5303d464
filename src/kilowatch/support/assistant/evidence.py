"""The tool results of this turn: the only source of figures in an answer. Pure."""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

import msgspec

from kilowatch.contracts.support import Chart
from kilowatch.support.questions.energies import EnergyName

Quantity: TypeAlias = Literal[
    "energy", "heat", "volume", "power", "share", "count", "money", "other"
]

_UNITS: Final[Mapping[str, tuple[Quantity, float]]] = {
    "kWh": ("energy", 1.0),
    "GJ": ("heat", 1.0),
    "m3": ("volume", 1.0),
    "L": ("volume", 0.001),
}
"""The quantity of each unit, and how many of its own unit one is."""


class Fact(msgspec.Struct, frozen=True):
    """A figure: energy in kWh, heat in GJ, a volume in m3, power in kW, a percentage, a count.

    ``energy``: the kind and direction that it is of.
    """

    quantity: Quantity
    value: float
    charts: tuple[Chart, ...] = ()
    device: str | None = None
    energy: EnergyName = "electricity"


class Evidence:
    """The facts of a turn, and the clock times given to the model."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self.clocks: set[str] = set()
        self.devices: set[str] = set()

    def energy(self, kwh: float | None, *charts: Chart, device: str | None = None) -> float | None:
        """Add energy; return it rounded as the model gets it."""
        return self._note("energy", kwh, charts, device, 4)

    def amount(
        self,
        value: float | None,
        unit: str,
        chart: Chart,
        *,
        device: str | None,
        energy: EnergyName,
    ) -> float | None:
        """Add a quantity of an energy in its unit; return it rounded as the model gets it."""
        if value is None:
            return None
        quantity, factor = _UNITS[unit]
        self.facts.append(Fact(quantity, float(value) * factor, (chart,), device, energy))
        return round(value, 4)

    def share(self, share: float | None, *charts: Chart, device: str | None = None) -> float | None:
        """Add a share, 1 for all; return it as a percentage."""
        return self._note("share", None if share is None else share * 100, charts, device, 2)

    def count(self, number: int, *charts: Chart) -> int:
        """Add a count."""
        self._note("count", number, charts, None, 0)
        return number

    def clock(self, text: str) -> str:
        """Add a time of the day."""
        self.clocks.add(text)
        return text

    def _note(
        self,
        quantity: Quantity,
        value: float | None,
        charts: tuple[Chart, ...],
        device: str | None,
        digits: int,
    ) -> float | None:
        if value is None:
            return None
        self.facts.append(Fact(quantity, float(value), charts, device))
        return round(value, digits)
