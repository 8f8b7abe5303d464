"""Finds the columns of times and values by their names and their content. Pure."""

import re

import msgspec

from kilowatch.kit.errors import KilowatchError
from kilowatch.monitoring.imports.cells import Decimals, is_clock, is_number, is_stamp
from kilowatch.monitoring.imports.domain import Stamps, Unit

MOST_CELLS = 0.5
"""A column is one of times, or numbers, where more than this share of its cells are."""


class MappingUnclear(KilowatchError):
    """The file leaves open how to read it, such as its unit or its order of day and month."""

    code = "mapping_unclear"
    remedy = "Give the option that `detail` names."


class Known(msgspec.Struct, frozen=True):
    """A known format, recognised by its header."""

    header: re.Pattern[str]
    unit: Unit
    time_zone: str
    stamps: Stamps
    interval_s: int


KNOWN = (
    Known(
        re.compile(r"KWH/hh \(per half hour\)", re.IGNORECASE), Unit.KWH, "UTC", Stamps.END, 1800
    ),
    Known(
        re.compile(r"Global_active_power", re.IGNORECASE), Unit.KW, "Europe/Paris", Stamps.START, 60
    ),
)
UNITS = (
    (re.compile(r"(?<![a-z])mwh(?![a-z])", re.IGNORECASE), Unit.MWH),
    (re.compile(r"(?<![a-z])kwh(?![a-z])", re.IGNORECASE), Unit.KWH),
    (re.compile(r"(?<![a-z])wh(?![a-z])", re.IGNORECASE), Unit.WH),
    (re.compile(r"(?<![a-z])kw(?![a-z])", re.IGNORECASE), Unit.KW),
)


def header_of(rows: list[list[str]]) -> list[str]:
    """The names in the first row, or none where it holds times or numbers already."""
    if not rows or any(is_stamp(cell) or is_number(cell) for cell in rows[0]):
        return []
    return [cell.strip().lstrip("\ufeff") for cell in rows[0]]


def column_names(rows: list[list[str]]) -> list[str]:
    """A name for each column, the first one's first; empty where it has none."""
    names = header_of(rows)
    width = max((len(row) for row in rows), default=0)
    return [*names, *[""] * (width - len(names))]


def _cells(rows: list[list[str]], column: int) -> list[str]:
    return [row[column] for row in rows if column < len(row) and row[column].strip()]


def _share(cells: list[str], fits: int) -> bool:
    return bool(cells) and fits > MOST_CELLS * len(cells)


def _named(names: list[str], width: int, asked: str) -> int:
    """The column of a name, or of a number from 1."""
    if asked in names:
        return names.index(asked)
    if asked.isascii() and asked.isdecimal() and 1 <= int(asked) <= width:
        return int(asked) - 1
    raise MappingUnclear(f"There is no column {asked!r}: {_listed(names, width)}.")


def _listed(names: list[str], width: int) -> str:
    return ", ".join(
        f"{n + 1} {names[n]!r}" if n < len(names) else str(n + 1) for n in range(width)
    )


def time_columns(
    names: list[str], rows: list[list[str]], asked: str | None
) -> tuple[int, int | None]:
    """Return the column of times, and that of the time of day if apart. Raises `MappingUnclear`."""
    width = max(len(row) for row in rows)
    columns = [_named(names, width, asked)] if asked is not None else list(range(width))
    for column in columns:
        cells = _cells(rows, column)
        if not _share(
            cells, sum(_looks_like_time(cell, named=asked is not None) for cell in cells)
        ):
            continue
        return column, _clock_column(rows, column, width)
    raise MappingUnclear(f"No column of times is found; say time_column: {_listed(names, width)}.")


def _looks_like_time(cell: str, *, named: bool) -> bool:
    """A bare number may be Unix time only where it is long, or the column was named."""
    if is_number(cell) and not named:
        return len(cell.strip().partition(".")[0]) in {10, 13} and is_stamp(cell)
    return is_stamp(cell)


def _clock_column(rows: list[list[str]], time_column: int, width: int) -> int | None:
    """The column of the time of day, where the other one holds dates only."""
    dates = _cells(rows, time_column)
    if any(":" in cell or is_number(cell) for cell in dates):
        return None
    for column in range(width):
        cells = _cells(rows, column)
        if column != time_column and _share(cells, sum(is_clock(cell) for cell in cells)):
            return column
    return None


def value_column(
    names: list[str],
    rows: list[list[str]],
    asked: str | None,
    apart: set[int | None],
    decimals: Decimals,
    known: Known | None,
) -> int:
    """Return the column of values. Raises `MappingUnclear`."""
    width = max(len(row) for row in rows)
    if asked is not None:
        return _named(names, width, asked)
    numeric = [
        column
        for column in range(width)
        if column not in apart
        and _share(cells := _cells(rows, column), sum(is_number(cell, decimals) for cell in cells))
    ]
    for pattern in [known.header] if known else [each for each, _ in UNITS]:
        found = [
            column for column in numeric if column < len(names) and pattern.search(names[column])
        ]
        if len(found) == 1:
            return found[0]
    if len(numeric) != 1:
        what = "No column of numbers is found" if not numeric else "Several columns hold numbers"
        raise MappingUnclear(f"{what}; say value_column: {_listed(names, width)}.")
    return numeric[0]
