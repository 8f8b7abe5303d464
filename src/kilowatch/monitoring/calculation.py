"""Calculates the hours of calculated channels after those of their parts changed."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Final

import asyncpg
import structlog

from kilowatch.kit.database import CONNECTION_LOST, Pool

log = structlog.get_logger()

MOST_HOURS: Final = 2_000
"""The most hours that just changed, and the most of a backlog, in one transaction."""


class Calculation:
    """Keeps calculated channels in line with their parts. One replica calculates at a time."""

    def __init__(self, pool: Pool, news_window: timedelta, interval_s: float) -> None:
        self._pool = pool
        self._news_window = news_window
        self._interval_s = interval_s

    async def settle(self, now: datetime) -> int:
        """Calculate the hours that are due; returns how many were taken."""
        taken: int = await self._pool.fetchval(
            "SELECT settle_formulas($1, $2, $3)", MOST_HOURS, now, now - self._news_window
        )
        return taken

    async def run(self) -> None:
        """Calculate what is due, until cancelled."""
        while True:
            try:
                while await self.settle(datetime.now(UTC)):
                    pass
            except (*CONNECTION_LOST, asyncpg.PostgresError, TimeoutError) as error:
                log.warning("calculation.waits", error=str(error) or repr(error))
            await asyncio.sleep(self._interval_s)
