"""Wrong passwords in a row, and the browsers for which they are counted separately."""

from datetime import datetime

import asyncpg

from kilowatch.auth.lockout import (
    BROWSERS_KNOWN_AT_ONCE,
    PLACE_MARK,
    Attempts,
    Lock,
    LockPage,
    LockSort,
)
from kilowatch.contracts.ids import UserId
from kilowatch.kit.database import Connection, Pool

_SORT_COLUMNS = {
    "username": "t.username",
    "failures": "t.failures",
    "last_failure_at": "t.last_failure_at",
    "locked_until": "t.locked_until",
}


async def lock(connection: Connection, key: str, now: datetime) -> Attempts:
    """Return the attempts under ``key``, locked until the transaction ends."""
    row: asyncpg.Record | None = await connection.fetchrow(
        """INSERT INTO login_attempts AS a (username, failures, last_failure_at) VALUES ($1, 0, $2)
           ON CONFLICT (username) DO UPDATE SET failures = a.failures
           RETURNING failures, locked_until""",
        key,
        now,
    )
    return Attempts(row["failures"], row["locked_until"]) if row is not None else Attempts()


async def save(connection: Connection, key: str, attempts: Attempts, now: datetime) -> None:
    """Store the attempts that `lock` returned and a failure changed."""
    await connection.execute(
        """UPDATE login_attempts SET failures = $2, locked_until = $3, last_failure_at = $4
           WHERE username = $1""",
        key,
        attempts.failures,
        attempts.locked_until,
        now,
    )


async def forget(connection: Connection, key: str) -> None:
    """Delete the failures after a successful login."""
    await connection.execute("DELETE FROM login_attempts WHERE username = $1", key)


async def forget_before(pool: Pool, moment: datetime) -> None:
    """Delete failures of long ago; no lock lasts that long."""
    await pool.execute("DELETE FROM login_attempts WHERE last_failure_at < $1", moment)


async def forget_all_of(connection: Connection, username: str) -> None:
    """Delete all failures of a username, from any browser."""
    await connection.execute(
        """DELETE FROM login_attempts
           WHERE username = lower($1) OR split_part(username, $2, 3) = lower($1)""",
        username,
        PLACE_MARK,
    )


async def search_locks(
    pool: Pool, text: str | None, sort: LockSort, now: datetime, limit: int, offset: int
) -> LockPage:
    """Return a page of the usernames that are locked at ``now``, each with its user, if any."""
    column = _SORT_COLUMNS[sort.removeprefix("-")]
    direction = "DESC" if sort.startswith("-") else "ASC"
    locked = """FROM login_attempts t WHERE t.locked_until > $1 AND left(t.username, 1) <> $2
        AND ($3::text IS NULL OR strpos(t.username, lower($3)) > 0)"""
    rows = await pool.fetch(
        f"""SELECT t.username, t.failures, t.last_failure_at, t.locked_until,
                (SELECT user_id FROM account a
                 WHERE lower(a.username) = t.username AND a.status = 'active'
                 ORDER BY user_id LIMIT 1) AS user_id
            {locked} ORDER BY {column} {direction}, t.username LIMIT $4 OFFSET $5""",  # noqa: S608
        now,
        PLACE_MARK,
        text,
        limit,
        offset,
    )
    total = await pool.fetchval(f"SELECT count(*) {locked}", now, PLACE_MARK, text)
    return LockPage([_lock(row) for row in rows], int(total or 0))


def _lock(row: asyncpg.Record) -> Lock:
    return Lock(
        username=row["username"],
        user_id=UserId(row["user_id"]) if row["user_id"] is not None else None,
        failures=row["failures"],
        last_failure_at=row["last_failure_at"],
        locked_until=row["locked_until"],
    )


async def browser_is_known(pool: Pool, token_hash: bytes, username: str | None) -> bool:
    """Return true if any user, or this username, has logged in from this browser."""
    return bool(
        await pool.fetchval(
            """SELECT EXISTS (SELECT FROM known_browser JOIN account USING (user_id)
                              WHERE token_hash = $1 AND status = 'active'
                                AND ($2::text IS NULL OR lower(username) = lower($2)))""",
            token_hash,
            username,
        )
    )


async def remember_browser(
    connection: Connection, token_hash: bytes, user_id: UserId, now: datetime
) -> None:
    """Remember a browser that a user has logged in from; the most recent ones are kept."""
    await connection.execute(
        """INSERT INTO known_browser (token_hash, user_id, last_used_at) VALUES ($1, $2, $3)
           ON CONFLICT (token_hash, user_id) DO UPDATE SET last_used_at = excluded.last_used_at""",
        token_hash,
        user_id,
        now,
    )
    await connection.execute(
        """DELETE FROM known_browser WHERE user_id = $1 AND token_hash NOT IN (
               SELECT token_hash FROM known_browser WHERE user_id = $1
               ORDER BY last_used_at DESC, token_hash LIMIT $2)""",
        user_id,
        BROWSERS_KNOWN_AT_ONCE,
    )


async def forget_browsers_of(connection: Connection, user_id: UserId) -> None:
    """Forget all browsers of a user."""
    await connection.execute("DELETE FROM known_browser WHERE user_id = $1", user_id)


async def forget_browsers_before(pool: Pool, moment: datetime) -> None:
    """Delete browsers without a login for so long that they have lost their cookie."""
    await pool.execute("DELETE FROM known_browser WHERE last_used_at < $1", moment)
