"""The strategy that an administrator chose."""

from datetime import datetime
from uuid import UUID

import msgspec

from kilowatch.balancing.domain import Strategy
from kilowatch.contracts.audit import AuditAction, Subject
from kilowatch.kit.audit import record
from kilowatch.kit.database import Connection, Pool

QUERY_WITHIN_S = 5.0


class Choice(msgspec.Struct, frozen=True):
    """The current strategy; ``chosen_by`` is None if it comes from the setting."""

    strategy: Strategy
    chosen_by: UUID | None = None
    chosen_at: datetime | None = None


async def choice(pool: Pool) -> Choice | None:
    """Return the stored choice, None if there is none or its strategy is unknown."""
    row = await pool.fetchrow(
        "SELECT strategy, chosen_by, chosen_at FROM strategy_choice", timeout=QUERY_WITHIN_S
    )
    if row is None or row["strategy"] not in set(Strategy):
        return None
    return Choice(Strategy(row["strategy"]), row["chosen_by"], row["chosen_at"])


async def choose(pool: Pool, choice: Choice) -> None:
    """Store a choice, replacing the previous one."""
    async with pool.acquire() as connection, connection.transaction():
        before = await connection.fetchval(
            "SELECT strategy FROM strategy_choice FOR UPDATE", timeout=QUERY_WITHIN_S
        )
        await _put(connection, choice)
        await record(
            connection,
            AuditAction.STRATEGY_CHANGED,
            Subject("strategy"),
            before={"strategy": before},
            after={"strategy": choice.strategy.value},
        )


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
