"""Imports in the database: rows wait there, and each step that puts some in is one call."""

from collections.abc import AsyncGenerator, AsyncIterable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Final, TypeAlias
from uuid import UUID

import asyncpg
import msgspec

from kilowatch.contracts.audit import AuditAction
from kilowatch.kit.database import Connection, Pool, alphabetical
from kilowatch.kit.lists import PageRequest, contains, order_by
from kilowatch.monitoring.acts import record_on_correction

_SORT_COLUMNS: Final = {
    "made_at": "c.made_at",
    "device": alphabetical("d.name"),
    "rows": "j.total",
}

_WANTED = f"($1::uuid IS NULL OR d.device_id = $1) AND {contains('$2', 'd.name', 'j.file_name')}"

COPY_WITHIN_S = 900


StoredRow: TypeAlias = tuple[int, datetime, int, int | None]
"""A number that no other row of the file has, the moment, µWh, and a length of its own in s."""


class ImportChannel(msgspec.Struct, frozen=True):
    """The channel an import is for, with the time zone of its device."""

    channel_key: int
    code: str
    unit: str
    time_zone: str
    calculated: bool


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """An import that is to be put in. ``options`` and ``report`` are JSON."""

    reason: str
    of_registers: bool
    interval_s: int | None
    replaces: bool
    file_name: str
    sha256: str
    size_bytes: int
    options: str
    report: str
    starts_at: datetime
    ends_at: datetime
    total: int
    made_by: UUID
    made_at: datetime


