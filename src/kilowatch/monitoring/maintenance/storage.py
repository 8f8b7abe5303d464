"""Queries of maintenance of devices."""

from datetime import datetime
from uuid import UUID

import asyncpg

from kilowatch.contracts.audit import AuditAction
from kilowatch.kit.database import Connection, Pool
from kilowatch.monitoring.acts import record_on_device
from kilowatch.monitoring.devices import PresentDevice


async def present(pool: Pool, device: PresentDevice, now: datetime) -> asyncpg.Record | None:
    """Return the current maintenance of a device, or None."""
    return await pool.fetchrow(
        """SELECT starts_at, ends_at, reason, set_by FROM device_maintenance
           WHERE channel_key = $1 AND in_maintenance(channel_key, $2)""",
        device.channel_key,
        now,
    )


async def begin(
    pool: Pool, device: PresentDevice, by: UUID, now: datetime, until: datetime, reason: str
) -> None:
    """Begin a maintenance now, replacing an earlier one."""
    async with pool.acquire() as connection, connection.transaction():
        await _put(connection, device, by, now, until, reason)
        await record_on_device(
            connection,
            AuditAction.MAINTENANCE_STARTED,
            device.channel_key,
            {"until": until, "reason": reason},
        )


async def _put(
    connection: Connection,
    device: PresentDevice,
    by: UUID,
    now: datetime,
    until: datetime,
    reason: str,
) -> None:
    await connection.execute(
        """INSERT INTO device_maintenance (channel_key, starts_at, ends_at, reason, set_by,
                                           for_owner_id)
           VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT (channel_key) DO UPDATE SET starts_at = excluded.starts_at,
               ends_at = excluded.ends_at, reason = excluded.reason,
               set_by = excluded.set_by, for_owner_id = excluded.for_owner_id""",
        device.channel_key,
        now,
        until,
        reason,
        by,
        device.owner_id,
    )


async def end(pool: Pool, device: PresentDevice) -> None:
    """End the maintenance at once."""
    async with pool.acquire() as connection, connection.transaction():
        done = await connection.execute(
            "DELETE FROM device_maintenance WHERE channel_key = $1", device.channel_key
        )
        if done != "DELETE 0":
            await record_on_device(connection, AuditAction.MAINTENANCE_ENDED, device.channel_key)
