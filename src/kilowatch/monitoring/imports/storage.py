"""Imports in the database: rows wait there, and each step that puts some in is one call."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Final
from uuid import UUID

import asyncpg
import msgspec

from kilowatch.contracts.audit import AuditAction
from kilowatch.contracts.channels import Direction, EnergyKind
from kilowatch.contracts.channels import Unit as ChannelUnit
from kilowatch.kit.database import Pool, alphabetical
from kilowatch.kit.lists import PageRequest, contains, order_by
from kilowatch.monitoring.acts import record_on_correction
from kilowatch.monitoring.imports.drafts import Drafts

_OF_IMPORT = "(p.import_id = j.import_id OR p.head_id = j.import_id)"

_SORT_COLUMNS: Final = {
    "made_at": "c.made_at",
    "device": alphabetical("d.name"),
    "rows": f"(SELECT sum(p.total) FROM import_job p WHERE {_OF_IMPORT})",  # noqa: S608
}

_WANTED = f"""j.head_id IS NULL AND EXISTS (
    SELECT FROM import_job p JOIN correction q ON q.correction_id = p.import_id
    JOIN channel w ON w.channel_key = q.channel_key
    WHERE {_OF_IMPORT} AND ($1::uuid[] IS NULL OR w.device_id = ANY($1))
      AND ($2::uuid IS NULL OR q.made_by = $2)
      AND {contains("$3", "w.name", "p.file_name")})"""


class ImportChannel(msgspec.Struct, frozen=True):
    """The channel that a part of an import is for, with its device.

    ``channel_key`` is None for one that isn't there yet: a preview may name it.
    """

    channel_key: int | None
    device_id: UUID
    device_name: str
    code: str
    kind: EnergyKind
    direction: Direction
    unit: ChannelUnit
    time_zone: str
    calculated: bool


async def channels(pool: Pool, device_id: UUID) -> list[ImportChannel]:
    """Return the channels of a device, except deleted ones; the default one first."""
    rows = await pool.fetch(
        """SELECT channel_key, device_id, name AS device_name, code, kind, direction, unit,
                  time_zone, calculated
           FROM channel WHERE device_id = $1 AND NOT deleted ORDER BY channel_key""",
        device_id,
    )
    return [ImportChannel(**dict(row)) for row in rows]


@asynccontextmanager
async def drafts(pool: Pool) -> AsyncGenerator[Drafts]:
    """A place for the rows of a file; what is not started leaves nothing behind."""
    async with pool.acquire() as connection:
        transaction = connection.transaction()
        await transaction.start()
        try:
            drafts = Drafts(pool, connection)
            yield drafts
        except BaseException:
            await transaction.rollback()
            raise
        if drafts.started:
            await transaction.commit()
        else:
            await transaction.rollback()


async def step(pool: Pool, most: int, now: datetime) -> int | None:
    """Do the next step of some import; gives its number, None where nothing is to do."""
    worked_on: int | None = await pool.fetchval("SELECT import_step($1, $2)", most, now)
    return worked_on


async def undo(pool: Pool, import_id: int, by: UUID) -> tuple[str | None, list[int]]:
    """Ask for an import to be undone, all parts of it.

    Gives the problem, and what stands on top of it.
    """
    async with pool.acquire() as connection, connection.transaction():
        row = await connection.fetchrow("SELECT * FROM undo_import_parts($1, $2)", import_id, by)
        assert row is not None  # noqa: S101 - a function with OUT parameters gives one row
        if row["problem"] is None:
            await record_on_correction(connection, AuditAction.IMPORT_UNDONE, row["head_id"], {})
    return row["problem"], row["overtaken"] or []


async def page(
    pool: Pool, device_ids: list[UUID] | None, made_by: UUID | None, excerpt: PageRequest
) -> tuple[list[asyncpg.Record], int]:
    """A page of imports, and how many there are."""
    rows = await pool.fetch(
        f"""{_SELECT} WHERE {_WANTED}
            ORDER BY {order_by(excerpt.sort, _SORT_COLUMNS)}, j.import_id DESC
            LIMIT $4 OFFSET $5""",
        device_ids,
        made_by,
        excerpt.text,
        excerpt.limit,
        excerpt.offset,
    )
    total = await pool.fetchval(
        f"SELECT count(*) FROM import_job j WHERE {_WANTED}",  # noqa: S608 - made of constants
        device_ids,
        made_by,
        excerpt.text,
    )
    return rows, int(total)


async def one(pool: Pool, import_id: int) -> asyncpg.Record | None:
    """An import on record, by its number or by that of one of its parts."""
    of_number = "SELECT coalesce(head_id, import_id) FROM import_job WHERE import_id = $1"
    return await pool.fetchrow(
        f"{_SELECT} WHERE j.import_id = ({of_number})",
        import_id,
    )


async def parts(pool: Pool, import_ids: list[int]) -> list[asyncpg.Record]:
    """The parts of imports, the first one of each included, in order."""
    return await pool.fetch(
        """SELECT coalesce(j.head_id, j.import_id) AS head_id, j.import_id, j.state, j.total,
                  j.new_count, j.same_count, j.replaced_count, j.kept_count, j.undone_count,
                  j.problem, j.finished_at, c.difference_uwh, c.alerts_raised,
                  c.alerts_retracted, c.undone_by, c.undone_at, u.name AS undone_by_name,
                  d.device_id, d.name AS device_name, d.code AS channel, d.unit
           FROM import_job j JOIN correction c ON c.correction_id = j.import_id
           JOIN channel d USING (channel_key)
           LEFT JOIN account u ON u.user_id = c.undone_by
           WHERE j.import_id = ANY($1::bigint[]) OR j.head_id = ANY($1::bigint[])
           ORDER BY j.import_id""",
        import_ids,
    )


_SELECT = """SELECT j.import_id, j.file_name, j.sha256, j.size_bytes, j.replaces, j.options,
                    j.report, c.made_by, c.made_at, m.name AS made_by_name
             FROM import_job j JOIN correction c ON c.correction_id = j.import_id
             JOIN channel d USING (channel_key)
             LEFT JOIN account m ON m.user_id = c.made_by"""
