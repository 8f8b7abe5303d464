"""The energy dashboard of Home Assistant, downloaded: a row for each series, a column per time.

By its front end (``entity_id,type,unit`` and the start of each period in UTC, then the changes).
"""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from typing import IO

from kilowatch.monitoring.imports.long_row import MEASURED, LongRow, decimal_of, moment_of
from kilowatch.monitoring.imports.reading import FileUnreadable, bounded_lines

FIRST = "entity_id,type,unit,"
TIMES = "%Y-%m-%dT%H:%M:%S.%fZ"
OF_DEVICES = "device_consumption"
"""Part of what the meter of the grid counts, so no word may say that it is from the grid."""


def is_one(start: str) -> bool:
    """Return true for the beginning of such a file."""
    return start.startswith(FIRST)


def rows(file: IO[bytes], encoding: str) -> Iterator[LongRow]:
    """Yield the values of a file. Raises `FileUnreadable`.

    The last period ends where the header doesn't say: it is as long as the others, or, where those
    differ (months, days of a clock change), has no length and is refused later.
    """
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="", errors="replace")
    try:
        records = csv.reader(bounded_lines(text))
        starts = _starts(next(records))
        for record in records:
            if record:
                yield from _values(record, starts)
    except csv.Error as error:
        raise FileUnreadable(f"The file of Home Assistant is damaged: {error}.") from error
    finally:
        text.detach()


def _starts(header: list[str]) -> list[datetime]:
    """The start of each period, and the end of the last one."""
    if len(header) < 5:
        raise FileUnreadable("The file of Home Assistant has fewer than two times.")
    starts = [moment_of(cell, TIMES, "Home Assistant").replace(tzinfo=UTC) for cell in header[3:]]
    steps = {after - before for before, after in pairwise(starts)}
    return [*starts, starts[-1] + steps.pop() if len(steps) == 1 else starts[-1]]


def _values(record: list[str], starts: list[datetime]) -> Iterator[LongRow]:
    meter, kind, unit = (cell.strip() for cell in [*record, "", "", ""][:3])
    quality = "calculated" if kind.startswith("calculated") else MEASURED
    for cell, (start, end) in zip(record[3:], pairwise(starts), strict=False):
        if cell.strip():
            yield LongRow(start, end, meter, _register(kind), unit, quality, decimal_of(cell))


def _register(kind: str) -> str:
    if kind.startswith(OF_DEVICES):
        return f"behind the meter {kind.removeprefix(OF_DEVICES)}".replace("_", " ").strip()
    return kind.replace("grid_return", "grid_export").replace("_", " ")
