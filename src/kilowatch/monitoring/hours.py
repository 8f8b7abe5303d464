"""Divides a day into hours, and names the states of hours and readings. Pure."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec

QUARTER = timedelta(minutes=15)


class HourState(StrEnum):
    """The certainty of an hour. Only ``measured`` is complete and certain."""

    MEASURED = "measured"
    PARTIAL = "partial"
    ESTIMATED = "estimated"
    CORRECTED = "corrected"
    LATE = "late"
    COVERAGE_UNKNOWN = "coverage_unknown"
    MISSING = "missing"
    UPCOMING = "upcoming"
    WITHHELD = "withheld"


class ReadingState(StrEnum):
    """A remark on a reading."""

    MEASURED = "measured"
    ESTIMATED = "estimated"
    """By the utility, or by the register after a reset."""
    CORRECTED = "corrected"
    LATE = "late"
    LENGTH_UNKNOWN = "length_unknown"
    AHEAD = "ahead"
    """Ahead of now, by a wrong clock: it counts once its time has come."""


def state_of_reading(
    interval_s: int | None,
    *,
    corrected: bool,
    late: bool,
    ahead: bool = False,
    estimated: bool = False,
) -> ReadingState:
    """Return the most important remark on a reading."""
    if ahead:
        return ReadingState.AHEAD
    if interval_s is None:
        return ReadingState.LENGTH_UNKNOWN
    if estimated:
        return ReadingState.ESTIMATED
    if corrected:
        return ReadingState.CORRECTED
    return ReadingState.LATE if late else ReadingState.MEASURED


class ClockHour(msgspec.Struct, frozen=True):
    """A clock hour in a time zone: ``starts_at`` until ``ends_at``, UTC."""

    starts_at: datetime
    ends_at: datetime

    @property
    def length_s(self) -> int:
        """Return the length in seconds: 3600 unless a clock moves by less than an hour."""
        return int((self.ends_at - self.starts_at).total_seconds())


def hour_start(instant: datetime, zone: ZoneInfo) -> datetime:
    """Return the key of the clock hour of ``instant``, UTC, by the offset at that instant."""
    local = instant.astimezone(zone)
    into = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return (instant - into).astimezone(UTC)


def hours_between(start: datetime, end: datetime, zone: ZoneInfo) -> list[ClockHour]:
    """Return the clock hours from ``start`` to ``end`` (both on an hour of the zone's clock).

    Zones change their clocks at quarters of an hour, so a new hour begins at a quarter.
    """
    edges: list[datetime] = []
    instant, last_key = start, None
    while instant < end:
        key = hour_start(instant, zone)
        if key != last_key:
            edges.append(instant)
            last_key = key
        instant += QUARTER
    if not edges:
        # A day that the zone skipped, as Samoa did when it moved over the date line.
        return []
    return [ClockHour(a, b) for a, b in zip(edges, [*edges[1:], end], strict=True) if a < b]


def hours_of_day(day: date, zone: ZoneInfo) -> list[ClockHour]:
    """Return the 23, 24 or 25 hours of a day by the local clock."""
    return hours_between(midnight(day, zone), midnight(day + timedelta(days=1), zone), zone)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """Return the instant, UTC, at which a day begins in a zone (not always at 00:00)."""
    return datetime.combine(day, time(), zone).astimezone(UTC)
