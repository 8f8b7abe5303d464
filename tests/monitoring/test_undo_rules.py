"""The effect of undoing a correction, and what blocks it (docs/corrections.md)."""

import pytest

from tests.monitoring.correction_steps import KWH, everything, readings, registers
from tests.monitoring.corrector import Corrector
from tests.monitoring.db import MonitoringDb


async def test_a_preview_of_an_undo_changes_nothing(db: MonitoringDb) -> None:
    device = await db.device()
    await readings(db, device, 1)
    corrector = Corrector(db, device)
    number = await corrector.done("set", 0, value_uwh=4 * KWH)
    before = await everything(db)

    preview = await corrector.undo(number, preview=True)

    assert preview.difference_uwh == -3 * KWH
    assert await everything(db) == before
    assert (await corrector.undo(number)).difference_uwh == -3 * KWH


async def test_only_newer_corrections_of_the_same_readings_block_an_undo(db: MonitoringDb) -> None:
    device = await db.device()
    await readings(db, device, 1, 2, 3)
    await registers(db, device, 10, 11, 12)
    corrector = Corrector(db, device)
    older = await corrector.done("set", 1, value_uwh=4 * KWH)
    middle = await corrector.done("set", 1, value_uwh=5 * KWH)
    elsewhere = await corrector.done("set", 2, value_uwh=6 * KWH)
    of_registers = await corrector.done("set", 1, value_uwh=11 * KWH, of_registers=True)
    taken_back = await corrector.done("set", 1, value_uwh=7 * KWH)
    await corrector.undo(taken_back)

    below = await corrector.undo(older)
    on_top = await corrector.undo(middle)

    assert (below.problem, below.overtaken) == ("overtaken", [middle])
    assert (on_top.problem, on_top.overtaken) == (None, [])
    assert (await corrector.undo(older)).problem is None
    assert [(await corrector.undo(each)).problem for each in (elsewhere, of_registers)] == [
        None,
        None,
    ]


@pytest.mark.parametrize("of_registers", [False, True])
async def test_undoing_the_newest_correction_restores_the_previous_one(
    db: MonitoringDb, of_registers: bool
) -> None:
    device = await db.device()
    await (registers if of_registers else readings)(db, device, 1, 2, 3)
    corrector = Corrector(db, device)
    kind = {"of_registers": of_registers}
    for below in (
        {"action": "set", "value_uwh": 2 * KWH},
        {"action": "set", "value_uwh": 3 * KWH},
        {"action": "remove"},
    ):
        action = str(below.pop("action"))
        await corrector.done(action, 1, **below, **kind)
        before = await everything(db)
        newest = await corrector.done("set", 1, value_uwh=9 * KWH, **kind)

        await corrector.undo(newest)

        assert await everything(db) == before


async def test_undoing_a_newer_correction_restores_the_meter_replacement(db: MonitoringDb) -> None:
    device = await db.device()
    await registers(db, device, 100, 102, 20)
    corrector = Corrector(db, device)
    swap = {"value_uwh": 104 * KWH, "next_value_uwh": 18 * KWH, "of_registers": True}
    await corrector.done("swap", 1.5, **swap)
    before = await everything(db)
    removed = await corrector.done("remove", 1.5, of_registers=True)

    await corrector.undo(removed)

    assert await everything(db) == before
