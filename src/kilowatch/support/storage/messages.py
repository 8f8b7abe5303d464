"""Messages, and the answers in progress."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import asyncpg
import msgspec

from kilowatch.contracts.ids import UserId
from kilowatch.contracts.support import ChatPart
from kilowatch.kit.database import Connection, Pool
from kilowatch.support.domain import Message
from kilowatch.support.reasons import restored, stored

_COLUMNS: Final = """conversation_id, number, id, author, author_id, parts, path, confidence,
    reason, reason_whole, rule_id, offers_human, posted_at"""

_parts = msgspec.json.Decoder(list[ChatPart])


class PendingAnswer(msgspec.Struct, frozen=True):
    """An abandoned answer, with what was released of it."""

    conversation_id: UUID
    question_number: int
    answer_id: UUID
    released: list[ChatPart]


async def insert(connection: Connection, messages: Iterable[Message]) -> None:
    """Add messages, all in one round trip."""
    await connection.executemany(
        f"""INSERT INTO message ({_COLUMNS}, text)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)""",  # noqa: S608
        [
            (
                each.conversation_id,
                each.number,
                each.id,
                each.author,
                each.author_id,
                msgspec.json.encode(each.parts).decode(),
                each.path,
                each.confidence,
                *stored(each.reason),
                each.rule_id,
                each.offers_human,
                each.posted_at,
                each.text,
            )
            for each in messages
        ],
    )


async def fetch(
    source: Connection | Pool, conversation_id: UUID, message_id: UUID
) -> Message | None:
    """Return a message by the identifier its sender chose."""
    row = await source.fetchrow(
        f"SELECT {_COLUMNS} FROM message WHERE conversation_id = $1 AND id = $2",  # noqa: S608
        conversation_id,
        message_id,
    )
    return _message(row) if row is not None else None


async def posted_before(
    connection: Connection, author_id: UserId, since: datetime, count: int
) -> datetime | None:
    """Return when a client posted their ``count``-th newest message, if that is after ``since``."""
    return await connection.fetchval(
        """SELECT posted_at FROM message
           WHERE author_id = $1 AND author = 'client' AND posted_at > $2
           ORDER BY posted_at DESC OFFSET $3 LIMIT 1""",
        author_id,
        since,
        count - 1,
    )


async def after(pool: Pool, conversation_id: UUID, number: int, limit: int) -> list[Message]:
    """Return the first messages after a number, in order."""
    rows = await pool.fetch(
        f"""SELECT {_COLUMNS} FROM message WHERE conversation_id = $1 AND number > $2
            ORDER BY number LIMIT $3""",  # noqa: S608
        conversation_id,
        number,
        limit,
    )
    return [_message(row) for row in rows]


async def before(
    source: Connection | Pool, conversation_id: UUID, number: int, limit: int
) -> list[Message]:
    """Return the last messages before a number, in order."""
    rows = await source.fetch(
        f"""SELECT {_COLUMNS} FROM message WHERE conversation_id = $1 AND number < $2
            ORDER BY number DESC LIMIT $3""",  # noqa: S608
        conversation_id,
        number,
        limit,
    )
    return [_message(row) for row in reversed(rows)]


async def begin_answer(
    connection: Connection,
    conversation_id: UUID,
    question_number: int,
    answer_id: UUID,
    holder: str,
    lapses_after_s: float,
) -> None:
    """Record that ``holder`` answers a question."""
    await connection.execute(
        """INSERT INTO pending_answer
               (conversation_id, question_number, answer_id, released, holder, expires_at)
           VALUES ($1, $2, $3, '[]', $4, clock_timestamp() + $5)""",
        conversation_id,
        question_number,
        answer_id,
        holder,
        timedelta(seconds=lapses_after_s),
    )


async def renew_answers(pool: Pool, holder: str, lapses_after_s: float) -> None:
    """Renew the lease of ``holder`` on all its answers."""
    await pool.execute(
        "UPDATE pending_answer SET expires_at = clock_timestamp() + $2 WHERE holder = $1",
        holder,
        timedelta(seconds=lapses_after_s),
    )


async def note_released(
    pool: Pool, conversation_id: UUID, question_number: int, holder: str, parts: list[ChatPart]
) -> bool:
    """Store what is about to be released; false if the answer is no longer wanted."""
    done = await pool.execute(
        """UPDATE pending_answer p SET released = $4 FROM conversation c
           WHERE p.conversation_id = $1 AND p.question_number = $2 AND p.holder = $3
             AND c.id = p.conversation_id AND c.state = 'assistant'""",
        conversation_id,
        question_number,
        holder,
        msgspec.json.encode(parts).decode(),
    )
    return done == "UPDATE 1"


async def end_answer(
    connection: Connection, conversation_id: UUID, question_number: int, holder: str
) -> bool:
    """Finish the answer; false if it is no longer ``holder``'s."""
    done = await connection.execute(
        """DELETE FROM pending_answer
           WHERE conversation_id = $1 AND question_number = $2 AND holder = $3""",
        conversation_id,
        question_number,
        holder,
    )
    return done == "DELETE 1"


async def drop_lease(pool: Pool, conversation_id: UUID, question_number: int, holder: str) -> None:
    """Release the answer, which ``holder`` can't give after all."""
    await pool.execute(
        """UPDATE pending_answer SET holder = '', expires_at = '-infinity'
           WHERE conversation_id = $1 AND question_number = $2 AND holder = $3""",
        conversation_id,
        question_number,
        holder,
    )


async def adopt_lapsed_answer(
    pool: Pool, holder: str, lapses_after_s: float
) -> PendingAnswer | None:
    """Take over an answer whose holder died, if there is one."""
    row = await pool.fetchrow(
        """UPDATE pending_answer SET holder = $1, expires_at = clock_timestamp() + $2
           WHERE (conversation_id, question_number) = (
               SELECT conversation_id, question_number FROM pending_answer
               WHERE expires_at < clock_timestamp()
               ORDER BY expires_at LIMIT 1 FOR UPDATE SKIP LOCKED)
           RETURNING conversation_id, question_number, answer_id, released""",
        holder,
        timedelta(seconds=lapses_after_s),
    )
    if row is None:
        return None
    return PendingAnswer(
        row["conversation_id"],
        row["question_number"],
        row["answer_id"],
        _parts.decode(row["released"]),
    )


def _message(row: asyncpg.Record) -> Message:
    return Message(
        conversation_id=row["conversation_id"],
        number=row["number"],
        id=row["id"],
        author=row["author"],
        author_id=UserId(row["author_id"]) if row["author_id"] else None,
        parts=_parts.decode(row["parts"]),
        path=row["path"],
        confidence=row["confidence"],
        reason=restored(row["reason"], row["reason_whole"]),
        rule_id=row["rule_id"],
        offers_human=row["offers_human"],
        posted_at=row["posted_at"],
    )
