"""Reads the rows of one file by its mapping. Pure."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from kilowatch.contracts.units import MAX_READING_KWH, MAX_REGISTER_KWH
from kilowatch.monitoring.domain import EARLIEST, Refused
from kilowatch.monitoring.imports.cells import is_ambiguous, number
from kilowatch.monitoring.imports.clock import LocalClock
from kilowatch.monitoring.imports.domain import (
    BILLIONTHS_PER,
    POWER,
    SECONDS_PER_HOUR,
    FileRow,
    ImportKind,
    Mapping,
    RowError,
    Unit,
)
from kilowatch.monitoring.imports.quality import is_estimated, is_measured
from kilowatch.monitoring.imports.spans import Days, Span, SpanReader, period_number
from kilowatch.monitoring.imports.units import unit_of_cell

Key = tuple[str, ...]


class Repeats:
    """Local times that occur more than once in a file, by series; found by a first pass."""

    def __init__(self, twice: dict[Key, frozenset[datetime]], *, ordered: bool) -> None:
        self.twice = twice
        self.ordered = ordered


BILLION = 10**9
NO_REPEATS = Repeats({}, ordered=True)


class RowReader:
    """Reads the rows of one file by its mapping, in their order.

    ``days`` is what `period_days` finds, where periods of a day are numbered.
    """

    def __init__(
        self,
        mapping: Mapping,
        now: datetime,
        days: Days | None = None,
        repeats: Repeats = NO_REPEATS,
    ) -> None:
        self._mapping = mapping
        self._latest = now
        self._days = days or {}
        self._repeats = repeats
        self._zone = ZoneInfo(mapping.time_zone)
        self.series: dict[Key, SpanReader] = {}
        self.repeated_hour = 0
        """Rows so far whose local time is one the clock showed twice."""
        self._is_register = mapping.kind is ImportKind.REGISTER
        self._most = MAX_REGISTER_KWH if self._is_register else int(MAX_READING_KWH)
        used = (
            mapping.time_column, mapping.clock_column, mapping.end_column,
            mapping.end_clock_column, mapping.meridiem_column, mapping.days_column,
            mapping.periods and mapping.periods.column, mapping.unit_column, mapping.quality_column,
            *mapping.add_columns, *mapping.apart, *(column for column, _ in mapping.only),
            None if mapping.day_rows else mapping.value_column,
        )  # fmt: skip
        self._columns = max(each for each in used if each is not None) + 1

    def read(self, lines: Iterable[tuple[int, list[str]]]) -> Iterator[FileRow | RowError]:
        """Yield the result of each line, except blank ones and those that the filter excludes."""
        for _, item in self.read_cells(lines):
            yield item

    def read_cells(
        self, lines: Iterable[tuple[int, list[str]]]
    ) -> Iterator[tuple[list[str], FileRow | RowError]]:
        """Yield the same, with the cells of each line."""
        for line, cells in lines:
            if not any(cell.strip() for cell in cells):
                continue
            if not self._is_wanted(cells):
                continue
            key = self._key(cells)
            try:
                for row in self._rows(line, cells, key):
                    yield cells, row
            except Refused as refused:
                yield cells, RowError(line, refused.reason, refused.detail)

    def _is_wanted(self, cells: list[str]) -> bool:
        return all(
            column < len(cells) and cells[column].strip() in values
            for column, values in self._mapping.only
        )

    def _key(self, cells: list[str]) -> Key:
        return tuple(
            cells[column].strip() if column < len(cells) else "" for column in self._mapping.apart
        )

    def _rows(self, line: int, cells: list[str], key: Key) -> list[FileRow]:
        width = self._mapping.width
        if len(cells) < self._columns:
            raise Refused("columns_missing", f"The row has only {len(cells)} columns.")
        if width and any(cell.strip() for cell in cells[width:]):
            raise Refused("columns_extra", f"The row has more cells than the header's {width}.")
        reader = self._reader(key)
        before = reader.clock.repeated
        spans = reader.read(cells)
        self.repeated_hour += reader.clock.repeated - before
        estimated = self._is_estimated(cells)
        return [self._row(line, cells, span, estimated=estimated) for span in spans]

    def _reader(self, key: Key) -> SpanReader:
        reader = self.series.get(key)
        if reader is None:
            reader = self.series[key] = SpanReader(
                self._mapping,
                self._days,
                lambda: LocalClock(
                    self._zone,
                    backwards=self._mapping.backwards,
                    ordered=self._repeats.ordered,
                    twice=self._repeats.twice.get(key, frozenset()),
                ),
            )
        return reader

    def _is_estimated(self, cells: list[str]) -> bool:
        """Return true if the row is marked as estimated. Refuses other marks than measured."""
        column = self._mapping.quality_column
        if column is None:
            return False
        flag = cells[column].strip()
        if is_measured(flag, self._mapping.measured_flags):
            return False
        if is_estimated(flag, self._mapping.estimated_flags):
            return True
        if self._is_vouched(column):
            return False
        raise Refused(
            "value_not_measured",
            f"The file marks the value as {flag[:40]!r}, neither measured nor estimated.",
        )

    def _is_vouched(self, column: int) -> bool:
        """Return true if the caller chose rows by these flags."""
        return any(column == each for each, _ in self._mapping.only)

    def _row(self, line: int, cells: list[str], span: Span, *, estimated: bool) -> FileRow:
        mapping = self._mapping
        if span.start < EARLIEST:
            raise Refused("too_early", "The time is before the year 2000.")
        if span.start > self._latest:
            raise Refused("too_late", "The time is ahead of now.")
        columns = (span.column, *mapping.add_columns)
        unit = mapping.unit
        if mapping.unit_column is not None and cells[mapping.unit_column].strip():
            cell = cells[mapping.unit_column].strip()
            unit = unit_of_cell(mapping.unit_words.get(cell, cell), mapping.target.unit)
        length_s = span.length_s or mapping.interval_s
        value = sum((self._number(cells[column]) for column in columns), Decimal(0))
        scaled = self._scaled(value, unit, length_s)
        return FileRow(line, span.start, scaled, span.length_s, estimated)

    def _number(self, cell: str) -> Decimal:
        if not self._mapping.decimals_known and is_ambiguous(cell):
            raise Refused(
                "value_ambiguous", f"{cell.strip()!r} may have decimals or thousands; say decimals."
            )
        return number(cell, self._mapping.decimals)

    def _scaled(self, value: Decimal, unit: Unit, length_s: int | None) -> int:
        target = self._mapping.target.unit
        scaled = value * BILLIONTHS_PER[target][unit]
        if unit in POWER:
            scaled = scaled * (length_s or 0) / SECONDS_PER_HOUR
        if scaled < 0:
            raise Refused("value_negative", "The value is below zero.")
        if scaled > self._most * BILLION:
            raise Refused("value_absurd", f"The value is above {self._most:,} {target}.")
        return int(scaled.to_integral_value())


def period_days(mapping: Mapping, lines: Iterable[tuple[int, list[str]]]) -> dict[str, int]:
    """Return for each date, as written, the numbered periods that have a row, as bits."""
    found: dict[str, int] = {}
    if mapping.periods is None:
        return found
    at, first = mapping.periods.column, mapping.periods.first
    for _, cells in lines:
        if max(at, mapping.time_column) >= len(cells):
            continue
        number = period_number(cells[at])
        if number is not None and first <= number <= 100:
            day = cells[mapping.time_column].strip()
            found[day] = found.get(day, 0) | 1 << (number - first)
    return found
