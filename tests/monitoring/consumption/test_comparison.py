"""Two periods compared, by what is known of each."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from kilowatch.monitoring.consumption.comparison import other_period
from kilowatch.monitoring.consumption.periods import Period, Resolution, slots_of
from tests.monitoring.env import MonitoringEnv, at

BUCHAREST = ZoneInfo("Europe/Bucharest")


@pytest.mark.parametrize(
    ("start", "end", "with_what", "other"),
    [
        ("2025-03-01", "2025-04-01", "previous", ("2025-02-01", "2025-03-01")),
        ("2025-01-01", "2026-01-01", "previous", ("2024-01-01", "2025-01-01")),
        ("2025-03-03", "2025-03-10", "previous", ("2025-02-24", "2025-03-03")),
        ("2024-02-29", "2024-03-01", "year", ("2023-02-28", "2023-03-01")),
        ("2025-03-01", "2025-04-01", "year", ("2024-03-01", "2024-04-01")),
        ("2025-03-01", "2025-04-01", "2020-02-01", ("2020-02-01", "2020-03-01")),
        ("2025-03-05", "2025-03-08", "2020-02-01", ("2020-02-01", "2020-02-04")),
    ],
)
def test_the_compared_period_is_of_the_same_kind(
    start: str, end: str, with_what: str, other: tuple[str, str]
) -> None:
    period = Period(date.fromisoformat(start), date.fromisoformat(end), BUCHAREST)

    found, _ = other_period(period, with_what)

    assert (found.start.isoformat(), found.end.isoformat()) == other


def test_days_are_compared_by_date_across_a_leap_year() -> None:
    period = Period(date(2024, 1, 1), date(2025, 1, 1), BUCHAREST)
    other, shift = other_period(period, "year")
    slots, others = slots_of(period, Resolution.DAY), slots_of(other, Resolution.DAY)

    pairs = shift.align(slots, others, Resolution.DAY)

    assert pairs[59] is None  # there was no 29 February
    assert [slots[60].day, others[pairs[60] or 0].day] == [date(2024, 3, 1), date(2023, 3, 1)]
    assert others[pairs[-1] or 0].day == date(2023, 12, 31)


async def test_only_buckets_complete_on_both_sides_are_compared(env: MonitoringEnv) -> None:
    owner = await env.person()
    device = await env.db.device(owner_id=owner.id)
    await env.hours(device, at("2025-01-01"), [1] * 24)
    await env.hours(device, at("2025-01-02"), [2] * 10, source=100)

    answer = await env.consumption(owner, from_="2025-01-02", compare="previous")

    comparison = answer["comparison"]
    assert (comparison["from"], comparison["to"]) == ("2025-01-01", "2025-01-02")
    assert [each["difference_kwh"] for each in comparison["buckets"]] == [1.0] * 10 + [None] * 14
    assert comparison["like_for_like"] == {
        "buckets": 10,
        "total_buckets": 24,
        "energy_kwh": 20.0,
        "other_kwh": 10.0,
        "difference_kwh": 10.0,
        "change": 1.0,
    }
    assert comparison["total"]["energy_kwh"] == 24

    by_day = await env.consumption(owner, from_="2025-01-02", compare="previous", resolution="day")
    assert by_day["comparison"]["like_for_like"] is None


async def test_each_hour_of_a_short_day_is_compared(env: MonitoringEnv) -> None:
    owner = await env.person()
    await env.db.device(owner_id=owner.id, time_zone="Europe/Bucharest")

    short = await env.consumption(owner, from_="2025-03-30", compare="previous")
    long = await env.consumption(owner, from_="2025-10-26", compare="previous")

    assert None not in short["comparison"]["buckets"]
    assert [n for n, each in enumerate(long["comparison"]["buckets"]) if each is None] == [24]
