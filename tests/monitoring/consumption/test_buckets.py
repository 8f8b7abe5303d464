"""The contents of a bucket: states, coverage and energy, and the sums of buckets."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kilowatch.monitoring.consumption.buckets import (
    Expectation,
    Span,
    Sums,
    add_overlaps,
    add_up,
    bucket_of,
    coverage_of,
    state_of,
    total_of,
)
from kilowatch.monitoring.consumption.periods import Slot
from kilowatch.monitoring.hours import HourState

NINE = datetime(2025, 1, 1, 9, tzinfo=UTC)
LATER = datetime(2026, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
MOMENT = timedelta(microseconds=1)
EXPECTED = Expectation(expected_s=3600, visible_s=3600)


def slot(start: datetime = NINE, hours: int = 1) -> Slot:
    return Slot(start, start + hours * HOUR, start, start.date(), hours * 3600)


def sums(**counts: int) -> Sums:
    """A bucket of one hour that is covered, with some other counts."""
    usual = dict.fromkeys(Sums.__struct_fields__, 0) | {
        "energy_uwh": 2_500_000_000,
        "reading_count": 2,
        "covered_s": 3600,
    }
    return Sums(**(usual | counts))


LADDER = [
    (HourState.COVERAGE_UNKNOWN, {"unknown_count": 1}),
    (HourState.PARTIAL, {"covered_s": 3599}),
    (HourState.ESTIMATED, {"estimated_count": 1}),
    (HourState.CORRECTED, {"corrected_count": 1}),
    (HourState.LATE, {"late_count": 1}),
    (HourState.MEASURED, {}),
]


@pytest.mark.parametrize("place", range(len(LADDER)), ids=lambda place: LADDER[place][0])
def test_the_least_certain_state_of_a_bucket_is_shown(place: int) -> None:
    state, alone = LADDER[place]
    with_all_below: dict[str, int] = {}
    for _, counts in LADDER[place:]:
        with_all_below |= counts

    assert state_of(slot(), sums(**alone), EXPECTED, LATER) == state
    assert state_of(slot(), sums(**with_all_below), EXPECTED, LATER) == state


def test_a_bucket_without_readings_is_upcoming_and_missing_once_it_begins() -> None:
    for stored in (None, sums(reading_count=0, covered_s=0, corrected_count=1)):
        assert state_of(slot(), stored, EXPECTED, NINE - MOMENT) == HourState.UPCOMING
        assert state_of(slot(), stored, EXPECTED, NINE) == HourState.MISSING


def test_a_bucket_reached_only_by_a_longer_or_unknown_interval_is_known() -> None:
    reached = sums(reading_count=0)
    unknown = sums(covered_s=0, unknown_count=2)

    assert state_of(slot(), reached, EXPECTED, LATER) == HourState.MEASURED
    assert state_of(slot(), unknown, EXPECTED, LATER) == HourState.COVERAGE_UNKNOWN


def test_a_bucket_the_viewer_may_not_see_is_withheld() -> None:
    unseen, a_second = Expectation(3600, 0), Expectation(3600, 1)

    assert state_of(slot(), sums(), unseen, LATER) == HourState.WITHHELD
    assert state_of(slot(), sums(), a_second, LATER) == HourState.MEASURED


@pytest.mark.parametrize(
    ("stored", "expected_s", "coverage"),
    [
        (None, 3600, 0.0),
        (sums(), 0, 0.0),
        (sums(covered_s=900), 3600, 0.25),
        (sums(covered_s=3600), 3600, 1.0),
        (sums(covered_s=9000), 3600, 1.0),
        (sums(unknown_count=1), 3600, None),
    ],
)
def test_coverage_is_the_share_of_the_expected_time(
    stored: Sums | None, expected_s: int, coverage: float | None
) -> None:
    assert coverage_of(stored, expected_s) == coverage


def test_a_known_bucket_has_energy_and_counts() -> None:
    bucket = bucket_of(slot(), sums(over_limit_hours=1), EXPECTED, LATER)

    assert bucket == {
        "starts_at": NINE,
        "ends_at": NINE + HOUR,
        "energy_kwh": 2.5,
        "coverage": 1.0,
        "state": HourState.MEASURED,
        "readings": 2,
        "over_limit_hours": 1,
    }


@pytest.mark.parametrize(
    ("stored", "expected", "now", "state"),
    [
        (None, EXPECTED, LATER, HourState.MISSING),
        (None, EXPECTED, NINE - MOMENT, HourState.UPCOMING),
        (sums(reading_count=0, covered_s=0), EXPECTED, LATER, HourState.MISSING),
        (sums(reading_count=0, covered_s=0), EXPECTED, NINE - MOMENT, HourState.UPCOMING),
        (sums(over_limit_hours=1), Expectation(3600, 0), LATER, HourState.WITHHELD),
    ],
)
def test_an_unknown_bucket_has_no_energy(
    stored: Sums | None, expected: Expectation, now: datetime, state: HourState
) -> None:
    """Not 0: its energy is unknown."""
    bucket = bucket_of(slot(), stored, expected, now)

    said = [bucket[each] for each in ("energy_kwh", "coverage", "readings", "over_limit_hours")]
    assert (bucket["state"], said) == (state, [None, 0.0, 0, 0])


def test_the_total_covers_all_buckets() -> None:
    slots = [slot(), slot(NINE + HOUR), slot(NINE + 2 * HOUR)]
    stored = {0: sums(), 2: sums(covered_s=1800, over_limit_hours=1)}
    expected = [Expectation(3600, 3600), Expectation(3600, 3600), Expectation(0, 1800)]

    total = total_of(slots, stored, expected, NINE - HOUR)

    assert total == {
        "energy_kwh": 5.0,
        "coverage": 0.75,
        "state": HourState.PARTIAL,
        "readings": 4,
        "over_limit_hours": 1,
    }
    assert total_of(slots, {}, expected, NINE - MOMENT)["state"] == HourState.UPCOMING
    assert total_of(slots, {}, expected, NINE)["state"] == HourState.MISSING


def test_sums_are_added_column_by_column() -> None:
    assert Expectation() == Expectation(expected_s=0, visible_s=0)
    one, other = Sums(*range(1, 9)), Sums(*range(10, 90, 10))

    assert add_up([]) is None
    assert add_up([one, other]) == Sums(11, 22, 33, 44, 55, 66, 77, 88)


DAYS = [
    Slot(NINE + n * HOUR, NINE + (n + 1) * HOUR, NINE, date(2025, 1, 1), 3600) for n in range(4)
]


@pytest.mark.parametrize(
    ("start", "end", "seconds"),
    [
        (0.0, 4.0, [3600, 3600, 3600, 3600]),
        (-9.0, 9.0, [3600, 3600, 3600, 3600]),
        (1.0, 2.0, [0, 3600, 0, 0]),
        (0.5, 1.25, [1800, 900, 0, 0]),
        (2.5, 2.75, [0, 0, 900, 0]),
        (3.5, 9.0, [0, 0, 0, 1800]),
        (-9.0, 0.0, [0, 0, 0, 0]),
        (4.0, 9.0, [0, 0, 0, 0]),
        (2.0, 2.0, [0, 0, 0, 0]),
        (3.0, 1.0, [0, 0, 0, 0]),
    ],
)
def test_a_span_covers_its_overlap_with_each_bucket(
    start: float, end: float, seconds: list[int]
) -> None:
    covered = [0, 0, 0, 0]

    add_overlaps(covered, DAYS, Span(NINE + start * HOUR, NINE + end * HOUR))

    assert covered == seconds
    add_overlaps(covered, DAYS, Span(NINE, NINE + HOUR))
    assert covered == [seconds[0] + 3600, *seconds[1:]]


def test_the_overlap_of_two_spans_is_within_both() -> None:
    one, other = Span(NINE, NINE + 3 * HOUR), Span(NINE + HOUR, NINE + 5 * HOUR)

    assert one.within(other) == other.within(one) == Span(NINE + HOUR, NINE + 3 * HOUR)
