"""The hours of a day, in every zone there is, and the same in Python and in PostgreSQL."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilowatch.monitoring.hours import (
    HourState,
    HourTotal,
    ReadingState,
    coverage_of,
    hour_start,
    hours_of_day,
    state_of,
    state_of_reading,
)
from tests.monitoring.conftest import MonitoringDb
from tests.monitoring.reference_model import clock_hour

ZONES = st.sampled_from(sorted(available_timezones() - {"Factory", "localtime"}))
DAYS = st.dates(date(2000, 1, 2), date(2030, 12, 30))


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/London", date(2013, 3, 31), 23),
        ("Europe/London", date(2013, 10, 27), 25),
        ("Europe/Bucharest", date(2025, 3, 30), 23),
        ("Europe/Bucharest", date(2025, 10, 26), 25),
        ("Asia/Kolkata", date(2025, 3, 30), 24),
        ("Asia/Kathmandu", date(2024, 2, 29), 24),
        ("America/Sao_Paulo", date(2018, 11, 4), 23),
        ("Pacific/Apia", date(2011, 12, 30), 0),
    ],
)
def test_a_day_has_the_hours_its_people_count(zone: str, day: date, hours: int) -> None:
    assert len(hours_of_day(day, ZoneInfo(zone))) == hours


@given(ZONES, DAYS)
def test_hours_follow_each_other_without_gap_and_have_keys_of_their_own(
    name: str, day: date
) -> None:
    zone = ZoneInfo(name)
    hours = hours_of_day(day, zone)

    assert all(a.ends_at == b.starts_at for a, b in pairwise(hours))
    keys = [hour_start(each.starts_at, zone) for each in hours]
    assert len(set(keys)) == len(keys)


@given(ZONES, st.datetimes(datetime(2000, 1, 2), datetime(2030, 1, 1)))
def test_the_key_of_an_instant_is_that_of_the_slow_way(name: str, naive: datetime) -> None:
    instant, zone = naive.replace(tzinfo=UTC), ZoneInfo(name)

    assert hour_start(instant, zone) == clock_hour(instant, zone)


async def test_postgresql_counts_hours_as_we_do(db: MonitoringDb) -> None:
    """Through clock changes of odd zones too: Lord Howe moves its clocks by half an hour."""
    zones = ["Europe/London", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe"]
    start = datetime(2025, 3, 1, tzinfo=UTC)
    instants = [start + timedelta(minutes=17 * n) for n in range(4_000)]
    for name in zones:
        rows = await db.rows(
            "SELECT date_trunc('hour', t, $2) AS hour FROM unnest($1::timestamptz[]) AS t",
            instants,
            name,
        )
        zone = ZoneInfo(name)
        assert [row["hour"] for row in rows] == [hour_start(each, zone) for each in instants]


NINE = datetime(2025, 1, 1, 9, tzinfo=UTC)
LATER = datetime(2026, 1, 1, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
HOUR = next(each for each in hours_of_day(NINE.date(), ZoneInfo("UTC")) if each.starts_at == NINE)


def total(**counts: int) -> HourTotal:
    """An hour that is covered, with some other counts."""
    covered = HourTotal(
        hour=NINE,
        energy_uwh=5,
        reading_count=2,
        covered_s=3600,
        estimated_count=0,
        unknown_count=0,
        over_limit=False,
    )
    return msgspec.structs.replace(covered, **counts)


LADDER = [
    (HourState.COVERAGE_UNKNOWN, {"unknown_count": 1}),
    (HourState.PARTIAL, {"covered_s": 3599}),
    (HourState.ESTIMATED, {"estimated_count": 1}),
    (HourState.CORRECTED, {"corrected_count": 1}),
    (HourState.LATE, {"late_count": 1}),
    (HourState.MEASURED, {}),
]
"""From the least certain to the whole truth: of several that hold for an hour the first counts."""


@pytest.mark.parametrize("place", range(len(LADDER)), ids=lambda place: LADDER[place][0])
def test_of_what_holds_for_an_hour_the_least_certain_counts(place: int) -> None:
    state, alone = LADDER[place]
    with_all_below: dict[str, int] = {}
    for _, counts in LADDER[place:]:
        with_all_below |= counts

    assert state_of(HOUR, total(**alone), LATER) == state
    assert state_of(HOUR, total(**with_all_below), LATER) == state


def test_an_hour_without_readings_is_upcoming_until_it_begins_and_missing_from_then_on() -> None:
    empty = total(reading_count=0, covered_s=0, energy_uwh=0, corrected_count=1)
    for stored in (None, empty):
        assert state_of(HOUR, stored, NINE - MOMENT) == HourState.UPCOMING
        assert state_of(HOUR, stored, NINE) == HourState.MISSING


@pytest.mark.parametrize("known", [{"reading_count": 0}, {"covered_s": 0}])
def test_an_hour_with_readings_is_known_before_it_begins(known: dict[str, int]) -> None:
    """A long reading covers hours in which none begins; one of unknown length covers nothing."""
    state = state_of(HOUR, total(**known), NINE - MOMENT)

    assert state == (HourState.PARTIAL if known == {"covered_s": 0} else HourState.MEASURED)


def test_an_hour_of_somebody_else_is_withheld_whatever_is_known_of_it() -> None:
    others = msgspec.structs.replace(total(unknown_count=1), withheld=True)

    assert (state_of(HOUR, others, LATER), coverage_of(HOUR, others)) == (HourState.WITHHELD, 0.0)


@pytest.mark.parametrize(
    ("stored", "coverage"),
    [
        (None, 0.0),
        (total(covered_s=1800), 0.5),
        (total(covered_s=3600), 1.0),
        (total(covered_s=7200), 1.0),
        (total(unknown_count=1), None),
    ],
)
def test_coverage_is_the_share_of_the_hour_that_readings_cover(
    stored: HourTotal | None, coverage: float | None
) -> None:
    assert coverage_of(HOUR, stored) == coverage


@pytest.mark.parametrize(
    ("interval_s", "corrected", "late", "ahead", "state"),
    [
        (900, False, False, False, ReadingState.MEASURED),
        (900, False, True, False, ReadingState.LATE),
        (900, True, False, False, ReadingState.CORRECTED),
        (900, True, True, False, ReadingState.CORRECTED),
        (None, True, True, False, ReadingState.LENGTH_UNKNOWN),
        (None, True, True, True, ReadingState.AHEAD),
    ],
)
def test_of_what_holds_for_a_reading_the_least_certain_is_said(
    interval_s: int | None, corrected: bool, late: bool, ahead: bool, state: ReadingState
) -> None:
    said = state_of_reading(interval_s, corrected=corrected, late=late, ahead=ahead)

    assert said == state
    assert state_of_reading(interval_s, corrected=corrected, late=late) != ReadingState.AHEAD
