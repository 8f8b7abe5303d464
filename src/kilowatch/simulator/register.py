"""The counter of a register meter: a start value and everything measured since."""

from array import array
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from kilowatch.contracts.units import MICROWATTHOURS_PER_KWH, kilowatthours
from kilowatch.simulator.load import Day, day_of
from kilowatch.simulator.meter import Meter

INSTALLED: Final = date(2025, 1, 1)
"""The default day of a counter's installation. Fixed, so that its values are continuous."""

LARGEST_START_KWH: Final = 60_000


class NotInstalled(Exception):
    """The counter was installed after the requested moment. Says what to do."""


class Counter:
    """The counter behind ``meter``, from the day ``installed`` on.

    The same meter shows the same at the same moment, in any order of queries; it never
    decreases, and the difference of two moments is the energy used in between, to the µWh.
    Every day of its life is computed once, which takes a millisecond or two each.
    """

    def __init__(self, meter: Meter, installed: date = INSTALLED) -> None:
        self._meter = meter
        self._installed = Day(installed, meter.zone)
        start_kwh = Random(f"{meter.name}/register").uniform(0, LARGEST_START_KWH)
        self._midnights_uwh = array("q", [round(start_kwh * MICROWATTHOURS_PER_KWH)])

    @property
    def begin(self) -> datetime:
        """Return the first moment at which it shows anything, UTC."""
        return self._installed.start

    def shows_kwh(self, moment: datetime) -> float:
        """Return the value at ``moment`` (aware), in kWh. Raises `NotInstalled`."""
        return kilowatthours(self.shows_uwh(moment))

    def shows_uwh(self, moment: datetime) -> int:
        """Return the value at ``moment`` (aware), in whole µWh. Raises `NotInstalled`."""
        day = day_of(moment, self._meter.zone)
        age_days = (day.date - self._installed.date).days
        if age_days < 0:
            raise NotInstalled(
                f"The counter shows nothing on {day.date}, it was installed on "
                f"{self._installed.date}: say an earlier day with --installed."
            )
        return self._at_midnight_uwh(age_days) + self._meter.since_midnight_uwh(day, moment)

    def _at_midnight_uwh(self, age_days: int) -> int:
        while len(self._midnights_uwh) <= age_days:
            age = timedelta(days=len(self._midnights_uwh) - 1)
            lived = Day(self._installed.date + age, self._meter.zone)
            used_uwh = self._meter.since_midnight_uwh(lived, lived.end)
            self._midnights_uwh.append(self._midnights_uwh[-1] + used_uwh)
        return self._midnights_uwh[age_days]
