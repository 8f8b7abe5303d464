"""Live meters that keep their state, and catch up."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kilowatch.contracts.ids import DeviceId
from kilowatch.contracts.simulation import RecordedMeter, SimulatedMeter, SimulationPlan
from kilowatch.kit.background import end_tasks
from kilowatch.simulator.live import LiveMeter, LiveMeters
from kilowatch.simulator.meter import Meter, on_grid
from kilowatch.simulator.over_amqp import AmqpPublisher
from kilowatch.simulator.pace import Clock, Pace
from kilowatch.simulator.plan import PlanError, load_plan, load_reporting_state, play
from kilowatch.simulator.publisher import LoginRefused
from kilowatch.simulator.reporting_state import ReportingState
from kilowatch.simulator.transports import Endpoint, Fleet
from kilowatch.simulator.wire import Message, Reading
from tests.harness.servers import Broker
from tests.harness.serving import eventually
from tests.simulator.readings_queue import channel_of, collect, kill_meters

DEVICE = DeviceId(UUID("6f9619ff-8b86-4011-b42d-00cf4fc964ff"))
UTC_ZONE = ZoneInfo("UTC")
LONDON = Path(__file__).parents[2] / "data" / "london_household_MAC000002.csv"
BEGIN = datetime(2025, 11, 25, 8, tzinfo=UTC)


class StoppedClock(Clock):
    """A clock that shows what it is set to."""

    def __init__(self, shows: datetime) -> None:
        super().__init__()
        self.shows = shows

    def now(self) -> datetime:
        return self.shows


def live_meter(begin: datetime = BEGIN) -> LiveMeter:
    meter = Meter(DEVICE, "household", UTC_ZONE)
    return LiveMeter(meter, meter, history_interval_s=900, live_interval_s=10, begin=begin)


def intervals_of(meter: LiveMeter, since: datetime, until: datetime) -> list[Reading]:
    return [each for each in meter.readings(since, until) if isinstance(each, Reading)]


def assert_seamless(readings: list[Reading], since: datetime, until: datetime) -> None:
    moment = since
    for reading in readings:
        assert reading.timestamp == moment
        moment += timedelta(seconds=reading.interval_s)
    assert moment == until


@given(st.integers(0, 20_000), st.integers(1, 20_000))
@settings(max_examples=50, deadline=None)
def test_a_gap_is_filled_without_holes_or_overlaps(offset: int, length: int) -> None:
    since = BEGIN + timedelta(seconds=offset * 10)
    until = since + timedelta(seconds=length * 10)

    readings = intervals_of(live_meter(), since, until)

    assert_seamless(readings, since, until)


def test_a_meter_off_its_interval_grid_starts_with_a_shorter_interval() -> None:
    since = BEGIN + timedelta(seconds=3)
    until = BEGIN + timedelta(seconds=30)

    readings = intervals_of(live_meter(), since, until)

    assert [each.interval_s for each in readings] == [7, 10, 10]
    assert_seamless(readings, since, until)


def test_a_long_gap_is_reported_in_long_intervals_and_a_short_one_as_if_live() -> None:
    since = BEGIN + timedelta(minutes=7)

    short = intervals_of(live_meter(), since, since + timedelta(minutes=50))
    long = intervals_of(live_meter(), since, since + timedelta(days=30))

    assert {each.interval_s for each in short} == {10}
    assert sum(each.interval_s == 900 for each in long) == 30 * 96 - 1
    assert sum(each.interval_s == 10 for each in long) == 90


def test_the_reporting_state_survives_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "memory.json"
    ReportingState(path).note_reported(DEVICE, BEGIN)

    ReportingState(path).note_trying(DEVICE, BEGIN, BEGIN + timedelta(seconds=10))
    ReportingState(path).note_replayed(DEVICE)

    remembered = ReportingState(path).reported(DEVICE)
    assert remembered is not None
    assert remembered.until == BEGIN
    assert remembered.trying_until == BEGIN + timedelta(seconds=10)
    assert ReportingState(path).is_replayed(DEVICE)


async def test_a_meter_reports_what_is_due_once(broker: Broker) -> None:
    async with channel_of(broker) as channel, AmqpPublisher(broker.amqp_url) as publisher:
        arrived = await collect(channel)
        clock = StoppedClock(BEGIN + timedelta(seconds=35))
        meter = live_meter()
        meters = LiveMeters([meter], publisher, ReportingState(), clock)

        await meters.report(meter)
        await meters.report(meter)
        clock.shows += timedelta(seconds=10)
        await meters.report(meter)

        await eventually(lambda: len(arrived.messages) == 2)
        assert [row["timestamp"] for row in arrived.rows()] == [
            "2025-11-25T08:00:00Z",
            "2025-11-25T08:00:10Z",
            "2025-11-25T08:00:20Z",
            "2025-11-25T08:00:30Z",
        ]
        assert arrived.bodies[1].startswith(b'{"timestamp":"2025-11-25T08:00:30Z"')


async def test_an_interrupted_report_is_repeated_in_the_same_intervals(broker: Broker) -> None:
    """In other intervals it would overlap with what has arrived, and be counted twice."""
    async with channel_of(broker) as channel, AmqpPublisher(broker.amqp_url) as publisher:
        arrived = await collect(channel)
        meter, reporting_state = live_meter(), ReportingState()
        cut_short = BEGIN + timedelta(minutes=30, seconds=20)
        reporting_state.note_trying(DEVICE, BEGIN + timedelta(minutes=2), cut_short)
        clock = StoppedClock(BEGIN + timedelta(days=1, seconds=7))
        meters = LiveMeters([meter], publisher, reporting_state, clock)

        while await meters.report(meter):
            pass

        rows = await eventually(lambda: arrived.rows() if len(arrived.messages) >= 2 else None)
        before = [row for row in rows if row["timestamp"] < "2025-11-25T08:30:20Z"]
        assert {row["interval_s"] for row in before} == {10}
        readings = [
            Reading(datetime.fromisoformat(row["timestamp"]), "", 0, row["interval_s"])
            for row in rows
        ]
        assert_seamless(readings, BEGIN + timedelta(minutes=2), BEGIN + timedelta(days=1))


async def test_a_live_meter_sends_what_it_missed_during_a_broker_outage(broker: Broker) -> None:
    async with channel_of(broker) as channel, AmqpPublisher(broker.amqp_url) as publisher:
        arrived = await collect(channel)
        clock = Clock(speed=100)
        begin = clock.now().replace(microsecond=0)
        meter = Meter(DEVICE, "household", UTC_ZONE)
        alive = LiveMeter(meter, meter, 10, 10, begin - timedelta(seconds=begin.second % 10))
        living = asyncio.create_task(LiveMeters([alive], publisher, ReportingState(), clock).run())
        await eventually(lambda: len(arrived.messages) > 3)

        await kill_meters(broker)
        seen = len(arrived.rows())
        await eventually(lambda: len(arrived.rows()) > seen + 20)
        await end_tasks(living)

        rows = {row["timestamp"]: row for row in arrived.rows()}
        readings = [Reading(datetime.fromisoformat(each), "", 0, 10) for each in sorted(rows)]
        end = readings[-1].timestamp + timedelta(seconds=10)
        assert_seamless(readings, alive.begin, end)


async def test_a_rejected_meter_does_not_stop_the_others() -> None:
    refused, admitted = DeviceId(UUID(int=1)), DeviceId(UUID(int=2))
    taken: list[str] = []

    class Gate:
        async def send(self, message: Message) -> None:
            if message.device_id == str(refused):
                raise LoginRefused("not let in")
            taken.append(message.device_id)

        async def drain(self, device_id: str | None = None) -> None:
            del device_id

    clock = Clock(speed=1000)
    begin = on_grid(clock.now(), 10)
    kinds = [Meter(each, "household", UTC_ZONE) for each in (refused, admitted)]
    meters = [LiveMeter(each, each, 10, 10, begin) for each in kinds]

    living = asyncio.create_task(LiveMeters(meters, Gate(), ReportingState(), clock).run())
    await eventually(lambda: len(taken) > 3)
    await end_tasks(living)
    assert set(taken) == {str(admitted)}

    with pytest.raises(LoginRefused):
        await LiveMeters(meters[:1], Gate(), ReportingState(), clock).run()


async def test_a_plan_runs_from_history_into_the_present_and_on_after_a_restart(
    broker: Broker, tmp_path: Path
) -> None:
    recorded, simulated = DeviceId(UUID(int=1)), DeviceId(UUID(int=2))
    now = datetime.now(UTC)
    plan = SimulationPlan(
        recorded=[RecordedMeter(device_id=recorded, file=str(LONDON))],
        simulated=[
            SimulatedMeter(
                device_id=simulated,
                profile="shop",
                time_zone="Europe/Bucharest",
                history_from=now - timedelta(days=40),
                live_interval_s=1,
            )
        ],
    )
    path = tmp_path / "demo.json"

    async def play_until(count: int) -> None:
        async with Fleet(Endpoint.at(broker.amqp_url), None) as fleet:
            playing = asyncio.create_task(play(plan, fleet, load_reporting_state(path)))
            await eventually(lambda: len(arrived.rows()) >= count, within_s=90)
            await end_tasks(playing)

    async with channel_of(broker) as channel:
        arrived = await collect(channel)
        await play_until(24_158 + 40 * 96 - 2)
        await play_until(len(arrived.rows()) + 3)

    rows = arrived.rows()
    assert sum(row["device_id"] == str(recorded) for row in rows) == 24_158
    mine = {
        row["timestamp"]: Reading(
            datetime.fromisoformat(row["timestamp"]), "", 0, row["interval_s"]
        )
        for row in rows
        if row["device_id"] == str(simulated)
    }
    readings = [mine[each] for each in sorted(mine)]
    assert readings[0].interval_s == 900
    assert readings[-1].interval_s == 1
    assert_seamless(readings, readings[0].timestamp, readings[-1].timestamp + timedelta(seconds=1))


def test_a_damaged_plan_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "demo.json"
    path.write_text("{", encoding="utf-8")

    with pytest.raises(PlanError, match=r"demo\.json is no plan"):
        load_plan(path)


async def test_a_pace_keeps_the_timing_of_the_recording() -> None:
    pace = Pace(speed=3600 * 10)
    loop = asyncio.get_running_loop()
    begun = loop.time()

    for hour in range(4):
        await pace.wait_for(datetime(2025, 11, 25, hour, tzinfo=UTC))

    assert 0.3 <= loop.time() - begun < 60
