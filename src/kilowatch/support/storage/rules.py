"""Rules, and unanswered questions."""

from typing import Final
from uuid import UUID

import asyncpg

from kilowatch.kit.database import Connection, Pool
from kilowatch.support.domain import Language, Message
from kilowatch.support.reasons import Reason, restored, stored
from kilowatch.support.rules.domain import Unanswered, UsedRule
from kilowatch.support.rules.matching import Rule

_COLUMNS: Final = """id, position, name, enabled, action, phrases_en, phrases_ro, answer_en,
    answer_ro, version"""


async def fetch_all(source: Connection | Pool) -> list[Rule]:
    """Return every rule, in order."""
    rows = await source.fetch(f"SELECT {_COLUMNS} FROM rule ORDER BY position, id")  # noqa: S608
    return [_rule(row) for row in rows]


async def list_used(pool: Pool) -> list[UsedRule]:
    """Return every rule in order, with its use."""
    rows = await pool.fetch(
        f"SELECT {_COLUMNS}, hits, last_hit_at FROM rule ORDER BY position, id"  # noqa: S608
    )
    return [UsedRule(_rule(row), row["hits"], row["last_hit_at"]) for row in rows]


async def lock(connection: Connection) -> None:
    """Lock the order of the rules until the transaction ends."""
    await connection.execute("LOCK TABLE rule IN SHARE ROW EXCLUSIVE MODE")


async def insert(connection: Connection, rule: Rule) -> None:
    """Add a rule after all others."""
    await connection.execute(
        """INSERT INTO rule (id, position, name, enabled, action, phrases_en, phrases_ro,
                             answer_en, answer_ro)
           SELECT $1, coalesce(max(position), 0) + 1, $2, $3, $4, $5, $6, $7, $8 FROM rule""",
        rule.id,
        rule.name,
        rule.enabled,
        rule.action,
        rule.phrases_en,
        rule.phrases_ro,
        rule.answer_en,
        rule.answer_ro,
    )


async def update(connection: Connection, rule: Rule) -> bool:
    """Replace a rule; false if there is none of that version."""
    done = await connection.execute(
        """UPDATE rule SET name = $2, enabled = $3, action = $4, phrases_en = $5,
               phrases_ro = $6, answer_en = $7, answer_ro = $8, version = version + 1
           WHERE id = $1 AND version = $9""",
        rule.id,
        rule.name,
        rule.enabled,
        rule.action,
        rule.phrases_en,
        rule.phrases_ro,
        rule.answer_en,
        rule.answer_ro,
        rule.version,
    )
    return done == "UPDATE 1"


async def fetch_for_update(connection: Connection, rule_id: UUID) -> Rule | None:
    """Return a rule, locked until the transaction ends, None if there is none."""
    row = await connection.fetchrow(
        f"SELECT {_COLUMNS} FROM rule WHERE id = $1 FOR UPDATE",  # noqa: S608
        rule_id,
    )
    return None if row is None else _rule(row)


async def delete(connection: Connection, rule_id: UUID) -> None:
    """Delete a rule."""
    await connection.execute("DELETE FROM rule WHERE id = $1", rule_id)


async def put_in_order(connection: Connection, rule_ids: list[UUID]) -> None:
    """Number the rules in this order."""
    await connection.execute(
        """UPDATE rule SET position = o.position
           FROM unnest($1::uuid[]) WITH ORDINALITY AS o(id, position) WHERE rule.id = o.id""",
        rule_ids,
    )


async def count_hit(connection: Connection, rule_id: UUID) -> None:
    """Count an answer of a rule."""
    await connection.execute(
        "UPDATE rule SET hits = hits + 1, last_hit_at = now() WHERE id = $1", rule_id
    )


async def note_unanswered(
    connection: Connection, question: Message, language: Language, reason: Reason
) -> None:
    """Store an unanswered question, for administrators."""
    await connection.execute(
        """INSERT INTO unanswered
               (conversation_id, question_number, question, language, reason, reason_whole,
                asked_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING""",
        question.conversation_id,
        question.number,
        question.text,
        language,
        *stored(reason),
        question.posted_at,
    )


async def unanswered(pool: Pool, limit: int, offset: int) -> tuple[list[Unanswered], int]:
    """Return unanswered questions, newest first."""
    rows = await pool.fetch(
        """SELECT id, conversation_id, question_number, question, language, reason, reason_whole,
                  asked_at
           FROM unanswered ORDER BY id DESC LIMIT $1 OFFSET $2""",
        limit,
        offset,
    )
    total = await pool.fetchval("SELECT count(*) FROM unanswered")
    return [_unanswered(row) for row in rows], int(total or 0)


async def settle_unanswered(connection: Connection, unanswered_id: int) -> bool:
    """Remove a question from the list; false if it is not on it."""
    return (
        await connection.execute("DELETE FROM unanswered WHERE id = $1", unanswered_id)
    ) == "DELETE 1"


def _unanswered(row: asyncpg.Record) -> Unanswered:
    return Unanswered(
        id=row["id"],
        conversation_id=row["conversation_id"],
        question_number=row["question_number"],
        question=row["question"],
        language=row["language"],
        reason=restored(row["reason"], row["reason_whole"]) or Reason(""),
        asked_at=row["asked_at"],
    )


def _rule(row: asyncpg.Record) -> Rule:
    return Rule(**{name: row[name] for name in Rule.__struct_fields__})
