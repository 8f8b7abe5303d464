"""Which readings came late."""

from datetime import UTC, datetime, timedelta

from kilowatch.monitoring.domain import ParsedReading, ParsedRegister
from tests.monitoring.ground import NOW, Ground

KWH = 1_000_000_000
START = datetime(2025, 6, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)


async def test_readings_that_come_late_are_flagged_and_history_is_not(ground: Ground) -> None:
    device = await ground.device(changed_at=START)
    end = START + 5 * HOUR
    sent = [
        ParsedReading(device, START - HOUR, KWH, 3600, 1, 0),
        ParsedReading(device, START, KWH, 3600, 2, 0),
        ParsedReading(device, START + 3 * HOUR, KWH, 3600, 3, 0),
        ParsedRegister(device, START + 2 * HOUR, KWH, 4, 0),
        ParsedRegister(device, START + 3 * HOUR, 3 * KWH, 5, 0),
    ]

    await ground.storage.take(sent, [], NOW, end)

    rows = await ground.rows("SELECT hour, late_count FROM hourly_consumption ORDER BY hour")
    assert {(row["hour"] - START) / HOUR: row["late_count"] for row in rows} == {
        -1: 0,
        0: 1,
        2: 1,
        3: 0,
    }
