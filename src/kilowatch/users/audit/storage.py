"""The table of acts, which is append-only."""

from collections.abc import AsyncGenerator
from datetime import datetime, timedelta
from typing import Final

import asyncpg
import msgspec

from kilowatch.contracts.audit import AuditRecorded
from kilowatch.kit.database import Connection, Pool
from kilowatch.users.audit.domain import COLUMNS, ActFilter, Cursor, identifier_in

EXPORT_PAGE: Final = 1_000
NEXT_MONTH: Final = timedelta(days=32)


async def append(connection: Connection, act: AuditRecorded) -> None:
    """Add an act; repeating it changes nothing."""
    await connection.execute("SELECT ensure_audit_month($1)", act.occurred_at)
    values = ", ".join(f"${number}" for number in range(1, len(COLUMNS) + 1))
    subject = act.subject
    await connection.execute(
        f"""INSERT INTO audit_act ({", ".join(COLUMNS)}) VALUES ({values})
            ON CONFLICT DO NOTHING""",  # noqa: S608 - made of constants
        act.occurred_at,
        act.event_id,
        act.service,
        act.action,
        act.outcome,
        act.actor.kind,
        act.actor.user_id,
        act.actor.username,
        act.actor.name,
        act.actor.role,
        act.origin.address,
        act.origin.user_agent,
        subject.kind if subject is not None else None,
        subject.id if subject is not None else None,
        subject.name if subject is not None else None,
        _json(act.before),
        _json(act.after),
        act.client_id,
        act.count,
        act.request_id,
    )


def _json(fields: object) -> str | None:
    return None if fields is None else msgspec.json.encode(fields).decode()


def page_query(wanted: ActFilter, after: Cursor | None, limit: int) -> tuple[str, list[object]]:
    """Return the SQL of a page, newest first, and its arguments.

    Only given conditions are in it, so that the index of that filter is used.
    """
    conditions: list[str] = []
    arguments: list[object] = []

    def where(condition: str, *values: object) -> None:
        first = len(arguments) + 1
        numbers = [f"${first + place}" for place in range(len(values))]
        conditions.append(condition.format(*numbers))
        arguments.extend(values)

    if wanted.who is not None:
        actor_id = identifier_in(wanted.who)
        if actor_id is not None:
            where("actor_id = {}", actor_id)
        else:
            where("lower(actor_username) = lower({}::text)", wanted.who)
    if wanted.subject is not None:
        subject_id = identifier_in(wanted.subject)
        if subject_id is not None or wanted.subject.isdecimal():
            where("subject_id = {}::text", str(subject_id or wanted.subject))
        else:
            where("lower(subject_name) = lower({}::text)", wanted.subject)
    for column in ("action", "outcome", "subject_kind", "address", "client_id"):
        value = getattr(wanted, column)
        if value is not None:
            where(column + " = {}", value)
    if wanted.outcome is not None and wanted.outcome != "done":
        where("outcome <> 'done'")  # needed for the partial index to match
    if wanted.since is not None:
        where("occurred_at >= {}", wanted.since)
    if wanted.until is not None:
        where("occurred_at < {}", wanted.until)
    if after is not None:
        where("(occurred_at, event_id) < ({}, {})", after.occurred_at, after.event_id)
        where("occurred_at <= {}", after.occurred_at)  # so that newer months are skipped
    filters = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    query = f"""SELECT {", ".join(COLUMNS)} FROM audit_act {filters}
                ORDER BY occurred_at DESC, event_id DESC LIMIT {limit:d}"""  # noqa: S608 - made of constants
    return query, arguments


async def page(
    pool: Pool, wanted: ActFilter, after: Cursor | None, limit: int
) -> list[asyncpg.Record]:
    """Return up to ``limit`` acts after ``after``, newest first."""
    query, arguments = page_query(wanted, after, limit)
    return await pool.fetch(query, *arguments)


async def each_act(pool: Pool, wanted: ActFilter) -> AsyncGenerator[asyncpg.Record]:
    """Yield all matching acts, newest first, without a long transaction."""
    after: Cursor | None = None
    while rows := await page(pool, wanted, after, EXPORT_PAGE):
        for row in rows:
            yield row
        after = cursor_at(rows[-1])


async def look_after(pool: Pool, now: datetime, keep: timedelta) -> int:
    """Create the coming months, drop those that ended before ``keep``; return the number."""
    for moment in (now, now + NEXT_MONTH):
        await pool.execute("SELECT ensure_audit_month($1)", moment)
    return int(await pool.fetchval("SELECT drop_audit_before($1)", now - keep))


def cursor_at(row: asyncpg.Record) -> Cursor:
    """Return the cursor after a row."""
    return Cursor(row["occurred_at"], row["event_id"])
