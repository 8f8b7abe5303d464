"""Reads the current state: latest readings, today, this hour, and the replicas' progress.

``owner_id`` None: of all devices.
"""

from datetime import datetime
from uuid import UUID

import asyncpg

from kilowatch.contracts.audit import AuditAction
from kilowatch.kit.database import Pool, alphabetical
from kilowatch.kit.lists import PageRequest, contains, order_by
from kilowatch.monitoring.acts import look_at_devices
from kilowatch.monitoring.latest.domain import DispatchProgress, ReplicaProgress

PRESENT = """FROM channel d LEFT JOIN ownership_span o
         ON o.channel_key = d.channel_key AND o.owned_to = 'infinity'
         WHERE NOT d.deleted AND ($1::uuid IS NULL OR o.owner_id = $1)
           AND ($2::uuid IS NULL OR d.device_id = $2)
           AND d.code = 'import'"""

COUNT = f"SELECT count(*) {PRESENT} AND {contains('$3', 'd.name')}"


def _imported(hours: str) -> str:
    """Return the query of what a device took from the grid in some hours.

    Its tariff registers count where the whole direction has no counter.
    """
    return f"""
        SELECT coalesce(sum(h.energy_uwh) FILTER (WHERE c.code = 'import'),
                        sum(h.energy_uwh) FILTER (WHERE c.tariff IS NOT NULL))::bigint
                   AS energy_uwh
        FROM channel c JOIN hourly_consumption h USING (channel_key)
        WHERE c.device_id = p.device_id AND c.kind = 'electricity' AND c.direction = 'import'
          AND h.hour >= p.visible_from AND {hours}"""  # noqa: S608 - made of constants


def _page(sort: str) -> str:
    ordered, in_order = (
        order_by(sort, {"name": alphabetical(each)}) for each in ("d.name", "p.name")
    )
    return f"""
    WITH page AS (
        SELECT d.*, CASE WHEN $1::uuid IS NULL THEN '-infinity' ELSE o.owned_from END
                   AS visible_from,
               date_trunc('hour', $3::timestamptz, d.time_zone) AS this_hour,
               date_trunc('day', $3::timestamptz, d.time_zone) AS today
        {PRESENT} AND {contains("$6", "d.name")}
        ORDER BY {ordered}, d.device_id LIMIT $4 OFFSET $5)
    SELECT p.device_id, p.name, p.time_zone, p.reporting_interval_s, p.calculated, p.this_hour,
           newest.measured_at, newest.energy_uwh, newest.interval_s,
           other.ended_at AS other_ended_at, other.interval_s AS other_interval_s,
           clock.heard_at, clock.ahead_s, day.energy_uwh AS day_uwh, hour.energy_uwh AS hour_uwh,
           limit_of_hour(p.channel_key, p.this_hour) AS limit_uwh
    FROM page p
    LEFT JOIN LATERAL (
        SELECT measured_at, energy_uwh, interval_s FROM metered_value r
        WHERE r.channel_key = p.channel_key AND r.measured_at >= p.visible_from
          AND r.measured_at <= $7
        ORDER BY measured_at DESC LIMIT 1) AS newest ON true
    LEFT JOIN LATERAL (
        SELECT r.measured_at + make_interval(secs => coalesce(r.interval_s, 0)) AS ended_at,
               r.interval_s
        FROM channel c, LATERAL (
            SELECT measured_at, interval_s FROM metered_value r
            WHERE r.channel_key = c.channel_key AND r.measured_at >= p.visible_from
              AND r.measured_at <= $7
            ORDER BY measured_at DESC LIMIT 1) AS r
        WHERE c.device_id = p.device_id AND c.code <> 'import'
        ORDER BY ended_at DESC LIMIT 1) AS other ON true
    LEFT JOIN LATERAL ({_imported("h.hour <= p.this_hour AND h.hour >= p.today")}) AS day ON true
    LEFT JOIN device_clock clock ON clock.channel_key = p.channel_key
        AND clock.heard_at >= p.visible_from
    LEFT JOIN LATERAL ({_imported("h.hour = p.this_hour")}) AS hour ON true
    ORDER BY {in_order}, p.device_id"""  # noqa: S608 - made of constants


async def devices(
    pool: Pool,
    owner_id: UUID | None,
    device_id: UUID | None,
    now: datetime,
    latest_at: datetime,
    excerpt: PageRequest,
) -> list[asyncpg.Record]:
    """Return a page of devices, with their newest reading up to ``latest_at``.

    A client sees nothing from before their ownership.
    """
    rows = await pool.fetch(
        _page(excerpt.sort),
        owner_id,
        device_id,
        now,
        excerpt.limit,
        excerpt.offset,
        excerpt.text,
        latest_at,
    )
    await look_at_devices(pool, rows, AuditAction.LOOK_CONSUMPTION)
    return rows


async def count(pool: Pool, owner_id: UUID | None, device_id: UUID | None, text: str | None) -> int:
    """Return the number of devices with ``text`` in their name."""
    return int(await pool.fetchval(COUNT, owner_id, device_id, text))


async def clocks_ahead(pool: Pool, limit: int, offset: int) -> tuple[list[asyncpg.Record], int]:
    """Return devices whose clock is ahead, the latest reading first, and their total number."""
    rows = await pool.fetch(
        """SELECT d.device_id, d.name AS device_name, d.time_zone,
                  c.ahead_s AS clock_ahead_s, c.heard_at,
                  (SELECT count(*) FROM pending_reading s
                   WHERE s.device_id = d.device_id) AS waiting_readings
           FROM device_clock c JOIN channel d USING (channel_key) WHERE NOT d.deleted
           ORDER BY c.heard_at DESC, d.device_id LIMIT $1 OFFSET $2""",
        limit,
        offset,
    )
    total = await pool.fetchval(
        """SELECT count(*) FROM device_clock JOIN channel d USING (channel_key)
           WHERE NOT d.deleted"""
    )
    return rows, int(total)


async def progress(pool: Pool) -> list[ReplicaProgress]:
    """Return the progress that the replicas reported."""
    rows = await pool.fetch(
        "SELECT noted_at, oldest_unfinished_at, newest_dispatched_at FROM replica_progress"
    )
    return [ReplicaProgress(**dict(row)) for row in rows]


async def dispatch(pool: Pool) -> DispatchProgress | None:
    """Return the balancer's last status that a replica received; None before the first."""
    row = await pool.fetchrow(
        "SELECT reported_at, undispatched_messages, dispatched_until AS dispatched_until "
        "FROM dispatch_progress"
    )
    return None if row is None else DispatchProgress(**dict(row))
