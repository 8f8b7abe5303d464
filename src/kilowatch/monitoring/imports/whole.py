"""Reads a whole file: how it is to be understood, and the readings that it holds. Pure."""

from collections.abc import Generator
from contextlib import closing
from datetime import datetime
from typing import IO

import msgspec

from kilowatch.monitoring.imports.adding import added, added_registers
from kilowatch.monitoring.imports.checks import FileChecks
from kilowatch.monitoring.imports.collected import Collected, Collector, repeats_of
from kilowatch.monitoring.imports.domain import (
    FROM_GRID,
    ImportKind,
    Mapping,
    MappingUnclear,
    Series,
    Target,
)
from kilowatch.monitoring.imports.guess import MappingOverrides, guess
from kilowatch.monitoring.imports.reading import delimiter_of, lines, sample
from kilowatch.monitoring.imports.rows import period_days
from kilowatch.monitoring.imports.scratch import Scratch
from kilowatch.monitoring.imports.series import UNREAD, as_field, label_columns, of_column
from kilowatch.monitoring.imports.survey import Survey, surveyed
from kilowatch.monitoring.imports.table import Table, find_table
from kilowatch.monitoring.imports.unpack import unpacked

MOST_CANDIDATES = 16


class FileReading(msgspec.Struct, frozen=True):
    """A file as understood: its mapping, its columns, its series, and its readings."""

    mapping: Mapping
    columns: list[str]
    series: list[Series]
    found: Collected


def read_whole(
    file: IO[bytes],
    said: MappingOverrides,
    device_zone: str,
    now: datetime,
    most_rows: int,
    target: Target = FROM_GRID,
) -> FileReading:
    """Return the readings of a file for a channel.

    Raises `FileUnreadable`, `FileTooLarge` and `MappingUnclear`; the last one names the columns.
    """
    with Scratch() as scratch:
        return read_text(unpacked(file, scratch), said, device_zone, now, most_rows, target)


def read_text(
    file: IO[bytes],
    said: MappingOverrides,
    device_zone: str,
    now: datetime,
    most_rows: int,
    target: Target,
) -> FileReading:
    """Return the same of a file that isn't packed."""
    delimiter = delimiter_of(file)
    beginning = sample(file, delimiter)
    table = find_table(beginning)
    columns = [*table.names, *[""] * (table.width - len(table.names))]
    try:
        survey = _survey(file, delimiter, table)
        mapping = guess(beginning, delimiter, said, device_zone, survey, target)
        return _Whole(file, mapping, table, survey, now, most_rows).read(columns)
    except MappingUnclear as unclear:
        unclear.fields["columns"] = columns
        if unclear.candidates:
            unclear.fields["series"] = _series_of_columns(
                file, unclear.candidates, columns, said, (device_zone, now, most_rows, target)
            )
        raise


def _series_of_columns(
    file: IO[bytes],
    candidates: tuple[int, ...],
    columns: list[str],
    said: MappingOverrides,
    rest: tuple[str, datetime, int, Target],
) -> list[dict[str, object]]:
    """Return what each column of values holds, with its total where that can be told."""
    found: list[dict[str, object]] = []
    for at in candidates[:MOST_CANDIDATES]:
        asked = msgspec.structs.replace(said, value_column=str(at + 1))
        try:
            series = [as_field(each) for each in read_text(file, asked, *rest).series]
        except MappingUnclear as unclear:
            series = unclear.fields.get("series") or [UNREAD]
        found += [of_column(each, columns[at] or str(at + 1)) for each in series]
    return found


def _survey(file: IO[bytes], delimiter: str, table: Table) -> Survey:
    with closing(data_lines(file, delimiter, table.skip)) as reading:
        return surveyed((cells for _, cells in reading), table.width, len(table.names))


def data_lines(file: IO[bytes], delimiter: str, skip: int) -> Generator[tuple[int, list[str]]]:
    """Yield the lines of a table that aren't blank, without what stands above its first row."""
    seen = 0
    with closing(lines(file, delimiter)) as reading:
        for line, cells in reading:
            if not any(cell.strip() for cell in cells):
                continue
            seen += 1
            if seen > skip:
                yield line, cells


class _Whole:
    def __init__(
        self,
        file: IO[bytes],
        mapping: Mapping,
        table: Table,
        survey: Survey,
        now: datetime,
        most_rows: int,
    ) -> None:
        self._file = file
        self._mapping = mapping
        self._table = table
        self._labels = label_columns(survey, table.names, used_columns(mapping))
        self._now = now
        self._most_rows = most_rows

    def read(self, columns: list[str]) -> FileReading:
        found = self._collected(self._mapping)
        checks = FileChecks(self._mapping, self._table.names)
        apart = checks.apart(found) if self._mapping.add else []
        if apart and found.repeated_hour:
            # Each series runs through a repeated hour by itself.
            found = self._collected(msgspec.structs.replace(self._mapping, apart=tuple(apart)))
        found = checks.check(found.measured_first())
        series = checks.series(found, apart or self._given())
        if self._mapping.add:
            checks.check_addends(series, apart)
            is_register = self._mapping.kind is ImportKind.REGISTER
            found = (added_registers if is_register else added)(found, apart)
        return FileReading(self._mapping, columns, series, found)

    def _given(self) -> list[int]:
        return [column for column, _ in self._mapping.only if column in self._labels]

    def _collected(self, mapping: Mapping) -> Collected:
        """The rows; read again where a local time is in the file twice."""
        with closing(self._lines()) as reading:
            days = period_days(mapping, reading)
        collector = Collector(mapping, self._now, days, self._most_rows)
        with closing(self._lines()) as reading:
            found, reader = collector.collect(reading, self._labels)
        repeats = repeats_of(found, reader)
        if repeats is None:
            return found
        with closing(self._lines()) as reading:
            return collector.collect(reading, self._labels, repeats)[0]

    def _lines(self) -> Generator[tuple[int, list[str]]]:
        return data_lines(self._file, self._mapping.delimiter, self._mapping.skip)


def used_columns(mapping: Mapping) -> set[int | None]:
    """Return the columns of times, values and flags: they tell no series apart."""
    used: set[int | None] = {
        mapping.time_column, mapping.clock_column, mapping.meridiem_column, mapping.end_column,
        mapping.end_clock_column, mapping.days_column, mapping.quality_column,
        mapping.periods and mapping.periods.column, *mapping.add_columns,
    }  # fmt: skip
    used |= set(mapping.day_rows.columns) if mapping.day_rows else {mapping.value_column}
    return used - {column for column, _ in mapping.only}
