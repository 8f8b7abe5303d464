"""An hour over its limit: when it is judged, and who is notified."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec

from tests.monitoring.db import NEWS_WINDOW, NOW, MonitoringDb, parsed
from tests.monitoring.reference_model import Sent

KWH = 1_000_000_000
NOON = NOW.replace(minute=0)
HOUR = timedelta(hours=1)
MOMENT = timedelta(microseconds=1)


async def use(
    db: MonitoringDb, device: UUID, hour: datetime, uwh: int, source: int, now: datetime = NOW
) -> None:
    """Store a device's energy of an hour; a higher source corrects a lower one."""
    await db.storage.take([parsed(device, Sent(hour, uwh, 3600, source))], [], now)


async def told(db: MonitoringDb) -> list[tuple[str, dict[str, Any]]]:
    rows = await db.rows("SELECT routing_key, body FROM outbox ORDER BY id")
    return [(row["routing_key"].split(".")[1], msgspec.json.decode(row["body"])) for row in rows]


async def is_raised(db: MonitoringDb, device: UUID) -> list[bool]:
    rows = await db.rows(
        """SELECT raised FROM alert JOIN channel USING (channel_key) WHERE device_id = $1
           ORDER BY hour""",
        device,
    )
    return [row["raised"] for row in rows]


async def test_an_hour_at_its_limit_raises_no_alert_and_one_unit_above_does(
    db: MonitoringDb,
) -> None:
    at, above, unlimited = [await db.device(limit_uwh=limit) for limit in (KWH, KWH, None)]

    await use(db, at, NOON, KWH, 1)
    await use(db, above, NOON, KWH + 1, 2)
    await use(db, unlimited, NOON, 10**15, 3)

    assert await is_raised(db, at) == []
    assert await is_raised(db, above) == [True]
    assert await is_raised(db, unlimited) == []
    await use(db, above, NOON, KWH, 4)
    assert await is_raised(db, above) == [False]


async def test_a_retraction_is_the_next_version_of_its_alert(db: MonitoringDb) -> None:
    device = await db.device(limit_uwh=KWH)

    for source, uwh in enumerate([2 * KWH, 3 * KWH, KWH, 2 * KWH]):
        await use(db, device, NOON, uwh, source)

    kinds = [(kind, body["version"], body["energy_uwh"]) for kind, body in await told(db)]
    assert kinds == [
        ("overconsumption_detected", 1, 2 * KWH),
        ("overconsumption_retracted", 2, KWH),
        ("overconsumption_detected", 3, 2 * KWH),
    ]


async def test_an_alert_notifies_if_its_hour_began_within_two_hours(db: MonitoringDb) -> None:
    for after in (MOMENT, NEWS_WINDOW, NEWS_WINDOW + MOMENT):
        device = await db.device(limit_uwh=KWH)
        await use(db, device, NOON, 2 * KWH, 1, NOON + after)

    assert [body["live"] for _, body in await told(db)] == [True, True, False]


async def test_an_alert_goes_to_the_owner_of_the_hour(db: MonitoringDb) -> None:
    first, second = uuid4(), uuid4()
    device = await db.device(limit_uwh=KWH, owner_id=first)
    await db.device(
        device, version=2, limit_uwh=KWH, owner_id=second, owned_since=NOON, changed_at=NOON
    )

    await use(db, device, NOON - HOUR, 2 * KWH, 1)
    await use(db, device, NOON, 2 * KWH, 2)

    assert [body["owner_id"] for _, body in await told(db)] == [str(first), str(second)]


async def test_a_future_hour_is_judged_when_it_begins(db: MonitoringDb) -> None:
    device = await db.device(limit_uwh=KWH)
    await use(db, device, NOON, 2 * KWH, 1, NOON - MOMENT)
    assert await is_raised(db, device) == []

    before = await db.storage.judge_begun_hours(NOON - MOMENT)
    at_last = await db.storage.judge_begun_hours(NOON)
    again = await db.storage.judge_begun_hours(NOON)

    assert (before, at_last, again) == (0, 1, 0)
    assert await is_raised(db, device) == [True]


async def test_maintenance_suppresses_notifications_from_its_start_until_its_end(
    db: MonitoringDb,
) -> None:
    owner, none = uuid4(), timedelta(0)
    for starts, ends in ((none, HOUR), (MOMENT, HOUR), (-HOUR, MOMENT), (-HOUR, none)):
        device = await db.device(limit_uwh=KWH, owner_id=owner)
        await maintain(db, device, owner, NOW + starts, NOW + ends)
        await use(db, device, NOON, 2 * KWH, 1)

    assert [body["live"] for _, body in await told(db)] == [False, True, False, True]


async def test_maintenance_ends_with_the_ownership(db: MonitoringDb) -> None:
    owner, other = uuid4(), uuid4()
    device = await db.device(limit_uwh=KWH, owner_id=owner)
    await maintain(db, device, owner, NOW - HOUR, NOW + HOUR)
    await db.device(
        device, version=2, limit_uwh=KWH, owner_id=other, owned_since=NOON, changed_at=NOON
    )

    await use(db, device, NOON, 2 * KWH, 1)

    assert [body["live"] for _, body in await told(db)] == [True]


async def maintain(
    db: MonitoringDb, device: UUID, owner: UUID, starts_at: datetime, ends_at: datetime
) -> None:
    await db.pool.execute(
        """INSERT INTO device_maintenance (channel_key, starts_at, ends_at, reason, set_by,
                                           for_owner_id)
           SELECT channel_key, $1, $2, 'new heat pump', $3, $3 FROM channel WHERE device_id = $4""",
        starts_at,
        ends_at,
        owner,
        device,
    )