class Draft:
    """Rows of a file in a transaction: gone when it ends, unless it is started."""

    def __init__(self, pool: Pool, connection: Connection, channel_key: int, number: int) -> None:
        self._pool = pool
        self._connection = connection
        self._channel_key = channel_key
        self._import_id = number
        self.started = False

    async def copy(self, rows: AsyncIterable[StoredRow]) -> None:
        """Take rows in."""

        async def records() -> AsyncGenerator[tuple[int, *StoredRow]]:
            async for row in rows:
                yield self._import_id, *row

        await self._connection.copy_records_to_table(
            "import_row",
            columns=["import_id", "line", "measured_at", "value_uwh", "interval_s"],
            records=records(),
            timeout=COPY_WITHIN_S,
        )

    async def sift(self) -> tuple[int, int]:
        """Leave the last row for each moment; gives how many others agreed, and differed."""
        row = await self._connection.fetchrow("SELECT * FROM sift_import($1)", self._import_id)
        assert row is not None  # noqa: S101 - a function with OUT parameters gives one row
        return row["repeated"], row["differing"]

    async def compare(self, *, of_registers: bool, interval_s: int | None) -> asyncpg.Record:
        """What the rows would meet."""
        row = await self._connection.fetchrow(
            "SELECT * FROM compare_import($1, $2, $3, $4)",
            self._import_id,
            self._channel_key,
            of_registers,
            interval_s,
        )
        assert row is not None  # noqa: S101 - as above
        return row

    async def start(self, job: Job) -> int:
        """Have the rows put in; gives the import's number."""
        months = await self._connection.fetch(
            """SELECT DISTINCT date_trunc('month', measured_at, 'UTC')::date AS month
               FROM import_row WHERE import_id = $1 ORDER BY 1""",
            self._import_id,
        )
        if not job.of_registers:
            # By another session: months outlive this transaction, whatever becomes of it.
            await self._pool.execute(
                "SELECT ensure_partitions($1)", [row["month"] for row in months]
            )
        await self._connection.execute(
            """INSERT INTO correction (correction_id, channel_key, action, of_registers, starts_at,
                                       ends_at, interval_s, reason, made_by, made_at)
               OVERRIDING SYSTEM VALUE VALUES ($1, $2, 'set', $3, $4, $5, $6, $7, $8, $9)""",
            self._import_id,
            self._channel_key,
            job.of_registers,
            job.starts_at,
            job.ends_at,
            job.interval_s,
            job.reason,
            job.made_by,
            job.made_at,
        )
        await self._connection.execute(
            """INSERT INTO import_job (import_id, file_name, sha256, size_bytes, replaces,
                                       interval_s, options, report, total)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
            self._import_id,
            job.file_name,
            job.sha256,
            job.size_bytes,
            job.replaces,
            job.interval_s,
            job.options,
            job.report,
            job.total,
        )
        await record_on_correction(
            self._connection,
            AuditAction.IMPORT_STARTED,
            self._import_id,
            {"readings": job.total, "replaces": job.replaces, "sha256": job.sha256},
        )
        self.started = True
        return self._import_id


class ImportStorage:
    """Drafts, steps, undoes and lists imports."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def channels(self, device_id: UUID) -> list[ImportChannel]:
        """Return the channels of a device, except deleted ones."""
        rows = await self._pool.fetch(
            """SELECT channel_key, code, unit, time_zone, calculated FROM channel
               WHERE device_id = $1 AND NOT deleted""",
            device_id,
        )
        return [ImportChannel(**dict(row)) for row in rows]

    @asynccontextmanager
    async def draft(self, channel_key: int) -> AsyncGenerator[Draft]:
        """A place for the rows of a file; what is not started leaves nothing behind."""
        async with self._pool.acquire() as connection:
            transaction = connection.transaction()
            await transaction.start()
            try:
                number = await connection.fetchval(
                    "SELECT nextval(pg_get_serial_sequence('correction', 'correction_id'))"
                )
                draft = Draft(self._pool, connection, channel_key, number)
                yield draft
            except BaseException:
                await transaction.rollback()
                raise
            if draft.started:
                await transaction.commit()
            else:
                await transaction.rollback()

    async def step(self, most: int, now: datetime) -> int | None:
        """Do the next step of some import; gives its number, None where nothing is to do."""
        worked_on: int | None = await self._pool.fetchval("SELECT import_step($1, $2)", most, now)
        return worked_on

    async def undo(self, import_id: int, by: UUID) -> tuple[str | None, list[int]]:
        """Ask for an import to be undone; gives the problem, and what stands on top of it."""
        async with self._pool.acquire() as connection, connection.transaction():
            row = await connection.fetchrow("SELECT * FROM undo_import($1, $2)", import_id, by)
            assert row is not None  # noqa: S101 - as above
            if row["problem"] is None:
                await record_on_correction(connection, AuditAction.IMPORT_UNDONE, import_id, {})
        return row["problem"], row["overtaken"] or []

    async def page(
        self, device_id: UUID | None, excerpt: PageRequest
    ) -> tuple[list[asyncpg.Record], int]:
        """A page of imports, and how many there are."""
        rows = await self._pool.fetch(
            f"""{_SELECT} WHERE {_WANTED}
                ORDER BY {order_by(excerpt.sort, _SORT_COLUMNS)}, j.import_id DESC
                LIMIT $3 OFFSET $4""",
            device_id,
            excerpt.text,
            excerpt.limit,
            excerpt.offset,
        )
        total = await self._pool.fetchval(
            f"""SELECT count(*) FROM import_job j JOIN correction c ON c.correction_id = j.import_id
                JOIN channel d USING (channel_key) WHERE {_WANTED}""",  # noqa: S608 - made of constants
            device_id,
            excerpt.text,
        )
        return rows, int(total)

    async def one(self, import_id: int) -> asyncpg.Record | None:
        """An import on record."""
        return await self._pool.fetchrow(f"{_SELECT} WHERE j.import_id = $1", import_id)


_SELECT = """SELECT j.*, c.made_by, c.made_at, c.difference_uwh, c.alerts_raised,
                    c.alerts_retracted, c.undone_by, c.undone_at, d.device_id,
                    d.name AS device_name, d.code AS channel,
                    m.name AS made_by_name, u.name AS undone_by_name
             FROM import_job j JOIN correction c ON c.correction_id = j.import_id
             JOIN channel d USING (channel_key)
             LEFT JOIN account m ON m.user_id = c.made_by
             LEFT JOIN account u ON u.user_id = c.undone_by"""
