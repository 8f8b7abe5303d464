"""Periods of ownership as monitoring stores them."""

from uuid import UUID

import asyncpg

from kilowatch.contracts.audit import AuditAction
from kilowatch.kit.database import Pool
from kilowatch.monitoring.acts import look_at_history


async def device(pool: Pool, device_id: UUID) -> asyncpg.Record | None:
    """Return the device, even if it is deleted."""
    return await pool.fetchrow(
        """SELECT channel_key, device_id, name AS device_name, time_zone, deleted
           FROM channel WHERE channel_id = $1""",
        device_id,
    )


async def spans(pool: Pool, channel_key: int) -> list[asyncpg.Record]:
    """Return its owners in order; an unknown end is NULL."""
    await look_at_history(pool, [channel_key], action=AuditAction.LOOK_DEVICES)
    return await pool.fetch(
        """SELECT o.owner_id, nullif(a.name, '') AS owner_name,
                  nullif(a.username, '') AS username,
                  CASE WHEN isfinite(o.owned_from) THEN o.owned_from END AS owned_from,
                  CASE WHEN isfinite(o.owned_to) THEN o.owned_to END AS owned_to
           FROM ownership_span o LEFT JOIN account a ON a.user_id = o.owner_id
           WHERE o.channel_key = $1 ORDER BY o.owned_from""",
        channel_key,
    )
