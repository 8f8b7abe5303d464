"""The effect of single readings on the hours of their device: energy, coverage, and counts."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from kilowatch.monitoring.domain import ParsedReading
from tests.monitoring.db import NOW, MonitoringDb

KWH = 1_000_000_000
START = datetime.fromisoformat("2025-06-02T10:00:00Z")
HOUR = timedelta(hours=1)


def reading(
    device: UUID,
    at: datetime = START,
    interval_s: int | None = 3600,
    kwh: float = 1,
    source: int = 1,
) -> ParsedReading:
    return ParsedReading(device, at, round(kwh * KWH), interval_s, source, 0)


async def sums(db: MonitoringDb, *columns: str) -> dict[str, tuple[object, ...]]:
    """Return columns of each hour by its start in UTC."""
    rows = await db.rows(f"SELECT hour, {', '.join(columns)} FROM hourly_consumption ORDER BY hour")
    return {f"{row['hour']:%H:%M}": tuple(row)[1:] for row in rows}


@pytest.mark.parametrize(
    ("device_s", "reported_s", "covered_s", "unknown"),
    [(None, None, 0, 1), (1800, None, 1800, 0), (None, 900, 900, 0), (1800, 900, 900, 0)],
    ids=["unknown", "the device's", "its own", "its own before the device's"],
)
async def test_the_length_of_a_reading_is_its_own_or_its_devices_or_unknown(
    db: MonitoringDb, device_s: int | None, reported_s: int | None, covered_s: int, unknown: int
) -> None:
    device = await db.device(interval_s=device_s)
    # The second one corrects the first and has its length by the same rule.
    for source in (1, 2):
        await db.storage.take([reading(device, START, reported_s, source, source)], [], NOW)

        found = await sums(db, "covered_s", "unknown_count", "reading_count", "energy_uwh")
        assert found == {"10:00": (covered_s, unknown, 1, source * KWH)}


async def test_a_reading_across_a_half_hour_boundary_counts_in_both_hours(db: MonitoringDb) -> None:
    device = await db.device(time_zone="Asia/Kolkata")

    await db.storage.take([reading(device)], [], NOW)

    found = await sums(db, "energy_uwh", "covered_s", "reading_count", "estimated_count")
    assert found == {"09:30": (KWH // 2, 1800, 1, 1), "10:30": (KWH // 2, 1800, 0, 1)}


async def test_hour_boundaries_move_with_a_half_hour_clock_change(db: MonitoringDb) -> None:
    """At 15:30Z the clock of Lord Howe goes from 02:00 to 02:30: that hour has thirty minutes.

    It is named after 02:00 by the offset that holds from then on, although no clock shows it.
    """
    device = await db.device(time_zone="Australia/Lord_Howe")
    begin = datetime.fromisoformat("2025-10-04T14:30:00Z")

    await db.storage.take([reading(device, begin, 9_000, 2.5)], [], NOW)

    assert await sums(db, "energy_uwh", "covered_s") == {
        "14:30": (KWH, 3600),
        "15:00": (KWH // 2, 1800),
        "16:00": (KWH, 3600),
    }


async def test_readings_of_several_batches_add_up(db: MonitoringDb) -> None:
    device = await db.device(changed_at=START - 24 * HOUR)
    for n in range(3):
        at = START + n * timedelta(minutes=15)
        await db.storage.take([reading(device, at, 900, source=n)], [], NOW)
    await db.storage.take([reading(device, START + 45 * timedelta(minutes=1), None, 1, 4)], [], NOW)

    columns = "energy_uwh", "reading_count", "covered_s", "unknown_count", "late_count"
    assert await sums(db, *columns) == {"10:00": (4 * KWH, 4, 2700, 1, 4)}


async def test_the_last_of_several_values_in_a_batch_is_stored_without_a_correction(
    db: MonitoringDb,
) -> None:
    device = await db.device()

    outcome = await db.storage.take(
        [reading(device, source=2, kwh=2), reading(device, source=3, kwh=3), reading(device)],
        [],
        NOW,
    )

    assert (outcome.stored, outcome.corrected) == (1, 0)
    assert await sums(db, "energy_uwh", "reading_count") == {"10:00": (3 * KWH, 1)}
