"""The use cases of quiet hours."""

from kilowatch.contracts.ids import UserId
from kilowatch.kit.database import Pool
from kilowatch.realtime.quiet import storage
from kilowatch.realtime.quiet.domain import QuietHours


class QuietHoursChoices:
    """The quiet hours of each user."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def get(self, user_id: UserId) -> QuietHours | None:
        """Return the quiet hours of a user; None if there are none."""
        return await storage.quiet_hours(self._pool, user_id)

    async def keep(self, user_id: UserId, hours: QuietHours) -> None:
        """Store the quiet hours of a user."""
        await storage.keep_quiet_hours(self._pool, user_id, hours)

    async def drop(self, user_id: UserId) -> None:
        """Remove the quiet hours of a user."""
        await storage.drop_quiet_hours(self._pool, user_id)
