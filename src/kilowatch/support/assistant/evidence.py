"""The tool results of this turn: the only source of figures in an answer. Pure."""

from typing import Literal, TypeAlias

import msgspec

from kilowatch.contracts.support import Chart

Quantity: TypeAlias = Literal["energy", "power", "share", "count", "money", "other"]


class Fact(msgspec.Struct, frozen=True):
    """A figure: energy in kWh, power in kW, a share as a percentage, a count."""

    quantity: Quantity
    value: float
    charts: tuple[Chart, ...] = ()
    device: str | None = None


class Evidence:
    """The facts of a turn, and the clock times given to the model."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self.clocks: set[str] = set()
        self.devices: set[str] = set()

    def energy(self, kwh: float | None, *charts: Chart, device: str | None = None) -> float | None:
        """Add energy; return it rounded as the model gets it."""
        return self._note("energy", kwh, charts, device, 4)

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
