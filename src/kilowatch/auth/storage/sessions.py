"""Sessions and their refresh tokens."""

from datetime import datetime
from uuid import UUID

from kilowatch.auth.domain import PresentedToken, Session
from kilowatch.contracts.ids import UserId
from kilowatch.kit.database import Connection, Pool


async def insert(
    connection: Connection, session: Session, token_hash: bytes, now: datetime
) -> None:
    """Begin a session with its first refresh token."""
    await connection.execute(
        """INSERT INTO session (id, user_id, rotation_key, created_at, expires_at)
           VALUES ($1, $2, $3, $4, $5)""",
        session.id,
        session.user_id,
        session.rotation_key,
        now,
        session.expires_at,
    )
    await connection.execute(
        "INSERT INTO refresh_token (token_hash, session_id, generation) VALUES ($1, $2, 1)",
        token_hash,
        session.id,
    )


async def find(pool: Pool, token_hash: bytes) -> Session | None:
    """The session a refresh token was ever good for."""
    row = await pool.fetchrow(
        """SELECT s.id, s.user_id, s.rotation_key, s.expires_at
           FROM refresh_token t JOIN session s ON s.id = t.session_id WHERE t.token_hash = $1""",
        token_hash,
    )
    if row is None:
        return None
    return Session(
        id=row["id"],
        user_id=UserId(row["user_id"]),
        rotation_key=row["rotation_key"],
        expires_at=row["expires_at"],
    )


async def lock(
    connection: Connection, session: Session, token_hash: bytes
) -> PresentedToken | None:
    """A refresh token in its session, which nobody else rotates until the transaction ends."""
    expires_at = await connection.fetchval(
        "SELECT expires_at FROM session WHERE id = $1 FOR UPDATE", session.id
    )
    if expires_at is None:
        return None
    row = await connection.fetchrow(
        """SELECT generation, replaced_at,
               (SELECT max(generation) FROM refresh_token WHERE session_id = $1) AS newest
           FROM refresh_token WHERE token_hash = $2""",
        session.id,
        token_hash,
    )
    if row is None:
        return None
    return PresentedToken(
        session=Session(
            id=session.id,
            user_id=session.user_id,
            rotation_key=session.rotation_key,
            expires_at=expires_at,
        ),
        generation=row["generation"],
        newest_generation=row["newest"],
        replaced_at=row["replaced_at"],
    )


async def rotate(
    connection: Connection,
    presented: PresentedToken,
    next_hash: bytes,
    expires_at: datetime,
    now: datetime,
) -> None:
    """Replace the newest refresh token by the next, and let the session last longer."""
    session_id = presented.session.id
    await connection.execute(
        "UPDATE refresh_token SET replaced_at = $3 WHERE session_id = $1 AND generation = $2",
        session_id,
        presented.generation,
        now,
    )
    await connection.execute(
        "INSERT INTO refresh_token (token_hash, session_id, generation) VALUES ($1, $2, $3)",
        next_hash,
        session_id,
        presented.generation + 1,
    )
    await connection.execute(
        "UPDATE session SET expires_at = $2 WHERE id = $1", session_id, expires_at
    )


async def delete(connection: Connection | Pool, session_id: UUID) -> None:
    """End a session."""
    await connection.execute("DELETE FROM session WHERE id = $1", session_id)


async def delete_of(connection: Connection, user_id: UserId) -> None:
    """End all sessions of a person."""
    await connection.execute("DELETE FROM session WHERE user_id = $1", user_id)


async def delete_expired(pool: Pool, now: datetime) -> None:
    """Drop sessions that nobody can refresh any more."""
    await pool.execute("DELETE FROM session WHERE expires_at < $1", now)
