"""The hours of a day, in every zone there is, and the same in Python and in PostgreSQL."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilowatch.monitoring.hours import (
    HourState,
    HourTotal,
    coverage_of,
    hour_start,
    hours_of_day,
    state_of,
)
from tests.monitoring.conftest import Ground
from tests.monitoring.ledger import clock_hour

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


async def test_postgresql_counts_hours_as_we_do(ground: Ground) -> None:
    """Through clock changes of odd zones too: Lord Howe moves its clocks by half an hour."""
    zones = ["Europe/London", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe"]
    start = datetime(2025, 3, 1, tzinfo=UTC)
    instants = [start + timedelta(minutes=17 * n) for n in range(4_000)]
    for name in zones:
        rows = await ground.rows(
            "SELECT date_trunc('hour', t, $2) AS hour FROM unnest($1::timestamptz[]) AS t",
            instants,
            name,
        )
        zone = ZoneInfo(name)
        assert [row["hour"] for row in rows] == [hour_start(each, zone) for each in instants]


def total(**counts: int) -> HourTotal:
    return HourTotal(
        hour=datetime(2025, 1, 1, tzinfo=UTC),
        energy_uwh=5,
        reading_count=2,
        covered_s=counts.get("covered_s", 3600),
        estimated_count=counts.get("estimated_count", 0),
        unknown_count=counts.get("unknown_count", 0),
        over_limit=False,
    )


@pytest.mark.parametrize(
    ("stored", "state", "coverage"),
    [
        (total(), HourState.MEASURED, 1.0),
        (total(covered_s=1800), HourState.PARTIAL, 0.5),
        (total(estimated_count=1), HourState.ESTIMATED, 1.0),
        (total(unknown_count=1), HourState.COVERAGE_UNKNOWN, None),
        (None, HourState.MISSING, 0.0),
        (total(covered_s=7200), HourState.MEASURED, 1.0),
    ],
)
def test_an_hour_says_how_much_is_known_of_it(
    stored: HourTotal | None, state: HourState, coverage: float | None
) -> None:
    [hour, *_] = hours_of_day(date(2025, 1, 1), ZoneInfo("UTC"))
    now = datetime(2026, 1, 1, tzinfo=UTC)

    assert (state_of(hour, stored, now), coverage_of(hour, stored)) == (state, coverage)
