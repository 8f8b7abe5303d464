"""Readings and the state of their device: unknown, deleted, or changed."""

from uuid import uuid4
from zoneinfo import ZoneInfo

from tests.monitoring.conftest import NOW, MonitoringDb
from tests.monitoring.reference_model import Sent, hourly
from tests.monitoring.test_ingest import KWH, START, half_hours


async def test_readings_of_an_unknown_device_are_pending_until_it_is_registered(
    db: MonitoringDb,
) -> None:
    device = uuid4()
    sent = half_hours(6)
    await db.take(device, sent)
    await db.take(device, sent)
    assert len(await db.rows("SELECT * FROM pending_reading")) == 6

    await db.device(device)
    taken = await db.storage.store_pending(NOW)

    assert taken == 6
    assert await db.hourly() == hourly(sent, ZoneInfo("UTC"))
    assert await db.rows("SELECT * FROM pending_reading") == []


async def test_readings_of_a_deleted_device_are_rejected_and_its_history_stays(
    db: MonitoringDb,
) -> None:
    device = await db.device()
    await db.take(device, half_hours(2))
    await db.pool.execute("SELECT apply_device_deleted($1, 2)", device)
    await db.device(device, version=1)

    late = half_hours(4)[2:]
    await db.take(device, late)
    await db.take(device, late)

    rejected = await db.rows("SELECT reason FROM rejected_reading")
    assert [row["reason"] for row in rejected] == ["device_deleted"] * 2
    assert await db.hourly() == hourly(half_hours(2), ZoneInfo("UTC"))


async def test_another_time_zone_recomputes_the_hours(db: MonitoringDb) -> None:
    device = await db.device(limit_uwh=KWH)
    sent = half_hours(8, energy_uwh=700_000_000)
    await db.take(device, sent)

    await db.device(device, version=2, limit_uwh=KWH, time_zone="Asia/Kolkata")

    assert await db.hourly() == hourly(sent, ZoneInfo("Asia/Kolkata"))
    raised = await db.rows("SELECT hour FROM alert WHERE raised")
    expected = hourly(sent, ZoneInfo("Asia/Kolkata"))
    assert {row["hour"] for row in raised} == {h for h, e in expected.items() if e > KWH}


async def test_a_reporting_interval_completes_readings_without_one(db: MonitoringDb) -> None:
    device = await db.device()
    await db.take(device, [Sent(START, KWH, None, 1)])

    await db.device(device, version=2, interval_s=1800)

    [row] = await db.rows("SELECT covered_s, unknown_count FROM hourly_consumption")
    assert tuple(row) == (1800, 0)


async def test_an_older_device_version_changes_nothing(db: MonitoringDb) -> None:
    device = await db.device(version=5, limit_uwh=KWH)

    await db.device(device, version=4, limit_uwh=2 * KWH)

    rows = await db.rows("SELECT limit_uwh FROM channel_limit")
    assert [row["limit_uwh"] for row in rows] == [KWH]
