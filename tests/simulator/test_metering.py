"""Registers and outages: pure rules."""

import asyncio
import itertools
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kilowatch.contracts.ids import DeviceId
from kilowatch.contracts.units import microwatthours
from kilowatch.simulator.live import LiveMeter, LiveMeters
from kilowatch.simulator.load import Day
from kilowatch.simulator.meter import Meter
from kilowatch.simulator.metering import Kind, Metering, MeteringError
from kilowatch.simulator.outages import LONGEST_S, NEVER, Outages
from kilowatch.simulator.profiles import PROFILES
from kilowatch.simulator.register import Counter, NotInstalled
from kilowatch.simulator.reporting import interval_reports, register_reports
from kilowatch.simulator.reporting_state import ReportingState
from kilowatch.simulator.wire import Due, Message, Reading, Register
from tests.simulator.test_live import StoppedClock

UTC_ZONE = ZoneInfo("UTC")
DEVICE = DeviceId(UUID("6f9619ff-8b86-4011-b42d-00cf4fc964ff"))
INSTALLED = date(2025, 9, 1)
BEGIN = datetime(2025, 9, 2, tzinfo=UTC)

zones = st.sampled_from([ZoneInfo(name) for name in ("UTC", "Europe/Bucharest", "Asia/Kathmandu")])
days = st.builds(Day, st.dates(date(2025, 9, 5), date(2025, 11, 30)), zones)
meters = st.builds(
    Meter,
    st.uuids().map(DeviceId),
    st.sampled_from(sorted(PROFILES)),
    zones,
    st.integers(0, 100),
)
some_outages = st.builds(Outages, st.text("abc", min_size=3), st.floats(0.5, 8))
steps_s = st.sampled_from([60, 600, 900, 3600, 5000])
few = settings(max_examples=25, deadline=None)


def day_at(meter: Meter, day: Day) -> Day:
    """The same date in the meter's zone."""
    return Day(day.date, meter.zone)


def registers(dues: Sequence[Due]) -> list[Register]:
    found = [due.report for due in dues if isinstance(due.report, Register)]
    assert len(found) == len(dues)
    return found


def readings(dues: Sequence[Due]) -> list[Reading]:
    found = [due.report for due in dues if isinstance(due.report, Reading)]
    assert len(found) == len(dues)
    return found


def uwh(reading: Reading) -> int:
    assert isinstance(reading.measurement_value, float)
    return microwatthours(reading.measurement_value)


def shown(register: Register) -> int:
    return round(register.register_kwh * 1e9)


def assert_never_falls(values: Sequence[Register]) -> None:
    for before, after in itertools.pairwise(values):
        assert before.measured_at < after.measured_at
        assert shown(before) <= shown(after)


@given(meters, days, steps_s)
@few
def test_register_differences_equal_the_intervals_exactly(
    meter: Meter, day: Day, step_s: int
) -> None:
    day = day_at(meter, day)
    intervals = readings(list(interval_reports(meter, day, step_s, NEVER, loses=False)))
    values = registers(list(register_reports(meter, Counter(meter, INSTALLED), day, step_s, NEVER)))

    differences = [shown(after) - shown(before) for before, after in itertools.pairwise(values)]

    assert differences == [uwh(each) for each in intervals]
    assert values[0].measured_at == day.start
    assert values[-1].measured_at == day.end
    assert shown(values[-1]) - shown(values[0]) == meter.energy_uwh(
        day.start, int((day.end - day.start).total_seconds())
    )


@given(meters, days, steps_s)
@few
def test_a_register_does_not_depend_on_the_order_of_queries(
    meter: Meter, day: Day, step_s: int
) -> None:
    day = day_at(meter, day)
    moments = [start for start, _ in day.intervals(max(step_s, 900))]
    forwards, backwards = Counter(meter, INSTALLED), Counter(meter, INSTALLED)

    assert [forwards.shows_uwh(each) for each in moments] == [
        backwards.shows_uwh(each) for each in reversed(moments)
    ][::-1]


@given(meters, st.integers(0, 60))
@few
def test_a_register_never_decreases(meter: Meter, first: int) -> None:
    counter = Counter(meter, INSTALLED)
    begin = counter.begin + timedelta(days=first)

    values = [counter.shows_uwh(begin + timedelta(seconds=61 * n)) for n in range(3000)]

    assert counter.shows_uwh(counter.begin) >= 0
    assert values == sorted(values)
    assert values[-1] - values[0] == meter.energy_uwh(begin, 61 * 2999)


def test_the_initial_register_depends_on_device_seed_and_consumer() -> None:
    other = DeviceId(UUID(int=7))
    when = datetime(2025, 9, 10, tzinfo=UTC)

    def shows(device: DeviceId, seed: int, consumer: str | None = None) -> float:
        meter = Meter(device, "household", UTC_ZONE, seed, consumer=consumer)
        return Counter(meter, INSTALLED).shows_kwh(when)

    assert len({shows(DEVICE, 0), shows(DEVICE, 1), shows(other, 0), shows(DEVICE, 0, "a")}) == 4
    assert shows(DEVICE, 0, "a") == shows(other, 0, "a")


def test_a_register_shows_nothing_before_installation() -> None:
    counter = Counter(Meter(DEVICE, "household", UTC_ZONE), INSTALLED)

    with pytest.raises(NotInstalled, match="installed on 2025-09-01"):
        counter.shows_kwh(datetime(2025, 8, 31, 23, 59, tzinfo=UTC))


