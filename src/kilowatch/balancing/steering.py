"""How readings are dealt: by the setting, until an administrator chooses otherwise."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID

import asyncpg
import structlog

from kilowatch.balancing.domain import Roster, Strategy
from kilowatch.balancing.storage import Choice, StrategyStorage
from kilowatch.kit.database import CONNECTION_LOST

log = structlog.get_logger()

LOOK_S = 1.0
"""How soon a choice made at the other balancer holds here."""


class Steering:
    """Keeps the roster at the strategy that was chosen, here or at the other balancer."""

    def __init__(self, roster: Roster, storage: StrategyStorage, setting: Strategy) -> None:
        self._roster = roster
        self._storage = storage
        self._setting = setting
        self.choice = Choice(setting)
        # What was read before a choice must not undo it.
        self._one_at_a_time = asyncio.Lock()
        roster.strategy = setting

    async def run(self) -> None:
        """Follow the choice until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK_S)

    async def look(self) -> Choice:
        """The choice that holds now; the one known last where the database does not answer."""
        async with self._one_at_a_time:
            try:
                self._follow(await self._storage.choice() or Choice(self._setting))
            except (*CONNECTION_LOST, TimeoutError, asyncpg.PostgresError) as error:
                log.warning("strategy.not_read", error=str(error) or repr(error))
            return self.choice

    async def choose(self, strategy: Strategy, chosen_by: UUID) -> Choice:
        """Deal by ``strategy`` from now on, also after a restart."""
        choice = Choice(strategy, chosen_by, datetime.now(UTC))
        async with self._one_at_a_time:
            await self._storage.choose(choice)
            self._follow(choice)
        return choice

    def _follow(self, choice: Choice) -> None:
        if choice.strategy is not self._roster.strategy:
            log.info("strategy.changed", strategy=choice.strategy.value)
        self.choice = choice
        self._roster.strategy = choice.strategy
