"""The balancing database: epochs of streams, how far one is read, and the strategy chosen.

Over the stream protocol the position is stored in the stream itself.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from kilowatch.balancing.domain import Strategy, next_epoch
from kilowatch.balancing.quotas import Quota
from kilowatch.contracts.audit import AuditAction, Subject
from kilowatch.kit.audit import record
from kilowatch.kit.database import Connection, Pool

QUERY_WITHIN_S = 5.0


class EpochStorage:
    """Stores the known streams."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def current(self) -> int | None:
        """Return the epoch of the newest stream, None before the first."""
        epoch: int | None = await self._pool.fetchval("SELECT max(epoch) FROM stream_epoch")
        return epoch

    async def begin(self, now: datetime) -> int:
        """Record that a stream was first seen ``now``; return its epoch."""
        epoch = next_epoch(now, await self.current())
        await self._pool.execute(
            "INSERT INTO stream_epoch (epoch, first_seen_at) VALUES ($1, $2)", epoch, now
        )
        return epoch

    async def position(self, epoch: int) -> int:
        """Return the offset of an epoch below which everything is dispatched; 0 if unknown."""
        position: int | None = await self._pool.fetchval(
            "SELECT position FROM stream_position WHERE epoch = $1", epoch
        )
        return position or 0

    async def store_position(self, epoch: int, position: int) -> None:
        """Store the offset below which all is dispatched. A lower one is ignored."""
        await self._pool.execute(
            """INSERT INTO stream_position AS s (epoch, position) VALUES ($1, $2)
               ON CONFLICT (epoch) DO UPDATE SET position = excluded.position
               WHERE s.position < excluded.position""",
            epoch,
            position,
        )


class Choice(msgspec.Struct, frozen=True):
    """The current strategy; ``chosen_by`` is None if it comes from the setting."""

    strategy: Strategy
    chosen_by: UUID | None = None
    chosen_at: datetime | None = None


class StrategyStorage:
    """Stores the strategy chosen by an administrator."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def choice(self) -> Choice | None:
        """Return the stored choice, None if there is none or its strategy is unknown."""
        row = await self._pool.fetchrow(
            "SELECT strategy, chosen_by, chosen_at FROM strategy_choice", timeout=QUERY_WITHIN_S
        )
        if row is None or row["strategy"] not in set(Strategy):
            return None
        return Choice(Strategy(row["strategy"]), row["chosen_by"], row["chosen_at"])

    async def choose(self, choice: Choice) -> None:
        """Store a choice, replacing the previous one."""
        async with self._pool.acquire() as connection, connection.transaction():
            before = await connection.fetchval(
                "SELECT strategy FROM strategy_choice FOR UPDATE", timeout=QUERY_WITHIN_S
            )
            await self._put(connection, choice)
            await record(
                connection,
                AuditAction.STRATEGY_CHANGED,
                Subject("strategy"),
                before={"strategy": before},
                after={"strategy": choice.strategy.value},
            )

    @staticmethod
    async def _put(connection: Connection, choice: Choice) -> None:
        await connection.execute(
            """INSERT INTO strategy_choice (strategy, chosen_by, chosen_at) VALUES ($1, $2, $3)
               ON CONFLICT (only_row) DO UPDATE SET strategy = excluded.strategy,
                   chosen_by = excluded.chosen_by, chosen_at = excluded.chosen_at""",
            choice.strategy,
            choice.chosen_by,
            choice.chosen_at,
            timeout=QUERY_WITHIN_S,
        )


class QuotaStorage:
    """Stores the quotas that administrators set for single devices."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def all(self) -> dict[str, Quota]:
        """Return every stored quota by device."""
        rows = await self._pool.fetch(
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

    async def put(self, device_id: UUID, quota: Quota, by: UUID) -> None:
        """Set the quota of a device, replacing the previous one."""
        async with self._pool.acquire() as connection, connection.transaction():
            before = await self._of(connection, device_id)
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

    async def delete(self, device_id: UUID) -> None:
        """Reset a device to the default quota."""
        async with self._pool.acquire() as connection, connection.transaction():
            before = await self._of(connection, device_id)
            query = "DELETE FROM device_quota WHERE device_id = $1"
            await connection.execute(query, device_id, timeout=QUERY_WITHIN_S)
            subject = Subject("device", str(device_id))
            await record(connection, AuditAction.QUOTA_REMOVED, subject, before=before)

    @staticmethod
    async def _of(connection: Connection, device_id: UUID) -> dict[str, Any]:
        """Return the stored quota of a device, locked; empty if there is none."""
        row = await connection.fetchrow(
            """SELECT messages_per_minute, readings_per_minute, waiting_messages
               FROM device_quota WHERE device_id = $1 FOR UPDATE""",
            device_id,
            timeout=QUERY_WITHIN_S,
        )
        return dict(row) if row is not None else {}
