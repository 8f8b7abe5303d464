"""The quiet hours of each user."""

from kilowatch.contracts.ids import UserId
from kilowatch.kit.database import Connection, Pool
from kilowatch.kit.messaging.outbox import Executor
from kilowatch.realtime.quiet.domain import QuietHours


async def quiet_hours(source: Connection | Pool, user_id: UserId) -> QuietHours | None:
    """Return the quiet hours of a user, if any."""
    row = await source.fetchrow(
        "SELECT starts, ends, time_zone FROM quiet_hours WHERE user_id = $1", user_id
    )
    return None if row is None else QuietHours(**dict(row))


async def keep_quiet_hours(pool: Pool, user_id: UserId, hours: QuietHours) -> None:
    """Store the quiet hours of a user."""
    await pool.execute(
        """INSERT INTO quiet_hours (user_id, starts, ends, time_zone) VALUES ($1, $2, $3, $4)
           ON CONFLICT (user_id) DO UPDATE SET starts = excluded.starts, ends = excluded.ends,
               time_zone = excluded.time_zone""",
        user_id,
        hours.starts,
        hours.ends,
        hours.time_zone,
    )


async def drop_quiet_hours(executor: Executor, user_id: UserId) -> None:
    """Delete the quiet hours of a user."""
    await executor.execute("DELETE FROM quiet_hours WHERE user_id = $1", user_id)
