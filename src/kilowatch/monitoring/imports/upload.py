"""A file as it comes in, and what it says: read in a thread, within bounds."""

import asyncio
import hashlib
import tempfile
from collections.abc import AsyncGenerator, AsyncIterable
from contextlib import asynccontextmanager
from datetime import datetime
from itertools import islice
from typing import IO

from kilowatch.monitoring.imports.collected import Collected
from kilowatch.monitoring.imports.domain import MAX_BYTES, MAX_ROWS, FileRow
from kilowatch.monitoring.imports.drafts import StoredRow
from kilowatch.monitoring.imports.parts import Part, read_parts
from kilowatch.monitoring.imports.reading import FileTooLarge
from kilowatch.monitoring.imports.whole import FileReading

IN_MEMORY_BYTES = 4 * 1024 * 1024
ROWS_AT_ONCE = 2_000
SHOWN_ROWS = 10


class Upload:
    """A file that has come in: its bytes, their number and their SHA-256."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.size_bytes = 0
        self._digest = hashlib.sha256()

    @property
    def sha256(self) -> str:
        """In hexadecimal."""
        return self._digest.hexdigest()

    async def take(self, body: AsyncIterable[bytes]) -> None:
        """Raises `FileTooLarge`."""
        async for piece in body:
            self.size_bytes += len(piece)
            if self.size_bytes > MAX_BYTES:
                raise FileTooLarge(f"A file holds at most {MAX_BYTES // 1024**2} MB; split it.")
            self._digest.update(piece)
            self.file.write(piece)

    async def read(self, parts: list[Part], now: datetime) -> list[FileReading]:
        """Return what each part of the file says.

        Raises `FileUnreadable`, `FileTooLarge` and `MappingUnclear`, which names the columns so
        that whoever has to choose one can.
        """
        return await asyncio.to_thread(read_parts, self.file, parts, now, MAX_ROWS)


@asynccontextmanager
async def received(body: AsyncIterable[bytes]) -> AsyncGenerator[Upload]:
    """The file that comes as ``body``, on disk where it is large; gone afterwards."""
    with tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES) as file:
        upload = Upload(file)
        await upload.take(body)
        yield upload


async def stored_rows(reading: FileReading) -> AsyncGenerator[StoredRow]:
    """Yield the rows to store, in the order of the file."""
    # A row of a day has many values, so its line is not enough.
    is_day_row = reading.mapping.day_rows is not None
    rows = enumerate(reading.found.rows(), 1)
    while some := await asyncio.to_thread(lambda: list(islice(rows, ROWS_AT_ONCE))):
        for count, row in some:
            number = count if is_day_row else row.line
            yield number, row.measured_at, row.value_uwh, row.interval_s, row.estimated


def first_rows(found: Collected) -> list[FileRow]:
    """The rows that a report shows."""
    return list(islice(found.rows(), SHOWN_ROWS))
