"""Credentials and accounts."""

from datetime import datetime

import asyncpg
import msgspec

from kilowatch.auth.domain.sessions import Holder
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.roles import AccountStatus, Role
from kilowatch.kit.database import Connection, Pool


class Candidate(msgspec.Struct, frozen=True):
    """A user that a username may refer to."""

    user_id: UserId
    password_hash: str


async def insert_pending(
    pool: Pool, user_id: UserId, password_hash: str, pending_since: datetime
) -> bool:
    """Store a pending credential. False if the user has an active one, which stays."""
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
    """Delete a credential that is still pending."""
    await pool.execute(
        "DELETE FROM credential WHERE user_id = $1 AND pending_since IS NOT NULL", user_id
    )


async def activate(connection: Connection, user_id: UserId) -> bool:
    """Activate the credential of a user. False if there is none."""
    done = await connection.execute(
        "UPDATE credential SET pending_since = NULL WHERE user_id = $1", user_id
    )
    return done == "UPDATE 1"


async def delete_credential(connection: Connection, user_id: UserId) -> None:
    """Delete the credential and account of a removed user."""
    await connection.execute("DELETE FROM credential WHERE user_id = $1", user_id)


async def pending_before(pool: Pool, moment: datetime) -> list[UserId]:
    """Return the users whose credentials are pending since before ``moment``, oldest first."""
    rows = await pool.fetch(
        "SELECT user_id FROM credential WHERE pending_since < $1 ORDER BY pending_since LIMIT 100",
        moment,
    )
    return [UserId(row["user_id"]) for row in rows]


async def candidates(pool: Pool, username: str) -> list[Candidate]:
    """Return the active accounts with this username: one, except while a name changes hands."""
    rows = await pool.fetch(
        """SELECT user_id, password_hash FROM account JOIN credential USING (user_id)
           WHERE lower(username) = lower($1) AND status = 'active' ORDER BY user_id LIMIT 4""",
        username,
    )
    return [Candidate(UserId(row["user_id"]), row["password_hash"]) for row in rows]


async def credential_of(pool: Pool, user_id: UserId) -> Candidate | None:
    """Return the credential of a user, pending or not."""
    password_hash = await pool.fetchval(
        "SELECT password_hash FROM credential WHERE user_id = $1", user_id
    )
    return Candidate(user_id, password_hash) if password_hash is not None else None


async def username_of(pool: Pool, user_id: UserId) -> str | None:
    """Return the username of a user who was not deleted."""
    username = await pool.fetchval(
        "SELECT username FROM account WHERE user_id = $1 AND status <> 'deleted'", user_id
    )
    return str(username) if username is not None else None


async def hold_credential(connection: Connection, candidate: Candidate) -> bool:
    """Return true for the user's current hash, locked until the transaction ends."""
    return bool(
        await connection.fetchval(
            """SELECT true FROM credential WHERE user_id = $1 AND password_hash = $2
               FOR SHARE""",
            candidate.user_id,
            candidate.password_hash,
        )
    )


async def replace_password(connection: Connection, user_id: UserId, password_hash: str) -> None:
    """Set the user's password from the commit on."""
    await connection.execute(
        """INSERT INTO credential (user_id, password_hash) VALUES ($1, $2)
           ON CONFLICT (user_id) DO UPDATE SET password_hash = excluded.password_hash,
               pending_since = NULL""",
        user_id,
        password_hash,
    )


async def rehash(pool: Pool, candidate: Candidate, password_hash: str) -> bool:
    """Store a better hash of the same password. False if the hash was replaced meanwhile."""
    done = await pool.execute(
        "UPDATE credential SET password_hash = $3 WHERE user_id = $1 AND password_hash = $2",
        candidate.user_id,
        candidate.password_hash,
        password_hash,
    )
    return done == "UPDATE 1"


async def lock_holder(connection: Connection, user_id: UserId) -> Holder | None:
    """Return the account of ``user_id``, locked until the transaction ends, if it is active."""
    holder = await lock_account(connection, user_id)
    return holder if holder is not None and holder.status is AccountStatus.ACTIVE else None


async def lock_account(connection: Connection, user_id: UserId) -> Holder | None:
    """Return the account of ``user_id``, whatever its status, locked until the transaction ends."""
    row = await connection.fetchrow(
        """SELECT user_id, version, username, name, role, status FROM account
           WHERE user_id = $1 FOR SHARE""",
        user_id,
    )
    return _holder(row)


async def find_account(connection: Connection, user_id: UserId) -> Holder | None:
    """Return the account of ``user_id`` with its current name, without locking it."""
    row = await connection.fetchrow(
        "SELECT user_id, version, username, name, role, status FROM account WHERE user_id = $1",
        user_id,
    )
    return _holder(row)


async def holder_named(connection: Connection, username: str) -> Holder | None:
    """Return the user with a username, ignoring case; None if deleted."""
    row = await connection.fetchrow(
        """SELECT user_id, version, username, name, role, status FROM account
           WHERE lower(username) = lower($1) AND status <> 'deleted'
           ORDER BY status, user_id LIMIT 1""",
        username,
    )
    return _holder(row)


def _holder(row: asyncpg.Record | None) -> Holder | None:
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
