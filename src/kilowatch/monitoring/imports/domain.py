"""The rules of a file: what a row says under a mapping, and why it is refused. Pure."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec

from kilowatch.contracts.request_sizes import FILES
from kilowatch.contracts.units import MAX_READING_KWH, MAX_REGISTER_KWH
from kilowatch.monitoring.domain import EARLIEST, Refused
from kilowatch.monitoring.imports.cells import Dates, Decimals, number, stamp
from kilowatch.monitoring.imports.clock import LocalClock

MAX_BYTES = FILES.largest_bytes
MAX_ROWS = 1_000_000
SECONDS_PER_HOUR = 3600


class Unit(StrEnum):
    """The unit of the values of a file. kW is the mean power of an interval."""

    WH = "Wh"
    KWH = "kWh"
    MWH = "MWh"
    KW = "kW"


class ImportKind(StrEnum):
    """The kind of value: the energy of an interval, or a register."""

    INTERVAL = "interval"
    REGISTER = "register"


class Stamps(StrEnum):
    """The end of its interval that a time refers to."""

    START = "start"
    END = "end"


UWH_PER = {
    Unit.WH: Decimal(10**6),
    Unit.KWH: Decimal(10**9),
    Unit.MWH: Decimal(10**12),
    Unit.KW: Decimal(10**9),
}


class Mapping(msgspec.Struct, frozen=True, kw_only=True):
    """The mapping of a file. Columns count from 0; ``clock_column`` is set where dates are apart.

    ``interval_s`` is None for registers only. ``backwards``: the newest row comes first.
    """

    delimiter: str
    decimals: Decimals
    dates: Dates
    has_header: bool
    time_column: int
    clock_column: int | None
    value_column: int
    unit: Unit
    stamps: Stamps
    kind: ImportKind
    time_zone: str
    interval_s: int | None
    backwards: bool


class FileRow(msgspec.Struct, frozen=True):
    """A row as understood: an energy from ``measured_at`` on, or a register at it; in µWh."""

    line: int
    measured_at: datetime
    value_uwh: int


class RowError(msgspec.Struct, frozen=True):
    """A row that is refused: where, the stable reason, and a sentence."""

    line: int
    reason: str
    detail: str


class RowReader:
    """Reads the rows of one file by its mapping, in their order."""

    def __init__(self, mapping: Mapping, now: datetime) -> None:
        self._mapping = mapping
        self._latest = now
        self._clock = LocalClock(ZoneInfo(mapping.time_zone), backwards=mapping.backwards)
        self._scale = UWH_PER[mapping.unit]
        if mapping.unit is Unit.KW:
            self._scale *= Decimal(mapping.interval_s or 0) / SECONDS_PER_HOUR
        ends = mapping.stamps is Stamps.END and mapping.kind is ImportKind.INTERVAL
        self._shift = timedelta(seconds=(mapping.interval_s or 0) if ends else 0)
        used = (mapping.time_column, mapping.clock_column or 0, mapping.value_column)
        self._columns = max(used) + 1

    @property
    def repeated_hour(self) -> int:
        """Rows so far whose local time is one the clock showed twice."""
        return self._clock.repeated

    def read(self, lines: Iterable[tuple[int, list[str]]]) -> Iterator[FileRow | RowError]:
        """Yield the result of each line. Blank ones are skipped."""
        for line, cells in lines:
            if not any(cell.strip() for cell in cells):
                continue
            try:
                yield self._row(line, cells)
            except Refused as refused:
                yield RowError(line, refused.reason, refused.detail)

    def _row(self, line: int, cells: list[str]) -> FileRow:
        if len(cells) < self._columns:
            raise Refused("columns_missing", f"The row has only {len(cells)} columns.")
        moment = self._moment(cells)
        value_uwh = self._value(cells[self._mapping.value_column])
        return FileRow(line, moment, value_uwh)

    def _moment(self, cells: list[str]) -> datetime:
        text = cells[self._mapping.time_column]
        if self._mapping.clock_column is not None:
            text = f"{text.strip()} {cells[self._mapping.clock_column].strip()}"
        at = self._clock.instant(stamp(text, self._mapping.dates)) - self._shift
        if self._mapping.kind is ImportKind.REGISTER:
            at = at.replace(microsecond=0)
        if at < EARLIEST:
            raise Refused("too_early", "The time is before the year 2000.")
        if at > self._latest:
            raise Refused("too_late", "The time is ahead of now.")
        return at

    def _value(self, cell: str) -> int:
        scaled = number(cell, self._mapping.decimals) * self._scale
        most_kwh = (
            MAX_REGISTER_KWH if self._mapping.kind is ImportKind.REGISTER else int(MAX_READING_KWH)
        )
        if scaled < 0:
            raise Refused("value_negative", "The value is below zero.")
        if scaled > most_kwh * UWH_PER[Unit.KWH]:
            raise Refused("value_absurd", f"The value is above {most_kwh:,} kWh.")
        return int(scaled.to_integral_value())
