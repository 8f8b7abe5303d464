"""The buckets of a range: the finest that a chart can show, by the calendar."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kilowatch.monitoring.consumption.periods import (
    Period,
    Resolution,
    add_months,
    bucket_count,
    fitting_resolution,
    slot,
    slots_of,
)

UTC_ZONE = ZoneInfo("UTC")


@pytest.mark.parametrize(
    ("days", "resolution"),
    [
        (1, Resolution.HOUR),
        (31, Resolution.HOUR),
        (32, Resolution.DAY),
        (750, Resolution.DAY),
        (751, Resolution.WEEK),
        (5_250, Resolution.WEEK),
        (5_251, Resolution.MONTH),
        (22_500, Resolution.MONTH),
        (22_501, Resolution.YEAR),
    ],
)
def test_chooses_the_finest_resolution_a_chart_can_show(days: int, resolution: Resolution) -> None:
    assert fitting_resolution(days) == resolution


@pytest.mark.parametrize(
    ("resolution", "count"),
    [
        (Resolution.HOUR, 17_520),
        (Resolution.DAY, 730),
        (Resolution.WEEK, 104),
        (Resolution.MONTH, 24),
        (Resolution.YEAR, 2),
    ],
)
def test_counts_the_buckets_of_a_period(resolution: Resolution, count: int) -> None:
    assert bucket_count(Period(date(2025, 1, 1), date(2027, 1, 1), UTC_ZONE), resolution) == count


@pytest.mark.parametrize(
    ("resolution", "firsts"),
    [
        (Resolution.DAY, [f"2024-12-{n}" for n in range(28, 32)] + ["2025-01-01"]),
        (Resolution.WEEK, ["2024-12-28", "2024-12-30"]),
        (Resolution.MONTH, ["2024-12-28", "2025-01-01"]),
        (Resolution.YEAR, ["2024-12-28", "2025-01-01"]),
    ],
)
def test_buckets_start_with_the_range_and_then_by_the_calendar(
    resolution: Resolution, firsts: list[str]
) -> None:
    slots = slots_of(Period(date(2024, 12, 28), date(2025, 1, 2), UTC_ZONE), resolution)

    assert [each.day.isoformat() for each in slots] == firsts
    assert [each.starts_at.date().isoformat() for each in slots] == firsts
    assert slots[-1].ends_at == datetime(2025, 1, 2, tzinfo=UTC)
    assert sum(each.length_s for each in slots) == 5 * 86_400


@pytest.mark.parametrize("resolution", [Resolution.WEEK, Resolution.MONTH, Resolution.YEAR])
def test_a_range_that_starts_with_a_bucket_contains_it_once(resolution: Resolution) -> None:
    """The first of January 2024 was a Monday."""
    start = date(2024, 1, 1)

    slots = slots_of(Period(start, start + timedelta(days=7), UTC_ZONE), resolution)

    assert [each.day for each in slots] == [start]


def test_a_day_skipped_by_its_zone_has_no_bucket() -> None:
    """Samoa went from the 29th of December 2011 to the 31st."""
    period = Period(date(2011, 12, 29), date(2012, 1, 1), ZoneInfo("Pacific/Apia"))

    days = [each.day.day for each in slots_of(period, Resolution.DAY)]

    assert days == [29, 31]
    assert {each.day.day for each in slots_of(period, Resolution.HOUR)} == {29, 31}


def test_the_hours_of_a_day_follow_its_local_clock() -> None:
    period = Period(date(2025, 3, 30), date(2025, 3, 31), ZoneInfo("Europe/Bucharest"))

    slots = slots_of(period, Resolution.HOUR)

    assert (len(slots), {each.length_s for each in slots}) == (23, {3600})
    assert slots[0].starts_at == datetime(2025, 3, 29, 22, tzinfo=UTC)
    assert period.days == 1


def test_a_bucket_has_the_key_of_its_first_hour() -> None:
    kathmandu = ZoneInfo("Asia/Kathmandu")
    half_past = datetime(2025, 1, 1, 0, 30, tzinfo=UTC)

    found = slot(half_past, half_past + timedelta(hours=2), date(2025, 1, 1), kathmandu)

    assert found.key == datetime(2025, 1, 1, 0, 15, tzinfo=UTC)
    assert found.length_s == 7200


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-01-28", 1, "2025-02-28"),
        ("2025-11-30", 1, "2025-12-30"),
        ("2025-12-15", 1, "2026-01-15"),
        ("2025-01-15", -1, "2024-12-15"),
        ("2025-03-31", -1, "2025-02-28"),
        ("2025-12-31", 0, "2025-12-31"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2025-10-31", 1, "2025-11-30"),
    ],
)
def test_adding_months_keeps_the_day_or_takes_the_last_of_a_shorter_month(
    day: str, months: int, expected: str
) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


def test_a_period_begins_and_ends_at_midnight_of_its_zone() -> None:
    period = Period(date(2025, 1, 1), date(2025, 7, 1), ZoneInfo("Europe/Bucharest"))

    assert period.starts_at == datetime(2024, 12, 31, 22, tzinfo=UTC)
    assert period.ends_at == datetime(2025, 6, 30, 21, tzinfo=UTC)


def test_an_even_day_has_24_hours_of_an_hour() -> None:
    start = datetime(2025, 1, 1, tzinfo=UTC)
    hours = slots_of(Period(date(2025, 1, 1), date(2025, 1, 2), UTC_ZONE), Resolution.HOUR)

    assert [
        (each.starts_at, each.ends_at, each.key, each.length_s, each.day) for each in hours
    ] == [
        (hour, hour + timedelta(hours=1), hour, 3_600, date(2025, 1, 1))
        for hour in (start + timedelta(hours=n) for n in range(24))
    ]


@pytest.mark.parametrize(
    ("resolution", "count"), [(Resolution.MONTH, 6_667), (Resolution.YEAR, 548)]
)
def test_months_are_counted_as_30_days_and_years_as_365(resolution: Resolution, count: int) -> None:
    start = date(1999, 1, 1)
    assert bucket_count(Period(start, start + timedelta(200_000), UTC_ZONE), resolution) == count
