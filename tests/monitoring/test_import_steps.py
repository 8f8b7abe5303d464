"""Imports are put in, and taken out, by steps: a replica may end between any two of them."""

import pytest

from tests.harness.tokens import TokenIssuer
from tests.monitoring.admin_client import AdminClient
from tests.monitoring.correction_steps import everything, hours
from tests.monitoring.correction_steps import readings as hourly
from tests.monitoring.db import MonitoringDb
from tests.monitoring.env import run_monitoring
from tests.monitoring.import_client import ImportClient
from tests.monitoring.import_steps import ALL_KWH, FOUR, ImportSteps


@pytest.fixture
def import_steps(db: MonitoringDb) -> ImportSteps:
    return ImportSteps(db)


async def test_an_interrupted_import_continues_after_a_restart(
    db: MonitoringDb, import_steps: ImportSteps, issuer: TokenIssuer
) -> None:
    device = await db.device()
    number = await import_steps.start(device)
    assert await import_steps.step(3) == number
    assert await import_steps.state(number) == ("running", 3, 0)

    async with run_monitoring(db, issuer) as env:
        import_client = ImportClient(env, await AdminClient.open(env))
        told = await import_client.settled(number)

    assert (told["state"], told["new"]) == ("done", 4)
    assert await hours(db, device) == ALL_KWH
    assert await db.rows("SELECT 1 FROM import_row") == []


async def test_undoing_a_running_import_stops_it_and_leaves_nothing(
    db: MonitoringDb, import_steps: ImportSteps
) -> None:
    device = await db.device()
    await hourly(db, device, 9)
    before = await everything(db)
    number = await import_steps.start(device, conflicts="replace")
    await import_steps.step(2)

    await import_steps.undo(number)
    await import_steps.all_steps()

    assert await import_steps.state(number) == ("undone", 2, 2)
    assert await everything(db) == before
    assert await db.rows("SELECT 1 FROM import_row") == []


async def test_a_correction_during_an_undo_blocks_it_until_it_is_undone(
    db: MonitoringDb, import_steps: ImportSteps
) -> None:
    device = await db.device()
    before = await everything(db)
    number = await import_steps.start(device)
    await import_steps.all_steps()
    await import_steps.undo(number)
    await import_steps.step(2)
    correction = await import_steps.correct(device, 7, hour=3)

    await import_steps.all_steps()
    assert await import_steps.state(number) == ("undo_blocked", 4, 2)
    assert await hours(db, device) == {2: 3, 3: 7}

    await import_steps.undo_correction(correction)
    await import_steps.undo(number)
    await import_steps.all_steps()
    assert await import_steps.state(number) == ("undone", 4, 4)
    assert await everything(db) == before


async def test_values_corrected_while_an_import_waits_are_unchanged(
    db: MonitoringDb, import_steps: ImportSteps
) -> None:
    device = await db.device()
    number = await import_steps.start(device, conflicts="replace")
    await import_steps.correct(device, 7, hour=1)

    await import_steps.all_steps()

    assert await hours(db, device) == ALL_KWH | {1: 7}
    assert await import_steps.state(number) == ("done", 4, 0)


async def test_an_import_that_cannot_be_stored_fails_and_blocks_no_other(
    db: MonitoringDb, import_steps: ImportSteps
) -> None:
    device = await db.device()
    broken = await import_steps.start(device)
    behind = await import_steps.start(device, FOUR.replace(b"2025-06-02", b"2025-06-03"))
    await import_steps.step(2)
    # Something else holds the number of its next reading.
    await db.pool.execute(
        """INSERT INTO correction_item SELECT $1::bigint, line, measured_at FROM import_row
           WHERE import_id = $1""",
        broken,
    )

    await import_steps.all_steps()

    assert (await import_steps.state(broken))[0] == "failed"
    assert await import_steps.state(behind) == ("done", 4, 0)


async def test_one_connection_imports_intervals_and_then_registers(
    db: MonitoringDb, import_steps: ImportSteps
) -> None:
    numbers = [
        await import_steps.start(await db.device(), kind=kind)
        for kind in ("interval", "register", "interval")
    ]

    async with db.pool.acquire() as connection:
        while await connection.fetchval("SELECT import_step(100, now())"):
            pass

    assert [await import_steps.state(each) for each in numbers] == [("done", 4, 0)] * 3
