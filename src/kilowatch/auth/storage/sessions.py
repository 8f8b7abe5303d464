"""Sessions and their refresh tokens."""

from datetime import datetime
from typing import Final
from uuid import UUID

from kilowatch.auth.domain.sessions import (
    PresentedToken,
    Session,
    SessionListing,
    SessionPage,
    SessionSort,
)
from kilowatch.contracts.audit import Origin
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.sessions import SessionEnded
from kilowatch.kit.database import Connection, Pool

_SORT_COLUMNS: Final = {
    "started_at": "created_at",
    "last_used_at": "coalesce(last_used_at, created_at)",
    "expires_at": "expires_at",
    "user_agent": "lower(user_agent)",
    "address": "address",
}


async def insert(
    connection: Connection, session: Session, token_hash: bytes, origin: Origin, now: datetime
) -> None:
    """Start a session with its first refresh token."""
    await connection.execute(
        """INSERT INTO session (id, user_id, rotation_key, created_at, expires_at,
                                last_used_at, user_agent, address)
           VALUES ($1, $2, $3, $4, $5, $4, $6, $7)""",
        session.id,
        session.user_id,
        session.rotation_key,
        now,
        session.expires_at,
        origin.user_agent,
        origin.address,
    )
    await connection.execute(
        "INSERT INTO refresh_token (token_hash, session_id, generation) VALUES ($1, $2, 1)",
        token_hash,
        session.id,
    )


async def find(pool: Pool, token_hash: bytes) -> Session | None:
    """Return the session that a refresh token ever belonged to."""
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
    """Return a refresh token in its session, locked until the transaction ends."""
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
    """Replace the newest refresh token by the next, and extend the session."""
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


async def note_use(connection: Connection, session_id: UUID, origin: Origin, now: datetime) -> None:
    """Record where a session was used last."""
    await connection.execute(
        "UPDATE session SET last_used_at = $2, user_agent = $3, address = $4 WHERE id = $1",
        session_id,
        now,
        origin.user_agent,
        origin.address,
    )


async def delete(
    connection: Connection, user_id: UserId, only: UUID | None, keep: UUID | None
) -> list[UUID]:
    """End all sessions of a user, or ``only`` one, or all but the one to ``keep``."""
    rows = await connection.fetch(
        """DELETE FROM session WHERE id IN (
               SELECT id FROM session
               WHERE user_id = $1 AND ($2::uuid IS NULL OR id = $2)
                 AND ($3::uuid IS NULL OR id <> $3)
               ORDER BY id FOR UPDATE)
           RETURNING id""",
        user_id,
        only,
        keep,
    )
    return [row["id"] for row in rows]


async def delete_expired(pool: Pool, now: datetime) -> None:
    """Delete sessions that can no longer be refreshed."""
    await pool.execute("DELETE FROM session WHERE expires_at < $1", now)


async def search(
    pool: Pool,
    user_id: UserId,
    text: str | None,
    sort: SessionSort,
    now: datetime,
    limit: int,
    offset: int,
) -> SessionPage:
    """Return a page of a user's sessions whose browser or address contains ``text``."""
    column = _SORT_COLUMNS[sort.removeprefix("-")]
    direction = "DESC" if sort.startswith("-") else "ASC"
    matches = """user_id = $1 AND expires_at > $2 AND ($3::text IS NULL
        OR strpos(lower(user_agent), lower($3)) > 0 OR strpos(address, lower($3)) > 0)"""
    rows = await pool.fetch(
        f"""SELECT id, created_at AS started_at, expires_at, user_agent, address,
                   coalesce(last_used_at, created_at) AS last_used_at
            FROM session WHERE {matches}
            ORDER BY {column} {direction} NULLS LAST, id LIMIT $4 OFFSET $5""",  # noqa: S608
        user_id,
        now,
        text,
        limit,
        offset,
    )
    total = await pool.fetchval(
        f"SELECT count(*) FROM session WHERE {matches}",  # noqa: S608 - from a closed list
        user_id,
        now,
        text,
    )
    return SessionPage([SessionListing(**dict(row)) for row in rows], int(total or 0))


async def fetch_ended_after(pool: Pool, after: UUID, limit: int) -> list[SessionEnded]:
    """Return up to ``limit`` ended sessions to be remembered, in order."""
    rows = await pool.fetch(
        """SELECT session_id, user_id, tokens_expire_at FROM ended_session
           WHERE session_id > $1 AND tokens_expire_at > now() ORDER BY session_id LIMIT $2""",
        after,
        limit,
    )
    return [SessionEnded(**dict(row)) for row in rows]
