"""What a simulated meter counts: the energy between any two moments, always the same."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kilowatch.contracts.ids import DeviceId
from kilowatch.simulator.load import Day, Run, add_run, day_of
from kilowatch.simulator.profiles import PROFILES

MINUTES_PER_HOUR = 60
DAYS_REMEMBERED = 4
KWH_DIGITS = 9


class Surge(NamedTuple):
    """Power on top of everything else, for the first minutes of some hours of the clock."""

    power_kw: float
    hours: frozenset[int]
    length_min: int = MINUTES_PER_HOUR


class Meter:
    """A meter of one device. The same arguments count the same energy, today and next year.

    So it needs no memory of what it sent: whatever was missed is counted again.
    """

    def __init__(
        self,
        device_id: DeviceId,
        profile: str,
        zone: ZoneInfo,
        seed: int = 0,
        surge: Surge | None = None,
    ) -> None:
        self.device_id = device_id
        self.zone = zone
        self._name = f"{seed}/{device_id}/{profile}"
        self._consumer = PROFILES[profile](Random(self._name))
        self._surge = surge
        self._counted_kwh = lru_cache(maxsize=DAYS_REMEMBERED)(self._count)

    def energy_kwh(self, start: datetime, seconds: int) -> float:
        """Energy used in ``seconds`` from ``start`` (aware) on, nine digits after the point."""
        begin = start.astimezone(UTC)
        end = begin + timedelta(seconds=seconds)
        total_kwh = 0.0
        day = day_of(begin, self.zone)
        while day.start < end:
            first, last = max(begin, day.start), min(end, day.end)
            total_kwh += self._register_kwh(day, last) - self._register_kwh(day, first)
            day = day.next()
        return max(round(total_kwh, KWH_DIGITS), 0.0)

    def _register_kwh(self, day: Day, moment: datetime) -> float:
        """Energy since the day began. Within a minute power is steady."""
        counted = self._counted_kwh(day)
        minutes = (moment - day.start) / timedelta(minutes=1)
        whole = min(int(minutes), len(counted) - 2)
        return counted[whole] + (counted[whole + 1] - counted[whole]) * (minutes - whole)

    def _count(self, day: Day) -> list[float]:
        powers_kw = self._consumer.background_kw(day, self._rng(day, "background"))
        for run in self._runs(day):
            add_run(powers_kw, run)
        yesterday = day.previous()
        for run in self._runs(yesterday):
            add_run(powers_kw, run, shift_min=-yesterday.minutes)
        self._add_surge(day, powers_kw)
        return [0.0, *accumulate(power_kw / MINUTES_PER_HOUR for power_kw in powers_kw)]

    def _runs(self, day: Day) -> list[Run]:
        return self._consumer.runs(day, self._rng(day, "runs"))

    def _rng(self, day: Day, part: str) -> Random:
        return Random(f"{self._name}/{day.date}/{part}")

    def _add_surge(self, day: Day, powers_kw: list[float]) -> None:
        if self._surge is None:
            return
        for hour, minutes in day.clock_hours():
            if hour in self._surge.hours:
                for minute in minutes[: self._surge.length_min]:
                    powers_kw[minute] += self._surge.power_kw


def steps(since: datetime, until: datetime, step_s: int) -> Iterator[tuple[datetime, int]]:
    """Start and seconds of the whole intervals from ``since`` on that end by ``until``."""
    start, step = since, timedelta(seconds=step_s)
    while start + step <= until:
        yield start, step_s
        start += step


def on_grid(moment: datetime, step_s: int) -> datetime:
    """The last boundary of intervals of ``step_s`` that is not after ``moment``, UTC."""
    seconds = int(moment.timestamp())
    return datetime.fromtimestamp(seconds - seconds % step_s, UTC)


def next_on_grid(moment: datetime, step_s: int) -> datetime:
    """The first boundary that is not before ``moment``, UTC."""
    floor = on_grid(moment, step_s)
    return floor if floor == moment else floor + timedelta(seconds=step_s)
