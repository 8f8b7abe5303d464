"""Converts formats that aren't tables to a table with one row per value."""

import csv
import io
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from typing import IO

import msgspec

from kilowatch.monitoring.imports import espi, mscons, nem
from kilowatch.monitoring.imports.long_row import LongRow
from kilowatch.monitoring.imports.reading import MAX_LINES, FileTooLarge, encoding_of
from kilowatch.monitoring.imports.scratch import Scratch

HEADER = tuple(name.replace("_", " ").capitalize() for name in LongRow.__struct_fields__)


def converted(file: IO[bytes], scratch: Scratch) -> IO[bytes]:
    """Return the file as a table if it is of such a format; else as it is.

    Raises `FileUnreadable` and `FileTooLarge`.
    """
    encoding = encoding_of(file)
    file.seek(0)
    start = file.read(2_000).decode(encoding, errors="replace").lstrip("\ufeff \r\n\t")
    for form in (espi, nem, mscons):
        if form.is_one(start):
            return _as_text(form.rows(file, encoding), scratch.file())
    file.seek(0)
    return file


def _as_text(rows: Iterable[LongRow], target: IO[bytes]) -> IO[bytes]:
    text = io.TextIOWrapper(target, encoding="utf-8", newline="")
    writer = csv.writer(text, delimiter="\t")
    writer.writerow(HEADER)
    for count, row in enumerate(rows):
        if count > MAX_LINES:
            raise FileTooLarge(f"A file holds at most {MAX_LINES:,} values; split it.")
        writer.writerow([_cell(each) for each in msgspec.structs.astuple(row)])
    text.flush()
    text.detach()
    target.seek(0)
    return target


def _cell(value: datetime | Decimal | str) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat() if value.tzinfo is not None else value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return " ".join(value.split())[:80]
