"""Finds the table in a file: the lines above it, its header and its rows. Pure."""

from collections import Counter

import msgspec

from kilowatch.monitoring.domain import Refused
from kilowatch.monitoring.imports.cells import is_either_number
from kilowatch.monitoring.imports.domain import MappingUnclear
from kilowatch.monitoring.imports.spans import split_range
from kilowatch.monitoring.imports.timestamps import (
    is_clock,
    is_excel,
    is_timestamp,
    parse_timestamp,
)
from kilowatch.monitoring.imports.units import is_unit

MOST_PREAMBLE = 100
LOOKED_AT = 30
LIKELY_YEARS = range(2000, 2100)


class Table(msgspec.Struct, frozen=True):
    """A table within a file. ``skip``: lines that aren't blank, before its first row."""

    names: list[str]
    rows: list[list[str]]
    preamble: list[list[str]]
    skip: int

    @property
    def width(self) -> int:
        """Return the number of columns of the rows."""
        return max(len(row) for row in self.rows)

    def name(self, column: int | None) -> str:
        """Return the name of a column; empty if it has none."""
        return self.names[column] if column is not None and column < len(self.names) else ""

    def cells(self, column: int) -> list[str]:
        """Return the cells of a column that aren't empty."""
        return [row[column] for row in self.rows if column < len(row) and row[column].strip()]


def find_table(sample: list[list[str]]) -> Table:
    """Return the table of a file that begins with ``sample``. Raises `MappingUnclear`."""
    if not sample:
        raise MappingUnclear("The file has no rows.")
    first = _first_row(sample)
    if first == len(sample):
        raise MappingUnclear("The file has a header and no rows.")
    names: list[str] = []
    top = first
    if first > 0 and _is_header(sample[first - 1], sample[first]):
        top = first - 1
        names = [_bare(cell) for cell in sample[top]]
        if _is_unit_line(sample[top]) and top > 0 and len(sample[top - 1]) == len(sample[top]):
            top -= 1
            names = [
                f"{_bare(name)} {unit}".strip()
                for name, unit in zip(sample[top], names, strict=True)
            ]
    return Table(names, sample[first:], sample[:top], first)


def _bare(cell: str) -> str:
    return cell.strip().lstrip("\ufeff")


def _first_row(sample: list[list[str]]) -> int:
    """Return the first row of data: it has a time and a number, like those after it."""
    for at, row in enumerate(sample[:MOST_PREAMBLE]):
        if len(row) < 2 or not _is_data(row):
            continue
        after = sample[at : at + LOOKED_AT]
        widths = Counter(len(each) for each in after)
        usual, _ = widths.most_common(1)[0]
        alike = sum(_is_data(each) for each in after)
        if len(row) == usual and 2 * alike > len(after):
            return at
    # Nothing looks like data: the first row may hold the names.
    has_names = not any(is_timestamp(cell) or is_either_number(cell) for cell in sample[0])
    return 1 if has_names else 0


def _is_data(row: list[str]) -> bool:
    times = [cell for cell in row if is_time(cell)]
    numbers = [cell for cell in row if is_either_number(cell)]
    return bool(times) and len({*times, *numbers}) + len(times) > 1 and bool(numbers)


def is_time(cell: str) -> bool:
    """Return true for a time, a date or a start and an end in one cell."""
    if is_either_number(cell):
        whole = cell.strip().partition(".")[0]
        return (len(whole) in {8, 10, 12, 13, 14} and _is_likely(cell)) or is_excel(cell)
    if is_timestamp(cell):
        return True
    halves = split_range(cell)
    return halves is not None and is_timestamp(halves[0])


def _is_likely(cell: str) -> bool:
    """Return true for digits that are a time of these decades, not a meter's number."""
    try:
        return parse_timestamp(cell, "iso").year in LIKELY_YEARS
    except Refused:
        return False


def _is_header(names: list[str], row: list[str]) -> bool:
    filled = [cell for cell in names if cell.strip()]
    texts = [cell for cell in filled if not is_either_number(cell)]
    return (
        bool(texts)
        and not is_time(filled[0])
        and not (any(is_timestamp(cell) for cell in texts) and not any(is_clock(c) for c in texts))
        and 2 * len(filled) > min(len(row), len([cell for cell in row if cell.strip()]))
    )


def _is_unit_line(names: list[str]) -> bool:
    """Return true for a second line of a header, with the units of the names above."""
    filled = [cell for cell in names if cell.strip()]
    units = [cell for cell in filled if is_unit(cell)]
    return bool(units) and len(units) >= len(filled) - 2


def is_table(sample: list[list[str]]) -> bool:
    """Return true if a beginning has rows with a time and a number."""
    return any(len(row) > 1 and _is_data(row) for row in sample[:MOST_PREAMBLE])
