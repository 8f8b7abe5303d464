"""Conversations: read, locked, written."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

import asyncpg

from kilowatch.contracts.ids import UserId
from kilowatch.contracts.roles import AccountStatus, Role
from kilowatch.kit.database import Connection, Pool
from kilowatch.support.domain import Conversation, Listed, ListedPage, Marks, View
from kilowatch.support.reasons import restored, stored

_COLUMNS: Final = """id, client_id, language, state, assigned_to, version, last_number,
    failed_answers, handover_reason, handover_reason_whole, waiting_since, client_delivered,
    client_read, staff_delivered, staff_read, created_at, changed_at"""


async def insert(connection: Connection, conversation: Conversation) -> bool:
    """Add a conversation; false if the identifier is taken."""
    done = await connection.execute(
        """INSERT INTO conversation (id, client_id, language, state, version, last_number,
                                     failed_answers, created_at, changed_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING""",
        conversation.id,
        conversation.client_id,
        conversation.language,
        conversation.state,
        conversation.version,
        conversation.last_number,
        conversation.failed_answers,
        conversation.created_at,
        conversation.changed_at,
    )
    return done == "INSERT 0 1"


async def count_open(connection: Connection, client_id: UserId) -> int:
    """Return the open conversations of a client, whose creations are serialized."""
    await connection.execute("SELECT pg_advisory_xact_lock(hashtext($1::text))", str(client_id))
    query = "SELECT count(*) FROM conversation WHERE client_id = $1 AND state <> 'closed'"
    return int(await connection.fetchval(query, client_id) or 0)


async def fetch(source: Connection | Pool, conversation_id: UUID) -> Conversation | None:
    """Return a conversation."""
    row = await source.fetchrow(
        f"SELECT {_COLUMNS} FROM conversation WHERE id = $1",  # noqa: S608
        conversation_id,
    )
    return _conversation(row) if row is not None else None


async def fetch_for_update(connection: Connection, conversation_id: UUID) -> Conversation | None:
    """Return a conversation, locked until the transaction ends."""
    row = await connection.fetchrow(
        f"SELECT {_COLUMNS} FROM conversation WHERE id = $1 FOR UPDATE",  # noqa: S608
        conversation_id,
    )
    return _conversation(row) if row is not None else None


async def update(connection: Connection, conversation: Conversation) -> None:
    """Store a conversation's new state."""
    await connection.execute(
        """UPDATE conversation SET state = $2, assigned_to = $3, version = $4, last_number = $5,
               failed_answers = $6, handover_reason = $7, handover_reason_whole = $8,
               waiting_since = $9, changed_at = $10
           WHERE id = $1""",
        conversation.id,
        conversation.state,
        conversation.assigned_to,
        conversation.version,
        conversation.last_number,
        conversation.failed_answers,
        *stored(conversation.handover_reason),
        conversation.waiting_since,
        conversation.changed_at,
    )


async def update_marks(connection: Connection, conversation_id: UUID, marks: Marks) -> None:
    """Store what either side has received and read."""
    await connection.execute(
        """UPDATE conversation SET client_delivered = $2, client_read = $3,
               staff_delivered = $4, staff_read = $5
           WHERE id = $1""",
        conversation_id,
        marks.client_delivered,
        marks.client_read,
        marks.staff_delivered,
        marks.staff_read,
    )


async def held_by(connection: Connection, administrator_id: UserId) -> list[UUID]:
    """Return the conversations an administrator has taken over, in locking order."""
    rows = await connection.fetch(
        "SELECT id FROM conversation WHERE assigned_to = $1 ORDER BY id", administrator_id
    )
    return [row["id"] for row in rows]


async def delete_of(connection: Connection, client_id: UserId) -> None:
    """Delete all conversations of a client."""
    await connection.execute("DELETE FROM conversation WHERE client_id = $1", client_id)


async def names_of(source: Connection | Pool, user_ids: Iterable[UserId]) -> dict[UserId, str]:
    """Return the names of users, as far as they are known."""
    rows = await source.fetch(
        "SELECT user_id, name FROM account WHERE user_id = ANY($1)", list(user_ids)
    )
    return {UserId(row["user_id"]): row["name"] for row in rows}


async def clients_of(pool: Pool, conversation_ids: Iterable[UUID]) -> list[UserId]:
    """Return the clients of these conversations."""
    rows = await pool.fetch(
        "SELECT DISTINCT client_id FROM conversation WHERE id = ANY($1::uuid[])",
        list(conversation_ids),
    )
    return [UserId(row["client_id"]) for row in rows]


async def may_answer(connection: Connection, user_id: UserId) -> bool:
    """Return whether a user is an active administrator, as far as known."""
    row = await connection.fetchrow("SELECT role, status FROM account WHERE user_id = $1", user_id)
    return row is not None and (row["role"], row["status"]) == (Role.ADMIN, AccountStatus.ACTIVE)


_LISTED: Final = """
    FROM conversation c
    LEFT JOIN account a ON a.user_id = c.client_id
    LEFT JOIN account h ON h.user_id = c.assigned_to
    LEFT JOIN message m ON m.conversation_id = c.id AND m.number = c.last_number
"""


async def list_of_client(pool: Pool, client_id: UserId, limit: int, offset: int) -> ListedPage:
    """Return a client's conversations, latest change first."""
    return await _list(pool, "c.client_id = $1", "c.changed_at DESC", [client_id], limit, offset)


async def inbox(
    pool: Pool, view: View, by: UserId, text: str | None, limit: int, offset: int
) -> ListedPage:
    """Return conversations for administrators: longest waiting first, else latest change."""
    where = {
        "waiting": "c.state = 'waiting' AND $1::uuid IS NOT NULL",
        "mine": "c.assigned_to = $1",
        "all": "$1::uuid IS NOT NULL",
    }[view]
    where += """ AND ($2::text IS NULL OR strpos(lower(a.name), lower($2)) > 0
                      OR strpos(lower(a.username), lower($2)) > 0)"""
    order = "c.waiting_since" if view == "waiting" else "c.changed_at DESC"
    return await _list(pool, where, order, [by, text], limit, offset)


async def _list(
    pool: Pool, where: str, order: str, arguments: list[object], limit: int, offset: int
) -> ListedPage:
    columns = ", ".join(f"c.{each.strip()}" for each in _COLUMNS.split(","))
    at = len(arguments)
    rows = await pool.fetch(
        f"""SELECT {columns}, coalesce(a.name, '') AS client_name,
                   coalesce(a.username, '') AS client_username, h.name AS assigned_name,
                   left(m.text, 200) AS last_text
            {_LISTED} WHERE {where} ORDER BY {order}, c.id
            LIMIT ${at + 1} OFFSET ${at + 2}""",
        *arguments,
        limit,
        offset,
    )
    total = await pool.fetchval(f"SELECT count(*) {_LISTED} WHERE {where}", *arguments)
    return ListedPage([_listed(row) for row in rows], int(total or 0))


async def counts(pool: Pool, by: UserId) -> tuple[int, int]:
    """Return how many conversations wait, and how many ``by`` has."""
    row = await pool.fetchrow(
        """SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting,
                  count(*) FILTER (WHERE assigned_to = $1) AS mine
           FROM conversation WHERE state IN ('waiting', 'human')""",
        by,
    )
    return (row["waiting"], row["mine"]) if row is not None else (0, 0)


def _listed(row: asyncpg.Record) -> Listed:
    return Listed(
        _conversation(row),
        row["client_name"],
        row["client_username"],
        row["assigned_name"],
        row["last_text"],
    )


def _conversation(row: asyncpg.Record) -> Conversation:
    return Conversation(
        id=row["id"],
        client_id=UserId(row["client_id"]),
        language=row["language"],
        state=row["state"],
        assigned_to=UserId(row["assigned_to"]) if row["assigned_to"] else None,
        version=row["version"],
        last_number=row["last_number"],
        failed_answers=row["failed_answers"],
        handover_reason=restored(row["handover_reason"], row["handover_reason_whole"]),
        waiting_since=row["waiting_since"],
        marks=Marks(
            row["client_delivered"], row["client_read"], row["staff_delivered"], row["staff_read"]
        ),
        created_at=row["created_at"],
        changed_at=row["changed_at"],
    )
