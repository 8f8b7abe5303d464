"""Credentials, accounts and login attempts."""

from datetime import datetime

import asyncpg
import msgspec

from kilowatch.auth.domain import Attempts, Holder
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.roles import AccountStatus, Role
from kilowatch.kit.database import Connection, Pool


class Candidate(msgspec.Struct, frozen=True):
    """Somebody who may be meant by a username."""

    user_id: UserId
    password_hash: str


async def insert_pending(
    pool: Pool, user_id: UserId, password_hash: str, pending_since: datetime
) -> bool:
    """Keep a pending credential. False when the user has an active one, which stays."""
    done = await pool.execute(
        """INSERT INTO credential AS c (user_id, password_hash, pending_since)
           VALUES ($1, $2, $3)
           ON CONFLICT (user_id) DO UPDATE SET password_hash = excluded.password_hash,
               pending_since = excluded.pending_since
           WHERE c.pending_since IS NOT NULL""",
        user_id,
        password_hash,
        pending_since,
    )
    return done == "INSERT 0 1"


async def delete_pending(pool: Pool, user_id: UserId) -> None:
    """Drop a credential that is still pending."""
    await pool.execute(
        "DELETE FROM credential WHERE user_id = $1 AND pending_since IS NOT NULL", user_id
    )


async def activate(connection: Connection, user_id: UserId) -> bool:
    """The person exists. False when no credential is kept for them."""
    done = await connection.execute(
        "UPDATE credential SET pending_since = NULL WHERE user_id = $1", user_id
    )
    return done == "UPDATE 1"


async def delete_credential(connection: Connection, user_id: UserId) -> None:
    """The person is gone."""
    await connection.execute("DELETE FROM credential WHERE user_id = $1", user_id)


async def pending_before(pool: Pool, moment: datetime) -> list[UserId]:
    """Whose credentials have been pending since before ``moment``, oldest first."""
    rows = await pool.fetch(
        "SELECT user_id FROM credential WHERE pending_since < $1 ORDER BY pending_since LIMIT 100",
        moment,
    )
    return [UserId(row["user_id"]) for row in rows]


async def candidates(pool: Pool, username: str) -> list[Candidate]:
    """Active accounts with this username: one, save for the blink in which a name moves on."""
    rows = await pool.fetch(
        """SELECT user_id, password_hash FROM account JOIN credential USING (user_id)
           WHERE lower(username) = lower($1) AND status = 'active' ORDER BY user_id LIMIT 4""",
        username,
    )
    return [Candidate(UserId(row["user_id"]), row["password_hash"]) for row in rows]


async def lock_holder(connection: Connection, user_id: UserId) -> Holder | None:
    """The account of ``user_id`` as it stays until the transaction ends, if it is active."""
    holder = await lock_account(connection, user_id)
    return holder if holder is not None and holder.status is AccountStatus.ACTIVE else None


async def lock_account(connection: Connection, user_id: UserId) -> Holder | None:
    """The account of ``user_id``, in whatever status, held until the transaction ends."""
    row = await connection.fetchrow(
        """SELECT user_id, version, username, name, role, status FROM account
           WHERE user_id = $1 FOR SHARE""",
        user_id,
    )
    if row is None:
        return None
    return Holder(
        user_id=UserId(row["user_id"]),
        version=row["version"],
        username=row["username"],
        name=row["name"],
        role=Role(row["role"]),
        status=AccountStatus(row["status"]),
    )


async def lock_attempts(connection: Connection, username: str, now: datetime) -> Attempts:
    """The attempts on a username, which nobody else counts until the transaction ends."""
    row: asyncpg.Record | None = await connection.fetchrow(
        """INSERT INTO login_attempts AS a (username, failures, last_failure_at) VALUES ($1, 0, $2)
           ON CONFLICT (username) DO UPDATE SET failures = a.failures
           RETURNING failures, locked_until""",
        username,
        now,
    )
    return Attempts(row["failures"], row["locked_until"]) if row is not None else Attempts()


async def save_attempts(
    connection: Connection, username: str, attempts: Attempts, now: datetime
) -> None:
    """Write what `lock_attempts` gave and a failure changed."""
    await connection.execute(
        """UPDATE login_attempts SET failures = $2, locked_until = $3, last_failure_at = $4
           WHERE username = $1""",
        username,
        attempts.failures,
        attempts.locked_until,
        now,
    )


async def forget_attempts(connection: Connection, username: str) -> None:
    """A login succeeded: the row of wrong ones ends."""
    await connection.execute("DELETE FROM login_attempts WHERE username = $1", username)


async def forget_attempts_before(pool: Pool, moment: datetime) -> None:
    """Names somebody tried long ago need not be kept; no lock lasts that long."""
    await pool.execute("DELETE FROM login_attempts WHERE last_failure_at < $1", moment)
