"""Parses options of metering and connectivity."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from cyclopts import Parameter
from cyclopts.validators import Number

from kilowatch.simulator.meter import Meter
from kilowatch.simulator.outages import MOST_PER_DAY, NEVER, Outages
from kilowatch.simulator.register import INSTALLED, Counter


class MeteringError(Exception):
    """Options that contradict each other. Says which."""


class Kind(StrEnum):
    """The quantity that a meter reports: the energy of an interval, or its register."""

    INTERVAL = "interval"
    REGISTER = "register"


@dataclass(frozen=True, kw_only=True)
class Metering:
    """Options of ``kilowatch simulate`` about the meters themselves."""

    kind: Kind = Kind.INTERVAL
    """Reported quantity: the energy of each interval, or the value of the register."""

    installed: date | None = None
    """First day of the counter of a register meter, 2025-01-01 by default. Its whole life is
    computed at the start: a second or two for each meter and 1,000 days."""

    outages: Annotated[float, Parameter(validator=Number(gte=0, lte=MOST_PER_DAY))] = 0
    """Outages of a meter per day, on average: mostly for minutes, sometimes for hours.
    An interval meter then sends missed readings late, a register skips values."""

    lose: Annotated[bool, Parameter(negative="")] = False
    """Interval meters never send what they missed in an outage."""

    consumer: str | None = None
    """Name of the consumer behind --device: two devices with the same name, profile and seed
    use the same energy. By default every device is its own consumer."""

    def checked(self, *, one_device: bool) -> Self:
        """Return the same options, if they are consistent. Raises `MeteringError`."""
        if self.lose and self.kind is Kind.REGISTER:
            raise MeteringError("A register meter loses nothing: leave --lose out.")
        if self.lose and not self.outages:
            raise MeteringError("Nothing is lost without outages: say --outages PER_DAY too.")
        if self.installed is not None and self.kind is not Kind.REGISTER:
            raise MeteringError("--installed is about the counter of --kind register.")
        if self.consumer is not None and not one_device:
            raise MeteringError("--consumer is about one --device.")
        return self

    def counter_of(self, meter: Meter) -> Counter:
        """Return the counter behind ``meter``."""
        return Counter(meter, self.installed or INSTALLED)

    def outages_of(self, meter: Meter) -> Outages:
        """Return the outages of ``meter``; the same for meters of the same consumer."""
        return Outages(meter.name, self.outages) if self.outages else NEVER
