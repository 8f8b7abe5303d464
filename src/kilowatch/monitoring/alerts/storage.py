"""Reads alerts and their evidence; stores acknowledgements."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import asyncpg
import msgspec

from kilowatch.contracts.audit import AuditAction
from kilowatch.kit.database import Pool, alphabetical
from kilowatch.kit.lists import PageRequest, contains, order_by
from kilowatch.monitoring.acts import look_at_alerts, record_on_alert
from kilowatch.monitoring.alerts.domain import AlertFilter

_SORT_COLUMNS: Final[Mapping[str, str]] = {
    "hour": "a.hour",
    "device": alphabetical("d.name"),
    "energy": "a.energy_uwh",
    "changed_at": "a.changed_at",
}

OPEN = "(a.raised AND a.acknowledged_version IS DISTINCT FROM a.version)"
"""An acknowledgement applies to its version, and to the retraction that follows it."""

COLUMNS = """a.alert_id, a.channel_key, d.channel_id, d.code AS channel,
    d.device_id, d.name AS device_name, d.time_zone, a.hour,
    a.raised, a.version, a.energy_uwh, a.limit_uwh, a.first_raised_at, a.changed_at,
    CASE WHEN a.acknowledged_version >= a.version - CASE WHEN a.raised THEN 0 ELSE 1 END
         THEN a.acknowledged_by END AS acknowledged_by,
    coalesce(p.name, '') AS acknowledged_by_name, a.acknowledged_at"""

SOURCE = """FROM alert a JOIN channel d USING (channel_key)
    LEFT JOIN account p ON p.user_id = a.acknowledged_by"""

FILTERED = f"""FROM alert a JOIN channel d USING (channel_key)
    WHERE ($1::uuid IS NULL OR a.owner_id = $1)
      AND ($2::uuid IS NULL OR d.device_id = $2)
      AND ($3::boolean IS NULL OR a.raised = $3)
      AND ($4::timestamptz IS NULL OR a.hour >= $4)
      AND ($5::timestamptz IS NULL OR a.hour < $5)
      AND ($6::boolean IS NULL OR {OPEN} = $6)
      AND {contains("$7", "d.name")}"""

COUNT = f"SELECT count(*) {FILTERED}"

ONE = f"""SELECT {COLUMNS} {SOURCE}
    WHERE a.alert_id = $1 AND ($2::uuid IS NULL OR a.owner_id = $2)"""

COUNT_OPEN = f"""SELECT count(*) FROM alert a
    WHERE ($1::uuid IS NULL OR a.owner_id = $1) AND {OPEN}"""  # noqa: S608


def _page(sort: str) -> str:
    order = f"{order_by(sort, _SORT_COLUMNS)}, a.hour DESC, a.channel_key"
    return f"""WITH page AS (
            SELECT a.channel_key, a.hour {FILTERED} ORDER BY {order} LIMIT $8 OFFSET $9)
        SELECT {COLUMNS} {SOURCE} JOIN page USING (channel_key, hour)
        ORDER BY {order}"""


async def page(
    pool: Pool, wanted: AlertFilter, excerpt: PageRequest
) -> tuple[list[asyncpg.Record], int]:
    """Return a page of alerts, and their total number."""
    criteria = (*msgspec.structs.astuple(wanted), excerpt.text)
    rows = await pool.fetch(_page(excerpt.sort), *criteria, excerpt.limit, excerpt.offset)
    count = await pool.fetchval(COUNT, *criteria)
    return rows, int(count)


async def count_unacknowledged(pool: Pool, owner_id: UUID | None) -> int:
    """Return the number of raised alerts that are not acknowledged."""
    return int(await pool.fetchval(COUNT_OPEN, owner_id))


async def one(pool: Pool, alert_id: UUID, owner_id: UUID | None) -> asyncpg.Record | None:
    """Return an alert, if its hour was ``owner_id``'s."""
    return await pool.fetchrow(ONE, alert_id, owner_id)


async def acknowledge(pool: Pool, alert_id: UUID, by: UUID, version: int, now: datetime) -> None:
    """Store an acknowledgement, unless that version is acknowledged already."""
    async with pool.acquire() as connection, connection.transaction():
        done = await connection.execute(
            """UPDATE alert SET acknowledged_version = $3, acknowledged_by = $2,
                                acknowledged_at = $4
               WHERE alert_id = $1 AND acknowledged_version IS DISTINCT FROM $3""",
            alert_id,
            by,
            version,
            now,
        )
        if done == "UPDATE 1":
            await record_on_alert(connection, AuditAction.ALERT_ACKNOWLEDGED, alert_id, version)


async def withdraw(pool: Pool, alert_id: UUID) -> None:
    """Delete the acknowledgement."""
    async with pool.acquire() as connection, connection.transaction():
        version = await connection.fetchval(
            """UPDATE alert SET acknowledged_version = NULL, acknowledged_by = NULL,
                                acknowledged_at = NULL
               WHERE alert_id = $1 AND acknowledged_version IS NOT NULL RETURNING version""",
            alert_id,
        )
        if version is not None:
            await record_on_alert(connection, AuditAction.ALERT_REOPENED, alert_id, version)


async def note_looks(pool: Pool, rows: Sequence[asyncpg.Record]) -> None:
    """Record that an administrator looks at these alerts, if one does."""
    await look_at_alerts(pool, rows)


async def limit_then(pool: Pool, channel_key: int, hour: datetime) -> asyncpg.Record | None:
    """Return the limit of an hour."""
    return await pool.fetchrow(
        """SELECT limit_uwh, nullif(valid_from, '-infinity') AS valid_from FROM limit_span
           WHERE channel_key = $1 AND valid_from <= $2 AND valid_to > $2""",
        channel_key,
        hour,
    )


async def readings(
    pool: Pool, channel_key: int, start: datetime, end: datetime, owner_id: UUID | None
) -> list[asyncpg.Record]:
    """Return the readings that overlap an hour, each with its earlier values."""
    return await pool.fetch(
        """SELECT r.measured_at, r.energy_uwh, r.interval_s, r.late, r.corrected, r.estimated,
                  v.energy_uwh AS old_energy_uwh, v.interval_s AS old_interval_s,
                  v.superseded_at
           FROM metered_value r LEFT JOIN reading_version v USING (channel_key, measured_at)
           WHERE r.channel_key = $1 AND r.measured_at < $3
             AND r.measured_at >= $2::timestamptz - interval '31 days'
             AND r.measured_at + make_interval(secs => greatest(coalesce(r.interval_s, 0), 1))
                 > $2
             AND ($4::uuid IS NULL OR owner_of_hour($1, r.measured_at) = $4)
           ORDER BY r.measured_at, v.superseded_at""",
        channel_key,
        start,
        end,
        owner_id,
    )
