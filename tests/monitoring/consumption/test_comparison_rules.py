"""The other period, the pairs of its buckets, and what of them is compared: rules alone."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilowatch.monitoring.consumption.comparison import (
    ComparisonRefused,
    Shift,
    compare,
    other_period,
)
from kilowatch.monitoring.consumption.periods import Period, Resolution, slots_of
from kilowatch.monitoring.consumption.schemas import Bucket
from kilowatch.monitoring.hours import HourState

BUCHAREST = ZoneInfo("Europe/Bucharest")
SAMOA = ZoneInfo("Pacific/Apia")


def period_of(start: str, end: str, zone: ZoneInfo = BUCHAREST) -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end), zone)


@pytest.mark.parametrize(
    ("start", "end", "with_what", "other"),
    [
        ("2024-02-28", "2024-02-29", "year", ("2023-02-28", "2023-03-01")),
        ("2024-02-20", "2024-02-29", "year", ("2023-02-20", "2023-03-01")),
        ("2023-02-28", "2023-03-01", "year", ("2022-02-28", "2022-03-01")),
        ("2025-03-01", "2025-03-08", "previous", ("2025-02-22", "2025-03-01")),
        ("2025-02-22", "2025-03-01", "previous", ("2025-02-15", "2025-02-22")),
        ("2000-01-01", "2000-02-01", "year", ("1999-01-01", "1999-02-01")),
        ("2025-01-01", "2025-01-02", "9998-12-30", ("9998-12-30", "9998-12-31")),
    ],
)
def test_the_other_period_has_as_many_days_by_the_calendar(
    start: str, end: str, with_what: str, other: tuple[str, str]
) -> None:
    found, _ = other_period(period_of(start, end), with_what)

    assert (found.start.isoformat(), found.end.isoformat()) == other


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 800))
def test_a_year_before_has_the_same_days_but_for_a_29_february(start: date, days: int) -> None:
    end = date.fromordinal(start.toordinal() + days)

    other, _ = other_period(Period(start, end, ZoneInfo("UTC")), "year")

    assert other.days >= 1
    assert abs(other.days - days) <= 1


@pytest.mark.parametrize(
    ("period", "with_what", "message"),
    [
        (period_of("2025-01-01", "2025-02-01"), "last week", "Compare with `previous`"),
        (period_of("1999-06-01", "1999-06-02"), "year", "between the years 1999 and 9998"),
        (period_of("2025-01-01", "2025-01-02"), "9998-12-31", "between the years 1999 and 9998"),
        (period_of("1999-01-01", "9998-01-01"), "previous", "outside of the calendar"),
        (period_of("2012-12-30", "2012-12-31", SAMOA), "year", "Pacific/Apia left the other day"),
    ],
)
def test_what_can_not_be_compared_is_refused_with_the_reason(
    period: Period, with_what: str, message: str
) -> None:
    with pytest.raises(ComparisonRefused, match=message):
        other_period(period, with_what)


def pairs(period: Period, with_what: str, resolution: Resolution) -> list[int | None]:
    other, shift = other_period(period, with_what)
    return shift.align(slots_of(period, resolution), slots_of(other, resolution), resolution)


def test_hours_meet_by_their_place_in_the_day_though_a_day_was_short() -> None:
    # The clock goes forward on 30 March: 23 hours, and then 24.
    found = pairs(period_of("2025-03-30", "2025-04-01"), "previous", Resolution.HOUR)

    assert found == [*range(23), *range(24, 48)]


def test_the_hour_that_comes_twice_has_no_partner() -> None:
    found = pairs(period_of("2025-10-26", "2025-10-27"), "previous", Resolution.HOUR)

    assert found == [*range(24), None]


def test_days_meet_by_their_date_and_longer_buckets_in_their_order() -> None:
    two_days = period_of("2024-02-28", "2024-03-01")

    assert pairs(two_days, "year", Resolution.DAY) == [0, None]
    assert Shift(days=-7).exact(date(2025, 3, 10)) == date(2025, 3, 3)
    longer = slots_of(period_of("2025-03-03", "2025-03-24"), Resolution.WEEK)
    assert Shift(days=-7).align(longer, longer[:2], Resolution.WEEK) == [0, 1, None]
    assert Shift(days=-7).align(longer[:2], longer, Resolution.MONTH) == [0, 1]


def bucket(energy_kwh: float | None, coverage: float | None = 1.0) -> Bucket:
    return {
        "starts_at": datetime(2025, 1, 1, tzinfo=UTC),
        "ends_at": datetime(2025, 1, 2, tzinfo=UTC),
        "energy_kwh": energy_kwh,
        "coverage": coverage,
        "state": HourState.MEASURED,
        "readings": 1,
        "over_limit_hours": 0,
    }


def test_pairs_that_are_covered_in_full_are_added_up_and_no_others() -> None:
    ours = [bucket(0.3), bucket(5.0), bucket(2.0, 0.5), bucket(1.0), bucket(4.0), bucket(9.0)]
    theirs = [bucket(0.1), bucket(2.0), bucket(1.0, None), bucket(3.0)]

    found = compare(ours, theirs, [0, None, 1, 2, 3, None])

    differences = [None if each is None else each["difference_kwh"] for each in found["buckets"]]
    assert differences == [0.2, None, None, None, 1.0, None]
    assert found["buckets"][0] == {**theirs[0], "difference_kwh": 0.2}
    assert found["like_for_like"] == {
        "buckets": 2,
        "total_buckets": 6,
        "energy_kwh": 4.3,
        "other_kwh": 3.1,
        "difference_kwh": 1.2,
        "change": pytest.approx(1.2 / 3.1),
    }


@pytest.mark.parametrize(
    ("ours", "theirs", "change"), [(1.0, 0.0, None), (3.0, 2.0, 0.5), (0.0, 2.0, -1.0)]
)
def test_a_change_is_a_share_of_the_other_energy(
    ours: float, theirs: float, change: float | None
) -> None:
    found: Any = compare([bucket(ours)], [bucket(theirs)], [0])

    assert found["like_for_like"]["change"] == change


def test_without_a_pair_that_is_known_in_full_nothing_is_compared() -> None:
    assert compare([bucket(1.0, 0.9)], [bucket(1.0)], [0])["like_for_like"] is None
    assert compare([bucket(None, 0.0)], [bucket(1.0)], [0])["like_for_like"] is None
