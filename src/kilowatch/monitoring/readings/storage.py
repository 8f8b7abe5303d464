"""Reads stored and pending readings. ``owner_id`` None: of any owner of the device."""

from datetime import datetime
from uuid import UUID

import asyncpg

from kilowatch.contracts.audit import AuditAction
from kilowatch.kit.database import Pool
from kilowatch.monitoring.acts import look_at_devices


async def readings(
    pool: Pool,
    channel_key: int,
    start: datetime,
    end: datetime,
    owner_id: UUID | None,
    limit: int,
) -> list[asyncpg.Record]:
    """Return readings from ``start`` to before ``end``, oldest first, at most ``limit``.

    Pending ones whose time has not come are included.
    """
    return await pool.fetch(
        """SELECT * FROM (
               SELECT measured_at, energy_uwh, interval_s, late, corrected, estimated,
                      false AS ahead
               FROM metered_value
               WHERE channel_key = $1 AND measured_at >= $2 AND measured_at < $3
               UNION ALL
               (SELECT DISTINCT ON (measured_at)
                       measured_at, energy_uwh, interval_s, false, false, false, true
                FROM pending_reading s
                WHERE channel_id = (SELECT channel_id FROM channel
                                    WHERE channel_key = $1 AND NOT deleted)
                  AND register_uwh IS NULL AND measured_at >= $2 AND measured_at < $3
                ORDER BY measured_at, source DESC, source_index DESC)) AS r
           WHERE $4::uuid IS NULL OR owner_of_hour($1, measured_at) = $4
           ORDER BY measured_at LIMIT $5""",
        channel_key,
        start,
        end,
        owner_id,
        limit,
    )


async def pending_channels(pool: Pool, limit: int, offset: int) -> tuple[list[asyncpg.Record], int]:
    """Return channels that devices lack and readings name, and how many there are."""
    lacking = """FROM pending_reading s JOIN channel d ON d.channel_id = s.device_id
           WHERE NOT d.deleted AND NOT EXISTS (
               SELECT 1 FROM channel c WHERE c.channel_id = s.channel_id)"""
    rows = await pool.fetch(
        f"""SELECT s.device_id, d.name AS device_name, s.code AS channel, count(*) AS readings,
                  min(s.measured_at) AS first_measured_at,
                  max(s.measured_at) AS last_measured_at,
                  max(s.pending_since) AS last_seen_at
           {lacking} GROUP BY s.device_id, d.name, s.code
           ORDER BY max(s.pending_since) DESC, s.device_id, s.code LIMIT $1 OFFSET $2""",
        limit,
        offset,
    )
    await look_at_devices(pool, rows, AuditAction.LOOK_DEVICES)
    total = await pool.fetchval(f"SELECT count(DISTINCT s.channel_id) {lacking}")
    return rows, int(total)


async def pending(pool: Pool, limit: int, offset: int) -> tuple[list[asyncpg.Record], int]:
    """Return pending devices with the number of their readings, and the number of devices."""
    rows = await pool.fetch(
        """SELECT device_id, count(*) AS readings, min(measured_at) AS first_measured_at,
                  max(measured_at) AS last_measured_at, max(pending_since) AS last_seen_at
           FROM pending_reading s WHERE NOT EXISTS (
               SELECT 1 FROM channel d WHERE d.device_id = s.device_id)
           GROUP BY device_id
           ORDER BY max(pending_since) DESC LIMIT $1 OFFSET $2""",
        limit,
        offset,
    )
    total = await pool.fetchval(
        """SELECT count(DISTINCT device_id) FROM pending_reading s WHERE NOT EXISTS (
               SELECT 1 FROM channel d WHERE d.device_id = s.device_id)"""
    )
    return rows, int(total)
