"""Values that a utility estimated (docs/import.md): marked, and replaced by measured ones."""

from datetime import timedelta

import pytest

from kilowatch.kit.errors import KilowatchError
from kilowatch.monitoring.readings import storage
from kilowatch.monitoring.readings.service import reading_of
from tests.monitoring.correction_steps import HOUR, KWH, START, everything, hours
from tests.monitoring.correction_steps import readings as hourly
from tests.monitoring.correction_steps import registers as hourly_registers
from tests.monitoring.corrector import Corrector
from tests.monitoring.db import MonitoringDb
from tests.monitoring.estimates import estimated_hours, estimates, figures, file_of, measured
from tests.monitoring.import_steps import ImportSteps

KINDS = pytest.mark.parametrize("kind", ["interval", "register"])
SENT = {"interval": hourly, "register": hourly_registers}


@pytest.fixture
def steps(db: MonitoringDb) -> ImportSteps:
    return ImportSteps(db)


@pytest.mark.parametrize(("kind", "uncertain"), [("interval", [1]), ("register", [0, 1])])
async def test_hours_of_an_estimated_value_are_estimated(
    db: MonitoringDb, steps: ImportSteps, kind: str, uncertain: list[float]
) -> None:
    """A register is at both ends: the hours before and after it are estimated."""
    device = await db.device()
    file = file_of({0: 1, 1: 2, 2: 3, 3: 4}, frozenset({1}))

    told = await steps.run(device, file, kind=kind, interval_s="3600")

    assert told.report.estimated == 1
    assert await estimated_hours(db, device) == uncertain
    states = await db.rows("SELECT measured_at, estimated FROM metered_value ORDER BY 1")
    found = [(row["measured_at"] - START) / HOUR for row in states if row["estimated"]]
    assert found == uncertain


async def test_energy_up_to_an_estimated_register_that_wrapped_is_estimated(
    db: MonitoringDb, steps: ImportSteps
) -> None:
    device = await db.device()
    file = file_of({0: 997, 1: 999, 2: 1, 3: 3, 4: 5}, frozenset({2}))

    await steps.run(device, file, kind="register")

    assert await hours(db, device) == {0: 2, 1: 2, 2: 2, 3: 2}
    assert await estimated_hours(db, device) == [1, 2]


async def test_a_reading_says_that_it_is_estimated(db: MonitoringDb, steps: ImportSteps) -> None:
    device = await db.device()
    await steps.run(device, file_of({0: 1, 1: 2, 2: 3}, frozenset({1})), interval_s="3600")
    key = await db.pool.fetchval("SELECT channel_key FROM channel WHERE device_id = $1", device)

    rows = await storage.readings(db.pool, key, START, START + 3 * HOUR, None, 9)

    states = [reading_of(row, "kWh").state for row in rows]
    assert states == ["measured", "estimated", "measured"]


@KINDS
@pytest.mark.parametrize("kwh", [(5, 6, 7.5), (1, 2, 3)], ids=["other values", "same values"])
@pytest.mark.parametrize("is_first", [True, False])
async def test_a_value_of_the_meter_counts_whenever_it_comes(
    db: MonitoringDb, steps: ImportSteps, kind: str, kwh: tuple[float, ...], is_first: bool
) -> None:
    alone = await db.device(changed_at=START)
    await SENT[kind](db, alone, *kwh)
    device = await db.device(changed_at=START)
    if is_first:
        await SENT[kind](db, device, *kwh)
    number = await steps.start(device, estimates(1, 2, 3), kind=kind, conflicts="replace")
    await steps.all_steps()
    if not is_first:
        await SENT[kind](db, device, *kwh)

    assert await figures(db, device) == await figures(db, alone)
    assert await estimated_hours(db, device) == []

    await steps.undo(number)
    await steps.all_steps()

    assert await figures(db, device) == await figures(db, alone)
    for table in ("reading_version", "register_version"):
        assert await db.rows(f"SELECT 1 FROM {table}") == []


@KINDS
@pytest.mark.parametrize("conflicts", ["keep", "replace"])
async def test_a_measured_file_replaces_estimates_and_its_undo_brings_them_back(
    db: MonitoringDb, steps: ImportSteps, kind: str, conflicts: str
) -> None:
    device = await db.device()
    number = await steps.start(device, estimates(1, 2, 3), kind=kind)
    await steps.all_steps()
    before = await everything(db)
    file = measured(1, 2.5, 4)

    preview = await steps.preview(device, file, kind=kind, interval_s="3600")
    newer = await steps.start(device, file, kind=kind, conflicts=conflicts)
    await steps.all_steps()

    told = await steps.one(newer)
    assert (preview.new, preview.same, preview.conflicting) == (3, 0, 0)
    assert (told.new, told.same, told.replaced, told.kept) == (3, 0, 0, 0)
    assert await estimated_hours(db, device) == []
    assert {each[5] for each in await figures(db, device)} == {0}
    with pytest.raises(KilowatchError, match=f"undo {newer} first"):
        await steps.undo(number)
    await steps.undo(newer)
    await steps.all_steps()
    assert await everything(db) == before


