"""Corrections in the database: each is one server-side call."""

import json
from datetime import datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

import asyncpg
import msgspec

from kilowatch.contracts.audit import AuditAction
from kilowatch.kit.database import Connection, Pool, alphabetical, correlate
from kilowatch.kit.lists import PageRequest, contains, order_by
from kilowatch.monitoring.acts import record_on_correction

_SORT_COLUMNS: Final = {
    "made_at": "c.made_at",
    "device": alphabetical("d.name"),
    "difference": "c.difference_uwh",
}

_WANTED = f"($1::uuid IS NULL OR d.device_id = $1) AND {contains('$2', 'd.name', 'c.reason')}"

MOST_READINGS = 50_000
MOST_HOURS = 2_000


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A correction in the form of the database. Energy in µWh."""

    device_id: UUID
    action: str
    of_registers: bool
    starts_at: datetime
    ends_at: datetime
    value_uwh: int | None = None
    next_value_uwh: int | None = None
    factor: Decimal | None = None
    interval_s: int | None = None
    reason: str


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """The effect of a call; ``problem``: why it did nothing."""

    problem: str | None
    overtaken: list[int]
    correction_id: int | None
    readings: int
    difference_uwh: int
    alerts_raised: int
    alerts_retracted: int
    hour_count: int
    hours: list[dict[str, Any]]


async def make(
    pool: Pool, change: Change, by: UUID, now: datetime, news_since: datetime, *, preview: bool
) -> Outcome:
    """Make a correction, or return its effect. Alerts of hours since ``news_since`` are news."""
    month = change.starts_at.date().replace(day=1)
    if change.action == "set" and not change.of_registers:
        await pool.execute("SELECT ensure_partitions($1)", [month])
    async with pool.acquire() as connection, connection.transaction():
        await correlate(connection)
        outcome = _outcome(await _make(connection, change, by, now, news_since, preview=preview))
        if outcome.correction_id is not None and outcome.problem is None and not preview:
            await record_on_correction(
                connection, AuditAction.CORRECTION_MADE, outcome.correction_id, _effect(outcome)
            )
    return outcome


async def _make(
    connection: Connection,
    change: Change,
    by: UUID,
    now: datetime,
    news_since: datetime,
    *,
    preview: bool,
) -> asyncpg.Record | None:
    return await connection.fetchrow(
        """SELECT problem, '{}'::bigint[] AS overtaken, (made).correction_id,
                  (made).reading_count, (made).difference_uwh, (made).alerts_raised,
                  (made).alerts_retracted, hour_count, hours
           FROM make_correction($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
                                $15, $16)""",
        *msgspec.structs.astuple(change),
        by,
        MOST_READINGS,
        MOST_HOURS,
        preview,
        now,
        news_since,
    )


async def undo(
    pool: Pool, correction_id: int, by: UUID, now: datetime, news_since: datetime, *, preview: bool
) -> Outcome:
    """Undo a correction, or return the effect of that."""
    async with pool.acquire() as connection, connection.transaction():
        await correlate(connection)
        outcome = _outcome(
            await _undo(connection, correction_id, by, now, news_since, preview=preview)
        )
        if outcome.problem is None and not preview:
            await record_on_correction(
                connection, AuditAction.CORRECTION_UNDONE, correction_id, _effect(outcome)
            )
    return outcome


async def _undo(
    connection: Connection,
    correction_id: int,
    by: UUID,
    now: datetime,
    news_since: datetime,
    *,
    preview: bool,
) -> asyncpg.Record | None:
    return await connection.fetchrow(
        """SELECT problem, overtaken, (undone).correction_id, (undone).reading_count,
                  difference_uwh, alerts_raised, alerts_retracted, hour_count, hours
           FROM undo_correction($1, $2, $3, $4, $5, $6)""",
        correction_id,
        by,
        MOST_HOURS,
        preview,
        now,
        news_since,
    )


async def page(
    pool: Pool, device_id: UUID | None, excerpt: PageRequest
) -> tuple[list[asyncpg.Record], int]:
    """Return a page of corrections, and their total number."""
    rows = await pool.fetch(
        f"""{_SELECT} WHERE {_WANTED}
            ORDER BY {order_by(excerpt.sort, _SORT_COLUMNS)}, c.correction_id DESC
            LIMIT $3 OFFSET $4""",
        device_id,
        excerpt.text,
        excerpt.limit,
        excerpt.offset,
    )
    total = await pool.fetchval(
        f"""SELECT count(*) FROM correction c JOIN channel d USING (channel_key)
            WHERE {_WANTED}""",  # noqa: S608 - made of constants
        device_id,
        excerpt.text,
    )
    return rows, int(total)


async def one(pool: Pool, correction_id: int) -> asyncpg.Record | None:
    """Return a recorded correction."""
    return await pool.fetchrow(f"{_SELECT} WHERE c.correction_id = $1", correction_id)


async def items(pool: Pool, correction_id: int, limit: int) -> list[asyncpg.Record]:
    """Return the values that a correction changed, in order of time."""
    return await pool.fetch(
        """SELECT measured_at, before_uwh, after_uwh FROM correction_item
           WHERE correction_id = $1 ORDER BY source_index LIMIT $2""",
        correction_id,
        limit,
    )


_SELECT = """SELECT c.*, d.device_id, d.name AS device_name,
                    EXISTS (SELECT 1 FROM import_job j WHERE j.import_id = c.correction_id)
                        AS is_import,
                    m.name AS made_by_name, u.name AS undone_by_name
             FROM correction c JOIN channel d USING (channel_key)
             LEFT JOIN account m ON m.user_id = c.made_by
             LEFT JOIN account u ON u.user_id = c.undone_by"""


def _outcome(row: asyncpg.Record | None) -> Outcome:
    assert row is not None  # noqa: S101 - a function with OUT parameters gives one row
    return Outcome(
        problem=row["problem"],
        overtaken=row["overtaken"] or [],
        correction_id=row["correction_id"],
        readings=row["reading_count"] or 0,
        difference_uwh=row["difference_uwh"] or 0,
        alerts_raised=row["alerts_raised"] or 0,
        alerts_retracted=row["alerts_retracted"] or 0,
        hour_count=row["hour_count"] or 0,
        hours=json.loads(row["hours"]) if row["hours"] else [],
    )


def _effect(outcome: Outcome) -> dict[str, object]:
    return {
        "readings": outcome.readings,
        "difference_uwh": outcome.difference_uwh,
        "alerts_raised": outcome.alerts_raised,
        "alerts_retracted": outcome.alerts_retracted,
    }
