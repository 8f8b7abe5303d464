"""The requests to the AI that were used, by hour and user."""

from datetime import datetime
from uuid import UUID

from kilowatch.kit.database import Connection


async def take(connection: Connection, hour: datetime, user_id: UUID, most: int) -> bool:
    """Count a request if fewer than ``most`` are counted in that hour; return true if it was."""
    if most == 0:
        return False
    taken = await connection.fetchval(
        """INSERT INTO ai_use AS u (hour, user_id, requests) VALUES ($1, $2, 1)
           ON CONFLICT (hour, user_id) DO UPDATE SET requests = u.requests + 1
           WHERE u.requests < $3 RETURNING requests""",
        hour,
        user_id,
        most,
    )
    return taken is not None


async def delete_before(connection: Connection, hour: datetime) -> None:
    """Delete the counts of hours before ``hour``."""
    await connection.execute("DELETE FROM ai_use WHERE hour < $1", hour)
