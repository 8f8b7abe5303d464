"""Computes a bucket from its stored hours. Pure; time is an argument."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from kilowatch.contracts.units import kilowatthours
from kilowatch.monitoring.consumption.periods import Slot
from kilowatch.monitoring.consumption.schemas import Bucket, Total
from kilowatch.monitoring.hours import HourState
from kilowatch.monitoring.spans import Span


class Sums(msgspec.Struct, frozen=True, gc=False):
    """The hours of a bucket, summed by the database. Energy in µWh."""

    energy_uwh: int
    reading_count: int
    covered_s: int
    estimated_count: int
    unknown_count: int
    corrected_count: int
    late_count: int
    over_limit_hours: int


class Expectation(msgspec.Struct, gc=False):
    """Seconds that readings could cover, and those the caller may see.

    Both are summed over the devices: two devices have two hours in an hour.
    """

    expected_s: int = 0
    visible_s: int = 0


def state_of(slot: Slot, sums: Sums | None, expected: Expectation, now: datetime) -> HourState:
    """The certainty of a bucket: the least certain state that applies to it."""
    if expected.visible_s == 0:
        return HourState.WITHHELD
    if sums is None or (sums.reading_count == 0 and sums.covered_s == 0):
        return HourState.UPCOMING if slot.starts_at > now else HourState.MISSING
    return state_of_known(sums, expected.expected_s)


def state_of_known(sums: Sums, expected_s: int) -> HourState:
    """Return the state of a bucket with data."""
    if sums.unknown_count > 0:
        return HourState.COVERAGE_UNKNOWN
    if sums.covered_s < expected_s:
        return HourState.PARTIAL
    if sums.estimated_count > 0:
        return HourState.ESTIMATED
    if sums.corrected_count > 0:
        return HourState.CORRECTED
    if sums.late_count > 0:
        return HourState.LATE
    return HourState.MEASURED


def coverage_of(sums: Sums | None, expected_s: int) -> float | None:
    """Return the share of the expected time that readings cover, 0 to 1; None if unknown."""
    if sums is None or expected_s == 0:
        return 0.0
    if sums.unknown_count > 0:
        return None
    return min(1.0, sums.covered_s / expected_s)


NOTHING_KNOWN = frozenset({HourState.WITHHELD, HourState.UPCOMING, HourState.MISSING})


def bucket_of(slot: Slot, sums: Sums | None, expected: Expectation, now: datetime) -> Bucket:
    """Return the bucket in the form of the API."""
    state = state_of(slot, sums, expected, now)
    known = sums if state not in NOTHING_KNOWN else None
    return {
        "starts_at": slot.starts_at,
        "ends_at": slot.ends_at,
        "energy_kwh": None if known is None else kilowatthours(known.energy_uwh),
        "coverage": coverage_of(known, expected.expected_s),
        "state": state,
        "readings": 0 if known is None else known.reading_count,
        "over_limit_hours": 0 if known is None else known.over_limit_hours,
    }


def total_of(
    slots: Sequence[Slot],
    sums: Mapping[int, Sums],
    expected: Sequence[Expectation],
    now: datetime,
) -> Total:
    """Return the total of all buckets in the form of the API."""
    first, length_s = slots[0], sum(each.length_s for each in slots)
    whole = Slot(first.starts_at, slots[-1].ends_at, first.key, first.day, length_s)
    summed = Expectation(
        sum(each.expected_s for each in expected), sum(each.visible_s for each in expected)
    )
    bucket = bucket_of(whole, add_up(list(sums.values())), summed, now)
    return {
        "energy_kwh": bucket["energy_kwh"],
        "coverage": bucket["coverage"],
        "state": bucket["state"],
        "readings": bucket["readings"],
        "over_limit_hours": bucket["over_limit_hours"],
    }


def add_up(all_sums: Sequence[Sums]) -> Sums | None:
    """Return the sum of sums; None if there are none."""
    if not all_sums:
        return None
    columns = zip(*map(msgspec.structs.astuple, all_sums), strict=True)
    return Sums(*(sum(column) for column in columns))


def add_overlaps(seconds: list[int], slots: Sequence[Slot], span: Span) -> None:
    """Add to each slot its overlap with ``span``, in seconds."""
    if span.starts_at >= span.ends_at or not slots:
        return
    first = max(0, bisect_right(slots, span.starts_at, key=_start) - 1)
    for n in range(first, len(slots)):
        slot = slots[n]
        if slot.starts_at >= span.ends_at:
            return
        if span.starts_at <= slot.starts_at and slot.ends_at <= span.ends_at:
            seconds[n] += slot.length_s
            continue
        common = min(slot.ends_at, span.ends_at) - max(slot.starts_at, span.starts_at)
        seconds[n] += max(0, int(common.total_seconds()))


def _start(slot: Slot) -> datetime:
    return slot.starts_at
