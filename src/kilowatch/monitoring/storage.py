"""History: reading hours, readings, alerts and refusals back. Ownership is asked in the query."""

from datetime import datetime
from uuid import UUID

import asyncpg
import msgspec

from kilowatch.kit.database import Pool
from kilowatch.monitoring.acts import look_at_history
from kilowatch.monitoring.hours import HourTotal


class DeviceRow(msgspec.Struct, frozen=True):
    """This service's copy of a device."""

    device_key: int
    device_id: UUID
    name: str
    time_zone: str


class Storage:
    """Queries of the monitoring database. ``owner_id`` None means: whoever owned it."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def device(self, device_id: UUID, owner_id: UUID | None) -> DeviceRow | None:
        """A device, if ``owner_id`` owns or ever owned it."""
        row = await self._pool.fetchrow(
            """SELECT device_key, device_id, name, time_zone FROM device d
               WHERE device_id = $1 AND ($2::uuid IS NULL OR EXISTS (
                   SELECT 1 FROM device_ownership o
                   WHERE o.device_key = d.device_key AND o.owner_id = $2))""",
            device_id,
            owner_id,
        )
        return None if row is None else DeviceRow(**dict(row))

    async def hours(
        self, device_key: int, start: datetime, end: datetime, owner_id: UUID | None
    ) -> list[HourTotal]:
        """Stored hours from ``start`` to before ``end``; those of other owners are withheld."""
        rows = await self._pool.fetch(
            """SELECT hour, energy_uwh, reading_count, covered_s, estimated_count,
                      unknown_count, corrected_count, late_count,
                      over_limit, limit_of_hour(device_key, hour) AS limit_uwh,
                      $4::uuid IS NOT NULL
                      AND owner_of_hour(device_key, hour) IS DISTINCT FROM $4 AS withheld
               FROM hourly_consumption
               WHERE device_key = $1 AND hour >= $2 AND hour < $3 ORDER BY hour""",
            device_key,
            start,
            end,
            owner_id,
        )
        return [HourTotal(**dict(row)) for row in rows]

    async def note_look(self, device: DeviceRow, start: datetime, end: datetime) -> None:
        """Record that an administrator looks at this time of a device, if one does."""
        await look_at_history(self._pool, [device.device_key], start, end)

    async def readings(
        self,
        device_key: int,
        start: datetime,
        end: datetime,
        owner_id: UUID | None,
        limit: int,
    ) -> list[asyncpg.Record]:
        """Readings from ``start`` to before ``end``, oldest first, at most ``limit``.

        Those whose time has not come are among them.
        """
        return await self._pool.fetch(
            """SELECT * FROM (
                   SELECT measured_at, energy_uwh, interval_s, late, corrected, false AS ahead
                   FROM metered_interval
                   WHERE device_key = $1 AND measured_at >= $2 AND measured_at < $3
                   UNION ALL
                   (SELECT DISTINCT ON (measured_at)
                           measured_at, energy_uwh, interval_s, false, false, true
                    FROM set_aside_reading s
                    WHERE device_id = (SELECT device_id FROM device
                                       WHERE device_key = $1 AND NOT deleted)
                      AND register_uwh IS NULL AND measured_at >= $2 AND measured_at < $3
                    ORDER BY measured_at, source DESC, source_index DESC)) AS r
               WHERE $4::uuid IS NULL OR owner_of_hour($1, measured_at) = $4
               ORDER BY measured_at LIMIT $5""",
            device_key,
            start,
            end,
            owner_id,
            limit,
        )

    async def set_aside(self, limit: int, offset: int) -> tuple[list[asyncpg.Record], int]:
        """Return pending devices with the number of their readings, and how many there are."""
        rows = await self._pool.fetch(
            """SELECT device_id, count(*) AS readings, min(measured_at) AS first_measured_at,
                      max(measured_at) AS last_measured_at, max(set_aside_at) AS last_seen_at
               FROM set_aside_reading s WHERE NOT EXISTS (
                   SELECT 1 FROM device d WHERE d.device_id = s.device_id)
               GROUP BY device_id
               ORDER BY max(set_aside_at) DESC LIMIT $1 OFFSET $2""",
            limit,
            offset,
        )
        total = await self._pool.fetchval(
            """SELECT count(DISTINCT device_id) FROM set_aside_reading s WHERE NOT EXISTS (
                   SELECT 1 FROM device d WHERE d.device_id = s.device_id)"""
        )
        return rows, int(total)
