"""Keeps the list of rejections small: old ones are deleted, in small steps."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import asyncpg
import structlog

from kilowatch.kit.database import CONNECTION_LOST, Pool

log = structlog.get_logger()

LOOK_EVERY_S = 60.0
STEP_ROWS = 1_000
PAUSE_S = 0.05
"""The pause between two steps, in which the database does other work."""

COUNTED_REMEMBERED_FOR = timedelta(days=1)
"""A message delivered again within this time is not counted again. None waits in a queue longer
while the platform runs."""


class RejectionUpkeep:
    """Applies the limit of kept rejections per sender and hour, and deletes old ones.

    Every replica does it: rows that one is deleting are skipped by the others.
    """

    def __init__(self, pool: Pool, kept_per_hour: int, kept_for: timedelta) -> None:
        self._pool = pool
        self._kept_per_hour = kept_per_hour
        self._kept_for = kept_for

    async def run(self) -> None:
        """Work until cancelled, through database outages."""
        is_published = False
        while True:
            if not is_published:
                is_published = await self._tried(self.publish_policy)
            # Not at once: what was in the queues when the platform stopped is delivered first.
            await asyncio.sleep(LOOK_EVERY_S if is_published else 1.0)
            if is_published:
                await self._tried(lambda: self.forget(datetime.now(UTC)))

    async def _tried(self, work: Callable[[], Awaitable[object]]) -> bool:
        try:
            await work()
        except (*CONNECTION_LOST, asyncpg.PostgresError, TimeoutError) as error:
            log.warning("rejections.upkeep_waits", error=str(error) or repr(error))
            return False
        return True

    async def publish_policy(self) -> None:
        """Apply this replica's setting to all; they are started with the same."""
        await self._pool.execute(
            "UPDATE rejection_policy SET kept_per_hour = $1 WHERE kept_per_hour <> $1",
            self._kept_per_hour,
        )

    async def forget(self, now: datetime) -> int:
        """Delete what is older than the retention (0: keeps all); return the number of rows."""
        forgotten = 0
        if self._kept_for:
            forgotten = await self._in_steps("forget_rejections", now - self._kept_for)
        await self._in_steps("forget_counted_rejections", now - COUNTED_REMEMBERED_FOR)
        if forgotten:
            log.info("rejections.forgotten", rows=forgotten)
        return forgotten

    async def _in_steps(self, function: str, before: datetime) -> int:
        forgotten = 0
        while True:
            rows = int(await self._pool.fetchval(f"SELECT {function}($1, $2)", before, STEP_ROWS))
            forgotten += rows
            if rows < STEP_ROWS:
                return forgotten
            await asyncio.sleep(PAUSE_S)
