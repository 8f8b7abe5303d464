"""Hours of calculated channels when a part is corrected, moved or deleted."""

from uuid import UUID

from kilowatch.monitoring.corrections import storage as corrections
from kilowatch.monitoring.corrections.storage import Change
from tests.monitoring.calculated import (
    HOUR,
    START,
    calculated,
    hours,
    house,
    meter,
    send,
    settle,
    step,
)
from tests.monitoring.db import NEWS_WINDOW, NOW, MonitoringDb

BY = UUID(int=1)
NEWS_SINCE = NOW - NEWS_WINDOW


async def test_a_part_whose_only_reading_was_removed_has_no_data(db: MonitoringDb) -> None:
    device, key = await house(db)
    for code in ("import", "export", "production"):
        await send(db, device, code, 1)
    await settle(db)
    change = Change(
        device_id=device,
        action="remove",
        of_registers=False,
        starts_at=START,
        ends_at=START + HOUR,
        reason="Test",
    )

    made = await corrections.make(db.pool, change, BY, NOW, NEWS_SINCE, preview=False)
    await settle(db)
    assert await hours(db, key) == {}

    assert made.correction_id is not None
    await corrections.undo(db.pool, made.correction_id, BY, NOW, NEWS_SINCE, preview=False)
    await settle(db)
    assert await hours(db, key) == {"02 10:00": 1.0}


async def test_the_preview_of_a_correction_moves_nothing(db: MonitoringDb) -> None:
    device, key = await house(db)
    for code in ("import", "export", "production"):
        await send(db, device, code, 1)
    await settle(db)
    change = Change(
        device_id=device,
        action="remove",
        of_registers=False,
        starts_at=START,
        ends_at=START + HOUR,
        reason="Test",
    )

    await corrections.make(db.pool, change, BY, NOW, NEWS_SINCE, preview=True)
    await settle(db)

    assert await hours(db, key) == {"02 10:00": 1.0}


async def test_a_part_that_moves_to_another_zone_takes_the_hours_along(db: MonitoringDb) -> None:
    device = await meter(db)
    part = await meter(db)
    key = await calculated(db, device, step((part, "import", 1)))
    await send(db, part, "import", 2, START)
    await settle(db)

    await db.device(part, version=2, time_zone="Asia/Kolkata")
    await settle(db)

    # Of its hours from 09:30 and 10:30 on, each holds half.
    assert await hours(db, key) == {"02 09:00": 1.0, "02 10:00": 1.0}


async def test_the_hours_of_a_deleted_channel_stay_as_they_are(db: MonitoringDb) -> None:
    device, key = await house(db)
    for code in ("import", "export", "production"):
        await send(db, device, code, 1)
    await settle(db)
    await send(db, device, "import", 5, source=9)
    await db.pool.execute("UPDATE channel SET deleted = true WHERE channel_id = $1", key)

    await settle(db)
    await send(db, device, "import", 6, source=10)
    await settle(db)

    assert await hours(db, key) == {"02 10:00": 1.0}
