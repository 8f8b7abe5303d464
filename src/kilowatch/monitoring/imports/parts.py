"""Reads the parts of a file that fill several channels: each by its own options. Pure."""

import io
from datetime import datetime
from typing import IO

import msgspec

from kilowatch.monitoring.imports.domain import (
    FROM_GRID,
    Mapping,
    MappingUnclear,
    Target,
)
from kilowatch.monitoring.imports.guess import MappingOverrides
from kilowatch.monitoring.imports.reading import FileTooLarge
from kilowatch.monitoring.imports.scratch import Scratch
from kilowatch.monitoring.imports.unpack import unpacked
from kilowatch.monitoring.imports.whole import FileReading, read_text


class Part(msgspec.Struct, frozen=True):
    """A part of a file: how to read it, the zone of its device, and what its channel measures."""

    said: MappingOverrides
    device_zone: str
    target: Target = FROM_GRID


def read_parts(
    file: IO[bytes], parts: list[Part], now: datetime, most_rows: int
) -> list[FileReading]:
    """Return the readings of each part of a file.

    Raises `FileUnreadable`, `FileTooLarge` and `MappingUnclear`; the last one also where two
    parts take the same values.
    """
    with Scratch() as scratch:
        text = unpacked(file, scratch)
        if len(parts) == 1:
            [part] = parts
            return [read_text(text, part.said, part.device_zone, now, most_rows, part.target)]
        found: list[FileReading] = []
        taken: dict[int, bytearray] = {}
        for part in parts:
            reading = _read(text, part, now, most_rows)
            found.append(reading)
            _check_size(found, most_rows)
            _check_taken(reading, part, taken)
        return found


def _read(text: IO[bytes], part: Part, now: datetime, most_rows: int) -> FileReading:
    text.seek(0, io.SEEK_SET)
    try:
        return read_text(text, part.said, part.device_zone, now, most_rows, part.target)
    except MappingUnclear as unclear:
        named = MappingUnclear(f"{_name(part)}: {unclear.detail}")
        named.fields.update(unclear.fields)
        raise named from unclear


def _name(part: Part) -> str:
    chosen = [*part.said.only, part.said.value_column or "", *part.said.add_column]
    return ", ".join(each for each in chosen if each) or "All rows"


def _check_size(found: list[FileReading], most_rows: int) -> None:
    if sum(len(each.found) for each in found) > most_rows:
        raise FileTooLarge(f"The parts of an import hold at most {most_rows:,} rows together.")


def _check_taken(reading: FileReading, part: Part, taken: dict[int, bytearray]) -> None:
    """Refuse to store a value of the file twice."""
    for column in _value_columns(reading.mapping):
        lines = taken.setdefault(column, bytearray())
        for line in set(reading.found.taken):
            if line >= len(lines):
                lines.extend(bytes(line + 1 - len(lines)))
            if lines[line]:
                raise MappingUnclear(
                    f"{_name(part)}: line {line} also belongs to another part of this import. "
                    "Each value fills one channel."
                )
            lines[line] = 1


def _value_columns(mapping: Mapping) -> set[int]:
    if mapping.day_rows is not None:
        return set(mapping.day_rows.columns)
    return {mapping.value_column, *mapping.add_columns}
