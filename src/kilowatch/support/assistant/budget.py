"""The budget of AI requests, by hour: for each user, and for the whole platform."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from kilowatch.contracts.ids import UserId
from kilowatch.kit.database import Pool
from kilowatch.support.reasons import Reason, because
from kilowatch.support.storage import budget as storage

EVERYBODY: Final = UUID(int=0)
KEPT: Final = timedelta(days=35)


class BudgetSpent(Exception):
    """There are no requests left in this hour; the reason says whose."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.text)
        self.reason = reason


class Budget:
    """Counts requests across all processes."""

    def __init__(self, pool: Pool, per_user_per_hour: int, per_hour: int) -> None:
        self._pool = pool
        self._per_user_per_hour = per_user_per_hour
        self._per_hour = per_hour

    async def spend(self, user_id: UserId, now: datetime) -> None:
        """Use one request. Raises `BudgetSpent`, and uses nothing."""
        hour = now.replace(minute=0, second=0, microsecond=0)
        async with self._pool.acquire() as connection, connection.transaction():
            if not await storage.take(connection, hour, user_id, self._per_user_per_hour):
                raise BudgetSpent(because("client_spent"))
            if not await storage.take(connection, hour, EVERYBODY, self._per_hour):
                raise BudgetSpent(because("platform_spent"))
            await storage.delete_before(connection, hour - KEPT)
