"""Stores each replica's progress in the database, so that any of them can report all."""

import asyncio
from collections import Counter
from datetime import UTC, datetime

import asyncpg
import structlog

from kilowatch.kit.database import CONNECTION_LOST, Pool

log = structlog.get_logger()

NOTE_EVERY_S = 1.0


class Progress:
    """The batches in progress of a replica, by the moment they were dispatched."""

    def __init__(self, pool: Pool, replica: str) -> None:
        self._pool = pool
        self._replica = replica
        self._undone: Counter[datetime] = Counter()
        self._newest_dispatched_at: datetime | None = None

    def taken(self, dispatched_at: datetime) -> None:
        """Record that a batch is in progress."""
        self._undone[dispatched_at] += 1

    def done(self, dispatched_at: datetime, *, stored: bool) -> None:
        """Record that a batch is no longer in progress: stored, or to be redelivered."""
        self._undone[dispatched_at] -= 1
        self._undone += Counter()  # drops those that are at zero
        if stored and (
            self._newest_dispatched_at is None or dispatched_at > self._newest_dispatched_at
        ):
            self._newest_dispatched_at = dispatched_at

    async def run(self) -> None:
        """Store the progress every second, until cancelled."""
        while True:
            try:
                await self.note(datetime.now(UTC))
            except (*CONNECTION_LOST, asyncpg.PostgresError, TimeoutError) as error:
                log.warning("progress.not_noted", error=str(error) or repr(error))
            await asyncio.sleep(NOTE_EVERY_S)

    async def note(self, now: datetime) -> None:
        """Store the progress at ``now``. The newest batch from before a restart is kept."""
        await self._pool.execute(
            """INSERT INTO replica_progress AS p (replica, noted_at, oldest_unfinished_at,
                                                  newest_dispatched_at)
               VALUES ($1, $2, $3, $4)
               ON CONFLICT (replica) DO UPDATE SET noted_at = excluded.noted_at,
                   oldest_unfinished_at = excluded.oldest_unfinished_at,
                   newest_dispatched_at = greatest(p.newest_dispatched_at,
                                                   excluded.newest_dispatched_at)""",
            self._replica,
            now,
            min(self._undone, default=None),
            self._newest_dispatched_at,
            timeout=5,
        )
