"""Finds the columns of times: dates, times of day, ends, numbered periods. Pure."""

import msgspec

from kilowatch.monitoring.imports.cells import is_either_number
from kilowatch.monitoring.imports.day_rows import find_day_rows
from kilowatch.monitoring.imports.domain import DayRows, MappingUnclear, Periods
from kilowatch.monitoring.imports.spans import period_number, split_range
from kilowatch.monitoring.imports.table import Table, is_time
from kilowatch.monitoring.imports.timestamps import is_clock, is_excel, is_timestamp
from kilowatch.monitoring.imports.words import (
    DAYS_WORDS,
    END_WORDS,
    PERIOD_WORDS,
    START_WORDS,
    TIME_WORDS,
)

MOST_CELLS = 0.5
"""The share of cells that have to be times, or numbers, for a column of that kind."""
MERIDIEM = frozenset({"am", "pm", "a.m.", "p.m.", "a", "p"})
PERIOD_LENGTHS = {count * parts: 3600 // parts for count in (23, 24, 25) for parts in (1, 2, 4)}
"""The length of a period, in seconds, by the number of them in a day, also of a clock change."""


class TimeLayout(msgspec.Struct, frozen=True, kw_only=True):
    """The columns of a row's time. Columns count from 0."""

    time_column: int
    clock_column: int | None = None
    meridiem_column: int | None = None
    end_column: int | None = None
    end_clock_column: int | None = None
    days_column: int | None = None
    periods: Periods | None = None
    day_rows: DayRows | None = None
    excel: bool = False
    ranges: bool = False

    @property
    def columns(self) -> set[int | None]:
        """Return all columns."""
        return {
            self.time_column, self.clock_column, self.meridiem_column, self.end_column,
            self.end_clock_column, self.days_column, self.periods and self.periods.column,
        }  # fmt: skip

    @property
    def has_end(self) -> bool:
        """Return true if each row has its own end."""
        return self.ranges or self.end_column is not None or self.end_clock_column is not None


def column_named(table: Table, asked: str) -> int:
    """Return the column of a name, or of a number from 1. Raises `MappingUnclear`."""
    if table.names.count(asked) > 1:
        raise MappingUnclear(
            f"Several columns have the name {asked!r}; say the number of one: {listed(table)}."
        )
    if asked in table.names:
        return table.names.index(asked)
    if asked.isascii() and asked.isdecimal() and 1 <= int(asked) <= table.width:
        return int(asked) - 1
    raise MappingUnclear(f"There is no column {asked!r}: {listed(table)}.")


def listed(table: Table) -> str:
    """Return the names of columns for a sentence."""
    return ", ".join(
        f"{n + 1} {table.names[n]!r}" if n < len(table.names) else str(n + 1)
        for n in range(table.width)
    )


def share(cells: list[str], fits: int) -> bool:
    """Return true if enough of the cells fit to make up a column."""
    return bool(cells) and fits > MOST_CELLS * len(cells)


def time_layout(table: Table, asked: str | None) -> TimeLayout:
    """Return the columns of times. Raises `MappingUnclear`."""
    found = [column_named(table, asked)] if asked is not None else _time_columns(table)
    found = [each for each in found if _holds_times(table, each, named=asked is not None)]
    if not found:
        raise MappingUnclear(f"No column of times is found; say time_column: {listed(table)}.")
    clocks = _clock_columns(table, found)
    start, end = _start_and_end(table, found, clocks)
    layout = TimeLayout(
        time_column=start,
        end_column=end,
        excel=all(is_excel(cell) for cell in table.cells(start)),
        ranges=_are_ranges(table.cells(start)),
        days_column=_days_column(table),
    )
    if not _are_dates(table, start):
        return layout
    return _of_dates(table, layout, clocks)


def _time_columns(table: Table) -> list[int]:
    columns = [each for each in range(table.width) if _holds_times(table, each, named=False)]
    worded = [each for each in columns if not all(is_either_number(c) for c in table.cells(each))]
    if worded:
        return worded
    # A number of ten digits that never changes identifies a meter.
    varied = [each for each in columns if len(set(table.cells(each))) > 1]
    return varied or columns


def _holds_times(table: Table, column: int, *, named: bool) -> bool:
    """Return true if a column holds times; short numbers count only if its name says so."""
    cells = table.cells(column)
    is_named = named or bool(TIME_WORDS.search(table.name(column)))
    fits = sum(is_time(cell) and (is_named or not _needs_name(cell)) for cell in cells) or (
        sum(is_timestamp(cell) or is_excel(cell) for cell in cells) if named else 0
    )
    return share(cells, fits)


def _needs_name(cell: str) -> bool:
    bare = cell.strip()
    return is_either_number(bare) and len(bare.partition(".")[0]) in {5, 8}


def _are_dates(table: Table, column: int) -> bool:
    cells = table.cells(column)
    return not any(":" in cell for cell in cells) and not any(
        is_either_number(cell) and len(cell.strip()) != len("20240501") for cell in cells
    )


def _are_ranges(cells: list[str]) -> bool:
    fits = sum(
        (halves := split_range(cell)) is not None
        and is_timestamp(halves[0])
        and is_timestamp(halves[1])
        for cell in cells
    )
    if not share(cells, fits):
        return False
    # An apparent offset from UTC is one if only summer time changes it.
    ends = {cell.strip().rpartition("-")[2] for cell in cells if is_timestamp(cell)}
    return not all(is_timestamp(cell) for cell in cells) or len(ends) > 2


def _clock_columns(table: Table, times: list[int]) -> list[int]:
    return [
        column
        for column in range(table.width)
        if column not in times
        and share(cells := table.cells(column), sum(_is_clock_cell(cell) for cell in cells))
    ]


def _is_clock_cell(cell: str) -> bool:
    if is_clock(cell):
        return True
    halves = split_range(cell)
    return halves is not None and is_clock(halves[0]) and is_clock(halves[1])


def _start_and_end(table: Table, found: list[int], clocks: list[int]) -> tuple[int, int | None]:
    """Return the column of starts, and that of ends if there is one; by name, else by order."""
    if len(found) == 1:
        return found[0], None
    starts = [each for each in found if START_WORDS.search(table.name(each))]
    ends = [each for each in found if END_WORDS.search(table.name(each)) and each not in starts]
    if len(ends) == 1 and len(starts) == 1:
        return starts[0], ends[0]
    if len(ends) == 1 and len(found) == 2:
        return next(each for each in found if each != ends[0]), ends[0]
    if len(starts) == 1 and len(found) == 2:
        return starts[0], next(each for each in found if each != starts[0])
    if len(found) == 2 and not clocks and _follow(table, *found):
        return found[0], found[1]
    raise MappingUnclear(f"Several columns hold times; say time_column: {listed(table)}.")


def _follow(table: Table, first: int, second: int) -> bool:
    """Return true if each row starts when the previous one ends."""
    starts, ends = table.cells(first), table.cells(second)
    return len(starts) > 1 and len(starts) == len(ends) and starts[1:] == ends[:-1]


def _of_dates(table: Table, layout: TimeLayout, clocks: list[int]) -> TimeLayout:
    """Return the layout of dates whose time of day is in another column, or in none."""
    day_rows = find_day_rows(table, layout.time_column)
    if day_rows is not None:
        return msgspec.structs.replace(layout, day_rows=day_rows)
    if clocks:
        return _with_clocks(table, layout, clocks)
    periods = _periods(table, layout)
    return msgspec.structs.replace(layout, periods=periods)


def _with_clocks(table: Table, layout: TimeLayout, clocks: list[int]) -> TimeLayout:
    start = layout.time_column
    first, second = _two_clocks(table, clocks)
    meridiem = next((n for n in range(table.width) if _are_halves(table.cells(n))), None)
    ranges = _are_clock_ranges(table.cells(first))
    if layout.end_column is not None and second is None:
        raise MappingUnclear(
            f"Start and end have one column of times of day; say time_column: {listed(table)}."
        )
    return msgspec.structs.replace(
        layout,
        time_column=start,
        clock_column=first,
        end_clock_column=second,
        meridiem_column=meridiem,
        ranges=ranges,
    )


def _two_clocks(table: Table, clocks: list[int]) -> tuple[int, int | None]:
    if len(clocks) == 1:
        return clocks[0], None
    ends = [each for each in clocks if END_WORDS.search(table.name(each))]
    starts = [each for each in clocks if each not in ends]
    if len(clocks) == 2 and len(ends) == 1:
        return starts[0], ends[0]
    if len(clocks) == 2 and not ends and START_WORDS.search(table.name(clocks[0])):
        return clocks[0], clocks[1]
    raise MappingUnclear(f"Several columns hold times of day; say time_column: {listed(table)}.")


def _are_halves(cells: list[str]) -> bool:
    return bool(cells) and all(cell.strip().lower() in MERIDIEM for cell in cells)


def _are_clock_ranges(cells: list[str]) -> bool:
    return share(cells, sum(not is_clock(cell) and _is_clock_cell(cell) for cell in cells))


def _days_column(table: Table) -> int | None:
    return next(
        (n for n in range(len(table.names)) if DAYS_WORDS.search(table.names[n].strip())), None
    )


def _periods(table: Table, layout: TimeLayout) -> Periods | None:
    """Return the column that numbers the hours, half hours or quarter hours of a day."""
    days = table.cells(layout.time_column)
    if len(set(days)) == len(days):
        return None
    for column in range(table.width):
        cells = [cell.strip() for cell in table.cells(column)]
        if column in layout.columns or not PERIOD_WORDS.search(table.name(column)):
            continue
        numbers = {n for cell in cells if (n := period_number(cell)) is not None}
        if not numbers or not share(cells, sum(period_number(cell) is not None for cell in cells)):
            continue
        first = min(numbers)
        length_s = PERIOD_LENGTHS.get(max(numbers) + 1 - first)
        if first in {0, 1} and length_s is not None:
            return Periods(column, first, length_s)
    return None
