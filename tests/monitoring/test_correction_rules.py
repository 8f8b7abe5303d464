"""The rules of corrections at their boundaries (docs/corrections.md), in the database."""

from decimal import Decimal

import pytest

from tests.monitoring.correction_steps import (
    HOUR,
    KWH,
    START,
    everything,
    hours,
    readings,
    registers,
)
from tests.monitoring.corrector import Corrector
from tests.monitoring.db import MonitoringDb

LARGEST_UWH = 1_000_000 * KWH
LARGEST_REGISTER_UWH = 1_000_000_000 * KWH


@pytest.mark.parametrize(("uwh", "left"), [(3, 2), (2, 1), (1, 1)])
async def test_a_scaled_value_is_rounded_to_the_nearest_uwh(
    db: MonitoringDb, uwh: int, left: int
) -> None:
    device, counter = await db.device(), await db.device()
    await readings(db, device, uwh / KWH)
    await registers(db, counter, 0, uwh / KWH)

    half = {"factor": Decimal("0.5")}
    await Corrector(db, device).done("scale", 0, 1, **half)
    await Corrector(db, counter).done("scale", 0, 2, of_registers=True, **half)

    assert await hours(db, device) == await hours(db, counter) == {0: left / KWH}


@pytest.mark.parametrize(
    ("device_s", "reported", "given_s", "left_s"),
    [(1800, False, None, 1800), (1800, False, 900, 900), (1800, True, None, 3600)],
    ids=["the device's", "the one given", "as it was"],
)
async def test_a_set_value_has_an_interval(
    db: MonitoringDb, device_s: int, reported: bool, given_s: int | None, left_s: int
) -> None:
    device = await db.device(interval_s=device_s)
    if reported:
        await readings(db, device, 1)

    await Corrector(db, device).done("set", 0, value_uwh=KWH, interval_s=given_s)

    [row] = await db.rows("SELECT covered_s FROM hourly_consumption")
    assert row["covered_s"] == left_s


async def test_a_late_reading_stays_late_when_corrected_and_undone(db: MonitoringDb) -> None:
    device = await db.device(changed_at=START - 24 * HOUR)
    counter = await db.device(changed_at=START - 24 * HOUR)
    await readings(db, device, 1)
    await registers(db, counter, 1, 2)
    late = "SELECT late_count FROM hourly_consumption WHERE reading_count > 0 ORDER BY channel_key"
    before = await db.rows(late)
    assert [row["late_count"] for row in before] == [1, 1]

    of_readings = await Corrector(db, device).done("set", 0, value_uwh=2 * KWH)
    of_registers = await Corrector(db, counter).done("set", 1, value_uwh=3 * KWH, of_registers=True)

    assert await db.rows(late) == before
    await Corrector(db, device).undo(of_readings)
    await Corrector(db, counter).undo(of_registers)
    assert await db.rows(late) == before


@pytest.mark.parametrize("of_registers", [False, True])
async def test_a_correction_counts_before_what_the_meter_sends_later(
    db: MonitoringDb, of_registers: bool
) -> None:
    device = await db.device()
    send = registers if of_registers else readings
    await send(db, device, 1, 2)
    await Corrector(db, device).done("set", 1, value_uwh=5 * KWH, of_registers=of_registers)
    corrected = await hours(db, device)

    await send(db, device, 1, 2, source=2)
    await send(db, device, 1, 7, source=1_000_000)

    assert await hours(db, device) == corrected
    assert corrected == ({0: 4} if of_registers else {0: 1, 1: 5})


@pytest.mark.parametrize("of_registers", [False, True])
async def test_a_range_includes_its_start_and_excludes_its_end(
    db: MonitoringDb, of_registers: bool
) -> None:
    device = await db.device()
    await (registers if of_registers else readings)(db, device, 1, 2, 3, 4)

    outcome = await Corrector(db, device).make("remove", 1, 3, of_registers=of_registers)

    assert outcome.readings == 2
    left = {0: 1, 1: 1, 2: 1} if of_registers else {0: 1, 3: 4}
    assert await hours(db, device) == left


@pytest.mark.parametrize("of_registers", [False, True])
async def test_the_readings_of_a_correction_are_limited(
    db: MonitoringDb, monkeypatch: pytest.MonkeyPatch, of_registers: bool
) -> None:
    monkeypatch.setattr("kilowatch.monitoring.corrections.storage.MOST_READINGS", 3)
    device = await db.device()
    await (registers if of_registers else readings)(db, device, 1, 2, 3, 4)
    corrector = Corrector(db, device)

    outcomes = [await corrector.make("remove", 0, end, of_registers=of_registers) for end in (4, 3)]

    assert [each.problem for each in outcomes] == ["too_many", None]


