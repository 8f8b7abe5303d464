"""Files with estimated values, and the hours that come of them."""

from uuid import UUID

from tests.monitoring.correction_steps import START
from tests.monitoring.db import MonitoringDb

HourFigures = tuple[float, int, int, int, int, int, int]
"""An hour after the start, µWh, readings, seconds covered, estimated, corrected and late ones."""


def file_of(values: dict[int, float], estimated: frozenset[int] = frozenset()) -> bytes:
    """Return a file of kWh by hours from the start on, some of them flagged as estimated."""
    lines = [
        f"2025-06-02T{hour:02}:00,{kwh},{'estimated' if hour in estimated else 'measured'}\n"
        for hour, kwh in sorted(values.items())
    ]
    return ("start,kWh,Quality\n" + "".join(lines)).encode()


def estimates(*kwh: float) -> bytes:
    """Return a file of estimated values only."""
    values = dict(enumerate(kwh))
    return file_of(values, frozenset(values))


def measured(*kwh: float) -> bytes:
    """Return a file of measured values only."""
    return file_of(dict(enumerate(kwh)))


async def figures(db: MonitoringDb, device: UUID) -> list[HourFigures]:
    """Return the hours of a device, except empty ones."""
    rows = await db.rows(
        """SELECT extract(epoch FROM hour - $2) / 3600 AS hour, energy_uwh, reading_count,
                  covered_s, estimated_count, corrected_count, late_count
           FROM hourly_consumption JOIN channel USING (channel_key)
           WHERE device_id = $1
             AND (reading_count <> 0 OR covered_s <> 0 OR corrected_count <> 0)
           ORDER BY hour""",
        device,
        START,
    )
    return [
        (float(row["hour"]), row["energy_uwh"], row["reading_count"], row["covered_s"],
         row["estimated_count"], row["corrected_count"], row["late_count"])
        for row in rows
    ]  # fmt: skip


async def estimated_hours(db: MonitoringDb, device: UUID) -> list[float]:
    """Return the hours that have something estimated."""
    return [hour for hour, *_, estimated, _, _ in await figures(db, device) if estimated]