@given(meters, days, steps_s, some_outages)
@few
def test_an_outage_loses_nothing_of_a_register(
    meter: Meter, day: Day, step_s: int, outages: Outages
) -> None:
    day = day_at(meter, day)
    counter = Counter(meter, INSTALLED)

    dues = list(register_reports(meter, counter, day, step_s, outages))

    values = registers(dues)
    assert_never_falls(values)
    assert not any(outages.are_at(due.moment) for due in dues)
    assert all(due.moment == each.measured_at for due, each in zip(dues, values, strict=True))
    assert values[0].measured_at <= day.start
    assert values[-1].measured_at >= day.end
    span_s = int((values[-1].measured_at - values[0].measured_at).total_seconds())
    used_uwh = meter.energy_uwh(values[0].measured_at, span_s)
    assert shown(values[-1]) - shown(values[0]) == used_uwh


@given(meters, days, steps_s, some_outages)
@few
def test_an_interval_meter_sends_missed_intervals_late_or_loses_only_those(
    meter: Meter, day: Day, step_s: int, outages: Outages
) -> None:
    day = day_at(meter, day)
    calm = readings(list(interval_reports(meter, day, step_s, NEVER, loses=False)))

    late = list(interval_reports(meter, day, step_s, outages, loses=False))
    lost = readings(list(interval_reports(meter, day, step_s, outages, loses=True)))

    assert readings(late) == calm
    assert [due.moment for due in late] == sorted(due.moment for due in late)
    for due, reading in zip(late, calm, strict=True):
        end = reading.timestamp + timedelta(seconds=reading.interval_s)
        assert not outages.are_at(due.moment)
        assert due.moment >= end
        assert (due.moment > end) == (reading not in lost)


@given(st.text("abc", min_size=3), st.floats(0.2, 8), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
@settings(max_examples=50, deadline=None)
def test_an_outage_ends_when_announced_and_is_reproducible_by_name(
    name: str, per_day: float, when: date
) -> None:
    outages, same = Outages(name, per_day), Outages(name, per_day)
    moment = Day(when, UTC_ZONE).start
    while not outages.are_at(moment):
        moment += timedelta(minutes=1)

    over = outages.over_at(moment)

    assert same.over_at(moment) == over
    assert outages.are_at(over - timedelta(seconds=1))
    assert not outages.are_at(over)


def test_outages_have_the_requested_rate_and_plausible_lengths() -> None:
    outages, moment = Outages("meter", 2), datetime(2025, 1, 1, tzinfo=UTC)
    lengths_s: list[float] = []
    while moment < datetime(2025, 5, 1, tzinfo=UTC):
        over = outages.over_at(moment)
        if over > moment:
            lengths_s.append((over - moment).total_seconds())
        moment = over + timedelta(minutes=1)

    # Of two a day 6 % overlap another, and count as one: 1.88, give or take three deviations.
    assert 1.5 < len(lengths_s) / 120 < 2.26
    assert 15 * 60 < sorted(lengths_s)[len(lengths_s) // 2] < 35 * 60
    assert max(lengths_s) > 2 * 3600
    assert max(lengths_s) < 2 * LONGEST_S


def live_meter(kind: Kind, outages: Outages, *, lose: bool = False) -> LiveMeter:
    meter = Meter(DEVICE, "household", UTC_ZONE)
    counter = Counter(meter, INSTALLED) if kind is Kind.REGISTER else None
    return LiveMeter(meter, meter, 60, 60, BEGIN, counter, outages, lose)


class RecordedReadings:
    """Records what arrives, in place of a platform."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []

    async def send(self, message: Message) -> None:
        """Receive it."""
        content = msgspec.json.decode(message.body)
        self.rows += content if isinstance(content, list) else [content]

    async def drain(self, device_id: str | None = None) -> None:
        """Nothing is in flight."""


def lived(meter: LiveMeter, days: int) -> list[dict[str, Any]]:
    """Return what arrives from a live meter over a period, polled once a minute."""
    heard, clock = RecordedReadings(), StoppedClock(meter.begin)
    meters = LiveMeters([meter], heard, ReportingState(), clock)

    async def live() -> None:
        for _ in range(days * 1440):
            clock.shows += timedelta(minutes=1)
            await meters.report(meter)

    asyncio.run(live())
    return heard.rows


@given(some_outages)
@settings(max_examples=10, deadline=None)
def test_live_outages_delay_or_lose_intervals_and_skip_register_values(outages: Outages) -> None:
    calm = lived(live_meter(Kind.INTERVAL, NEVER), days=2)
    late = lived(live_meter(Kind.INTERVAL, outages), days=2)
    lost = lived(live_meter(Kind.INTERVAL, outages, lose=True), days=2)
    values = lived(live_meter(Kind.REGISTER, outages), days=2)

    heard = [each for each in calm if not outages.are_at(end_of(each))]
    assert len(calm) == 2880
    assert late == (calm if not outages.are_at(BEGIN + timedelta(days=2)) else calm[: len(late)])
    assert lost == heard
    first = [] if outages.are_at(BEGIN) else [BEGIN]
    assert [datetime.fromisoformat(each["measured_at"]) for each in values] == [
        *first,
        *map(end_of, heard),
    ]


def end_of(row: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(row["timestamp"]) + timedelta(seconds=row["interval_s"])


@pytest.mark.parametrize(
    ("metering", "one_device"),
    [
        (Metering(kind=Kind.REGISTER, outages=2, lose=True), True),
        (Metering(lose=True), True),
        (Metering(installed=INSTALLED), True),
        (Metering(consumer="the same"), False),
    ],
)
def test_incompatible_options_are_rejected(metering: Metering, one_device: bool) -> None:
    with pytest.raises(MeteringError):
        metering.checked(one_device=one_device)
