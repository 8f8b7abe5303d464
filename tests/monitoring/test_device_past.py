"""Owners and limits of a device's history are restored from the owning service."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from tests.monitoring.correction_steps import HOUR, KWH, START, readings
from tests.monitoring.db import NEWS_WINDOW, NOW, MonitoringDb

Step = tuple[object, datetime | None]
MINUTE = timedelta(minutes=1)


async def restore(
    db: MonitoringDb,
    device: UUID,
    limits: list[Step],
    owners: list[Step] | None = None,
    version: int = 1,
    *,
    is_new: bool = False,
) -> bool:
    owners = owners or []
    return bool(
        await db.pool.fetchval(
            "SELECT restore_channel_past($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            device,
            version,
            is_new,
            [value for value, _ in owners],
            [since for _, since in owners],
            [value for value, _ in limits],
            [since for _, since in limits],
            NOW,
            NOW - NEWS_WINDOW,
        )
    )


async def limit_at(db: MonitoringDb, *hours: float) -> list[int | None]:
    return [
        await db.pool.fetchval(
            "SELECT limit_of_hour(channel_key, $1) FROM channel", START + hour * HOUR
        )
        for hour in hours
    ]


async def owner_at(db: MonitoringDb, *hours: float) -> list[UUID | None]:
    return [
        await db.pool.fetchval(
            "SELECT owner_of_hour(channel_key, $1) FROM channel", START + hour * HOUR
        )
        for hour in hours
    ]


@pytest.mark.parametrize(("is_new", "before"), [(True, 2 * KWH), (False, 9 * KWH)])
async def test_the_first_restored_limit_applies_from_the_beginning_only_for_a_new_device(
    db: MonitoringDb, is_new: bool, before: int
) -> None:
    device = await db.device(limit_uwh=9 * KWH)

    limits: list[Step] = [(2 * KWH, START + 10 * MINUTE), (3 * KWH, START + 2 * HOUR)]
    assert await restore(db, device, limits, is_new=is_new)

    assert await limit_at(db, -1, 0, 1, 2) == [before, 2 * KWH, 2 * KWH, 3 * KWH]
    assert not await restore(db, device, limits, is_new=is_new)


async def test_restored_changes_apply_by_the_hour_and_later_ones_override_those_that_begin_after(
    db: MonitoringDb,
) -> None:
    first, second, third = uuid4(), uuid4(), uuid4()
    device = await db.device(time_zone="Asia/Kolkata")

    # Hours begin at half past in UTC.
    owners: list[Step] = [
        (first, None),
        (second, START + 10 * MINUTE),
        (third, START + 20 * MINUTE),
    ]
    assert await restore(db, device, [(None, None)], owners)

    assert await owner_at(db, -0.75, -0.5, 0.5) == [first, third, third]
    assert [row["n"] for row in await db.rows("SELECT count(*) AS n FROM channel_ownership")] == [2]
    later: list[Step] = [*owners, (second, START - 2 * HOUR)]
    assert await restore(db, device, [(None, None)], later)
    assert await owner_at(db, -3, -2, 0.5) == [first, second, second]


async def test_hours_are_judged_by_the_restored_limits(db: MonitoringDb) -> None:
    device = await db.device()
    await readings(db, device, 3, 3, 3)
    assert await db.rows("SELECT 1 FROM alert") == []

    await restore(db, device, [(2 * KWH, START + HOUR), (4 * KWH, START + 2 * HOUR)])

    raised = await db.rows("SELECT hour FROM alert WHERE raised")
    assert [row["hour"] for row in raised] == [START + HOUR]


@pytest.mark.parametrize("version", [1, 3])
async def test_the_history_of_another_version_is_ignored(db: MonitoringDb, version: int) -> None:
    device = await db.device(version=2, limit_uwh=9 * KWH)

    assert not await restore(db, device, [(2 * KWH, None)], version=version)

    assert await limit_at(db, 0) == [9 * KWH]


async def test_the_history_of_a_deleted_device_is_ignored(db: MonitoringDb) -> None:
    device = await db.device(limit_uwh=9 * KWH)
    await db.pool.execute("SELECT apply_device_deleted($1, 2)", device)

    assert not await restore(db, device, [(2 * KWH, None)], version=2)
