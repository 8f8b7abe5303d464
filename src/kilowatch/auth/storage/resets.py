"""One-time links to set a new password."""

from datetime import datetime

from kilowatch.contracts.ids import UserId
from kilowatch.kit.database import Connection, Pool


async def issue(
    connection: Connection, user_id: UserId, token_hash: bytes, expires_at: datetime
) -> None:
    """Store a link for a user, replacing any previous one."""
    await connection.execute(
        """INSERT INTO password_reset (user_id, token_hash, expires_at) VALUES ($1, $2, $3)
           ON CONFLICT (user_id) DO UPDATE SET token_hash = excluded.token_hash,
               expires_at = excluded.expires_at""",
        user_id,
        token_hash,
        expires_at,
    )


async def find(pool: Pool, token_hash: bytes, now: datetime) -> UserId | None:
    """Return the user of a valid link."""
    user_id = await pool.fetchval(
        "SELECT user_id FROM password_reset WHERE token_hash = $1 AND expires_at > $2",
        token_hash,
        now,
    )
    return UserId(user_id) if user_id is not None else None


async def use(connection: Connection, token_hash: bytes, now: datetime) -> bool:
    """Use up a link. False if it is invalid, or was used concurrently."""
    done = await connection.execute(
        "DELETE FROM password_reset WHERE token_hash = $1 AND expires_at > $2", token_hash, now
    )
    return done == "DELETE 1"


async def withdraw(connection: Connection, user_id: UserId) -> None:
    """Invalidate a user's link."""
    await connection.execute("DELETE FROM password_reset WHERE user_id = $1", user_id)


async def delete_expired(pool: Pool, now: datetime) -> None:
    """Delete links that are no longer valid."""
    await pool.execute("DELETE FROM password_reset WHERE expires_at < $1", now)
