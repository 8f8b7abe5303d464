"""Outages of a meter's connection: it keeps measuring, and reports nothing."""

import math
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from random import Random
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from kilowatch.simulator.load import Day, day_of

MEDIAN_S: Final = 25 * 60
SPREAD: Final = 1.1
"""Parameters of the logarithm of the lengths: a third ends within a quarter of an hour, a tenth
lasts longer than 100 minutes."""

SHORTEST_S: Final = 60
LONGEST_S: Final = 12 * 3600
DAYS_REMEMBERED: Final = 4
MOST_PER_DAY: Final = 24
SECONDS_PER_DAY: Final = 86_400
UTC_ZONE: Final = ZoneInfo("UTC")


class Outage(NamedTuple):
    """From ``start`` on (inclusive) until ``end`` (exclusive) nothing can be reported. UTC."""

    start: datetime
    end: datetime


class Outages:
    """The outages of a meter, ``per_day`` of them on average; the same for the same name.

    They begin independently of each other, so a day may have none or several; overlapping
    ones merge.
    """

    def __init__(self, name: str, per_day: float) -> None:
        self._name = name
        self._per_day = per_day
        self._begun = lru_cache(maxsize=DAYS_REMEMBERED)(self._draw)

    def are_at(self, moment: datetime) -> bool:
        """Return true where the meter can't be reached at ``moment`` (aware)."""
        return self.over_at(moment) > moment

    def over_at(self, moment: datetime) -> datetime:
        """Return the end of the outage at ``moment``, or ``moment`` itself where there is none."""
        while True:
            ends = [each.end for each in self._around(moment) if each.start <= moment < each.end]
            if not ends:
                return moment
            moment = max(ends)

    def _around(self, moment: datetime) -> Iterator[Outage]:
        if self._per_day <= 0:
            return
        # None is longer than a day.
        today = day_of(moment, UTC_ZONE)
        yield from self._begun(today.previous())
        yield from self._begun(today)

    def _draw(self, day: Day) -> list[Outage]:
        """Return those that begin on a day (UTC), by a Poisson process."""
        rng = Random(f"{self._name}/{day.date}/outages")
        begun: list[Outage] = []
        days = rng.expovariate(self._per_day)
        while days < 1:
            start = day.start + timedelta(seconds=int(days * SECONDS_PER_DAY))
            drawn_s = rng.lognormvariate(math.log(MEDIAN_S), SPREAD)
            length_s = round(min(max(drawn_s, SHORTEST_S), LONGEST_S))
            begun.append(Outage(start, start + timedelta(seconds=length_s)))
            days += rng.expovariate(self._per_day)
        return begun


NEVER: Final = Outages("", 0)
"""The outages of a meter that can always be reached."""
