"""A register as live power, if it is reliable."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from kilowatch.monitoring.domain import ParsedReading, ParsedRegister
from kilowatch.monitoring.ingest import NewestInterval
from kilowatch.monitoring.live import LiveFeed
from tests.monitoring.db import NEWS_WINDOW, NOW, MonitoringDb

KWH = 1_000_000_000
START = NOW - timedelta(minutes=60)


class Meter:
    """A device with a register, and the feed of the replica that stores it."""

    def __init__(self, db: MonitoringDb, device: UUID) -> None:
        self.device = device
        self._ground = db
        self._sent = 0
        self.feed = LiveFeed(
            "amqp://nowhere",
            "monitoring-1",
            NEWS_WINDOW,
            db.storage.newest_register_intervals,
        )
        self.feed.sessions.connected = True

    async def show(self, *shown: tuple[float, float]) -> None:
        """Store a batch of (minute, kWh), and offer it as the replica does."""
        registers: list[ParsedRegister] = []
        for minute, kwh in shown:
            self._sent += 1
            at = START + timedelta(minutes=minute)
            uwh = round(kwh * KWH)
            registers.append(ParsedRegister(self.device, at, uwh, self._sent, 0))
        await self._ground.storage.take(registers, [], NOW)
        self.feed.offer(registers, NOW)

    async def told(self) -> list[tuple[float, float, int | None, int]]:
        """Return the live updates: (minute, kWh, seconds, source)."""
        return [
            (
                (each.measured_at - START) / timedelta(minutes=1),
                each.energy_uwh / KWH,
                each.interval_s,
                each.source,
            )
            for each in await self.feed.take(NOW)
        ]


@pytest.fixture
async def meter(db: MonitoringDb) -> Meter:
    return Meter(db, await db.device())


async def test_a_register_is_published_as_the_energy_since_its_neighbor(meter: Meter) -> None:
    await meter.show((0, 100))
    assert await meter.told() == []

    await meter.show((15, 100.5))
    assert await meter.told() == [(0, 0.5, 900, 2)]

    await meter.show((30, 101), (45, 103))
    assert await meter.told() == [(30, 2, 900, 4)]
    assert await meter.told() == []


async def test_a_late_register_republishes_the_latest_interval(meter: Meter) -> None:
    await meter.show((0, 100), (30, 102))
    assert await meter.told() == [(0, 2, 1800, 2)]

    await meter.show((20, 101.75))

    assert await meter.told() == [(20, 0.25, 600, 3)]


async def test_a_reverted_spike_is_republished_with_a_higher_source(meter: Meter) -> None:
    await meter.show((0, 100), (15, 9_000))
    [(_, _, _, source)] = await meter.told()

    await meter.show((30, 101))

    [told] = await meter.told()
    assert told == (0, 1, 1800, 3)
    assert told[3] > source


@pytest.mark.parametrize(
    ("shown", "why"),
    [
        ([(0, 100), (15, 101), (30, 0)], "a counter that fell may be a glitch: it waits"),
        ([(0, 1), (15, 2_000_000)], "a step above a million kWh is absurd"),
        ([(-180, 100), (0, 101)], "the mean of an outage of hours is not what is used now"),
        ([(-300, 100), (-200, 101)], "history that is loaded is not live"),
    ],
)
async def test_unreliable_intervals_are_not_published(
    meter: Meter, shown: list[tuple[float, float]], why: str
) -> None:
    for each in shown[:-1]:
        await meter.show(each)
    await meter.told()

    await meter.show(shown[-1])

    assert await meter.told() == [], why


async def test_the_interval_of_a_reset_is_not_published_and_the_next_one_is(meter: Meter) -> None:
    await meter.show((0, 100), (15, 101), (30, 0.5))
    assert await meter.told() == []

    await meter.show((45, 1))

    assert await meter.told() == [(30, 0.5, 900, 4)]


async def test_readings_of_a_deleted_device_are_not_published(
    meter: Meter, db: MonitoringDb
) -> None:
    await meter.show((0, 100), (15, 101))
    await db.pool.execute("SELECT apply_device_deleted($1, 2)", meter.device)

    assert await meter.told() == []


async def test_the_latest_of_readings_and_registers_is_published(meter: Meter) -> None:
    await meter.show((0, 100), (15, 101))
    at = START + timedelta(minutes=15)
    meter.feed.offer([ParsedReading(meter.device, at, KWH, 900, 9, 0)], NOW)

    assert await meter.told() == [(15, 1, 900, 9)]


async def test_readings_are_published_while_registers_wait_for_the_database() -> None:
    async def away(device_ids: list[UUID], _since: datetime) -> list[NewestInterval]:
        raise TimeoutError(str(device_ids))

    feed = LiveFeed("amqp://nowhere", "monitoring-1", NEWS_WINDOW, away)
    feed.sessions.connected = True
    other = uuid4()
    feed.offer([ParsedRegister(uuid4(), NOW, KWH, 1, 0)], NOW)
    feed.offer([ParsedReading(other, NOW, 7, 60, 3, 0)], NOW)

    assert [each.device_id for each in await feed.take(datetime.now(UTC))] == [other]
