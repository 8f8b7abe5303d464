"""The building blocks of every consumer of power: days, appliance runs, power by the minute."""

import math
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

SECONDS_PER_MINUTE = 60
WARMEST_DAY_OF_YEAR = 200
"""Mid July: these consumers live north of the equator."""

FIRST_WEEKEND_DAY = 5


@dataclass(frozen=True)
class Day:
    """A calendar day in a time zone: 24 hours, or 23 or 25 when the clock changes."""

    date: date
    zone: ZoneInfo

    @cached_property
    def start(self) -> datetime:
        """Return its first moment, UTC."""
        return datetime.combine(self.date, time(), self.zone).astimezone(UTC)

    @cached_property
    def end(self) -> datetime:
        """Return the first moment of the next day, UTC."""
        return self.next().start

    @property
    def minutes(self) -> int:
        """Return its number of minutes, the last of which may not be whole."""
        return math.ceil((self.end - self.start) / timedelta(minutes=1))

    @property
    def is_weekend(self) -> bool:
        """Return true for a Saturday or a Sunday."""
        return self.date.weekday() >= FIRST_WEEKEND_DAY

    @property
    def warmth(self) -> float:
        """Return the season, from -1 in mid January to 1 in mid July."""
        days_off = self.date.timetuple().tm_yday - WARMEST_DAY_OF_YEAR
        return math.cos(2 * math.pi * days_off / 365.25)

    def next(self) -> "Day":
        """Return the day after."""
        return Day(self.date + timedelta(days=1), self.zone)

    def previous(self) -> "Day":
        """Return the day before."""
        return Day(self.date - timedelta(days=1), self.zone)

    def minute_at(self, hour: float) -> int:
        """Return the minutes from the day's start until its clock shows ``hour``, such as 18.5."""
        minutes = round(hour * 60)
        shown = datetime.combine(self.date, time(minutes // 60 % 24, minutes % 60), self.zone)
        return round((shown.astimezone(UTC) - self.start) / timedelta(minutes=1))

    def clock_hours(self) -> Iterator[tuple[int, range]]:
        """Yield each hour of its clock, with the minutes of the day that belong to it."""
        first = 0
        while first < self.minutes:
            shown = (self.start + timedelta(minutes=first)).astimezone(self.zone)
            beyond = min(first + 60 - shown.minute, self.minutes)
            yield shown.hour, range(first, beyond)
            first = beyond

    def intervals(self, interval_s: int) -> Iterator[tuple[datetime, int]]:
        """Return start and seconds of the intervals that cover the day; the last may be shorter."""
        start = self.start
        while start < self.end:
            left_s = math.ceil((self.end - start).total_seconds())
            yield start, min(interval_s, left_s)
            start += timedelta(seconds=interval_s)


def day_of(moment: datetime, zone: ZoneInfo) -> Day:
    """Return the day of ``moment``."""
    return Day(moment.astimezone(zone).date(), zone)


class Run(NamedTuple):
    """A run of an appliance. It may continue into the next day."""

    start_min: int
    length_min: int
    power_kw: float


class Profile(ABC):
    """A kind of consumer. One instance is one consumer, whose traits its ``rng`` decided."""

    @abstractmethod
    def background_kw(self, day: Day, rng: Random) -> list[float]:
        """Return the power of the base load, minute by minute."""

    @abstractmethod
    def runs(self, day: Day, rng: Random) -> list[Run]:
        """Return the runs of that day."""


def flat(day: Day, power_kw: float, rng: Random, noise: float = 0.1) -> list[float]:
    """Return a steady load with some noise (a share of it)."""
    return [power_kw * rng.uniform(1 - noise, 1 + noise) for _ in range(day.minutes)]


def add_run(powers_kw: list[float], run: Run, shift_min: int = 0) -> None:
    """Add a run, ``shift_min`` later than it says, as far as it falls in this day."""
    first = max(run.start_min + shift_min, 0)
    beyond = min(run.start_min + shift_min + run.length_min, len(powers_kw))
    for minute in range(first, beyond):
        powers_kw[minute] += run.power_kw
