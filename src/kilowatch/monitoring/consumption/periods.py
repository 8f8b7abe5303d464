"""Divides a range of days into buckets by the calendar of a time zone. Pure."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

import msgspec

from kilowatch.monitoring.hours import hour_start, hours_of_day, midnight

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
FEW_BUCKETS = 750
"""The approximate maximum in a chart; ``auto`` chooses the finest resolution within it."""


class Resolution(StrEnum):
    """The length of a bucket. Weeks begin on Monday; months and years are the calendar's."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Period(msgspec.Struct, frozen=True):
    """The days from ``start`` to before ``end`` in a time zone."""

    start: date
    end: date
    zone: ZoneInfo

    @property
    def days(self) -> int:
        """Return its number of days."""
        return (self.end - self.start).days

    @property
    def starts_at(self) -> datetime:
        """Return the instant it begins, UTC."""
        return midnight(self.start, self.zone)

    @property
    def ends_at(self) -> datetime:
        """Return the instant it ends, UTC."""
        return midnight(self.end, self.zone)


class Slot(msgspec.Struct, frozen=True, gc=False):
    """The slot of a bucket: from ``starts_at`` to ``ends_at``, UTC, starting on ``day``.

    ``key`` is the hour of its first consumption: it is before ``starts_at`` if the clock was
    moved by less than an hour.
    """

    starts_at: datetime
    ends_at: datetime
    key: datetime
    day: date
    length_s: int


def slot(starts_at: datetime, ends_at: datetime, day: date, zone: ZoneInfo) -> Slot:
    """Return the slot of a bucket between two instants."""
    length_s = int((ends_at - starts_at).total_seconds())
    return Slot(starts_at, ends_at, hour_start(starts_at, zone), day, length_s)


def fitting_resolution(days: int) -> Resolution:
    """Return the finest resolution with at most about `FEW_BUCKETS` buckets."""
    if days <= 31:
        return Resolution.HOUR
    if days <= FEW_BUCKETS:
        return Resolution.DAY
    if days <= FEW_BUCKETS * 7:
        return Resolution.WEEK
    if days <= FEW_BUCKETS * 30:
        return Resolution.MONTH
    return Resolution.YEAR


def slots_of(period: Period, resolution: Resolution) -> list[Slot]:
    """Return the buckets of a period, without gaps; the first and the last are cut to it.

    There is at least one, unless the period is only a day that its zone skipped.
    """
    if resolution is Resolution.HOUR:
        return [hour for day in _days(period) for hour in _hours(day, period.zone)]
    days = [period.start, *_later_firsts(period, resolution), period.end]
    edges = [midnight(day, period.zone) for day in days]
    return [
        slot(starts_at, ends_at, day, period.zone)
        for starts_at, ends_at, day in zip(edges, edges[1:], days, strict=False)
        # A zone that moved over the date line skipped a day.
        if starts_at < ends_at
    ]


def bucket_count(period: Period, resolution: Resolution) -> int:
    """Return the approximate number of buckets, without building them."""
    days_each = {
        Resolution.HOUR: 1 / 24,
        Resolution.DAY: 1,
        Resolution.WEEK: 7,
        Resolution.MONTH: 30,
        Resolution.YEAR: 365,
    }
    return round(period.days / days_each[resolution])


def _days(period: Period) -> Iterator[date]:
    for n in range(period.days):
        yield period.start + n * DAY


def _later_firsts(period: Period, resolution: Resolution) -> list[date]:
    """Yield the days within the period, except its first, on which a bucket begins."""
    found: list[date] = []
    day = _next_first(period.start, resolution)
    while day < period.end:
        found.append(day)
        day = _next_first(day, resolution)
    return found


def _next_first(day: date, resolution: Resolution) -> date:
    match resolution:
        case Resolution.WEEK:
            return day + (7 - day.weekday()) * DAY
        case Resolution.MONTH:
            return add_months(day.replace(day=1), 1)
        case Resolution.YEAR:
            return date(day.year + 1, 1, 1)
        case _:
            return day + DAY


def _hours(day: date, zone: ZoneInfo) -> list[Slot]:
    """Return the hours of a day. Most days are 24 equal hours, without a search for boundaries."""
    starts_at = midnight(day, zone)
    ends_at = midnight(day + DAY, zone)
    even = (
        ends_at - starts_at == DAY
        and starts_at.astimezone(zone).utcoffset() == ends_at.astimezone(zone).utcoffset()
    )
    if even:
        edges = [starts_at + n * HOUR for n in range(25)]
        return [Slot(a, b, a, day, 3600) for a, b in pairwise(edges)]
    return [slot(each.starts_at, each.ends_at, day, zone) for each in hours_of_day(day, zone)]


def add_months(day: date, months: int) -> date:
    """Return the same day of the month some months later, or the last of a shorter month."""
    month = day.year * 12 + day.month - 1 + months
    first = date(month // 12, month % 12 + 1, 1)
    following = date((month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(first + (day.day - 1) * DAY, following - DAY)
