"""The tables of `users`."""

from typing import Final
from uuid import UUID

import asyncpg

from kilowatch.contracts.ids import UserId
from kilowatch.contracts.roles import AccountStatus, Role
from kilowatch.kit.database import Connection, Pool, alphabetical
from kilowatch.kit.lists import contains, order_by
from kilowatch.kit.people_errors import UsernameTaken
from kilowatch.users.domain import Person, PersonPage, UserSort

ADMINISTRATORS_LOCK: Final = 0x75_61
"""Locked by every change that could add the first administrator or remove the last."""

_SORT_COLUMNS: Final = {
    "name": alphabetical("name"),
    "username": "lower(username)",
    "role": "role",
    "status": "status",
    "created_at": "created_at",
}

_COLUMNS: Final = "id, version, username, name, role, status, created_at"


async def lock_administrators(connection: Connection) -> None:
    """Lock the set of administrators until the transaction ends."""
    await connection.execute("SELECT pg_advisory_xact_lock($1)", ADMINISTRATORS_LOCK)


async def administrator_exists(connection: Connection | Pool) -> bool:
    """Return true if the platform has an administrator, active or suspended."""
    return bool(
        await connection.fetchval(
            "SELECT EXISTS (SELECT FROM person WHERE role = 'ADMIN' AND status <> 'deleted')"
        )
    )


async def other_active_administrator_exists(connection: Connection, user_id: UserId) -> bool:
    """Return true if a user besides ``user_id`` is an active administrator."""
    return bool(
        await connection.fetchval(
            """SELECT EXISTS (SELECT FROM person
                              WHERE role = 'ADMIN' AND status = 'active' AND id <> $1)""",
            user_id,
        )
    )


async def insert(connection: Connection, person: Person) -> None:
    """Add a user. Raises `UsernameTaken`."""
    try:
        await connection.execute(
            f"INSERT INTO person ({_COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7)",  # noqa: S608
            person.id,
            person.version,
            person.username,
            person.name,
            person.role,
            person.status,
            person.created_at,
        )
    except asyncpg.UniqueViolationError as error:
        raise _username_taken(error) from error


async def update(connection: Connection, person: Person) -> None:
    """Store a user's new state. Raises `UsernameTaken`."""
    try:
        await connection.execute(
            """UPDATE person SET version = $2, username = $3, name = $4, role = $5, status = $6
               WHERE id = $1""",
            person.id,
            person.version,
            person.username,
            person.name,
            person.role,
            person.status,
        )
    except asyncpg.UniqueViolationError as error:
        raise _username_taken(error) from error


def _username_taken(error: asyncpg.UniqueViolationError) -> Exception:
    constraint = getattr(error, "constraint_name", None)
    return UsernameTaken() if constraint == "person_username" else error


async def username_is_taken(pool: Pool, username: str) -> bool:
    """Return true if a user has this username, ignoring case."""
    return bool(
        await pool.fetchval(
            """SELECT EXISTS (SELECT FROM person
                              WHERE lower(username) = lower($1) AND status <> 'deleted')""",
            username,
        )
    )


async def fetch(pool: Pool, user_id: UserId) -> Person | None:
    """Return a user who was not deleted."""
    row = await pool.fetchrow(
        f"SELECT {_COLUMNS} FROM person WHERE id = $1 AND status <> 'deleted'",  # noqa: S608
        user_id,
    )
    return _person(row) if row is not None else None


async def fetch_for_update(connection: Connection, user_id: UserId) -> Person | None:
    """Return a user who was not deleted, locked until the transaction ends."""
    row = await connection.fetchrow(
        f"SELECT {_COLUMNS} FROM person WHERE id = $1 AND status <> 'deleted' FOR UPDATE",  # noqa: S608
        user_id,
    )
    return _person(row) if row is not None else None


async def search(
    pool: Pool, text: str | None, sort: UserSort, limit: int, offset: int
) -> PersonPage:
    """Return users whose name or username contains ``text``, ignoring case."""
    matches = f"status <> 'deleted' AND {contains('$1', 'name', 'username')}"
    rows = await pool.fetch(
        f"""SELECT {_COLUMNS} FROM person WHERE {matches}
            ORDER BY {order_by(sort, _SORT_COLUMNS)}, id LIMIT $2 OFFSET $3""",  # noqa: S608 - from a closed list
        text,
        limit,
        offset,
    )
    total = await pool.fetchval(f"SELECT count(*) FROM person WHERE {matches}", text)  # noqa: S608
    return PersonPage([_person(row) for row in rows], int(total))


async def fetch_after(pool: Pool, after: UUID, limit: int) -> list[Person]:
    """Return up to ``limit`` users after an identifier, in its order, including tombstones."""
    rows = await pool.fetch(
        f"SELECT {_COLUMNS} FROM person WHERE id > $1 ORDER BY id LIMIT $2",  # noqa: S608
        after,
        limit,
    )
    return [_person(row) for row in rows]


def _person(row: asyncpg.Record) -> Person:
    return Person(
        id=UserId(row["id"]),
        version=row["version"],
        username=row["username"],
        name=row["name"],
        role=Role(row["role"]),
        status=AccountStatus(row["status"]),
        created_at=row["created_at"],
    )
