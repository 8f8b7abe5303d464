"""One server-side call per batch: exact, idempotent, independent of order and concurrency."""

import asyncio
import random
from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import msgspec
import pytest

from kilowatch.contracts import catalog, events
from tests.monitoring.conftest import NOW, MonitoringDb, parsed
from tests.monitoring.reference_model import Sent, hourly

KWH = 1_000_000_000
START = datetime(2025, 3, 29, 20, tzinfo=UTC)


def half_hours(count: int, energy_uwh: int = KWH, first_source: int = 0) -> list[Sent]:
    return [
        Sent(START + timedelta(minutes=30 * n), energy_uwh, 1800, first_source + n)
        for n in range(count)
    ]


async def test_storing_a_batch_twice_changes_nothing(db: MonitoringDb) -> None:
    device = await db.device()
    sent = half_hours(10)

    first = await db.take(device, sent)
    second = await db.take(device, sent)

    assert (first.stored, second.stored, second.corrected) == (10, 0, 0)
    assert await db.hourly() == hourly(sent, ZoneInfo("UTC"))


async def test_the_same_value_from_another_source_is_a_duplicate(db: MonitoringDb) -> None:
    device = await db.device()
    await db.take(device, half_hours(4))

    outcome = await db.take(device, half_hours(4, first_source=100))

    assert (outcome.stored, outcome.corrected) == (0, 0)
    assert await db.rows("SELECT * FROM reading_version") == []


async def test_a_later_value_corrects_and_the_old_one_is_kept(db: MonitoringDb) -> None:
    device = await db.device()
    await db.take(device, [Sent(START, KWH, 1800, 1)])

    outcome = await db.take(device, [Sent(START, 3 * KWH, 1800, 2)])

    assert outcome.corrected == 1
    assert await db.hourly() == {START: 3 * KWH}
    [version] = await db.rows("SELECT energy_uwh, source FROM reading_version")
    assert dict(version) == {"energy_uwh": KWH, "source": 1}


async def test_an_older_value_that_arrives_late_is_kept_and_does_not_count(
    db: MonitoringDb,
) -> None:
    device = await db.device()
    await db.take(device, [Sent(START, 3 * KWH, 1800, 2)])

    await db.take(device, [Sent(START, KWH, 1800, 1)])
    await db.take(device, [Sent(START, KWH, 1800, 1)])

    assert await db.hourly() == {START: 3 * KWH}
    assert len(await db.rows("SELECT * FROM reading_version")) == 1


async def test_the_last_of_two_values_for_an_interval_in_a_batch_counts(db: MonitoringDb) -> None:
    device = await db.device()

    await db.take(device, [Sent(START, KWH, 1800, 7, 0), Sent(START, 2 * KWH, 1800, 7, 1)])

    assert await db.hourly() == {START: 2 * KWH}
    assert len(await db.rows("SELECT * FROM reading_version")) == 1


@pytest.mark.parametrize("zone", ["UTC", "Europe/London", "Asia/Kolkata", "Asia/Kathmandu"])
async def test_straddling_readings_are_split_without_rounding_loss(
    db: MonitoringDb, zone: str
) -> None:
    device = await db.device(time_zone=zone)
    sent = [
        Sent(START + timedelta(minutes=17), 1_000_000_007, 3600, 1),
        Sent(START + timedelta(hours=3, seconds=11), 999, 9000, 2),
        Sent(START + timedelta(hours=8), 5, None, 3),
    ]

    await db.take(device, sent)

    assert await db.hourly() == hourly(sent, ZoneInfo(zone))
    assert sum((await db.hourly()).values()) == 1_000_001_011


@pytest.mark.parametrize("seed", range(4))
async def test_any_order_on_three_connections_has_the_same_result(
    db: MonitoringDb, seed: int
) -> None:
    chance = random.Random(seed)
    zone = chance.choice(["Europe/Bucharest", "Asia/Kathmandu", "UTC"])
    devices = [await db.device(time_zone=zone, limit_uwh=4 * KWH) for _ in range(3)]
    sent = {
        device: [
            Sent(
                START + timedelta(minutes=chance.choice([10, 15, 30]) * chance.randrange(60)),
                chance.randrange(4 * KWH),
                chance.choice([600, 1800, 5400, None]),
                source,
                index,
            )
            for source in range(60)
            for index in range(2)
        ]
        for device in devices
    }
    everything = [parsed(device, each) for device in devices for each in sent[device]]
    again = [chance.choice(everything) for _ in range(100)]
    shuffled = everything + again
    chance.shuffle(shuffled)
    batches = [shuffled[n : n + 40] for n in range(0, len(shuffled), 40)]
    lanes = [batches[n::3] for n in range(3)]

    async def replica(lane: list[list[object]]) -> None:
        for batch in lane:
            await db.storage.take(batch, [], NOW)  # pyright: ignore[reportArgumentType]

    await asyncio.gather(*(replica(lane) for lane in lanes))  # pyright: ignore[reportArgumentType]

    for device in devices:
        rows = await db.rows(
            """SELECT hour, energy_uwh, over_limit FROM hourly_consumption
               JOIN channel USING (channel_key) WHERE device_id = $1 AND energy_uwh <> 0""",
            device,
        )
        expected = hourly(sent[device], ZoneInfo(zone))
        assert {row["hour"]: row["energy_uwh"] for row in rows} == {
            hour: energy for hour, energy in expected.items() if energy
        }
        raised = await db.rows(
            """SELECT hour FROM alert JOIN channel USING (channel_key)
               WHERE device_id = $1 AND raised""",
            device,
        )
        assert {row["hour"] for row in raised} == {
            hour for hour, energy in expected.items() if energy > 4 * KWH
        }


