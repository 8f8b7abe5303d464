"""The audit log's queries, and the task that maintains its partitions."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import asyncpg
import structlog

from kilowatch.contracts.audit import (
    LOOK_PREFIX,
    SIMULATION_PREFIX,
    AuditRecorded,
    ReportedAct,
)
from kilowatch.contracts.ids import UserId
from kilowatch.kit import audit
from kilowatch.kit.database import CONNECTION_LOST, Connection, Pool
from kilowatch.kit.messaging.outbox import emit
from kilowatch.users.audit import storage
from kilowatch.users.audit.domain import ActFilter, ActNotReportable, Cursor
from kilowatch.users.audit.storage import cursor_at

log = structlog.get_logger()

UPKEEP_EVERY_S: Final = 3_600.0
RETRY_S: Final = 10.0


class AuditLog:
    """Pages, exports and reported acts."""

    def __init__(self, pool: Pool, keep: timedelta) -> None:
        self._pool = pool
        self._keep = keep

    async def page(
        self, wanted: ActFilter, after: Cursor | None, limit: int
    ) -> tuple[list[asyncpg.Record], Cursor | None]:
        """Return a page, newest first, and where the next begins, None after the last."""
        rows = await storage.page(self._pool, wanted, after, limit + 1)
        shown = rows[:limit]
        return shown, cursor_at(shown[-1]) if len(rows) > limit else None

    def rows(self, wanted: ActFilter) -> AsyncGenerator[dict[str, Any]]:
        """Yield all matching acts, as rows of a file."""

        async def each() -> AsyncGenerator[dict[str, Any]]:
            async for row in storage.each_act(self._pool, wanted):
                yield dict(row)

        return each()

    async def looks(
        self, client_id: UserId, after: Cursor | None, limit: int
    ) -> tuple[list[asyncpg.Record], Cursor | None]:
        """Return the looks at a client's data, newest first, like `page`."""
        return await self.page(ActFilter(client_id=client_id), after, limit)

    async def report(self, act: ReportedAct, *, of_simulation: bool) -> None:
        """Record an act of a process without a database. Raises `ActNotReportable`."""
        if of_simulation and not act.action.startswith(SIMULATION_PREFIX):
            raise ActNotReportable
        if act.action.startswith(LOOK_PREFIX):
            raise ActNotReportable
        event = audit.compose(
            act.action, act.subject, before=act.before, after=act.after, outcome=act.outcome
        )
        if event is not None:
            async with self._pool.acquire() as connection, connection.transaction():
                await emit(connection, event)

    async def run(self) -> None:
        """Create future partitions and drop expired ones, until cancelled."""
        while True:
            pause_s = UPKEEP_EVERY_S
            try:
                dropped = await storage.look_after(self._pool, datetime.now(UTC), self._keep)
                if dropped:
                    log.info("audit.months_dropped", count=dropped)
            except (*CONNECTION_LOST, asyncpg.PostgresError, TimeoutError) as error:
                log.warning("audit.upkeep_failed", error=str(error) or repr(error))
                pause_s = RETRY_S
            await asyncio.sleep(pause_s)


async def take_act(connection: Connection, event: AuditRecorded) -> None:
    """Add a service's acts to the log."""
    await storage.append(connection, event)
