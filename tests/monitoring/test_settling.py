"""The value that counts among several for one interval, and what is kept of the others."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from kilowatch.monitoring.domain import ParsedReading, ParsedRegister
from tests.monitoring.db import NOW, MonitoringDb

NINE = datetime(2025, 6, 2, 9, tzinfo=UTC)
TimedValue = tuple[int, int, int]
"""A value in µWh, its source, and its index there."""


async def standing(db: MonitoringDb, table: str, value: str) -> list[tuple[int, int, bool]]:
    rows = await db.rows(f"SELECT {value}, source, corrected FROM {table}")
    return [(row[value], row["source"], row["corrected"]) for row in rows]


async def versions(db: MonitoringDb, table: str, value: str) -> list[int]:
    rows = await db.rows(f"SELECT {value} FROM {table} ORDER BY source, source_index")
    return [row[value] for row in rows]


CASES: list[tuple[list[TimedValue], tuple[int, int, bool], list[int]]] = [
    ([(5, 1, 0), (5, 2, 0)], (5, 2, False), []),
    ([(5, 2, 0), (5, 1, 0)], (5, 2, False), []),
    ([(5, 1, 0), (6, 2, 0)], (6, 2, True), [5]),
    ([(6, 2, 0), (5, 1, 0)], (6, 2, True), [5]),
    ([(5, 1, 0), (6, 1, 1)], (6, 1, True), [5]),
    ([(6, 1, 1), (5, 1, 0)], (6, 1, True), [5]),
    ([(5, 1, 0), (6, 2, 0), (7, 3, 0)], (7, 3, True), [5, 6]),
    ([(5, 1, 0), (6, 2, 0), (5, 3, 0)], (5, 3, True), [5, 6]),
    ([(5, 1, 0), (5, 1, 0)], (5, 1, False), []),
]
"""In order of arrival; the value that counts, whether it is corrected; the others."""


@pytest.mark.parametrize("together", [False, True], ids=["one by one", "in one batch"])
async def test_the_highest_source_counts_and_other_values_are_kept(
    db: MonitoringDb, together: bool
) -> None:
    """In one batch too, but there, values replaced within the batch are not kept."""
    for told, stands, others in CASES:
        device = await db.device()
        readings = [reading(device, each) for each in told]
        for batch in [readings] if together else [[each] for each in readings]:
            await db.storage.take(batch, [], NOW)

        found = await standing(db, "reading", "energy_uwh")
        kept = await versions(db, "reading_version", "energy_uwh")
        hours = await db.hourly()
        assert [each[:2] for each in found] == [stands[:2]], told
        assert hours == {NINE: stands[0]}, told
        if not together:
            assert (found, kept) == ([stands], others), told
        await forget(db)


async def test_the_highest_source_counts_for_registers(db: MonitoringDb) -> None:
    for told, stands, others in CASES:
        device = await db.device()
        for uwh, source, index in told:
            register = ParsedRegister(device, NINE, uwh, source, index)
            await db.storage.take([register], [], NOW)

        assert await standing(db, "register_reading", "register_uwh") == [stands], told
        assert await versions(db, "register_version", "register_uwh") == others, told
        await forget(db)


async def forget(db: MonitoringDb) -> None:
    await db.pool.execute(
        """TRUNCATE reading, reading_version, register_reading, register_version,
                    hourly_consumption"""
    )


def reading(device: UUID, told: TimedValue, interval_s: int | None = 3600) -> ParsedReading:
    uwh, source, index = told
    return ParsedReading(device, NINE, uwh, interval_s, source, index)


async def test_the_length_is_the_readings_own_or_its_devices(db: MonitoringDb) -> None:
    device = await db.device(interval_s=900)
    await db.storage.take([reading(device, (5, 1, 0), None)], [], NOW)
    covered = "SELECT covered_s, unknown_count FROM hourly_consumption"
    assert [tuple(row) for row in await db.rows(covered)] == [(900, 0)]

    await db.storage.take([reading(device, (5, 2, 0), 1800)], [], NOW)

    assert [tuple(row) for row in await db.rows(covered)] == [(1800, 0)]


async def test_a_reading_of_unknown_length_covers_nothing(db: MonitoringDb) -> None:
    device = await db.device()

    await db.storage.take([reading(device, (5, 1, 0), None)], [], NOW)

    rows = await db.rows(
        "SELECT energy_uwh, covered_s, unknown_count, reading_count FROM hourly_consumption"
    )
    assert [tuple(row) for row in rows] == [(5, 0, 1, 1)]


async def test_of_several_registers_in_one_batch_the_highest_source_is_stored_at_once(
    db: MonitoringDb,
) -> None:
    """Storing another first, and replacing it, would count a correction that nobody sent."""
    device = await db.device()
    batch = [ParsedRegister(device, NINE, uwh, 1, index) for index, uwh in enumerate((5, 6))]

    outcome = await db.storage.take(batch, [], NOW)

    assert (outcome.stored, outcome.corrected) == (1, 0)


async def test_a_register_of_a_deleted_device_is_rejected_and_not_stored(db: MonitoringDb) -> None:
    device = await db.device()
    await db.pool.execute("SELECT apply_device_deleted($1, 2)", device)

    outcome = await db.storage.take([ParsedRegister(device, NINE, 5, 1, 0)], [], NOW)

    assert outcome.stored == 0
    assert await db.rows("SELECT FROM register_reading") == []
