"""The use cases of quiet hours."""

from kilowatch.contracts.ids import UserId
from kilowatch.kit.database import Pool
from kilowatch.realtime.quiet import storage
from kilowatch.realtime.quiet.domain import QuietHours


class QuietHoursChoices:
    """Each person's own quiet hours."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def get(self, user_id: UserId) -> QuietHours | None:
        """Return the quiet hours of a person; None where there are none."""
        return await storage.quiet_hours(self._pool, user_id)

    async def keep(self, user_id: UserId, hours: QuietHours) -> None:
        """Store the quiet hours of a person."""
        await storage.keep_quiet_hours(self._pool, user_id, hours)

    async def drop(self, user_id: UserId) -> None:
        """Remove the quiet hours of a person."""
        await storage.drop_quiet_hours(self._pool, user_id)
