"""Choices and maintenance of devices, and the warnings that came of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import asyncpg
import msgspec

from kilowatch.contracts.audit import AuditAction
from kilowatch.contracts.ids import UserId
from kilowatch.kit.audit import record_looks
from kilowatch.kit.database import Connection, Pool, alphabetical
from kilowatch.kit.lists import PageRequest, contains, order_by
from kilowatch.monitoring.acts import look_at_alerts, record_on_device

_SORT_COLUMNS: Final = {
    "hour": "w.hour",
    "device": alphabetical("d.name"),
    "energy": "w.energy_uwh",
}

MOST_DOUBTED = 1_000
"""Judged at once; the next are judged a second later."""


class PresentDevice(msgspec.Struct, frozen=True):
    """A device that is not deleted, and who owns it now."""

    device_key: int
    owner_id: UUID | None


class AttentionStorage:
    """Queries of what may interrupt people."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def device(self, device_id: UUID) -> PresentDevice | None:
        """A device and its present owner."""
        row = await self._pool.fetchrow(
            """SELECT device_key, owner_of_hour(device_key, 'infinity') AS owner_id FROM device
               WHERE device_id = $1 AND NOT deleted""",
            device_id,
        )
        return None if row is None else PresentDevice(**dict(row))

    async def choice(self, device: PresentDevice) -> int | None:
        """The share, in per cent, at which the present owner wants to be warned."""
        share: int | None = await self._pool.fetchval(
            """SELECT share_percent FROM early_warning_choice
               WHERE device_key = $1 AND owner_id = $2""",
            device.device_key,
            device.owner_id,
        )
        return share

    async def choose(self, device: PresentDevice, share_percent: int | None) -> None:
        """Keep the owner's choice; None: no early warning."""
        if share_percent is None:
            await self._pool.execute(
                "DELETE FROM early_warning_choice WHERE device_key = $1 AND owner_id = $2",
                device.device_key,
                device.owner_id,
            )
            return
        await self._pool.execute(
            """INSERT INTO early_warning_choice (device_key, owner_id, share_percent)
               VALUES ($1, $2, $3)
               ON CONFLICT (device_key) DO UPDATE SET owner_id = excluded.owner_id,
                   share_percent = excluded.share_percent""",
            device.device_key,
            device.owner_id,
            share_percent,
        )

    async def maintenance(self, device: PresentDevice, now: datetime) -> asyncpg.Record | None:
        """The maintenance a device is in."""
        return await self._pool.fetchrow(
            """SELECT starts_at, ends_at, reason, set_by FROM device_maintenance
               WHERE device_key = $1 AND in_maintenance(device_key, $2)""",
            device.device_key,
            now,
        )

    async def begin_maintenance(
        self, device: PresentDevice, by: UUID, now: datetime, until: datetime, reason: str
    ) -> None:
        """From now on; what was said before is forgotten."""
        async with self._pool.acquire() as connection, connection.transaction():
            await self._put_maintenance(connection, device, by, now, until, reason)
            await record_on_device(
                connection,
                AuditAction.MAINTENANCE_STARTED,
                device.device_key,
                {"until": until, "reason": reason},
            )

    @staticmethod
    async def _put_maintenance(
        connection: Connection,
        device: PresentDevice,
        by: UUID,
        now: datetime,
        until: datetime,
        reason: str,
    ) -> None:
        await connection.execute(
            """INSERT INTO device_maintenance (device_key, starts_at, ends_at, reason, set_by,
                                               for_owner_id)
               VALUES ($1, $2, $3, $4, $5, $6)
               ON CONFLICT (device_key) DO UPDATE SET starts_at = excluded.starts_at,
                   ends_at = excluded.ends_at, reason = excluded.reason,
                   set_by = excluded.set_by, for_owner_id = excluded.for_owner_id""",
            device.device_key,
            now,
            until,
            reason,
            by,
            device.owner_id,
        )

    async def end_maintenance(self, device: PresentDevice) -> None:
        """At once."""
        async with self._pool.acquire() as connection, connection.transaction():
            done = await connection.execute(
                "DELETE FROM device_maintenance WHERE device_key = $1", device.device_key
            )
            if done != "DELETE 0":
                await record_on_device(connection, AuditAction.MAINTENANCE_ENDED, device.device_key)

    async def note_looks(self, rows: Sequence[asyncpg.Record]) -> None:
        """Record that an administrator looks at these warnings, if one does."""
        await look_at_alerts(self._pool, rows)

    async def note_look_at(self, device: PresentDevice) -> None:
        """Record that an administrator looks at what is set for a device, if one does."""
        owners = [UserId(device.owner_id)] if device.owner_id is not None else []
        await record_looks(self._pool, AuditAction.LOOK_DEVICES, owners)

    async def warnings(
        self, owner_id: UUID | None, device_id: UUID | None, excerpt: PageRequest
    ) -> tuple[list[asyncpg.Record], int]:
        """A page of warnings, and how many there are."""
        rows = await self._pool.fetch(
            f"""SELECT d.device_id, d.name AS device_name, d.time_zone, w.hour, w.state,
                      w.share_percent, w.energy_uwh, w.limit_uwh, w.changed_at
               FROM early_warning w JOIN device d USING (device_key)
               WHERE ($1::uuid IS NULL OR w.owner_id = $1)
                 AND ($2::uuid IS NULL OR d.device_id = $2) AND {contains("$3", "d.name")}
               ORDER BY {order_by(excerpt.sort, _SORT_COLUMNS)}, w.hour DESC, w.device_key
               LIMIT $4 OFFSET $5""",  # noqa: S608 - made of constants
            owner_id,
            device_id,
            excerpt.text,
            excerpt.limit,
            excerpt.offset,
        )
        total = await self._pool.fetchval(
            f"""SELECT count(*) FROM early_warning w JOIN device d USING (device_key)
               WHERE ($1::uuid IS NULL OR w.owner_id = $1)
                 AND ($2::uuid IS NULL OR d.device_id = $2) AND {contains("$3", "d.name")}""",  # noqa: S608 - made of constants
            owner_id,
            device_id,
            excerpt.text,
        )
        return rows, int(total)

    async def judge(self, now: datetime, news_since: datetime) -> int:
        """Raise and retract what is due; return their number.

        Hours that are news are judged for whoever wants to be warned; those that were warned of
        and changed since, however old they are.
        """
        news = await self._pool.fetchval("SELECT judge_early_warnings($1, $2)", now, news_since)
        doubted = await self._pool.fetchval(
            "SELECT recheck_warnings($1, $2, $3)", MOST_DOUBTED, now, news_since
        )
        return int(news) + int(doubted)
