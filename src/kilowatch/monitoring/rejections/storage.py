"""Queries of rejected readings, and of their state."""

from datetime import UTC, datetime
from typing import Final, TypeAlias
from uuid import UUID

import asyncpg
import msgspec

from kilowatch.kit.database import Pool
from kilowatch.kit.lists import PageRequest, contains, order_by
from kilowatch.monitoring.rejections.conditions import UNSETTLED, Conditions, of_counts, of_rows
from kilowatch.monitoring.rejections.domain import RejectionQuery

_SORT_COLUMNS: Final = {"rejected_at": "rejected_at", "reason": "reason", "sender": "sender"}
_NEWEST_FIRST: Final = "rejected_at DESC, source DESC, source_index DESC"

MOST_LOOKED_THROUGH: Final = 50_000
"""The newest rows that are sorted or searched if no index has the order."""

Place: TypeAlias = tuple[datetime, int, int]
"""The position of a rejection in the order of time: rejected at, source, index."""

MOST_COUNTED: Final = 20_000
REPLAYABLE: Final = "AND origin = 'stream'"

BEGINNING: Final[Place] = (datetime(1970, 1, 1, tzinfo=UTC), -1, -1)

_NEXT_HOUR: Final = (
    "date_trunc('hour', $1::timestamptz - interval '1 microsecond', 'UTC') + interval '1 hour'"
)
_LAST_HOUR: Final = "date_trunc('hour', $2::timestamptz, 'UTC')"

TALLY: Final = f"""
SELECT reason, state, sum(total)::bigint AS total FROM (
    SELECT reason, state, total FROM rejection_tally
    WHERE ($1::timestamptz IS NULL OR hour >= {_NEXT_HOUR})
      AND ($2::timestamptz IS NULL OR hour < {_LAST_HOUR})
    UNION ALL
    SELECT reason, state, 1 FROM rejected_reading
    WHERE rejected_at >= $1 AND rejected_at < least({_NEXT_HOUR}, $2)
    UNION ALL
    SELECT reason, state, 1 FROM rejected_reading
    WHERE rejected_at >= greatest({_LAST_HOUR}, {_NEXT_HOUR}) AND rejected_at < $2) AS part
WHERE ($3::text IS NULL OR reason = $3) AND ($4::text IS NULL OR state = $4)
GROUP BY reason, state HAVING sum(total) > 0"""  # noqa: S608 - made of constants
"""Kept rejections by reason and state from $1 to before $2: whole hours from the tally, the parts
of hours at either end from the rows."""

Names: TypeAlias = list[tuple[int, int]]
"""Sources with their indexes, which identify rejected readings."""


def _columns(names: Names) -> tuple[list[int], list[int]]:
    return [source for source, _ in names], [index for _, index in names]


def _newest(conditions: Conditions) -> str:
    return f"""(SELECT * FROM rejected_reading {conditions.where}
                ORDER BY rejected_at DESC LIMIT {MOST_LOOKED_THROUGH}) AS newest"""  # noqa: S608


def _search(conditions: Conditions, text: str | None) -> str:
    found = contains(conditions.parameter(text), "detail", "sender", "body")
    return f"WHERE {found}"


async def page(pool: Pool, chosen: RejectionQuery, excerpt: PageRequest) -> list[asyncpg.Record]:
    """Return a page of rejections.

    In the order of time an index gives the page. Other orders, and a search, cover the newest
    `MOST_LOOKED_THROUGH` rows that the filter matches.
    """
    conditions = of_rows(chosen)
    is_by_time = excerpt.sort.endswith("rejected_at") and excerpt.text is None
    rows = "rejected_reading" if is_by_time else _newest(conditions)
    where = conditions.where if is_by_time else _search(conditions, excerpt.text)
    limit, offset = conditions.parameter(excerpt.limit), conditions.parameter(excerpt.offset)
    order = f"{order_by(excerpt.sort, _SORT_COLUMNS)}, {_NEWEST_FIRST}"
    return await pool.fetch(
        f"""SELECT r.source || '-' || r.source_index AS id, r.*, a.name AS settled_by_name
            FROM (SELECT * FROM {rows} {where} ORDER BY {order}
                  LIMIT {limit} OFFSET {offset}) AS r
            LEFT JOIN account a ON a.user_id = r.settled_by
            ORDER BY {order}""",  # noqa: S608 - made of constants
        *conditions.arguments,
    )


