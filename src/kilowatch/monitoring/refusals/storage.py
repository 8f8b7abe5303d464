"""Queries of refused readings."""

from datetime import datetime
from typing import Final, Literal, TypeAlias
from uuid import UUID

import asyncpg

from kilowatch.kit.database import Pool
from kilowatch.kit.lists import Excerpt, contains, order_by
from kilowatch.monitoring.refusals.schemas import RejectionFilter

RejectionSort: TypeAlias = Literal[
    "rejected_at", "-rejected_at", "reason", "-reason", "sender", "-sender"
]

_SORT_COLUMNS: Final = {"rejected_at": "r.rejected_at", "reason": "r.reason", "sender": "r.sender"}

_FOUND: Final = contains("$6", "r.detail", "r.sender", "r.body")

Names = list[tuple[int, int]]
"""Sources with their indexes: what names a refused reading."""


def _conditions(chosen: RejectionFilter) -> tuple[object, ...]:
    return (
        chosen.reason,
        chosen.sender,
        chosen.state,
        chosen.rejected_from,
        chosen.rejected_to,
    )


def _columns(names: Names) -> tuple[list[int], list[int]]:
    return [source for source, _ in names], [index for _, index in names]


class RefusalStorage:
    """Reads refusals and notes what became of them."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def page(
        self, chosen: RejectionFilter, excerpt: Excerpt
    ) -> tuple[list[asyncpg.Record], int]:
        """A page of refusals, and how many there are."""
        rows = await self._pool.fetch(
            f"""SELECT r.source || '-' || r.source_index AS id, r.*, a.name AS settled_by_name
               FROM rejections_like($1, $2, $3, $4, $5, false) r
               LEFT JOIN account a ON a.user_id = r.settled_by
               WHERE {_FOUND}
               ORDER BY {order_by(excerpt.sort, _SORT_COLUMNS)}, r.rejected_at DESC,
                        r.source DESC, r.source_index DESC
               LIMIT $7 OFFSET $8""",  # noqa: S608 - made of constants
            *_conditions(chosen),
            excerpt.text,
            excerpt.limit,
            excerpt.offset,
        )
        total = await self._pool.fetchval(
            f"""SELECT count(*) FROM rejections_like($1, $2, $3, $4, $5, false) r
                WHERE {_FOUND}""",  # noqa: S608 - made of constants
            *_conditions(chosen),
            excerpt.text,
        )
        return rows, int(total)

    async def counts(self, chosen: RejectionFilter) -> list[asyncpg.Record]:
        """How many by reason and state, most unsettled ones first."""
        return await self._pool.fetch(
            """SELECT reason,
                      count(*) FILTER (WHERE state = 'open') AS open,
                      count(*) FILTER (WHERE state = 'refused_again') AS refused_again,
                      count(*) FILTER (WHERE state = 'replayed') AS replayed,
                      count(*) FILTER (WHERE state = 'set_aside') AS set_aside,
                      count(*) FILTER (WHERE state = 'discarded') AS discarded,
                      max(rejected_at) AS last_rejected_at
               FROM rejections_like($1, $2, $3, $4, $5, false) GROUP BY reason
               ORDER BY count(*) FILTER (WHERE state IN ('open', 'refused_again')) DESC, reason""",
            *_conditions(chosen),
        )

    async def named(self, names: Names) -> list[asyncpg.Record]:
        """Those of ``names`` that exist and were not stored meanwhile."""
        return await self._pool.fetch(
            """SELECT r.source, r.source_index, r.sender, r.body, r.state
               FROM unnest($1::bigint[], $2::int[]) AS n(source, source_index)
               JOIN rejected_reading r USING (source, source_index)
               WHERE r.state IN ('open', 'refused_again', 'discarded')
               ORDER BY source, source_index""",
            *_columns(names),
        )

    async def unsettled(
        self, chosen: RejectionFilter, after: tuple[int, int], before: datetime, limit: int
    ) -> list[asyncpg.Record]:
        """Unsettled ones behind ``after``, refused before ``before``, in order of source."""
        return await self._pool.fetch(
            """SELECT source, source_index, sender, body, state
               FROM rejections_like($1, $2, $3, $4, $5, true)
               WHERE (source, source_index) > ($6, $7) AND rejected_at <= $8
               ORDER BY source, source_index LIMIT $9""",
            *_conditions(chosen),
            *after,
            before,
            limit,
        )

    async def count_unsettled(self, chosen: RejectionFilter, after: tuple[int, int]) -> int:
        """How many unsettled ones lie behind ``after``."""
        return int(
            await self._pool.fetchval(
                """SELECT count(*) FROM rejections_like($1, $2, $3, $4, $5, true)
                   WHERE (source, source_index) > ($6, $7)""",
                *_conditions(chosen),
                *after,
            )
        )

    async def reopen(self, names: Names) -> None:
        """A discarded one that is replayed counts as open again."""
        await self._pool.execute(
            """UPDATE rejected_reading r SET state = 'open'
               FROM unnest($1::bigint[], $2::int[]) AS n(source, source_index)
               WHERE r.source = n.source AND r.source_index = n.source_index
                 AND r.state = 'discarded'""",
            *_columns(names),
        )

    async def note_replayed(
        self, names: Names, device_ids: list[UUID], by: UUID, now: datetime
    ) -> list[str]:
        """Note what came of readings that were taken again; gives their states."""
        rows = await self._pool.fetch(
            "SELECT state FROM note_replayed($1, $2, $3, $4, $5)",
            *_columns(names),
            device_ids,
            by,
            now,
        )
        return [row["state"] for row in rows]

    async def note_refused_again(
        self, names: Names, reasons: list[str], details: list[str], by: UUID, now: datetime
    ) -> None:
        """Note why readings were refused once more."""
        await self._pool.execute(
            """UPDATE rejected_reading r
               SET state = 'refused_again', reason = n.reason, detail = n.detail,
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

    async def discard_named(self, names: Names, by: UUID, now: datetime) -> int:
        """Discard those of ``names`` that are not settled; gives how many."""
        done = await self._pool.fetch(
            """UPDATE rejected_reading r SET state = 'discarded', settled_by = $3, settled_at = $4
               FROM unnest($1::bigint[], $2::int[]) AS n(source, source_index)
               WHERE r.source = n.source AND r.source_index = n.source_index
                 AND r.state IN ('open', 'refused_again') RETURNING 1""",
            *_columns(names),
            by,
            now,
        )
        return len(done)

    async def discard_like(self, chosen: RejectionFilter, by: UUID, now: datetime) -> int:
        """Discard all unsettled ones that ``chosen`` fits; gives how many."""
        status: str = await self._pool.execute(
            """UPDATE rejected_reading r SET state = 'discarded', settled_by = $6, settled_at = $7
               FROM rejections_like($1, $2, $3, $4, $5, true) AS n
               WHERE r.source = n.source AND r.source_index = n.source_index
                 AND r.state IN ('open', 'refused_again')""",
            *_conditions(chosen),
            by,
            now,
        )
        return int(status.rpartition(" ")[2])

    async def discard_set_aside(self, device_id: UUID, by: UUID, now: datetime) -> int:
        """Discard what waits for a device; gives how many."""
        return int(
            await self._pool.fetchval("SELECT discard_set_aside($1, $2, $3)", device_id, by, now)
        )
