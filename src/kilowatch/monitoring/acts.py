"""Acts that `monitoring` records, and administrators' looks at clients' history."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

import asyncpg

from kilowatch.contracts.audit import AuditAction, Subject
from kilowatch.contracts.ids import UserId
from kilowatch.kit import audit
from kilowatch.kit.database import Connection, Pool

LAST_MOMENT: Final = datetime(9999, 1, 1, tzinfo=UTC)
FIRST_MOMENT: Final = datetime(1970, 1, 1, tzinfo=UTC)


async def record_on_device(
    connection: Connection,
    action: AuditAction,
    channel_key: int,
    after: Mapping[str, object] | None = None,
    before: Mapping[str, object] | None = None,
) -> None:
    """Record a change of a device's history, in the same transaction."""
    row = await connection.fetchrow(
        "SELECT device_id, name FROM channel WHERE channel_key = $1", channel_key
    )
    if row is not None:
        subject = Subject("device", str(row["device_id"]), row["name"])
        await audit.record(connection, action, subject, before=before, after=after)


async def record_on_correction(
    connection: Connection, action: AuditAction, correction_id: int, after: Mapping[str, object]
) -> None:
    """Record a correction or an import: which device, what, and why."""
    row = await connection.fetchrow(
        """SELECT d.device_id, d.name, c.reason, c.action, c.starts_at, c.ends_at
           FROM correction c JOIN channel d USING (channel_key) WHERE c.correction_id = $1""",
        correction_id,
    )
    if row is not None:
        kind = "import" if action.value.startswith("import.") else "correction"
        subject = Subject(kind, str(correction_id), row["name"])
        fields = {
            "device_id": row["device_id"],
            "reason": row["reason"],
            "change": row["action"],
            "from": row["starts_at"],
            "to": row["ends_at"],
        }
        await audit.record(connection, action, subject, after=fields | dict(after))


async def record_on_alert(
    connection: Connection, action: AuditAction, alert_id: UUID, version: int
) -> None:
    """Record an act on an alert."""
    row = await connection.fetchrow(
        """SELECT d.name, d.device_id, a.hour FROM alert a JOIN channel d USING (channel_key)
           WHERE a.alert_id = $1""",
        alert_id,
    )
    if row is not None:
        fields = {"device_id": row["device_id"], "hour": row["hour"], "version": version}
        subject = Subject("alert", str(alert_id), row["name"])
        await audit.record(connection, action, subject, after=fields)


async def look_at_history(
    pool: Pool,
    channel_keys: Sequence[int],
    start: datetime = FIRST_MOMENT,
    end: datetime = LAST_MOMENT,
    action: AuditAction = AuditAction.LOOK_CONSUMPTION,
) -> None:
    """Record a look at the time from ``start`` to ``end`` of devices, for its owners."""
    if not audit.is_watched() or not channel_keys:
        return
    rows = await pool.fetch(
        """SELECT DISTINCT owner_id FROM ownership_span
           WHERE channel_key = ANY($1::int[]) AND owner_id IS NOT NULL
             AND owned_from < $3 AND owned_to > $2""",
        list(channel_keys),
        start,
        end,
    )
    await audit.record_looks(pool, action, [UserId(row["owner_id"]) for row in rows])


async def look_at_devices(pool: Pool, rows: Iterable[asyncpg.Record], action: AuditAction) -> None:
    """Record a look at a list of devices, for their current owners."""
    if not audit.is_watched():
        return
    found = await pool.fetch(
        """SELECT DISTINCT owner_id FROM ownership_span o JOIN channel d USING (channel_key)
           WHERE d.device_id = ANY($1::uuid[]) AND o.owner_id IS NOT NULL
             AND o.owned_to = 'infinity'""",
        list({row["device_id"] for row in rows}),
    )
    await audit.record_looks(pool, action, [UserId(row["owner_id"]) for row in found])


async def look_at_alerts(pool: Pool, rows: Iterable[asyncpg.Record]) -> None:
    """Record a look at alerts or warnings, for the owners of their hours."""
    if not audit.is_watched():
        return
    hours = [(row["device_id"], row["hour"]) for row in rows]
    found = await pool.fetch(
        """SELECT DISTINCT owner_of_hour(d.channel_key, n.hour) AS owner_id
           FROM unnest($1::uuid[], $2::timestamptz[]) AS n(device_id, hour)
           JOIN channel d USING (device_id)""",
        [device_id for device_id, _ in hours],
        [hour for _, hour in hours],
    )
    owners = [UserId(row["owner_id"]) for row in found if row["owner_id"] is not None]
    await audit.record_looks(pool, AuditAction.LOOK_ALERTS, owners)
