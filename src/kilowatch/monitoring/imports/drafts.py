"""Rows of a file in a transaction: compared with what is stored, and started as an import."""

from collections.abc import AsyncGenerator, AsyncIterable
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

import asyncpg
import msgspec

from kilowatch.contracts.audit import AuditAction
from kilowatch.kit.database import Connection, Pool
from kilowatch.monitoring.acts import record_on_correction

COPY_WITHIN_S = 900

StoredRow: TypeAlias = tuple[int, datetime, int, int | None, bool]
"""A number that no other row of the part has, the moment, µWh, a length of its own in s, and
whether the value is estimated."""


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """A part of an import that is to be put in. ``options`` and ``report`` are JSON.

    ``channel``: its device and code, as the record of the import says it.
    """

    channel: str
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


class Drafts:
    """The parts of a file in one transaction: gone when it ends, unless they are started."""

    def __init__(self, pool: Pool, connection: Connection) -> None:
        self._pool = pool
        self._connection = connection
        self.started = False

    async def add(self, channel_key: int | None) -> "Draft":
        """Return a place for the rows of a part. None: its channel isn't there yet."""
        number = await self._connection.fetchval(
            "SELECT nextval(pg_get_serial_sequence('correction', 'correction_id'))"
        )
        return Draft(self._pool, self._connection, channel_key, number)

    async def start(self, parts: list[tuple["Draft", Job]]) -> int:
        """Have all parts put in; gives the import's number, which is that of its first part."""
        head = parts[0][0]
        for draft, job in parts:
            await draft.start(job, None if draft is head else head.import_id)
        jobs = [job for _, job in parts]
        fields: dict[str, object] = {
            "readings": sum(job.total for job in jobs),
            "replaces": jobs[0].replaces,
            "sha256": jobs[0].sha256,
        }
        if len(jobs) > 1:
            fields["channels"] = [job.channel for job in jobs]
        await record_on_correction(
            self._connection, AuditAction.IMPORT_STARTED, head.import_id, fields
        )
        self.started = True
        return head.import_id


class Draft:
    """The rows of a part."""

    def __init__(
        self, pool: Pool, connection: Connection, channel_key: int | None, number: int
    ) -> None:
        self._pool = pool
        self._connection = connection
        self._channel_key = channel_key
        self.import_id = number

    async def copy(self, rows: AsyncIterable[StoredRow]) -> None:
        """Take rows in."""

        async def records() -> AsyncGenerator[tuple[int, *StoredRow]]:
            async for row in rows:
                yield self.import_id, *row

        await self._connection.copy_records_to_table(
            "import_row",
            columns=[
                "import_id",
                "line",
                "measured_at",
                "value_uwh",
                "interval_s",
                "value_estimated",
            ],
            records=records(),
            timeout=COPY_WITHIN_S,
        )

    async def sift(self) -> tuple[int, int]:
        """Leave the last row for each moment; gives how many others agreed, and differed."""
        row = await self._connection.fetchrow("SELECT * FROM sift_import($1)", self.import_id)
        assert row is not None  # noqa: S101 - a function with OUT parameters gives one row
        return row["repeated"], row["differing"]

    async def compare(self, *, of_registers: bool, interval_s: int | None) -> asyncpg.Record:
        """What the rows would meet."""
        row = await self._connection.fetchrow(
            "SELECT * FROM compare_import($1, $2, $3, $4)",
            self.import_id,
            self._channel_key,
            of_registers,
            interval_s,
        )
        assert row is not None  # noqa: S101 - as above
        return row

    async def start(self, job: Job, head_id: int | None) -> None:
        """Have the rows put in. ``head_id``: the first part of their import, None for itself."""
        months = await self._connection.fetch(
            """SELECT DISTINCT date_trunc('month', measured_at, 'UTC')::date AS month
               FROM import_row WHERE import_id = $1 ORDER BY 1""",
            self.import_id,
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
            self.import_id,
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
                                       interval_s, options, report, total, head_id)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""",
            self.import_id,
            job.file_name,
            job.sha256,
            job.size_bytes,
            job.replaces,
            job.interval_s,
            job.options,
            job.report,
            job.total,
            head_id,
        )
