"""Reads the interval of a row, or the time of its register. Pure."""

import re
from collections.abc import Callable
from collections.abc import Mapping as Lookup
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kilowatch.monitoring.domain import Refused
from kilowatch.monitoring.imports.clock import LocalClock, midnight, next_month
from kilowatch.monitoring.imports.domain import (
    DAY_S,
    MAX_LENGTH_S,
    DayRows,
    ImportKind,
    Length,
    Mapping,
    Periods,
    TimestampsMark,
)
from kilowatch.monitoring.imports.timestamps import Moment, excel_moment, moment

RANGE = re.compile(
    r"(.+?)(?:\s+(?:to|bis|until|tot|a|à|-|\u2013|\u2014|->)\s+|\s*[\u2013\u2014]\s*|(?<=\d\d)/(?=\d{4}-))(.+)"
)
CLOCK_RANGE = re.compile(r"(.*\d:\d\d(?::\d\d)?)\s*-\s*(\d{1,2}:\d\d(?::\d\d)?)")
PERIOD = re.compile(r"(?:[A-Za-z]{1,2}[ .]?)?(\d{1,3})")
CLOCK_ONLY = re.compile(r"\d{1,2}:\d\d(:\d\d)?(\s*[ap]\.?m\.?)?", re.IGNORECASE)


class Span(NamedTuple):
    """The column of a value and its interval; ``length_s`` None: not known yet."""

    column: int
    start: datetime
    length_s: int | None


Days = Lookup[str, int]
"""For each date, as written: a bit for each numbered period that has a row."""


def split_range(text: str) -> tuple[str, str] | None:
    """Return start and end if a cell holds both; an end without a date is on the same day."""
    bare = text.strip()
    found = CLOCK_RANGE.fullmatch(bare) or RANGE.fullmatch(bare)
    if found is None:
        return None
    start, end = found[1].strip(), found[2].strip()
    if CLOCK_ONLY.fullmatch(end) and not CLOCK_ONLY.fullmatch(start):
        day = re.split(r"[ T,]+(?=\d{1,2}:)", start)[0]
        return start, f"{day} {end}"
    return start, end


def period_number(cell: str) -> int | None:
    """Return the number of a period of a day, such as ``7`` or ``H07``."""
    found = PERIOD.fullmatch(cell.strip())
    return int(found[1]) if found else None


