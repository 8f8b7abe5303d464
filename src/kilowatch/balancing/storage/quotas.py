"""The quotas that administrators set for single devices."""

from typing import Any
from uuid import UUID

import msgspec

from kilowatch.balancing.quotas import Quota
from kilowatch.contracts.audit import AuditAction, Subject
from kilowatch.kit.audit import record
from kilowatch.kit.database import Connection, Pool

QUERY_WITHIN_S = 5.0


async def fetch_all(pool: Pool) -> dict[str, Quota]:
    """Return every stored quota by device."""
    rows = await pool.fetch(
        """SELECT device_id, messages_per_minute, readings_per_minute, waiting_messages
           FROM device_quota""",
        timeout=QUERY_WITHIN_S,
    )
    return {
        str(row["device_id"]): Quota(
            messages_per_minute=row["messages_per_minute"],
            readings_per_minute=row["readings_per_minute"],
            waiting_messages=row["waiting_messages"],
        )
        for row in rows
    }


async def put(pool: Pool, device_id: UUID, quota: Quota, by: UUID) -> None:
    """Set the quota of a device, replacing the previous one."""
    async with pool.acquire() as connection, connection.transaction():
        before = await _of(connection, device_id)
        await connection.execute(
            """INSERT INTO device_quota (device_id, messages_per_minute, readings_per_minute,
                   waiting_messages, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5, now())
               ON CONFLICT (device_id) DO UPDATE SET
                   messages_per_minute = excluded.messages_per_minute,
                   readings_per_minute = excluded.readings_per_minute,
                   waiting_messages = excluded.waiting_messages,
                   changed_by = excluded.changed_by, changed_at = excluded.changed_at""",
            device_id,
            quota.messages_per_minute,
            quota.readings_per_minute,
            quota.waiting_messages,
            by,
            timeout=QUERY_WITHIN_S,
        )
        await record(
            connection,
            AuditAction.QUOTA_CHANGED,
            Subject("device", str(device_id)),
            before=before,
            after=msgspec.structs.asdict(quota),
        )


async def delete(pool: Pool, device_id: UUID) -> None:
    """Reset a device to the default quota."""
    async with pool.acquire() as connection, connection.transaction():
        before = await _of(connection, device_id)
        query = "DELETE FROM device_quota WHERE device_id = $1"
        await connection.execute(query, device_id, timeout=QUERY_WITHIN_S)
        subject = Subject("device", str(device_id))
        await record(connection, AuditAction.QUOTA_REMOVED, subject, before=before)


async def _of(connection: Connection, device_id: UUID) -> dict[str, Any]:
    """Return the stored quota of a device, locked; empty if there is none."""
    row = await connection.fetchrow(
        """SELECT messages_per_minute, readings_per_minute, waiting_messages
           FROM device_quota WHERE device_id = $1 FOR UPDATE""",
        device_id,
        timeout=QUERY_WITHIN_S,
    )
    return dict(row) if row is not None else {}
