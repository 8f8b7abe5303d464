"""Calculated channels: their hours follow from those of other channels."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from tests.monitoring.calculated import (
    HOUR,
    KWH,
    START,
    calculated,
    hours,
    house,
    meter,
    send,
    settle,
    step,
)
from tests.monitoring.db import MonitoringDb


async def test_an_hour_is_the_sum_of_its_parts_by_factor(db: MonitoringDb) -> None:
    device, key = await house(db)

    await send(db, device, "import", 1.5)
    await send(db, device, "export", 0.25)
    await send(db, device, "production", 2)
    await settle(db)

    assert await hours(db, key) == {"02 10:00": 3.25}


async def test_an_hour_without_one_of_its_parts_is_missing(db: MonitoringDb) -> None:
    device, key = await house(db)
    await send(db, device, "import", 1.5)
    await send(db, device, "production", 2)
    await settle(db)
    assert await hours(db, key) == {}

    await send(db, device, "export", 0.25, source=2)
    await settle(db)

    assert await hours(db, key) == {"02 10:00": 3.25}


async def test_a_correction_of_a_part_moves_the_hour(db: MonitoringDb) -> None:
    device, key = await house(db)
    for code in ("import", "export", "production"):
        await send(db, device, code, 1)
    await settle(db)

    await send(db, device, "export", 0.5, source=9)
    await settle(db)

    assert await hours(db, key) == {"02 10:00": 1.5}
    [row] = await db.rows(
        "SELECT corrected_count FROM hourly_consumption JOIN channel USING (channel_key) "
        "WHERE channel_id = $1",
        key,
    )
    assert row["corrected_count"] == 1


@pytest.mark.parametrize(
    ("column", "at", "interval_s", "expected"),
    [
        ("covered_s", START, 900, 900),
        ("unknown_count", START, None, 1),
        ("estimated_count", START - HOUR / 2, 5400, 1),
        ("late_count", START, 3600, 1),
    ],
    ids=["least covered", "of unknown length", "estimated", "late"],
)
async def test_the_least_certain_part_decides(
    db: MonitoringDb, column: str, at: datetime, interval_s: int | None, expected: int
) -> None:
    device, key = await house(db)
    if column == "late_count":
        await db.pool.execute("UPDATE channel SET known_since = $1 WHERE code = 'import'", START)
    await send(db, device, "import", 1, at, interval_s=interval_s)
    await send(db, device, "export", 1)
    await send(db, device, "production", 1)
    await settle(db)

    [row] = await db.rows(
        f"SELECT {column} FROM hourly_consumption JOIN channel USING (channel_key) "
        "WHERE channel_id = $1",
        key,
    )
    assert row[column] == expected


async def test_a_formula_over_formulas_follows_through_all_of_them(db: MonitoringDb) -> None:
    device, key = await house(db)
    total = await meter(db)
    outer = await calculated(db, total, step((device, "consumption", 2)))
    for code in ("import", "export", "production"):
        await send(db, device, code, 1)
    await settle(db)
    assert (await hours(db, key), await hours(db, outer)) == (
        {"02 10:00": 1.0},
        {"02 10:00": 2.0},
    )


async def test_a_step_holds_from_its_date_on(db: MonitoringDb) -> None:
    device = await meter(db, "gas")
    later = START + timedelta(minutes=90)
    key = await calculated(
        db,
        device,
        step((device, "gas", 10.5), since=START),
        step((device, "gas", 11), since=later),
    )
    for n in range(-1, 3):
        await send(db, device, "gas", 1, START + n * HOUR, source=2 + n)
    await settle(db)

    # The hour of the change counts whole, as with limits; before the first step there is nothing.
    assert await hours(db, key) == {"02 10:00": 10.5, "02 11:00": 11.0, "02 12:00": 11.0}


async def test_another_formula_recalculates_history(db: MonitoringDb) -> None:
    device, key = await house(db)
    for code in ("import", "export", "production"):
        await send(db, device, code, 1)
    await settle(db)

    await calculated(db, device, step((device, "import", 3)), version=3)
    await settle(db)

    assert await hours(db, key) == {"02 10:00": 3.0}


async def test_a_part_that_becomes_known_later_is_taken_in(db: MonitoringDb) -> None:
    device = await meter(db)
    other = UUID(int=7)
    key = await calculated(db, device, step((other, "import", 1)))

    await db.device(other)
    await send(db, other, "import", 4)
    await settle(db)

    assert await hours(db, key) == {"02 10:00": 4.0}


async def test_a_part_in_another_zone_counts_by_the_start_of_its_hours(db: MonitoringDb) -> None:
    device = await meter(db)
    other = await meter(db, zone="Asia/Kolkata")
    key = await calculated(db, device, step((other, "import", 1)))
    await send(db, other, "import", 4, START + HOUR / 2)
    await settle(db)

    assert await hours(db, key) == {"02 10:00": 4.0}
    [row] = await db.rows(
        "SELECT estimated_count FROM hourly_consumption JOIN channel USING (channel_key) "
        "WHERE channel_id = $1",
        key,
    )
    assert row["estimated_count"] == 1


async def test_a_change_of_zone_moves_the_hours(db: MonitoringDb) -> None:
    device, key = await house(db)
    for code in ("import", "export", "production"):
        await send(db, device, code, 1, START + HOUR / 2)
        await send(db, device, code, 1, START - HOUR / 2, source=2)
    await settle(db)
    assert len(await hours(db, key)) == 3

    for code in ("export", "production", "import"):
        await db.device(device, channel=code, version=3, time_zone="Asia/Kolkata")
    formula = step((device, "import", 1), (device, "export", -1), (device, "production", 1))
    await calculated(db, device, formula, version=4, zone="Asia/Kolkata")
    await settle(db)

    assert await hours(db, key) == {"02 09:30": 1.0, "02 10:30": 1.0}


async def test_readings_of_a_calculated_channel_are_rejected(db: MonitoringDb) -> None:
    device, key = await house(db)

    await send(db, device, "consumption", 5)

    assert await hours(db, key) == {}
    [row] = await db.rows("SELECT reason FROM rejected_reading")
    assert row["reason"] == "channel_calculated"


async def test_a_calculated_hour_above_its_limit_is_an_alert_and_is_retracted(
    db: MonitoringDb,
) -> None:
    device, key = await house(db, limit_uwh=2 * KWH)
    for code in ("import", "export", "production"):
        await send(db, device, code, 2.5)
    await settle(db)
    alerts = "SELECT raised FROM alert JOIN channel USING (channel_key) WHERE channel_id = $1"
    assert [row["raised"] for row in await db.rows(alerts, key)] == [True]

    await send(db, device, "export", 5, source=9)
    await settle(db)

    assert [row["raised"] for row in await db.rows(alerts, key)] == [False]
    assert await hours(db, key) == {"02 10:00": 0.0}


async def test_a_removed_part_takes_the_hour_with_it(db: MonitoringDb) -> None:
    device, key = await house(db)
    for code in ("import", "export", "production"):
        await send(db, device, code, 1)
    await settle(db)

    await calculated(db, device, step((device, "gas", 3)), version=3)
    await settle(db)

    assert await hours(db, key) == {}
