"""The dispatch strategy: the setting, until an administrator chooses another."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID

import asyncpg
import structlog

from kilowatch.balancing.domain import ReplicaPool, Strategy
from kilowatch.balancing.storage import strategy as storage
from kilowatch.balancing.storage.strategy import Choice
from kilowatch.kit.database import CONNECTION_LOST, Pool

log = structlog.get_logger()

LOOK_S = 1.0
"""Seconds until a choice made at the other balancer applies here."""


class StrategySelector:
    """Applies the chosen strategy to the replica pool, wherever it was chosen."""

    def __init__(self, replica_pool: ReplicaPool, pool: Pool, setting: Strategy) -> None:
        self._replica_pool = replica_pool
        self._pool = pool
        self._setting = setting
        self.choice = Choice(setting)
        # A value read before a choice must not override it.
        self._one_at_a_time = asyncio.Lock()
        replica_pool.strategy = setting

    async def run(self) -> None:
        """Apply the stored choice until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK_S)

    async def look(self) -> Choice:
        """Return the current choice, or the last known one during a database outage."""
        async with self._one_at_a_time:
            try:
                self._follow(await storage.choice(self._pool) or Choice(self._setting))
            except (*CONNECTION_LOST, TimeoutError, asyncpg.PostgresError) as error:
                log.warning("strategy.not_read", error=str(error) or repr(error))
            return self.choice

    async def choose(self, strategy: Strategy, chosen_by: UUID) -> Choice:
        """Dispatch by ``strategy`` from now on, also after a restart."""
        choice = Choice(strategy, chosen_by, datetime.now(UTC))
        async with self._one_at_a_time:
            await storage.choose(self._pool, choice)
            self._follow(choice)
        return choice

    def _follow(self, choice: Choice) -> None:
        if choice.strategy is not self._replica_pool.strategy:
            log.info("strategy.changed", strategy=choice.strategy.value)
        self.choice = choice
        self._replica_pool.strategy = choice.strategy
