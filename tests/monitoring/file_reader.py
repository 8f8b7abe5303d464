"""Reads sample files as the importer does, without a database."""

import io
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import msgspec

from kilowatch.monitoring.imports.domain import FROM_GRID, ImportKind, Target
from kilowatch.monitoring.imports.guess import MappingOverrides
from kilowatch.monitoring.imports.whole import FileReading, read_whole
from tests.monitoring.db import NOW

SAMPLES = Path(__file__).parent / "import_samples"
UWH = Decimal(10**9)


class Outcome(NamedTuple):
    """The readings of a file: how many, their kWh in all, and the start of the first (UTC).

    ``estimated``: how many of them the file marks as estimated.
    """

    rows: int
    kwh: Decimal
    first: str
    rejected: dict[str, int]
    estimated: int


def read_bytes(file: bytes, zone: str = "UTC", **said: object) -> FileReading:
    """Return what the importer reads from a file."""
    target = said.pop("target", FROM_GRID)
    assert isinstance(target, Target)
    options = msgspec.convert(said, MappingOverrides)
    return read_whole(io.BytesIO(file), options, zone, NOW, 1_000_000, target)


def outcome(file: bytes, zone: str = "UTC", **said: object) -> Outcome:
    """Return the readings of a file; of a register its rise from the first to the last value."""
    reading = read_bytes(file, zone, **said)
    values = {row.measured_at: row.value_uwh for row in reading.found.rows()}
    times = sorted(values)
    if reading.mapping.kind is ImportKind.REGISTER:
        uwh = values[times[-1]] - values[times[0]]
    else:
        uwh = sum(values.values())
    first = f"{times[0]:%Y-%m-%d %H:%M}" if times else ""
    found = reading.found
    return Outcome(len(values), uwh / UWH, first, dict(found.reasons), found.estimates())
