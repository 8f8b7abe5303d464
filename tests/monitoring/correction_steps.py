"""Shared steps of correction tests: a history, the request, and the figures afterwards."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from kilowatch.monitoring.domain import ParsedRegister
from tests.monitoring.db import NOW, MonitoringDb
from tests.monitoring.reference_model import Sent

KWH = 1_000_000_000
START = datetime(2025, 6, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)


def at(hours: float) -> str:
    return (START + hours * HOUR).isoformat()


async def readings(db: MonitoringDb, device: UUID, *kwh: float, source: int = 1) -> None:
    """Store hourly readings from the start on."""
    sent = [
        Sent(START + n * HOUR, round(each * KWH), 3600, source, n) for n, each in enumerate(kwh)
    ]
    await db.take(device, sent)


async def registers(db: MonitoringDb, device: UUID, *kwh: float, source: int = 1) -> None:
    """Store hourly registers from the start on."""
    await db.storage.take(
        [
            ParsedRegister(device, START + n * HOUR, round(each * KWH), source, n)
            for n, each in enumerate(kwh)
        ],
        [],
        NOW,
    )


async def hours(db: MonitoringDb, device: UUID) -> dict[float, float]:
    """Return the kWh of every hour with data."""
    rows = await db.rows(
        """SELECT hour, energy_uwh FROM hourly_consumption JOIN channel USING (channel_key)
           WHERE device_id = $1 AND (reading_count > 0 OR covered_s > 0)""",
        device,
    )
    return {(row["hour"] - START) / HOUR: row["energy_uwh"] / KWH for row in rows}


async def everything(db: MonitoringDb) -> list[list[tuple[object, ...]]]:
    """Return everything that makes up history, except empty hours."""
    queries = (
        "SELECT * FROM reading ORDER BY channel_key, measured_at",
        "SELECT * FROM register_reading ORDER BY channel_key, measured_at",
        "SELECT source, source_index, energy_uwh, removed FROM reading_version ORDER BY 1, 2",
        "SELECT source, source_index, register_uwh, removed FROM register_version ORDER BY 1, 2",
        """SELECT * FROM hourly_consumption WHERE reading_count <> 0 OR covered_s <> 0
           OR corrected_count <> 0 ORDER BY channel_key, hour""",
        "SELECT channel_key, hour, raised FROM alert WHERE raised ORDER BY 1, 2",
    )
    return [[tuple(row) for row in await db.rows(query)] for query in queries]


def set_to(kwh: float, hour: float = 1, **fields: Any) -> dict[str, Any]:
    return {
        "action": "set",
        "measured_at": at(hour),
        "energy_kwh": kwh,
        "reason": "read off by hand",
        **fields,
    }


def over(action: str, start: float, end: float, **fields: Any) -> dict[str, Any]:
    return {
        "action": action,
        "from": at(start),
        "to": at(end),
        "reason": "wrong transformer ratio",
        **fields,
    }