@pytest.mark.parametrize("action", ["scale", "remove"])
@pytest.mark.parametrize("of_registers", [False, True])
async def test_removed_readings_cannot_be_scaled_or_removed(
    db: MonitoringDb, action: str, of_registers: bool
) -> None:
    device = await db.device()
    await (registers if of_registers else readings)(db, device, 1, 2, 3)
    corrector = Corrector(db, device)
    kind = {"of_registers": of_registers}
    await corrector.done("remove", 1, 3, **kind)
    factor = {"factor": Decimal(2)} if action == "scale" else {}

    within = await corrector.make(action, 1, 3, **kind, **factor)
    around = await corrector.make(action, 0, 3, **kind, **factor)

    assert (within.problem, around.problem, around.readings) == ("nothing_there", None, 1)


@pytest.mark.parametrize(
    ("of_registers", "largest"), [(False, LARGEST_UWH), (True, LARGEST_REGISTER_UWH)]
)
async def test_no_value_is_scaled_over_the_maximum_a_meter_may_report(
    db: MonitoringDb, of_registers: bool, largest: int
) -> None:
    device = await db.device()
    await (registers if of_registers else readings)(db, device, largest / KWH / 4)
    corrector = Corrector(db, device)
    kind = {"of_registers": of_registers}
    before = await everything(db)

    refused = await corrector.make("scale", 0, 1, factor=Decimal("4.000000001"), **kind)

    assert refused.problem == "absurd"
    assert await everything(db) == before
    assert (await corrector.make("scale", 0, 1, factor=Decimal(4), **kind)).problem is None


async def test_a_meter_replacement_is_scaled_on_both_sides(db: MonitoringDb) -> None:
    device = await db.device()
    await registers(db, device, 100, 102)
    await registers(db, device, 100, 102, 20, 22, source=2)
    corrector = Corrector(db, device)
    # The old meter ended at 104, the new one began at 18.
    swap = {"value_uwh": 104 * KWH, "next_value_uwh": 18 * KWH, "of_registers": True}
    await corrector.done("swap", 1.5, **swap)
    assert await hours(db, device) == {0: 2, 1: 4, 2: 2}
    before = await everything(db)

    scaled = await corrector.done("scale", 0, 4, of_registers=True, factor=Decimal("0.5"))

    assert await hours(db, device) == {0: 1, 1: 2, 2: 1}
    await corrector.undo(scaled)
    assert await everything(db) == before


async def test_the_hours_and_alerts_of_a_correction_are_reported(db: MonitoringDb) -> None:
    device = await db.device(limit_uwh=5 * KWH)
    await readings(db, device, 4, 9)
    corrector = Corrector(db, device)

    doubled = await corrector.make("scale", 0, 2, factor=Decimal(2))
    removed = await corrector.make("remove", 0, 1)
    added = await corrector.make("set", 7, value_uwh=KWH, interval_s=3600)

    assert [
        (each["before_uwh"], each["after_uwh"], each["was_over"], each["is_over"])
        for outcome in (doubled, removed, added)
        for each in outcome.hours
    ] == [
        (4 * KWH, 8 * KWH, False, True),
        (9 * KWH, 18 * KWH, True, True),
        (8 * KWH, None, True, False),
        (None, KWH, False, False),
    ]
    assert [
        (each.alerts_raised, each.alerts_retracted, each.difference_uwh // KWH)
        for each in (doubled, removed, added)
    ] == [(1, 0, 13), (0, 1, -8), (0, 0, 1)]


async def test_unchanged_hours_are_not_reported(db: MonitoringDb) -> None:
    device = await db.device()
    await readings(db, device, 4, 0)

    outcome = await Corrector(db, device).make("scale", 0, 2, factor=Decimal(2))

    assert (outcome.readings, outcome.hour_count) == (2, 1)
    assert [each["after_uwh"] for each in outcome.hours] == [8 * KWH]


async def test_only_the_first_hours_are_listed_if_there_are_many(
    db: MonitoringDb, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kilowatch.monitoring.corrections.storage.MOST_HOURS", 2)
    device = await db.device()
    await readings(db, device, 1, 2, 3)

    outcome = await Corrector(db, device).make("remove", 0, 3)

    assert outcome.hour_count == 3
    assert [each["before_uwh"] for each in outcome.hours] == [KWH, 2 * KWH]


@pytest.mark.parametrize("of_registers", [False, True])
async def test_values_before_and_after_are_recorded(db: MonitoringDb, of_registers: bool) -> None:
    device = await db.device()
    await (registers if of_registers else readings)(db, device, 1)
    corrector = Corrector(db, device)
    kind = {"of_registers": of_registers}
    await corrector.done("remove", 0, 1, **kind)
    await corrector.done("set", 0, value_uwh=2 * KWH, **kind)
    await corrector.done("set", 0, value_uwh=3 * KWH, **kind)

    items = await db.rows("SELECT before_uwh, after_uwh FROM correction_item ORDER BY 1, 2")

    assert {tuple(row) for row in items} == {(KWH, None), (None, 2 * KWH), (2 * KWH, 3 * KWH)}