@KINDS
@pytest.mark.parametrize("conflicts", ["keep", "replace"])
async def test_an_estimated_file_never_replaces_measured_values(
    db: MonitoringDb, steps: ImportSteps, kind: str, conflicts: str
) -> None:
    device = await db.device()
    await steps.run(device, measured(1, 2.5, 4), kind=kind)
    before = await everything(db)
    file = estimates(1, 2, 3)

    preview = await steps.preview(device, file, kind=kind, interval_s="3600")
    told = await steps.run(device, file, kind=kind, conflicts=conflicts)

    assert (preview.new, preview.same, preview.conflicting) == (0, 1, 2)
    assert (told.new, told.same, told.replaced, told.kept) == (0, 1, 0, 2)
    assert await everything(db) == before


@KINDS
@pytest.mark.parametrize(("conflicts", "total"), [("keep", 3), ("replace", 4)])
async def test_estimates_replace_each_other_as_measured_values_do(
    db: MonitoringDb, steps: ImportSteps, kind: str, conflicts: str, total: float
) -> None:
    device = await db.device()
    await steps.run(device, estimates(1, 2, 3), kind=kind)
    before = await everything(db)

    number = await steps.start(device, estimates(1, 2, 4), kind=kind, conflicts=conflicts)
    await steps.all_steps()

    [last] = await db.rows(
        """SELECT (SELECT energy_uwh FROM reading ORDER BY measured_at DESC LIMIT 1) AS interval,
                  (SELECT max(register_uwh) FROM register_reading) AS register"""
    )
    assert last[kind] == total * KWH
    await steps.undo(number)
    await steps.all_steps()
    assert await everything(db) == before


@KINDS
async def test_a_correction_of_an_estimate_is_a_person_s_and_its_undo_finds_the_best_value(
    db: MonitoringDb, steps: ImportSteps, kind: str
) -> None:
    of_registers = kind == "register"
    device = await db.device(interval_s=3600)
    await steps.run(device, estimates(1, 2, 3), kind=kind)
    before = await everything(db)
    corrector = Corrector(db, device)
    number = await corrector.done("set", 1, value_uwh=2 * KWH + 1, of_registers=of_registers)

    table = "register_reading" if of_registers else "reading"
    marks = f"SELECT value_estimated, corrected FROM {table} ORDER BY measured_at"
    assert [tuple(row) for row in await db.rows(marks)] == [
        (True, False),
        (False, True),
        (True, False),
    ]
    await corrector.undo(number)
    assert await everything(db) == before

    number = await corrector.done("set", 1, value_uwh=2 * KWH + 1, of_registers=of_registers)
    await SENT[kind](db, device, 1, 2.5, 3)
    assert [tuple(row) for row in await db.rows(marks)] == [
        (False, False),
        (False, True),
        (False, False),
    ]
    await corrector.undo(number)

    alone = await db.device()
    await SENT[kind](db, alone, 1, 2.5, 3)
    assert await figures(db, device) == await figures(db, alone)


@KINDS
async def test_an_undone_import_leaves_no_estimate(
    db: MonitoringDb, steps: ImportSteps, kind: str
) -> None:
    device = await db.device()
    await SENT[kind](db, device, 1, source=1)
    before = await everything(db)
    number = await steps.start(device, estimates(1, 2, 3), kind=kind)
    await steps.all_steps()
    await steps.undo(number)
    await steps.all_steps()

    assert await everything(db) == before


@KINDS
async def test_marks_stay_when_the_time_zone_changes(
    db: MonitoringDb, steps: ImportSteps, kind: str
) -> None:
    device = await db.device()
    await steps.run(device, file_of({0: 1, 1: 2, 2: 3, 3: 4}, frozenset({1})), kind=kind)
    before = await figures(db, device)

    await db.device(device, version=2, time_zone="Europe/Bucharest")
    moved = await figures(db, device)
    await db.device(device, version=3)

    assert moved == before == await figures(db, device)


async def test_of_rows_for_one_moment_a_measured_one_counts(db: MonitoringDb) -> None:
    await db.pool.execute(
        """INSERT INTO import_row (import_id, line, measured_at, value_uwh, value_estimated)
           VALUES (1, 1, $1, 10, true), (1, 2, $1, 11, false), (1, 3, $1, 12, true),
                  (1, 4, $2, 20, true), (1, 5, $2, 21, true)""",
        START,
        START + timedelta(hours=1),
    )

    [counts] = await db.rows("SELECT * FROM sift_import(1)")

    left = await db.rows("SELECT value_uwh FROM import_row ORDER BY measured_at")
    assert [row["value_uwh"] for row in left] == [11, 21]
    assert tuple(counts) == (0, 3)


async def test_an_estimate_below_the_value_of_a_meter_is_no_correction_of_it(
    db: MonitoringDb, steps: ImportSteps
) -> None:
    device = await db.device(changed_at=START)
    await steps.run(device, estimates(1, 2, 3), interval_s="3600")
    await hourly(db, device, 5, 2, 7)

    flags = await db.rows("SELECT late, corrected, value_estimated FROM reading")
    kept = await db.rows("SELECT energy_uwh, value_estimated FROM reading_version ORDER BY 1")

    assert {tuple(row) for row in flags} == {(True, False, False)}
    assert [tuple(row) for row in kept] == [(KWH, True), (3 * KWH, True)]
    assert await hours(db, device) == {0: 5, 1: 2, 2: 7}
