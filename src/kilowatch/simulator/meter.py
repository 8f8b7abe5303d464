"""A simulated meter: its energy between any two moments is always the same."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kilowatch.contracts.ids import DeviceId
from kilowatch.contracts.units import MICROWATTHOURS_PER_KWH, kilowatthours
from kilowatch.simulator.load import Day, Run, add_run, day_of
from kilowatch.simulator.profiles import PROFILES

MINUTES_PER_HOUR = 60
DAYS_REMEMBERED = 4


class Surge(NamedTuple):
    """Power added to everything else, for the first minutes of some hours of the clock."""

    power_kw: float
    hours: frozenset[int]
    length_min: int = MINUTES_PER_HOUR


class Meter:
    """A meter of one device. The same arguments give the same energy, today and next year.

    So it stores nothing about what it sent: whatever was missed is computed again. Its energy in
    whole µWh adds up exactly, however the time is divided. Two meters of the same ``consumer``
    (by default each device is its own consumer), kind and seed give the same energy.
    """

    def __init__(
        self,
        device_id: DeviceId,
        profile: str,
        zone: ZoneInfo,
        seed: int = 0,
        surge: Surge | None = None,
        consumer: str | None = None,
    ) -> None:
        self.device_id = device_id
        self.zone = zone
        self.name = f"{seed}/{consumer or device_id}/{profile}"
        self._consumer = PROFILES[profile](Random(self.name))
        self._surge = surge
        self._counted_kwh = lru_cache(maxsize=DAYS_REMEMBERED)(self._count)

    def energy_kwh(self, start: datetime, seconds: int) -> float:
        """Return the energy used in ``seconds`` from ``start`` (aware) on, with nine decimals."""
        return kilowatthours(self.energy_uwh(start, seconds))

    def energy_uwh(self, start: datetime, seconds: int) -> int:
        """Return the energy used in ``seconds`` from ``start`` (aware) on, in whole µWh."""
        begin = start.astimezone(UTC)
        end = begin + timedelta(seconds=seconds)
        total_uwh = 0
        day = day_of(begin, self.zone)
        while day.start < end:
            first, last = max(begin, day.start), min(end, day.end)
            total_uwh += self.since_midnight_uwh(day, last) - self.since_midnight_uwh(day, first)
            day = day.next()
        return total_uwh

    def since_midnight_uwh(self, day: Day, moment: datetime) -> int:
        """Return the energy from the start of ``day`` to a moment in it, with steady minutes."""
        counted = self._counted_kwh(day)
        minutes = (moment - day.start) / timedelta(minutes=1)
        whole = min(int(minutes), len(counted) - 2)
        before, after = counted[whole], counted[whole + 1]
        # No later moment may be rounded below an earlier one.
        kwh = min(before + (after - before) * (minutes - whole), after)
        return round(kwh * MICROWATTHOURS_PER_KWH)

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
        return Random(f"{self.name}/{day.date}/{part}")

    def _add_surge(self, day: Day, powers_kw: list[float]) -> None:
        if self._surge is None:
            return
        for hour, minutes in day.clock_hours():
            if hour in self._surge.hours:
                for minute in minutes[: self._surge.length_min]:
                    powers_kw[minute] += self._surge.power_kw


def steps(since: datetime, until: datetime, step_s: int) -> Iterator[tuple[datetime, int]]:
    """Yield start and seconds of the whole intervals from ``since`` on that end by ``until``."""
    start, step = since, timedelta(seconds=step_s)
    while start + step <= until:
        yield start, step_s
        start += step


def on_grid(moment: datetime, step_s: int) -> datetime:
    """Return the last boundary of intervals of ``step_s`` that is not after ``moment``, UTC."""
    seconds = int(moment.timestamp())
    return datetime.fromtimestamp(seconds - seconds % step_s, UTC)


def next_on_grid(moment: datetime, step_s: int) -> datetime:
    """Return the first boundary that is not before ``moment``, UTC."""
    floor = on_grid(moment, step_s)
    return floor if floor == moment else floor + timedelta(seconds=step_s)
