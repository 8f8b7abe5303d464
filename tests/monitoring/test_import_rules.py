"""The rules of imports at their boundaries (docs/import.md), asked of the database."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from kilowatch.kit.errors import KilowatchError
from tests.monitoring.correction_steps import HOUR, KWH, START, everything, hours
from tests.monitoring.correction_steps import readings as hourly
from tests.monitoring.correction_steps import registers as hourly_registers
from tests.monitoring.corrector import Corrector
from tests.monitoring.db import MonitoringDb
from tests.monitoring.import_steps import ALL_KWH, FOUR, ImportSteps

SECOND = timedelta(seconds=1)


@pytest.fixture
def steps(db: MonitoringDb) -> ImportSteps:
    return ImportSteps(db)


def rows(*lines: tuple[str, float]) -> bytes:
    """Return a file of times and kWh."""
    return b"start,kWh\n" + b"".join(f"2025-06-02T{time},{kwh}\n".encode() for time, kwh in lines)


async def test_the_last_of_several_rows_for_the_same_time_counts(
    db: MonitoringDb, steps: ImportSteps
) -> None:
    device = await db.device()
    file = rows(("00:00", 1), ("00:00", 5), ("01:00", 2), ("01:00", 2), ("02:00", 3), ("00:00", 4))

    report = await steps.preview(device, file, interval_s="3600")
    await steps.run(device, file, interval_s="3600")

    assert (report.readings, report.repeated, report.differing) == (3, 1, 2)
    assert await hours(db, device) == {0: 4, 1: 2, 2: 3}


@pytest.mark.parametrize("kind", ["interval", "register"])
async def test_a_preview_compares_the_period_from_the_first_row_to_the_last(
    db: MonitoringDb, steps: ImportSteps, kind: str
) -> None:
    device = await db.device()
    if kind == "interval":
        await hourly(db, device, 1, 9, 7, 4, 5)
    else:
        await hourly_registers(db, device, 1, 9, 9.5, 4, 5)
    file = rows(("00:00", 1), ("01:00", 2), ("01:30", 3), ("03:00", 4))

    report = await steps.preview(device, file, kind=kind, interval_s="3600")

    compared = report.new, report.same, report.conflicting, report.others
    assert compared == (1, 2, 1, 1)


async def test_a_value_for_an_interval_of_another_length_differs(
    db: MonitoringDb, steps: ImportSteps
) -> None:
    device = await db.device()
    await hourly(db, device, 1, 2)

    report = await steps.preview(device, rows(("00:00", 1), ("01:00", 2)), interval_s="1800")

    assert (report.same, report.conflicting) == (0, 2)


@pytest.mark.parametrize("kind", ["interval", "register"])
@pytest.mark.parametrize(
    ("conflicts", "new", "same", "kept", "replaced"),
    [("keep", 1, 1, 2, 0), ("replace", 1, 1, 0, 2)],
)
async def test_stored_values_are_kept_or_replaced_and_counted(
    db: MonitoringDb,
    steps: ImportSteps,
    kind: str,
    conflicts: str,
    new: int,
    same: int,
    kept: int,
    replaced: int,
) -> None:
    device = await db.device()
    await (hourly if kind == "interval" else hourly_registers)(db, device, 1, 8, 9)

    told = await steps.run(device, FOUR, kind=kind, conflicts=conflicts)

    assert (told.new, told.same, told.kept, told.replaced) == (new, same, kept, replaced)
    [record] = await db.rows("SELECT reading_count FROM correction")
    assert record["reading_count"] == new + replaced


@pytest.mark.parametrize("of_registers", [False, True])
async def test_replacing_takes_precedence_over_older_corrections_and_not_over_newer_ones(
    db: MonitoringDb, steps: ImportSteps, of_registers: bool
) -> None:
    device = await db.device(interval_s=3600)
    kind = "register" if of_registers else "interval"
    await Corrector(db, device).done("set", 1, value_uwh=7 * KWH, of_registers=of_registers)
    number = await steps.start(device, FOUR, kind=kind, conflicts="replace")
    await Corrector(db, device).done("set", 2, value_uwh=3 * KWH + 1, of_registers=of_registers)

    await steps.all_steps()

    table, value = (
        ("register_reading", "register_uwh") if of_registers else ("reading", "energy_uwh")
    )
    stored = await db.rows(f"SELECT {value} FROM {table} ORDER BY measured_at")
    assert [row[value] for row in stored] == [KWH, 2 * KWH, 3 * KWH + 1, 4 * KWH]
    assert (await steps.state(number))[0] == "done"


async def test_a_recorded_meter_replacement_is_never_replaced(
    db: MonitoringDb, steps: ImportSteps
) -> None:
    device = await db.device()
    swap = {"value_uwh": 9 * KWH, "next_value_uwh": KWH, "of_registers": True}
    await Corrector(db, device).done("swap", 1, **swap)

    told = await steps.run(device, FOUR, kind="register", conflicts="replace")

    assert (told.new, told.replaced, told.kept) == (3, 0, 1)
    assert await hours(db, device) == {0: 8, 1: 2, 2: 1}


@pytest.mark.parametrize("kind", ["interval", "register"])
async def test_importing_the_same_file_again_stores_nothing(
    db: MonitoringDb, steps: ImportSteps, kind: str
) -> None:
    device = await db.device()
    await steps.run(device, FOUR, kind=kind)
    before = await everything(db)

    told = await steps.run(device, FOUR, kind=kind, conflicts="replace")

    assert (told.new, told.same, told.replaced) == (0, 4, 0)
    assert await everything(db) == before


async def test_imports_run_one_after_another_in_order(db: MonitoringDb, steps: ImportSteps) -> None:
    device = await db.device()
    numbers = [await steps.start(device), await steps.start(device)]

    worked_on = [await steps.step(2) for _ in range(6)]

    # A step that is full may not be the last: it takes one more to see that nothing is left.
    assert worked_on == [numbers[0]] * 3 + [numbers[1]] * 3
    assert await steps.step(2) is None
    assert [(await steps.state(each))[:2] for each in numbers] == [("done", 4), ("done", 4)]
    assert await hours(db, device) == ALL_KWH


async def test_an_undone_import_stays_undone(db: MonitoringDb, steps: ImportSteps) -> None:
    device = await db.device()
    number = await steps.start(device)
    await steps.all_steps()
    await steps.undo(number)
    with pytest.raises(KilowatchError):
        await steps.undo(number)
    await steps.all_steps()

    with pytest.raises(KilowatchError):
        await steps.undo(number)

    assert await steps.state(number) == ("undone", 4, 4)
    [record] = await db.rows("SELECT undone_at FROM correction")
    assert record["undone_at"] is not None


async def test_only_active_corrections_block_an_undo(db: MonitoringDb, steps: ImportSteps) -> None:
    device = await db.device()
    number = await steps.start(device)
    await steps.all_steps()
    await steps.undo_correction(await steps.correct(device, 7, hour=1))
    newer = await steps.correct(device, 7, hour=2)
    with pytest.raises(KilowatchError, match=f"undo {newer} first"):
        await steps.undo(number)
    await steps.undo_correction(newer)

    await steps.undo(number)
    await steps.all_steps()

    assert (await steps.state(number))[0] == "undone"


async def test_imports_and_their_undo_send_no_notifications(
    db: MonitoringDb, steps: ImportSteps
) -> None:
    device = await db.device(limit_uwh=KWH)
    hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    number = await steps.start(
        device, f"start,kWh\n{hour.isoformat()},5\n".encode(), interval_s="3600"
    )
    await steps.all_steps()
    await steps.undo(number)
    await steps.all_steps()

    events = [json.loads(row["body"]) for row in await db.rows("SELECT body FROM outbox")]
    assert [event["live"] for event in events if "hour" in event] == [False, False]


IMPORTED_HOURS = [
    ("interval", timedelta(0), [True, False]),
    ("interval", HOUR - SECOND, [True, False]),
    ("interval", HOUR, [False, True]),
    ("register", timedelta(0), [False, False]),
    ("register", SECOND, [True, False]),
    ("register", HOUR, [True, False]),
    ("register", HOUR + SECOND, [False, True]),
]


@pytest.mark.parametrize(("kind", "after", "imported"), IMPORTED_HOURS)
async def test_an_hour_counts_as_imported_by_readings_that_begin_and_registers_that_end_in_it(
    db: MonitoringDb, steps: ImportSteps, kind: str, after: timedelta, imported: list[bool]
) -> None:
    device = await db.device()
    file = f"start,kWh\n{(START + after).isoformat()},1\n".encode()
    await steps.run(device, file, kind=kind, interval_s="900")

    rows = await db.rows(
        "SELECT was_imported(channel_key, h) AS was FROM channel, unnest($1::timestamptz[]) AS h",
        [START, START + HOUR],
    )

    assert [row["was"] for row in rows] == imported


async def test_scaling_imported_readings_is_a_correction(
    db: MonitoringDb, steps: ImportSteps
) -> None:
    device = await db.device()
    await steps.run(device, FOUR)
    flags = "SELECT corrected FROM reading ORDER BY measured_at"
    assert [row["corrected"] for row in await db.rows(flags)] == [False] * 4

    await Corrector(db, device).done("scale", 1, factor=Decimal(2), of_registers=False)

    assert [row["corrected"] for row in await db.rows(flags)] == [False, True, False, False]