async def test_an_hour_over_its_limit_raises_once_and_a_correction_retracts(
    db: MonitoringDb,
) -> None:
    owner = uuid4()
    device = await db.device(limit_uwh=2 * KWH, owner_id=owner)
    hour = NOW.replace(minute=0)
    await db.take(device, [Sent(hour, 2 * KWH, 1800, 1)])
    assert await db.rows("SELECT * FROM alert") == []

    await db.take(device, [Sent(hour + timedelta(minutes=30), 1, 1800, 2)])
    await db.take(device, [Sent(hour + timedelta(minutes=31), 1, 60, 3)])
    await db.take(device, [Sent(hour, KWH, 1800, 4)])

    told = [
        events.decode(row["routing_key"], row["body"].encode())
        for row in await db.rows("SELECT * FROM outbox ORDER BY id")
    ]
    assert [type(each).__name__ for each in told] == [
        "OverconsumptionDetected",
        "OverconsumptionRetracted",
    ]
    first = told[0]
    assert isinstance(first, catalog.overconsumption.OverconsumptionDetected)
    assert (first.owner_id, first.hour, first.energy_uwh, first.limit_uwh, first.live) == (
        owner,
        hour,
        2 * KWH + 1,
        2 * KWH,
        True,
    )


async def test_a_past_hour_raises_an_alert_without_notification(db: MonitoringDb) -> None:
    device = await db.device(limit_uwh=KWH)

    await db.take(device, [Sent(START, 2 * KWH, 1800, 1)])

    [row] = await db.rows("SELECT body FROM outbox")
    assert msgspec.json.decode(row["body"])["live"] is False


async def test_a_new_limit_applies_from_the_hour_of_its_change(db: MonitoringDb) -> None:
    device = await db.device(limit_uwh=5 * KWH)
    hour = NOW.replace(minute=0)
    await db.take(
        device,
        [Sent(hour - timedelta(hours=1), 3 * KWH, 3600, 1), Sent(hour, 3 * KWH, 1800, 2)],
    )

    await db.device(device, version=2, limit_uwh=2 * KWH)

    alerts = await db.rows("SELECT hour, raised FROM alert")
    assert [(row["hour"], row["raised"]) for row in alerts] == [(hour, True)]

    await db.device(device, version=3, limit_uwh=4 * KWH)
    alerts = await db.rows("SELECT hour, raised, version FROM alert")
    assert [(row["raised"], row["version"]) for row in alerts] == [(False, 2)]


async def test_a_limit_edited_during_heavy_ingestion_is_judged_once(db: MonitoringDb) -> None:
    device = await db.device(limit_uwh=500 * KWH)
    hour = NOW.replace(minute=0)

    async def pour(lane: int) -> None:
        for n in range(20):
            at = hour + timedelta(seconds=lane + 3 * n)
            await db.take(device, [Sent(at, KWH, 1, lane * 100 + n)])

    async def edit() -> None:
        for version in range(2, 12):
            limit = (10 if version % 2 else 500) * KWH
            await db.device(device, version=version, limit_uwh=limit)

    await asyncio.gather(pour(0), pour(1), pour(2), edit())

    [alert] = await db.rows("SELECT raised, version FROM alert")
    assert alert["raised"] is True
    told = await db.rows("SELECT routing_key, body FROM outbox ORDER BY id")
    assert len(told) == alert["version"]
    assert [row["routing_key"].split(".")[1] for row in told] == [
        "overconsumption_detected" if n % 2 == 0 else "overconsumption_retracted"
        for n in range(len(told))
    ]


async def test_three_connections_create_partitions_concurrently(db: MonitoringDb) -> None:
    device = await db.device()
    years = range(2001, 2026)

    await asyncio.gather(
        *(
            db.take(
                device,
                [Sent(datetime(year, 1 + lane, 5, tzinfo=UTC), 1, 60, year * 10 + lane)],
            )
            for year in years
            for lane in range(3)
        )
    )

    [row] = await db.rows("SELECT count(*) AS n FROM reading")
    assert row["n"] == len(years) * 3


async def test_partitions_are_created_for_a_whole_year(db: MonitoringDb) -> None:
    """With each new partition all connections plan again: a jumping clock must cause few."""
    device = await db.device()

    await db.take(device, [Sent(datetime(2019, 7, 5, tzinfo=UTC), 1, 60, 1)])

    partitions = await db.rows(
        """SELECT inhrelid::regclass::text AS name FROM pg_inherits
           WHERE inhparent = 'reading'::regclass AND inhrelid::regclass::text LIKE '%2019%'"""
    )
    assert sorted(row["name"] for row in partitions) == [
        f"reading_2019_{month:02}" for month in range(1, 13)
    ]
