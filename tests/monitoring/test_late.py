"""Late readings."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from kilowatch.monitoring.domain import ParsedReading, ParsedRegister
from tests.monitoring.db import NOW, MonitoringDb

KWH = 1_000_000_000
START = datetime(2025, 6, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
MOMENT = timedelta(microseconds=1)


async def test_late_readings_are_flagged_and_history_is_not(db: MonitoringDb) -> None:
    device = await db.device(changed_at=START)
    end = START + 5 * HOUR
    sent = [
        ParsedReading(device, START - HOUR, KWH, 3600, 1, 0),
        ParsedReading(device, START, KWH, 3600, 2, 0),
        ParsedReading(device, START + 3 * HOUR, KWH, 3600, 3, 0),
        ParsedRegister(device, START + 2 * HOUR, KWH, 4, 0),
        ParsedRegister(device, START + 3 * HOUR, 3 * KWH, 5, 0),
    ]

    await db.storage.take(sent, [], NOW, end)

    rows = await db.rows("SELECT hour, late_count FROM hourly_consumption ORDER BY hour")
    assert {(row["hour"] - START) / HOUR: row["late_count"] for row in rows} == {
        -1: 0,
        0: 1,
        2: 1,
        3: 0,
    }


BOUNDARIES = [
    (2 * HOUR, 3 * HOUR, False),
    (2 * HOUR, 3 * HOUR + MOMENT, True),
    (timedelta(0), 9 * HOUR, False),
    (SECOND, 9 * HOUR, True),
]
"""Times of an interval's end, its dispatch, and the device's creation, after ``START``."""


async def test_a_reading_is_late_over_an_hour_after_its_end_and_the_devices_registration(
    db: MonitoringDb,
) -> None:
    for ended, dispatched, late in BOUNDARIES:
        device = await db.device(changed_at=START)
        sent = ParsedReading(device, START + ended - HOUR, KWH, 3600, 1, 0)
        await db.storage.take([sent], [], NOW, START + dispatched)
        assert await late_hours(db, device) == (late, late), (ended, dispatched)


async def test_a_register_is_late_over_an_hour_after_its_moment(db: MonitoringDb) -> None:
    for ended, dispatched, late in BOUNDARIES:
        device = await db.device(changed_at=START)
        end = START + ended
        for n, at in enumerate((end - HOUR, end)):
            register = ParsedRegister(device, at, n * KWH, n, 0)
            await db.storage.take([register], [], NOW, START + dispatched if n else at)
        assert await late_hours(db, device) == (late, late), (ended, dispatched)


async def late_hours(db: MonitoringDb, device: UUID) -> tuple[bool, bool]:
    """Return whether a device's newest value is late, and whether its hours show it."""
    [row] = await db.rows(
        """SELECT (SELECT late FROM (SELECT measured_at, late FROM reading r
                                     WHERE r.channel_key = d.channel_key
                                     UNION ALL SELECT measured_at, late FROM register_reading r
                                     WHERE r.channel_key = d.channel_key) AS both_kinds
                   ORDER BY measured_at DESC LIMIT 1) AS late,
                  (SELECT sum(late_count) > 0 FROM hourly_consumption h
                   WHERE h.channel_key = d.channel_key) AS in_hours
           FROM channel d WHERE device_id = $1""",
        device,
    )
    return row["late"], row["in_hours"]
