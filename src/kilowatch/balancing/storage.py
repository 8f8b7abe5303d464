"""The balancing database: epochs of streams, and the strategy that was chosen.

Where the reading stands lives in the broker.
"""

from datetime import datetime
from uuid import UUID

import msgspec

from kilowatch.balancing.domain import Strategy, next_epoch
from kilowatch.kit.database import Pool

QUERY_WITHIN_S = 5.0


class EpochStorage:
    """Remembers which streams there were."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def current(self) -> int | None:
        """Epoch of the newest stream, None before the first."""
        epoch: int | None = await self._pool.fetchval("SELECT max(epoch) FROM stream_epoch")
        return epoch

    async def begin(self, now: datetime) -> int:
        """Note that a stream was first seen ``now``; gives its epoch."""
        epoch = next_epoch(now, await self.current())
        await self._pool.execute(
            "INSERT INTO stream_epoch (epoch, first_seen_at) VALUES ($1, $2)", epoch, now
        )
        return epoch


class Choice(msgspec.Struct, frozen=True):
    """The strategy that holds; ``chosen_by`` is None where the setting says so."""

    strategy: Strategy
    chosen_by: UUID | None = None
    chosen_at: datetime | None = None


class StrategyStorage:
    """Remembers the strategy an administrator chose."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def choice(self) -> Choice | None:
        """The choice that was made, None where none was or it is not known here (any more)."""
        row = await self._pool.fetchrow(
            "SELECT strategy, chosen_by, chosen_at FROM strategy_choice", timeout=QUERY_WITHIN_S
        )
        if row is None or row["strategy"] not in set(Strategy):
            return None
        return Choice(Strategy(row["strategy"]), row["chosen_by"], row["chosen_at"])

    async def choose(self, choice: Choice) -> None:
        """Keep a choice in place of the one before."""
        await self._pool.execute(
            """INSERT INTO strategy_choice (strategy, chosen_by, chosen_at) VALUES ($1, $2, $3)
               ON CONFLICT (only_row) DO UPDATE SET strategy = excluded.strategy,
                   chosen_by = excluded.chosen_by, chosen_at = excluded.chosen_at""",
            choice.strategy,
            choice.chosen_by,
            choice.chosen_at,
            timeout=QUERY_WITHIN_S,
        )