class SpanReader:
    """Reads the times of one series' rows, in their order."""

    def __init__(self, mapping: Mapping, days: Days, new_clock: Callable[[], LocalClock]) -> None:
        self._mapping = mapping
        self._days = days
        self._zone = ZoneInfo(mapping.time_zone)
        self._day_zone = ZoneInfo(mapping.day_zone)
        self.clock = new_clock()
        self._end_clock = new_clock()
        is_energy = mapping.kind is ImportKind.INTERVAL
        self._ends = mapping.timestamps_mark is TimestampsMark.END and is_energy
        self._is_energy = is_energy

    def read(self, cells: list[str]) -> list[Span]:
        """Return the times of a row's values. Raises `Refused`."""
        mapping = self._mapping
        if mapping.day_rows is not None:
            return self._day_row(cells, mapping.day_rows)
        column = mapping.value_column
        if mapping.periods is not None:
            at, length_s = self._period(cells, mapping.periods)
            return [Span(column, at, length_s)]
        text, end_text = self._texts(cells)
        start = self._moment(text)
        if not self._is_energy:
            return [Span(column, self.clock.instant(start.at).replace(microsecond=0), None)]
        if end_text is not None:
            return [self._own(column, start, self._moment(end_text))]
        return [self._by_length(column, start, cells)]

    def _texts(self, cells: list[str]) -> tuple[str, str | None]:
        """Return the text of the start, and of the end if the row has one."""
        mapping = self._mapping
        text = cells[mapping.time_column].strip()
        if mapping.clock_column is not None:
            clock = cells[mapping.clock_column].strip()
            if not text or not clock:
                raise Refused("time_missing", "The time is empty.")
            text = f"{text} {clock}"
        if mapping.meridiem_column is not None:
            text = f"{text} {cells[mapping.meridiem_column].strip()}"
        if mapping.ranges:
            found = split_range(text)
            if found is None:
                raise Refused("time_malformed", f"{text[:40]!r} is not a start and an end.")
            return found
        if mapping.length is not Length.ROW or mapping.days_column is not None:
            return text, None
        return text, self._end_text(cells)

    def _end_text(self, cells: list[str]) -> str:
        mapping = self._mapping
        day = mapping.time_column if mapping.end_column is None else mapping.end_column
        text = cells[day].strip()
        if mapping.end_clock_column is not None:
            text = f"{text} {cells[mapping.end_clock_column].strip()}"
        return text

    def _moment(self, text: str) -> Moment:
        if self._mapping.excel:
            return excel_moment(text)
        return moment(text, self._mapping.dates)

    def _own(self, column: int, start: Moment, end: Moment) -> Span:
        """Return the interval of a row that has both start and end."""
        usual = self._mapping.interval_s
        first = self.clock.instant(start.at)
        ends_at = end.at
        if self._mapping.inclusive and end.length != "point":
            ends_at += timedelta(days=1)
        ends_at += timedelta(seconds=self._mapping.inclusive_s)
        if self._mapping.end_column is None and ends_at < start.at and usual is not None:
            # An end without a date may be on the next day.
            is_next = (ends_at + timedelta(days=1) - start.at).total_seconds() == usual
            ends_at += timedelta(days=is_next)
        last = self._end_clock.instant(ends_at)
        if usual is not None and usual < DAY_S:
            is_local = start.at.tzinfo is None and ends_at.tzinfo is None
            by_clock = (ends_at - start.at).total_seconds() if is_local else None
            if by_clock == usual:
                return Span(column, first, usual)
        return _span(column, first, last)

    def _by_length(self, column: int, at: Moment, cells: list[str]) -> Span:
        mapping = self._mapping
        if mapping.days_column is not None:
            return self._by_days(column, at, cells[mapping.days_column])
        match mapping.length:
            case Length.DAY:
                count = (mapping.interval_s or DAY_S) // DAY_S
                day = -count if self._ends and not mapping.inclusive else 0
                first, last = (
                    midnight(self._local(at), self._day_zone, day + n) for n in (0, count)
                )
                return _span(column, first, last)
            case Length.MONTH:
                # The last day of a month, or a month without a day, means this month.
                is_first = at.length != "month" and self._local(at).day == 1
                back = -1 if self._ends and is_first else 0
                first, last = (
                    midnight(next_month(self._local(at), back + n), self._day_zone) for n in (0, 1)
                )
                return _span(column, first, last)
            case Length.BETWEEN:
                return Span(column, self.clock.instant(at.at), None)
            case _:
                length_s = mapping.interval_s or 0
                start = self.clock.instant(at.at)
                return Span(column, start - timedelta(seconds=length_s if self._ends else 0), None)

    def _local(self, at: Moment) -> datetime:
        """Return a time by the clock of the zone of the days."""
        if at.at.tzinfo is None and self._zone.key == self._day_zone.key:
            return at.at
        aware = at.at if at.at.tzinfo is not None else at.at.replace(tzinfo=self._zone)
        return aware.astimezone(self._day_zone).replace(tzinfo=None)

    def _by_days(self, column: int, at: Moment, text: str) -> Span:
        try:
            days = int(text.strip())
        except ValueError as error:
            raise Refused("interval_unclear", f"{text[:40]!r} is not a number of days.") from error
        local = self._local(at)
        first, last = (-days, 0) if self._ends else (0, days)
        return _span(column, *(midnight(local, self._day_zone, days) for days in (first, last)))

    def _period(self, cells: list[str], periods: Periods) -> tuple[datetime, int]:
        """Return the start of a numbered period of a day."""
        text = cells[self._mapping.time_column].strip()
        day = self._local(self._moment(text))
        number = period_number(cells[periods.column])
        if number is None:
            raise Refused("time_malformed", "The number of the period is missing.")
        number -= periods.first
        if number < 0:
            raise Refused("time_malformed", "There is no such period of the day.")
        first = midnight(day, self._day_zone)
        day_s = int((midnight(day, self._day_zone, 1) - first).total_seconds())
        if day_s != DAY_S and self._days.get(text, 0) != (1 << day_s // periods.length_s) - 1:
            raise Refused(
                "time_ambiguous",
                f"{text[:40]} has {day_s // 3600} hours, and the rows don't number each of them.",
            )
        if number * periods.length_s >= day_s:
            raise Refused("time_malformed", "There is no such period of the day.")
        at = first + timedelta(seconds=number * periods.length_s)
        return at, periods.length_s

    def _day_row(self, cells: list[str], rows: DayRows) -> list[Span]:
        """Return an interval for each period of a day, except empty cells."""
        day = self._local(self._moment(cells[self._mapping.time_column]))
        filled = [
            column for column in rows.columns if column < len(cells) and cells[column].strip()
        ]
        if rows.starts_s is not None:
            return self._labelled(day, filled, rows, rows.starts_s)
        first = midnight(day, self._day_zone)
        day_s = (midnight(day, self._day_zone, 1) - first).total_seconds()
        count = int(day_s) // rows.length_s
        if set(filled) - set(rows.columns[:count]) or (day_s != DAY_S and len(filled) != count):
            raise Refused(
                "time_ambiguous",
                f"The day has {int(day_s) // 3600} hours and the row {len(filled)} values.",
            )
        return [
            Span(column, first + timedelta(seconds=at * rows.length_s), rows.length_s)
            for at, column in enumerate(rows.columns)
            if column in set(filled)
        ]

    def _labelled(
        self, day: datetime, filled: list[int], rows: DayRows, starts_s: tuple[int, ...]
    ) -> list[Span]:
        spans: list[Span] = []
        for column, start_s in zip(rows.columns, starts_s, strict=True):
            if column not in filled:
                continue
            local = day + timedelta(seconds=start_s)
            earlier, later = (
                local.replace(tzinfo=self._day_zone, fold=fold).astimezone(UTC) for fold in (0, 1)
            )
            if earlier != later:
                raise Refused(
                    "time_ambiguous",
                    f"The clock of {self._day_zone.key} skips or repeats {local:%Y-%m-%d %H:%M}.",
                )
            spans.append(Span(column, earlier, rows.length_s))
        return spans


def _span(column: int, first: datetime, last: datetime) -> Span:
    length_s = (last - first).total_seconds()
    if length_s <= 0:
        raise Refused("time_order", "The end is not after the start.")
    if length_s > MAX_LENGTH_S:
        raise Refused(
            "interval_too_long", f"The interval has more than {MAX_LENGTH_S // DAY_S} days."
        )
    return Span(column, first, round(length_s))
