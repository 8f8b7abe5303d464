"""Converts formats that aren't tables to a table with one row per value."""

import csv
import io
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from typing import IO

import msgspec

from kilowatch.monitoring.imports import espi, ha_energy, mscons, nem
from kilowatch.monitoring.imports.long_row import LongRow
from kilowatch.monitoring.imports.reading import (
    MAX_LINES,
    FileTooLarge,
    FileUnreadable,
    encoding_of,
)
from kilowatch.monitoring.imports.scratch import Scratch

REGISTERS = ("Time", "Meter", "Register", "Unit", "Quality", "Meter reading")
HEADER = tuple(name.replace("_", " ").capitalize() for name in LongRow.__struct_fields__)


def converted(file: IO[bytes], scratch: Scratch) -> IO[bytes]:
    """Return the file as a table if it is of such a format; else as it is.

    Raises `FileUnreadable` and `FileTooLarge`.
    """
    encoding = encoding_of(file)
    file.seek(0)
    start = file.read(2_000).decode(encoding, errors="replace").lstrip("\ufeff \r\n\t")
    for form in (espi, nem, mscons, ha_energy):
        if form.is_one(start):
            return _as_text(form.rows(file, encoding), scratch.file())
    file.seek(0)
    return file


def _as_text(rows: Iterable[LongRow], target: IO[bytes]) -> IO[bytes]:
    text = io.TextIOWrapper(target, encoding="utf-8", newline="")
    writer = csv.writer(text, delimiter="\t")
    are_registers: bool | None = None
    for count, row in enumerate(rows):
        if count > MAX_LINES:
            raise FileTooLarge(f"A file holds at most {MAX_LINES:,} values; split it.")
        if are_registers is None:
            are_registers = row.end is None
            writer.writerow(REGISTERS if are_registers else HEADER)
        if are_registers is not (row.end is None):
            raise FileUnreadable(
                "The file holds both registers and the energy of intervals: export them separately."
            )
        cells = [each for each in msgspec.structs.astuple(row) if each is not None]
        writer.writerow([_cell(each) for each in cells])
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