async def found(pool: Pool, chosen: RejectionQuery, text: str) -> int:
    """Return how many of the newest `MOST_LOOKED_THROUGH` matches contain a text."""
    conditions = of_rows(chosen)
    rows = _newest(conditions)
    where = _search(conditions, text)
    return int(
        await pool.fetchval(
            f"SELECT count(*) FROM {rows} {where}",  # noqa: S608 - made of constants
            *conditions.arguments,
        )
    )


async def kept(pool: Pool, chosen: RejectionQuery) -> list[asyncpg.Record]:
    """Return how many are kept by reason and state."""
    if chosen.sender is None:
        return await pool.fetch(
            TALLY,
            chosen.rejected_from,
            chosen.rejected_to,
            chosen.reason,
            None if chosen.state is None else chosen.state.value,
        )
    conditions = of_rows(chosen)
    return await pool.fetch(
        f"""SELECT reason, state, count(*) AS total FROM rejected_reading {conditions.where}
            GROUP BY reason, state""",  # noqa: S608 - made of constants
        *conditions.arguments,
    )


async def last_rejected_at(pool: Pool, chosen: RejectionQuery) -> datetime | None:
    """Return when the newest of those was rejected that are kept."""
    conditions = of_rows(chosen)
    return await pool.fetchval(
        f"""SELECT rejected_at FROM rejected_reading {conditions.where}
            ORDER BY rejected_at DESC LIMIT 1""",  # noqa: S608 - made of constants
        *conditions.arguments,
    )


async def counted(pool: Pool, chosen: RejectionQuery) -> list[asyncpg.Record]:
    """Return how many were counted and not kept, by reason, and the newest of their hours."""
    conditions = of_counts(chosen)
    return await pool.fetch(
        f"""SELECT reason, sum(total)::bigint AS total, max(hour) AS last_hour
            FROM rejection_count {conditions.where}
            GROUP BY reason""",  # noqa: S608 - made of constants
        *conditions.arguments,
    )


async def counted_hours(
    pool: Pool, chosen: RejectionQuery, limit: int, offset: int
) -> tuple[list[asyncpg.Record], int]:
    """Return a page of hours of senders in which rejections were counted, and how many."""
    conditions = of_counts(chosen)
    total = await pool.fetchval(
        f"SELECT count(*) FROM rejection_count {conditions.where}",  # noqa: S608 - constants
        *conditions.arguments,
    )
    at = f"LIMIT {conditions.parameter(limit)} OFFSET {conditions.parameter(offset)}"
    rows = await pool.fetch(
        f"""SELECT nullif(sender, '') AS sender, hour, reason, total AS count
            FROM rejection_count {conditions.where}
            ORDER BY hour DESC, total DESC, sender, reason {at}""",  # noqa: S608 - constants
        *conditions.arguments,
    )
    return rows, int(total)


async def named(pool: Pool, names: Names) -> list[asyncpg.Record]:
    """Return those of ``names`` that exist and were not stored meanwhile."""
    return await pool.fetch(
        """SELECT r.source, r.source_index, r.sender, r.body, r.state
           FROM unnest($1::bigint[], $2::int[]) AS n(source, source_index)
           JOIN rejected_reading r USING (source, source_index)
           WHERE r.state IN ('open', 'rejected_again', 'discarded') AND r.origin = 'stream'
           ORDER BY source, source_index""",
        *_columns(names),
    )


async def unsettled(
    pool: Pool, chosen: RejectionQuery, after: Place, before: datetime, limit: int
) -> list[asyncpg.Record]:
    """Return unsettled ones after ``after``, oldest first, rejected by ``before``.

    Those that came over HTTP are settled separately: they cannot be replayed.
    """
    return await _unsettled(pool, chosen, after, before, limit, REPLAYABLE)


