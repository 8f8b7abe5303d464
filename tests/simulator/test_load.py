"""Days, consumers and meters: pure rules."""

import itertools
from datetime import UTC, date, datetime, timedelta
from math import isfinite
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kilowatch.contracts.ids import DeviceId
from kilowatch.simulator.load import Day
from kilowatch.simulator.meter import Meter, Surge, next_on_grid, on_grid, steps
from kilowatch.simulator.profiles import PROFILES

BUCHAREST = ZoneInfo("Europe/Bucharest")
DEVICE = DeviceId(UUID("6f9619ff-8b86-4011-b42d-00cf4fc964ff"))

days = st.builds(
    Day,
    st.dates(date(2005, 1, 1), date(2035, 12, 31)),
    st.sampled_from(
        [ZoneInfo(name) for name in ("UTC", "Europe/Bucharest", "Asia/Kathmandu", "Asia/Beirut")]
    ),
)
devices = st.uuids().map(DeviceId)
profiles = st.sampled_from(sorted(PROFILES))


def whole_day_kwh(meter: Meter, day: Day) -> float:
    return meter.energy_kwh(day.start, int((day.end - day.start).total_seconds()))


@pytest.mark.parametrize(
    ("when", "hours"), [(date(2025, 3, 30), 23), (date(2025, 7, 1), 24), (date(2025, 10, 26), 25)]
)
def test_a_day_has_the_hours_of_its_local_clock(when: date, hours: int) -> None:
    day = Day(when, BUCHAREST)

    assert day.minutes == hours * 60
    assert len(list(day.intervals(3600))) == hours
    assert sum(len(minutes) for _, minutes in day.clock_hours()) == hours * 60


@given(days, st.sampled_from([10, 60, 600, 900, 1800, 3600, 5000, 86_400]))
def test_intervals_cover_the_day_without_gaps_or_overlaps(day: Day, interval_s: int) -> None:
    intervals = list(day.intervals(interval_s))

    assert intervals[0][0] == day.start
    for (start, seconds), (following, _) in itertools.pairwise(intervals):
        assert start + timedelta(seconds=seconds) == following
    last_start, last_seconds = intervals[-1]
    assert last_start + timedelta(seconds=last_seconds) == day.end


@given(devices, profiles, days, st.integers(0, 5))
@settings(max_examples=60, deadline=None)
def test_every_interval_is_finite_and_not_negative(
    device: DeviceId, profile: str, day: Day, seed: int
) -> None:
    meter = Meter(device, profile, day.zone, seed)

    energies = [meter.energy_kwh(start, seconds) for start, seconds in day.intervals(600)]

    assert all(isfinite(kwh) and kwh >= 0 for kwh in energies)


@given(devices, profiles, days)
@settings(max_examples=30, deadline=None)
def test_a_meter_is_reproducible(device: DeviceId, profile: str, day: Day) -> None:
    first, second = Meter(device, profile, day.zone), Meter(device, profile, day.zone)
    intervals = list(day.intervals(900))

    forwards = [first.energy_kwh(*each) for each in intervals]
    second.energy_kwh(day.start - timedelta(days=3), 86_400 * 9)
    backwards = [second.energy_kwh(*each) for each in reversed(intervals)]

    assert forwards == backwards[::-1]


@given(devices, profiles, days, st.sampled_from([10, 60, 900, 3600]))
@settings(max_examples=20, deadline=None)
def test_short_intervals_add_up_to_the_day(
    device: DeviceId, profile: str, day: Day, interval_s: int
) -> None:
    meter = Meter(device, profile, day.zone)

    total = sum(meter.energy_kwh(*each) for each in day.intervals(interval_s))

    assert total == pytest.approx(whole_day_kwh(meter, day), abs=1e-5)


@given(devices, days, st.integers(0, 100))
@settings(max_examples=150, deadline=None)
def test_a_household_uses_a_plausible_amount_a_day(device: DeviceId, day: Day, seed: int) -> None:
    assert 4 <= whole_day_kwh(Meter(device, "household", day.zone, seed), day) <= 25


def test_a_household_uses_more_in_the_evening_than_at_night() -> None:
    meter = Meter(DEVICE, "household", BUCHAREST)
    night = evening = 0.0
    for number in range(28):
        day = Day(date(2025, 11, 3) + timedelta(days=number), BUCHAREST)
        night += meter.energy_kwh(day.start + timedelta(hours=2), 3 * 3600)
        evening += meter.energy_kwh(day.start + timedelta(hours=18), 3 * 3600)

    assert evening > 2 * night


def test_a_heat_pump_runs_in_winter_and_a_shop_is_closed_on_sunday() -> None:
    pump, shop = Meter(DEVICE, "heat-pump", BUCHAREST), Meter(DEVICE, "shop", BUCHAREST)
    january, july = Day(date(2025, 1, 15), BUCHAREST), Day(date(2025, 7, 15), BUCHAREST)
    saturday, sunday = Day(date(2025, 11, 22), BUCHAREST), Day(date(2025, 11, 23), BUCHAREST)

    assert whole_day_kwh(pump, january) > 3 * whole_day_kwh(pump, july)
    assert whole_day_kwh(shop, saturday) > whole_day_kwh(shop, sunday)


def test_another_device_or_seed_gives_another_consumer() -> None:
    day = Day(date(2025, 11, 25), BUCHAREST)
    other = DeviceId(UUID(int=7))

    totals = {
        whole_day_kwh(meter, day)
        for meter in (
            Meter(DEVICE, "household", BUCHAREST),
            Meter(other, "household", BUCHAREST),
            Meter(DEVICE, "household", BUCHAREST, seed=1),
        )
    }

    assert len(totals) == 3


@given(days, st.floats(0.5, 20))
@settings(max_examples=30, deadline=None)
def test_a_surge_exceeds_the_limit_in_its_hour_only(day: Day, limit: float) -> None:
    calm = Meter(DEVICE, "household", day.zone)
    surging = Meter(DEVICE, "household", day.zone, surge=Surge(limit * 1.2, frozenset({19})))

    for hour, minutes in day.clock_hours():
        start = day.start + timedelta(minutes=minutes.start)
        energy = surging.energy_kwh(start, len(minutes) * 60)
        if hour == 19:
            assert energy > limit
        else:
            assert energy == pytest.approx(calm.energy_kwh(start, len(minutes) * 60), abs=1e-8)


def test_the_grid_is_aligned_to_the_epoch() -> None:
    moment = datetime(2025, 11, 25, 10, 7, 3, 500, tzinfo=UTC)

    assert on_grid(moment, 900) == datetime(2025, 11, 25, 10, 0, tzinfo=UTC)
    assert next_on_grid(moment, 900) == datetime(2025, 11, 25, 10, 15, tzinfo=UTC)
    assert next_on_grid(on_grid(moment, 900), 900) == on_grid(moment, 900)


def test_steps_exclude_an_unfinished_interval() -> None:
    since = datetime(2025, 11, 25, 10, tzinfo=UTC)

    assert list(steps(since, since + timedelta(seconds=25), 10)) == [
        (since, 10),
        (since + timedelta(seconds=10), 10),
    ]
