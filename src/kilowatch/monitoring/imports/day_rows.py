"""Finds tables with a row for each day and a column for each of its hours or quarter hours."""

import re
from itertools import pairwise

from kilowatch.monitoring.imports.domain import DAY_S, DayRows, MappingUnclear
from kilowatch.monitoring.imports.spans import split_range
from kilowatch.monitoring.imports.table import Table
from kilowatch.monitoring.imports.timestamps import clock_parts, is_clock

FEWEST = 23
COUNTS = {23: 3600, 24: 3600, 25: 3600, 48: 1800, 50: 1800, 96: 900, 100: 900}
"""The length of a period, in seconds, by the number of columns."""
NUMBERED = re.compile(r"(.*?)[ _.-]*0*(\d{1,3})(?:[ _.-]*(?:k?wh))?", re.IGNORECASE)


def find_day_rows(table: Table, time_column: int) -> DayRows | None:
    """Return the columns of the periods of a day, by their names in the header."""
    if len(table.names) < FEWEST:
        return None
    return _by_clock(table, time_column) or _by_number(table, time_column)


def _by_clock(table: Table, time_column: int) -> DayRows | None:
    """Return columns named by their time: ``00:00-01:00``, or ``00:15``."""
    labels: list[tuple[int, int]] = []
    for column, name in enumerate(table.names):
        halves = split_range(name) or (name, "")
        if column != time_column and is_clock(halves[0]):
            labels.append((column, _second_of_day(halves[0])))
    length_s = COUNTS.get(len(labels))
    if length_s is None or any(b - a != length_s for (_, a), (_, b) in pairwise(labels[:-1])):
        return None
    # The first column is named by the start of the day, or by the end of its period.
    shift_s = {0: 0, length_s: length_s}.get(labels[0][1])
    if shift_s is None or len(labels) * length_s != DAY_S:
        return None
    columns = tuple(column for column, _ in labels)
    return DayRows(columns, length_s, tuple(range(0, DAY_S, length_s)))


def _second_of_day(text: str) -> int:
    hour, minute, second = clock_parts(text)
    return hour * 3600 + minute * 60 + second


def _by_number(table: Table, time_column: int) -> DayRows | None:
    """Return columns that are numbered: ``H1`` to ``H25``, or ``1`` to ``96``."""
    numbered: dict[str, list[tuple[int, int]]] = {}
    for column, name in enumerate(table.names):
        found = NUMBERED.fullmatch(name.strip())
        if column != time_column and found is not None:
            numbered.setdefault(found[1].casefold(), []).append((column, int(found[2])))
    found_rows = [rows for labels in numbered.values() if (rows := _numbered(labels)) is not None]
    if len(found_rows) > 1:
        raise MappingUnclear("Several groups of columns number the hours of a day; keep one.")
    return found_rows[0] if found_rows else None


def _numbered(labels: list[tuple[int, int]]) -> DayRows | None:
    length_s = COUNTS.get(len(labels))
    first = labels[0][1]
    numbers = [number for _, number in labels]
    if length_s is None or first not in {0, 1}:
        return None
    if numbers != list(range(first, first + len(labels))):
        return None
    return DayRows(tuple(column for column, _ in labels), length_s, None)