async def count_unsettled(
    pool: Pool, chosen: RejectionQuery, after: Place, before: datetime
) -> int:
    """Return how many there are after ``after``, counted up to `MOST_COUNTED`."""
    return len(await _unsettled(pool, chosen, after, before, MOST_COUNTED, REPLAYABLE))


async def _unsettled(
    pool: Pool, chosen: RejectionQuery, after: Place, before: datetime, limit: int, only: str
) -> list[asyncpg.Record]:
    """Query each state separately: an index has it in this order."""
    states = [each for each in UNSETTLED if chosen.state is None or chosen.state.value == each]
    if not states:
        return []
    conditions = of_rows(msgspec.structs.replace(chosen, state=None))
    conditions.add("(rejected_at, source, source_index) > ($, $, $)", *after)
    conditions.add("rejected_at <= $", before)
    most = conditions.parameter(limit)
    each_state = " UNION ALL ".join(
        f"""(SELECT * FROM rejected_reading {conditions.where} AND state = '{state}' {only}
             ORDER BY rejected_at, source, source_index LIMIT {most})"""  # noqa: S608
        for state in states
    )
    return await pool.fetch(
        f"""SELECT source, source_index, sender, body, state, rejected_at
            FROM ({each_state}) AS unsettled
            ORDER BY rejected_at, source, source_index LIMIT {most}""",  # noqa: S608
        *conditions.arguments,
    )


async def reopen(pool: Pool, names: Names) -> None:
    """Reopen a discarded rejection that is replayed."""
    await pool.execute(
        """UPDATE rejected_reading r SET state = 'open'
           FROM unnest($1::bigint[], $2::int[]) AS n(source, source_index)
           WHERE r.source = n.source AND r.source_index = n.source_index
             AND r.state = 'discarded'""",
        *_columns(names),
    )


async def note_replayed(
    pool: Pool, names: Names, channel_ids: list[UUID], by: UUID, now: datetime
) -> list[str]:
    """Store the result of replayed readings; return their states."""
    rows = await pool.fetch(
        "SELECT state FROM record_replays($1, $2, $3, $4, $5)",
        *_columns(names),
        channel_ids,
        by,
        now,
    )
    return [row["state"] for row in rows]


async def mark_rejected_again(
    pool: Pool, names: Names, reasons: list[str], details: list[str], by: UUID, now: datetime
) -> None:
    """Store why readings were rejected again."""
    await pool.execute(
        """UPDATE rejected_reading r
           SET state = 'rejected_again', reason = n.reason, detail = n.detail,
               replay_count = r.replay_count + 1, settled_by = $5, settled_at = $6
           FROM unnest($1::bigint[], $2::int[], $3::text[], $4::text[])
                AS n(source, source_index, reason, detail)
           WHERE r.source = n.source AND r.source_index = n.source_index""",
        *_columns(names),
        reasons,
        details,
        by,
        now,
    )


async def discard_named(pool: Pool, names: Names, by: UUID, now: datetime) -> int:
    """Discard those of ``names`` that are not settled; return their number."""
    done = await pool.fetch(
        """UPDATE rejected_reading r SET state = 'discarded', settled_by = $3, settled_at = $4
           FROM unnest($1::bigint[], $2::int[]) AS n(source, source_index)
           WHERE r.source = n.source AND r.source_index = n.source_index
             AND r.state IN ('open', 'rejected_again') RETURNING 1""",
        *_columns(names),
        by,
        now,
    )
    return len(done)


async def discard_like(
    pool: Pool, chosen: RejectionQuery, before: datetime, limit: int, by: UUID, now: datetime
) -> int:
    """Discard up to ``limit`` unsettled ones that ``chosen`` matches; return their number."""
    rows = await _unsettled(pool, chosen, BEGINNING, before, limit, "")
    return await discard_named(pool, [(r["source"], r["source_index"]) for r in rows], by, now)


async def discard_pending(pool: Pool, device_id: UUID, by: UUID, now: datetime) -> int:
    """Discard the pending readings of a device; return their number."""
    return int(await pool.fetchval("SELECT discard_pending($1, $2, $3)", device_id, by, now))
