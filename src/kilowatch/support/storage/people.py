"""Looks at clients' data, notes and canned replies."""

from datetime import datetime
from typing import Any
from uuid import UUID

from kilowatch.contracts.ids import UserId
from kilowatch.kit.database import Connection, Pool


async def note_look(
    pool: Pool, administrator_id: UserId, client_id: UserId, conversation_id: UUID, at: datetime
) -> None:
    """Record in the audit log that an administrator looks at a client's data."""
    await pool.execute(
        """INSERT INTO look (administrator_id, client_id, conversation_id, looked_at)
           VALUES ($1, $2, $3, $4)""",
        administrator_id,
        client_id,
        conversation_id,
        at,
    )


async def looks(
    pool: Pool, client_id: UUID | None, limit: int, offset: int
) -> tuple[list[dict[str, Any]], int]:
    """Return the audit log, newest first, of one client or of all."""
    rows = await pool.fetch(
        """SELECT l.administrator_id, coalesce(h.name, '') AS administrator_name, l.client_id,
                  coalesce(a.name, '') AS client_name, l.conversation_id, l.looked_at
           FROM look l LEFT JOIN account h ON h.user_id = l.administrator_id
           LEFT JOIN account a ON a.user_id = l.client_id
           WHERE $1::uuid IS NULL OR l.client_id = $1
           ORDER BY l.id DESC LIMIT $2 OFFSET $3""",
        client_id,
        limit,
        offset,
    )
    total = await pool.fetchval(
        "SELECT count(*) FROM look WHERE $1::uuid IS NULL OR client_id = $1", client_id
    )
    return [dict(row) for row in rows], int(total or 0)


async def add_note(
    connection: Connection,
    note_id: UUID,
    conversation_id: UUID,
    author_id: UserId,
    text: str,
    at: datetime,
) -> bool:
    """Add a note for colleagues; false, and nothing changes, if it was added before."""
    done = await connection.execute(
        """INSERT INTO note (id, conversation_id, author_id, text, written_at)
           VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING""",
        note_id,
        conversation_id,
        author_id,
        text,
        at,
    )
    return done == "INSERT 0 1"


async def notes(pool: Pool, conversation_id: UUID) -> list[dict[str, Any]]:
    """Return the notes of a conversation, oldest first."""
    rows = await pool.fetch(
        """SELECT n.id, n.author_id, coalesce(a.name, '') AS author_name, n.text, n.written_at
           FROM note n LEFT JOIN account a ON a.user_id = n.author_id
           WHERE n.conversation_id = $1 ORDER BY n.written_at, n.id""",
        conversation_id,
    )
    return [dict(row) for row in rows]


async def canned_replies(pool: Pool) -> list[dict[str, Any]]:
    """Return all canned replies, by title."""
    rows = await pool.fetch(
        "SELECT id, title, text, language FROM canned_reply ORDER BY lower(title), id"
    )
    return [dict(row) for row in rows]


async def put_canned_reply(
    connection: Connection, reply_id: UUID, title: str, text: str, language: str
) -> dict[str, Any] | None:
    """Add or replace a canned reply; return the previous one, None if there was none."""
    before = await connection.fetchrow(
        "SELECT title, text, language FROM canned_reply WHERE id = $1 FOR UPDATE", reply_id
    )
    await connection.execute(
        """INSERT INTO canned_reply (id, title, text, language) VALUES ($1, $2, $3, $4)
           ON CONFLICT (id) DO UPDATE SET title = excluded.title, text = excluded.text,
               language = excluded.language""",
        reply_id,
        title,
        text,
        language,
    )
    return None if before is None else dict(before)


async def delete_canned_reply(connection: Connection, reply_id: UUID) -> dict[str, Any] | None:
    """Delete a canned reply; return it, None if there is none."""
    row = await connection.fetchrow(
        "DELETE FROM canned_reply WHERE id = $1 RETURNING title, text, language", reply_id
    )
    return None if row is None else dict(row)
