"""The hours of a day, in every zone there is, and the same in Python and in PostgreSQL."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilowatch.monitoring.hours import (
    ReadingState,
    hour_start,
    hours_of_day,
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
def test_a_day_has_the_hours_of_its_local_clock(zone: str, day: date, hours: int) -> None:
    assert len(hours_of_day(day, ZoneInfo(zone))) == hours


def test_an_hour_of_which_a_clock_skips_half_has_half_an_hour() -> None:
    """Lord Howe moves its clocks from 2:00 to 2:30."""
    hours = hours_of_day(date(2025, 10, 5), ZoneInfo("Australia/Lord_Howe"))

    assert [each.length_s for each in hours] == [3_600, 3_600, 1_800, *[3_600] * 21]


@given(ZONES, DAYS)
def test_hours_are_contiguous_and_have_unique_keys(name: str, day: date) -> None:
    zone = ZoneInfo(name)
    hours = hours_of_day(day, zone)

    assert all(a.ends_at == b.starts_at for a, b in pairwise(hours))
    keys = [hour_start(each.starts_at, zone) for each in hours]
    assert len(set(keys)) == len(keys)


@given(ZONES, st.datetimes(datetime(2000, 1, 2), datetime(2030, 1, 1)))
def test_the_key_of_an_instant_matches_the_slow_computation(name: str, naive: datetime) -> None:
    instant, zone = naive.replace(tzinfo=UTC), ZoneInfo(name)

    assert hour_start(instant, zone) == clock_hour(instant, zone)


async def test_postgresql_and_python_agree_on_hours(db: MonitoringDb) -> None:
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
def test_the_least_certain_state_of_a_reading_is_shown(
    interval_s: int | None, corrected: bool, late: bool, ahead: bool, state: ReadingState
) -> None:
    said = state_of_reading(interval_s, corrected=corrected, late=late, ahead=ahead)

    assert said == state
    assert state_of_reading(interval_s, corrected=corrected, late=late) != ReadingState.AHEAD


def test_an_estimated_reading_is_never_measured() -> None:
    for corrected, late in ((False, False), (False, True), (True, True)):
        said = state_of_reading(900, corrected=corrected, late=late, estimated=True)
        assert said == ReadingState.ESTIMATED
