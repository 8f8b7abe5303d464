"""A file as it comes in, and what its rows are: read once more, piece by piece, in a thread."""

import asyncio
import hashlib
import tempfile
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterable
from contextlib import asynccontextmanager, closing
from datetime import datetime
from itertools import islice
from typing import IO

from kilowatch.kit.errors import KilowatchError, Kind
from kilowatch.monitoring.imports.columns import MappingUnclear, column_names
from kilowatch.monitoring.imports.domain import (
    MAX_BYTES,
    MAX_ROWS,
    FileRow,
    Mapping,
    RowError,
    RowReader,
)
from kilowatch.monitoring.imports.guess import MappingOverrides, guess
from kilowatch.monitoring.imports.reading import delimiter_of, lines, sample

IN_MEMORY_BYTES = 4 * 1024 * 1024
ROWS_AT_ONCE = 2_000
SHOWN_ROWS = 10
SHOWN_ERRORS = 100


class FileTooLarge(KilowatchError):
    """The file has more than 50 MiB, or more rows than one import may have."""

    kind = Kind.TOO_LARGE
    code = "file_too_large"
    remedy = "Split the file, and import its parts one after the other."


class Upload:
    """A file that has come in: its bytes, their number and their SHA-256."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.size_bytes = 0
        self.columns: list[str] = []
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

    async def mapping(self, said: MappingOverrides, device_zone: str) -> Mapping:
        """Return the mapping of the file. Raises `FileUnreadable` and `MappingUnclear`.

        The latter names the columns, so that whoever has to choose one can.
        """

        def look() -> Mapping:
            delimiter = delimiter_of(self.file)
            rows = sample(self.file, delimiter)
            self.columns = column_names(rows)
            return guess(rows, delimiter, said, device_zone)

        try:
            return await asyncio.to_thread(look)
        except MappingUnclear as unclear:
            unclear.fields["columns"] = self.columns
            raise


@asynccontextmanager
async def received(body: AsyncIterable[bytes]) -> AsyncGenerator[Upload]:
    """The file that comes as ``body``, on disk where it is large; gone afterwards."""
    with tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES) as file:
        upload = Upload(file)
        await upload.take(body)
        yield upload


class Tally:
    """The rows of a file, and what was noted of them while they were read."""

    def __init__(self, upload: Upload, mapping: Mapping, now: datetime) -> None:
        self._upload = upload
        self._mapping = mapping
        self._reader = RowReader(mapping, now)
        self._count = 0
        self.first: list[FileRow] = []
        self.errors: list[RowError] = []
        self.reasons: Counter[str] = Counter()

    @property
    def repeated_hour(self) -> int:
        """Rows whose local time is one the clock showed twice."""
        return self._reader.repeated_hour

    async def rows(self) -> AsyncGenerator[tuple[int, datetime, int]]:
        """Line, moment and µWh of what is valid. Raises `FileUnreadable`, `FileTooLarge`."""
        with closing(lines(self._upload.file, self._mapping.delimiter)) as reading:
            numbered = islice(reading, 1 if self._mapping.has_header else 0, None)
            items = self._reader.read(numbered)
            while some := await asyncio.to_thread(lambda: list(islice(items, ROWS_AT_ONCE))):
                self._count += len(some)
                if self._count > MAX_ROWS:
                    raise FileTooLarge(f"A file holds at most {MAX_ROWS:,} rows; split it.")
                for item in some:
                    if isinstance(item, RowError):
                        self._note(item)
                        continue
                    if len(self.first) < SHOWN_ROWS:
                        self.first.append(item)
                    yield item.line, item.measured_at, item.value_uwh

    def _note(self, error: RowError) -> None:
        self.reasons[error.reason] += 1
        if len(self.errors) < SHOWN_ERRORS:
            self.errors.append(error)
