"""An early warning follows its hour, however late that changes."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec

from kilowatch.monitoring.early_warnings import storage
from kilowatch.monitoring.notification_settings import storage as devices
from tests.monitoring.db import NEWS_WINDOW, NOW, MonitoringDb, parsed
from tests.monitoring.reference_model import Sent

KWH = 1_000_000_000
HOUR = NOW.replace(minute=0)
DAY_LATER = NOW + timedelta(days=1)


class WarnedOwner:
    """The owner of a device with a limit of 2 kWh who wants to be warned at 80 % of it."""

    def __init__(self, db: MonitoringDb, device: UUID) -> None:
        self.db = db
        self.device = device
        self._source = 0

    @classmethod
    async def of(cls, db: MonitoringDb) -> "WarnedOwner":
        watcher = cls(db, await db.device(owner_id=uuid4(), limit_uwh=2 * KWH))
        await watcher.wish(80)
        return watcher

    async def wish(self, share_percent: int | None) -> None:
        device = await devices.device(self.db.pool, self.device)
        assert device is not None
        await storage.choose(self.db.pool, device, share_percent)

    async def says(self, kwh: float, now: Any = NOW) -> None:
        """Report the energy of that hour; later reports correct earlier ones."""
        self._source += 1
        sent = Sent(HOUR, round(kwh * KWH), 3600, self._source)
        await self.db.storage.take([parsed(self.device, sent)], [], now)

    async def judge(self, now: Any = NOW) -> int:
        return await storage.judge(self.db.pool, now, now - NEWS_WINDOW)

    async def state(self) -> tuple[str, int]:
        [row] = await self.db.rows("SELECT state, version FROM early_warning")
        return row["state"], row["version"]

    async def told(self) -> list[tuple[str, bool]]:
        rows = await self.db.rows(
            "SELECT routing_key, body FROM outbox WHERE routing_key LIKE '%early%' ORDER BY id"
        )
        return [
            (row["routing_key"].split(".")[1], msgspec.json.decode(row["body"])["live"])
            for row in rows
        ]


async def warned(db: MonitoringDb) -> WarnedOwner:
    watcher = await WarnedOwner.of(db)
    await watcher.says(1.75)
    assert await watcher.judge() == 1
    return watcher


async def test_a_correction_a_day_later_retracts_without_notification(db: MonitoringDb) -> None:
    watcher = await warned(db)

    await watcher.says(1.0, DAY_LATER)
    assert await watcher.judge(DAY_LATER) == 1

    assert await watcher.state() == ("retracted", 2)
    assert await watcher.told() == [
        ("early_warning_raised", True),
        ("early_warning_retracted", False),
    ]
    assert await watcher.judge(DAY_LATER) == 0


async def test_a_late_change_with_the_same_verdict_publishes_nothing(db: MonitoringDb) -> None:
    watcher = await warned(db)

    await watcher.says(1.9, DAY_LATER)

    assert await watcher.judge(DAY_LATER) == 0
    assert await watcher.state() == ("raised", 1)
    assert await db.rows("SELECT 1 FROM doubted_warning") == []


async def test_a_late_alert_replaces_the_warning(db: MonitoringDb) -> None:
    watcher = await warned(db)

    await watcher.says(2.5, DAY_LATER)
    await watcher.judge(DAY_LATER)

    assert await watcher.state() == ("superseded", 2)
    await watcher.says(1.75, DAY_LATER)
    await watcher.judge(DAY_LATER)
    assert await watcher.state() == ("raised", 3)
    assert await watcher.told() == [("early_warning_raised", True), ("early_warning_raised", False)]


async def test_an_owner_who_turned_off_warnings_still_gets_the_retraction(db: MonitoringDb) -> None:
    watcher = await warned(db)
    await watcher.wish(None)

    await watcher.says(1.0)
    await watcher.judge()

    assert await watcher.told() == [
        ("early_warning_raised", True),
        ("early_warning_retracted", True),
    ]


async def test_recent_hours_follow_the_current_share(db: MonitoringDb) -> None:
    watcher = await warned(db)
    await watcher.wish(50)

    await watcher.says(1.25)

    assert await watcher.judge() == 0
    assert await watcher.state() == ("raised", 1)


async def test_past_hours_keep_the_share_they_were_warned_at(db: MonitoringDb) -> None:
    watcher = await warned(db)
    await watcher.wish(50)

    await watcher.says(1.25, DAY_LATER)

    assert await watcher.judge(DAY_LATER) == 1
    assert await watcher.state() == ("retracted", 2)


async def test_the_share_of_a_later_owner_does_not_apply(db: MonitoringDb) -> None:
    watcher = await warned(db)
    await db.device(watcher.device, version=2, owner_id=uuid4(), owned_since=NOW, limit_uwh=2 * KWH)
    await watcher.wish(50)
    # The hour's own owner has no choice any more: the share it was warned at applies.
    await watcher.says(1.25)
    await watcher.judge()

    assert (await watcher.state())[0] == "retracted"


async def test_warnings_during_maintenance_do_not_notify(db: MonitoringDb) -> None:
    watcher = await warned(db)
    await db.pool.execute(
        """INSERT INTO device_maintenance (channel_key, starts_at, ends_at, reason, set_by,
                                           for_owner_id)
           SELECT channel_key, $1, 'infinity', 'New meter', $2, owner_id
           FROM early_warning""",
        NOW,
        uuid4(),
    )

    await watcher.says(1.0)
    await watcher.judge()
    await watcher.says(1.75)
    await watcher.judge()

    assert await watcher.told() == [
        ("early_warning_raised", True),
        ("early_warning_retracted", False),
        ("early_warning_raised", False),
    ]


async def test_an_hour_removed_by_a_time_zone_change_gives_no_warning(db: MonitoringDb) -> None:
    watcher = await warned(db)
    [owner] = await db.rows("SELECT owner_id FROM early_warning")

    await db.device(
        watcher.device,
        version=2,
        owner_id=owner["owner_id"],
        limit_uwh=2 * KWH,
        time_zone="Asia/Kolkata",
    )
    await watcher.judge(DAY_LATER)

    assert await watcher.state() == ("retracted", 2)


async def test_hours_without_a_warning_are_not_rechecked(db: MonitoringDb) -> None:
    watcher = await WarnedOwner.of(db)

    await watcher.says(1.75, DAY_LATER)

    assert await db.rows("SELECT 1 FROM doubted_warning") == []
    assert await watcher.judge(DAY_LATER) == 0


async def test_an_uncommitted_change_is_judged_once_it_is_committed(db: MonitoringDb) -> None:
    watcher = await warned(db)
    # Doubted already, by a change that is committed.
    await watcher.says(1.8, DAY_LATER)
    key = "SELECT channel_key FROM channel"
    async with db.pool.acquire() as connection, connection.transaction():
        await connection.execute(
            f"""SELECT add_to_hours(ARRAY[ROW(({key}), $1::timestamptz, $2::bigint, 0, 0, 0, 0, 0,
                                    0)::hour_change], $3::timestamptz, $3::timestamptz)""",
            HOUR,
            -KWH,
            DAY_LATER,
        )
        async with asyncio.timeout(30):
            assert await watcher.judge(DAY_LATER) == 0

    assert await watcher.judge(DAY_LATER) == 1
    assert await watcher.state() == ("retracted", 2)
