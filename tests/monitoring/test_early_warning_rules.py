"""An hour near its limit, and its recipients."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from kilowatch.monitoring.early_warnings import storage
from kilowatch.monitoring.notification_settings import storage as devices
from tests.monitoring.db import NEWS_WINDOW, NOW, MonitoringDb, parsed
from tests.monitoring.reference_model import Sent

KWH = 1_000_000_000
NOON = NOW.replace(minute=0)
HOUR = timedelta(hours=1)
MOMENT = timedelta(microseconds=1)


async def watched(db: MonitoringDb, share_percent: int = 80, owner: UUID | None = None) -> UUID:
    """Create a device with a limit of 2 kWh whose owner wants to be warned at that share."""
    device = await db.device(owner_id=owner or uuid4(), limit_uwh=2 * KWH)
    await choose(db, device, share_percent)
    return device


async def choose(db: MonitoringDb, device: UUID, share_percent: int) -> None:
    present = await devices.device(db.pool, device)
    assert present is not None
    await storage.choose(db.pool, present, share_percent)


async def use(db: MonitoringDb, device: UUID, uwh: int, source: int = 1) -> None:
    await db.storage.take([parsed(device, Sent(NOON, uwh, 3600, source))], [], NOW)


async def judge(db: MonitoringDb, now: datetime = NOW) -> int:
    return await storage.judge(db.pool, now, now - NEWS_WINDOW)


async def states(db: MonitoringDb) -> list[str]:
    return [row["state"] for row in await db.rows("SELECT state FROM early_warning")]


async def kinds(db: MonitoringDb) -> list[str]:
    rows = await db.rows(
        "SELECT routing_key FROM outbox WHERE routing_key LIKE '%early%' ORDER BY id"
    )
    return [row["routing_key"].split(".")[1] for row in rows]


async def test_an_hour_warns_above_the_share_and_up_to_the_limit(db: MonitoringDb) -> None:
    for uwh, told in (
        (8 * KWH // 5, []),
        (8 * KWH // 5 + 1, ["raised"]),
        (2 * KWH, ["raised"]),
        (2 * KWH + 1, []),
    ):
        await use(db, await watched(db), uwh)
        await judge(db)
        assert await states(db) == told, uwh
        await db.pool.execute("TRUNCATE early_warning, early_warning_choice")


@pytest.mark.parametrize("doubted_only", [False, True], ids=["news", "long ago"])
async def test_a_warning_is_retracted_at_the_share_and_superseded_above_the_limit(
    db: MonitoringDb, doubted_only: bool
) -> None:
    device = await watched(db)
    judged_at = NOW + timedelta(days=1) if doubted_only else NOW
    await use(db, device, 8 * KWH // 5 + 1)
    await judge(db)
    found: list[str] = []
    for source, uwh in enumerate([8 * KWH // 5, 8 * KWH // 5 + 1, 2 * KWH, 2 * KWH + 1], start=2):
        await use(db, device, uwh, source)
        await judge(db, judged_at)
        found += await states(db)

    assert found == ["retracted", "raised", "raised", "superseded"]
    assert await kinds(db) == [
        "early_warning_raised",
        "early_warning_retracted",
        "early_warning_raised",
    ]


async def test_an_hour_warns_from_its_start_until_the_end_of_the_news_window(
    db: MonitoringDb,
) -> None:
    await use(db, await watched(db), 9 * KWH // 5)

    for now, told in (
        (NOON - MOMENT, 0),
        (NOON + NEWS_WINDOW + MOMENT, 0),
        (NOON, 1),
        (NOON, 0),
    ):
        assert await judge(db, now) == told, now
    await db.pool.execute("TRUNCATE early_warning")
    assert await judge(db, NOON + NEWS_WINDOW) == 1


async def test_a_choice_applies_only_to_hours_of_the_owner_who_made_it(db: MonitoringDb) -> None:
    first, second = uuid4(), uuid4()
    device = await watched(db, owner=first)
    await db.device(
        device, version=2, owner_id=second, owned_since=NOON, changed_at=NOON, limit_uwh=2 * KWH
    )
    await use(db, device, 9 * KWH // 5)

    assert await judge(db) == 0


async def test_a_deleted_device_or_one_without_a_limit_gives_no_warning(db: MonitoringDb) -> None:
    unlimited = await db.device(owner_id=uuid4())
    await choose(db, unlimited, 1)
    deleted = await watched(db, 1)
    for device in (unlimited, deleted):
        await use(db, device, KWH)
    await db.pool.execute("SELECT apply_device_deleted($1, 2)", deleted)

    assert await judge(db) == 0
