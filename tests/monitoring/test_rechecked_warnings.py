"""An early warning follows its hour, however late that changes."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec

from kilowatch.monitoring.early_warnings.storage import EarlyWarningStorage
from kilowatch.monitoring.notification_settings.storage import DeviceStorage
from tests.monitoring.ground import NEWS_WINDOW, NOW, Ground, parsed
from tests.monitoring.ledger import Sent

KWH = 1_000_000_000
HOUR = NOW.replace(minute=0)
DAY_LATER = NOW + timedelta(days=1)


class Watcher:
    """The owner of a device with a limit of 2 kWh who wants to be warned at 80 % of it."""

    def __init__(self, ground: Ground, device: UUID) -> None:
        self.ground = ground
        self.device = device
        self.storage = EarlyWarningStorage(ground.pool)
        self._source = 0

    @classmethod
    async def of(cls, ground: Ground) -> "Watcher":
        watcher = cls(ground, await ground.device(owner_id=uuid4(), limit_uwh=2 * KWH))
        await watcher.wish(80)
        return watcher

    async def wish(self, share_percent: int | None) -> None:
        device = await DeviceStorage(self.ground.pool).device(self.device)
        assert device is not None
        await self.storage.choose(device, share_percent)

    async def says(self, kwh: float, now: Any = NOW) -> None:
        """The meter says what was used in that hour; later ones correct earlier ones."""
        self._source += 1
        sent = Sent(HOUR, round(kwh * KWH), 3600, self._source)
        await self.ground.storage.take([parsed(self.device, sent)], [], now)

    async def judge(self, now: Any = NOW) -> int:
        return await self.storage.judge(now, now - NEWS_WINDOW)

    async def state(self) -> tuple[str, int]:
        [row] = await self.ground.rows("SELECT state, version FROM early_warning")
        return row["state"], row["version"]

    async def told(self) -> list[tuple[str, bool]]:
        rows = await self.ground.rows(
            "SELECT routing_key, body FROM outbox WHERE routing_key LIKE '%early%' ORDER BY id"
        )
        return [
            (row["routing_key"].split(".")[1], msgspec.json.decode(row["body"])["live"])
            for row in rows
        ]


async def warned(ground: Ground) -> Watcher:
    watcher = await Watcher.of(ground)
    await watcher.says(1.75)
    assert await watcher.judge() == 1
    return watcher


async def test_a_correction_a_day_later_retracts_and_interrupts_nobody(ground: Ground) -> None:
    watcher = await warned(ground)

    await watcher.says(1.0, DAY_LATER)
    assert await watcher.judge(DAY_LATER) == 1

    assert await watcher.state() == ("retracted", 2)
    assert await watcher.told() == [
        ("early_warning_raised", True),
        ("early_warning_retracted", False),
    ]
    assert await watcher.judge(DAY_LATER) == 0


async def test_a_late_change_that_changes_no_verdict_tells_nothing(ground: Ground) -> None:
    watcher = await warned(ground)

    await watcher.says(1.9, DAY_LATER)

    assert await watcher.judge(DAY_LATER) == 0
    assert await watcher.state() == ("raised", 1)
    assert await ground.rows("SELECT 1 FROM doubted_warning") == []


async def test_a_late_alert_takes_the_place_of_the_warning(ground: Ground) -> None:
    watcher = await warned(ground)

    await watcher.says(2.5, DAY_LATER)
    await watcher.judge(DAY_LATER)

    assert await watcher.state() == ("superseded", 2)
    await watcher.says(1.75, DAY_LATER)
    await watcher.judge(DAY_LATER)
    assert await watcher.state() == ("raised", 3)
    assert await watcher.told() == [("early_warning_raised", True), ("early_warning_raised", False)]


async def test_whoever_wants_no_more_warnings_learns_that_the_last_one_was_wrong(
    ground: Ground,
) -> None:
    watcher = await warned(ground)
    await watcher.wish(None)

    await watcher.says(1.0)
    await watcher.judge()

    assert await watcher.told() == [
        ("early_warning_raised", True),
        ("early_warning_retracted", True),
    ]


async def test_news_follow_the_share_that_is_chosen_now(ground: Ground) -> None:
    watcher = await warned(ground)
    await watcher.wish(50)

    await watcher.says(1.25)

    assert await watcher.judge() == 0
    assert await watcher.state() == ("raised", 1)


async def test_an_hour_that_is_gone_with_its_time_zone_is_not_warned_of(ground: Ground) -> None:
    watcher = await warned(ground)
    [owner] = await ground.rows("SELECT owner_id FROM early_warning")

    await ground.device(
        watcher.device,
        version=2,
        owner_id=owner["owner_id"],
        limit_uwh=2 * KWH,
        time_zone="Asia/Kolkata",
    )
    await watcher.judge(DAY_LATER)

    assert await watcher.state() == ("retracted", 2)


async def test_hours_nobody_was_warned_of_are_not_doubted(ground: Ground) -> None:
    watcher = await Watcher.of(ground)

    await watcher.says(1.75, DAY_LATER)

    assert await ground.rows("SELECT 1 FROM doubted_warning") == []
    assert await watcher.judge(DAY_LATER) == 0


async def test_a_change_that_is_not_committed_yet_is_judged_once_it_is(ground: Ground) -> None:
    watcher = await warned(ground)
    # Doubted already, by a change that is committed.
    await watcher.says(1.8, DAY_LATER)
    key = "SELECT device_key FROM device"
    async with ground.pool.acquire() as connection, connection.transaction():
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
