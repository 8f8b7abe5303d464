"""Detects the order of day and month, the length of intervals, and what timestamps mark. Pure."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Protocol
from zoneinfo import ZoneInfo

import msgspec

from kilowatch.monitoring.domain import MAX_INTERVAL_S, Refused
from kilowatch.monitoring.imports.domain import (
    DAY_S,
    ImportKind,
    Length,
    MappingUnclear,
    TimestampsMark,
)
from kilowatch.monitoring.imports.ends import is_inclusive, last_part_s, usual_length
from kilowatch.monitoring.imports.formats import Format
from kilowatch.monitoring.imports.layout import TimeLayout
from kilowatch.monitoring.imports.spans import split_range
from kilowatch.monitoring.imports.table import Table
from kilowatch.monitoring.imports.timestamps import (
    ORDERS,
    Dates,
    Moment,
    excel_moment,
    moment,
    seconds_of,
)
from kilowatch.monitoring.imports.words import END_WORDS, START_WORDS

MONTH_DAYS = range(28, 32)
NEAR = 0.05
"""The tolerance for steps of a logger, which are about equal."""
DATES_ASKED = "Day and month can't be distinguished; set dates=dmy or dates=mdy."
LENGTH_ASKED = "The length of an interval isn't clear; set interval_s."
TIMESTAMPS_MARK_ASKED = "set timestamps_mark=interval_start or timestamps_mark=interval_end."


class Said(Protocol):
    """The caller's options that concern times."""

    @property
    def dates(self) -> Dates | None: ...  # noqa: D102
    @property
    def interval_s(self) -> int | None: ...  # noqa: D102
    @property
    def timestamps_mark(self) -> TimestampsMark | None: ...  # noqa: D102


class Times(msgspec.Struct, frozen=True, kw_only=True):
    """The order of day and month, the length of intervals, and what timestamps mark."""

    dates: Dates
    timestamps_mark: TimestampsMark
    timestamps_mark_known: bool
    length: Length
    interval_s: int | None
    inclusive: bool
    inclusive_s: int
    day_zone: str
    backwards: bool


def find_times(
    table: Table,
    layout: TimeLayout,
    said: Said,
    kind: ImportKind,
    zones: tuple[str, str],
    known: Format | None,
) -> Times:
    """Return how to interpret the times of a file. Raises `MappingUnclear`."""
    starts, ends = _texts(table, layout)
    dates = _dates(starts, layout, said.dates or (known.dates if known else None))
    moments = [_read(text, dates, layout) for text in starts]
    found = [each for each in moments if each is not None]
    steps = _steps(found)
    mark, is_known = _timestamps_mark(table, layout, said, known, found)
    day_zone = next((zone for zone in zones if _are_midnights(found, zones[0], zone)), zones[0])
    local = [each._replace(at=_in_zone(each.at, zones[0], day_zone)) for each in found]
    length, interval_s = _length(layout, said, known, local, steps, kind)
    inclusive, inclusive_s = False, 0
    if length is Length.ROW and ends:
        ended = [_read(text, dates, layout) for text in ends]
        pairs = [(a, b) for a, b in zip(moments, ended, strict=True) if a and b]
        inclusive = is_inclusive(pairs)
        inclusive_s = last_part_s(pairs)
        interval_s = usual_length(pairs, inclusive_s)
    is_of_days = length is Length.DAY and interval_s != DAY_S
    if is_of_days and not is_known:
        raise MappingUnclear(
            f"Rows are {(interval_s or 0) // DAY_S} days apart: does a date begin or end them? "
            f"{TIMESTAMPS_MARK_ASKED}"
        )
    if not is_of_days:
        _check_end(length, mark, said, found, is_known=is_known)
    return Times(
        dates=dates,
        timestamps_mark=mark,
        timestamps_mark_known=is_known or length in {Length.DAY, Length.MONTH},
        length=length,
        interval_s=interval_s,
        inclusive=inclusive,
        inclusive_s=inclusive_s,
        day_zone=day_zone,
        backwards=sum(step < 0 for step in steps) > sum(step > 0 for step in steps),
    )


def _check_end(
    length: Length, mark: TimestampsMark, said: Said, found: list[Moment], *, is_known: bool
) -> None:
    """Raise `MappingUnclear` if it isn't certain what a date marks, a day's difference."""
    is_day_end = length is Length.DAY and mark is TimestampsMark.END
    if is_day_end and _are_dates(found) and not said.timestamps_mark:
        raise MappingUnclear(
            "Does a date name the day itself (start), or the end of the day before? "
            f"{TIMESTAMPS_MARK_ASKED}"
        )
    if length is Length.BETWEEN and not is_known:
        raise MappingUnclear(
            f"Intervals differ in length: does a date begin or end them? {TIMESTAMPS_MARK_ASKED}"
        )


def _texts(table: Table, layout: TimeLayout) -> tuple[list[str], list[str]]:
    """Return the texts of the starts and, if rows have them, of the ends."""
    starts: list[str] = []
    ends: list[str] = []
    used = [each for each in layout.columns if each is not None]
    for row in table.rows:
        if max(used) >= len(row) or not row[layout.time_column].strip():
            continue
        text = row[layout.time_column].strip()
        if layout.clock_column is not None:
            text = f"{text} {row[layout.clock_column].strip()}"
        if layout.meridiem_column is not None:
            text = f"{text} {row[layout.meridiem_column].strip()}"
        if layout.ranges:
            halves = split_range(text)
            if halves is None:
                continue
            starts.append(halves[0])
            ends.append(halves[1])
            continue
        starts.append(text)
        if layout.has_end:
            day = layout.time_column if layout.end_column is None else layout.end_column
            clock = layout.end_clock_column
            ends.append(row[day].strip() + (f" {row[clock].strip()}" if clock is not None else ""))
    return starts, ends


def _read(text: str, dates: Dates, layout: TimeLayout) -> Moment | None:
    try:
        return excel_moment(text) if layout.excel else moment(text, dates)
    except (Refused, ValueError):
        return None


def _steps(found: list[Moment]) -> list[float]:
    return [seconds_of(after.at) - seconds_of(before.at) for before, after in pairwise(found)]


def _dates(texts: list[str], layout: TimeLayout, said: Dates | None) -> Dates:
    """Return the order of day and month. ISO 8601 is always accepted."""
    if layout.excel:
        return "iso"
    read = {order: [_read(text, order, layout) for text in texts] for order in ORDERS}
    if read["dmy"] == read["mdy"] == read["ymd"]:
        return "iso"
    if said is not None:
        return said
    fits = {order: sum(each is not None for each in read[order]) for order in ORDERS}
    most = max(fits.values())
    best: list[Dates] = [order for order in ORDERS if fits[order] == most]
    if len(best) > 1 and all("." in text for text in texts) and "dmy" in best:
        # With two digits for the year, the year may come first.
        best = [order for order in best if order != "mdy"]
    best = [order for order in best if _is_past(read[order])] or best
    if len(best) > 1:
        best = [order for order in best if _is_steady(read[order])] or best
    if len(best) > 1:
        raise MappingUnclear(DATES_ASKED)
    return best[0]


def _is_past(read: list[Moment | None]) -> bool:
    """Return true if no time is far in the future, as with a year read as a day."""
    latest = datetime.now(UTC) + timedelta(days=2)
    return all(seconds_of(each.at) <= latest.timestamp() for each in read if each is not None)


def _is_steady(read: list[Moment | None]) -> bool:
    """Return true if the steps are about equal, over more than one day."""
    found = [each for each in read if each is not None]
    steps = {abs(round(step)) for step in _steps(found) if step}
    days = {each.at.date() for each in found}
    return len(days) > 1 and len(steps) == 1 and min(steps) < DAY_S


def _timestamps_mark(
    table: Table, layout: TimeLayout, said: Said, known: Format | None, found: list[Moment]
) -> tuple[TimestampsMark, bool]:
    """Return what timestamps mark, and true if that is certain."""
    if said.timestamps_mark is not None:
        return said.timestamps_mark, True
    if known is not None and known.timestamps_mark is not None:
        return known.timestamps_mark, True
    if layout.has_end or layout.periods is not None or layout.day_rows is not None:
        return TimestampsMark.START, True
    names = f"{table.name(layout.time_column)} / {table.name(layout.clock_column)}"
    begins, ends = bool(START_WORDS.search(names)), bool(END_WORDS.search(names))
    if any(each.at_24 for each in found) or (ends and not begins):
        return TimestampsMark.END, True
    return TimestampsMark.START, begins and not ends


def _length(
    layout: TimeLayout,
    said: Said,
    known: Format | None,
    found: list[Moment],
    steps: list[float],
    kind: ImportKind,
) -> tuple[Length, int | None]:
    """Return the kind of length of the intervals, and their length in s if all are equal."""
    if kind is ImportKind.REGISTER:
        return Length.FIXED, None
    if layout.has_end:
        return Length.ROW, None
    if layout.periods is not None or layout.day_rows is not None:
        return Length.FIXED, (layout.periods or layout.day_rows).length_s  # pyright: ignore[reportOptionalMemberAccess]
    if said.interval_s is not None:
        return Length.FIXED, said.interval_s
    if known is not None and known.interval_s is not None:
        return Length.FIXED, known.interval_s
    if layout.days_column is not None:
        return Length.ROW, None
    return _by_steps(found, steps)


def _by_steps(found: list[Moment], steps: list[float]) -> tuple[Length, int | None]:
    moved = [abs(step) for step in steps if step]
    if found and all(each.length == "month" for each in found):
        return Length.MONTH, None
    if not moved:
        raise MappingUnclear(LENGTH_ASKED)
    usual = Counter(round(step) for step in moved).most_common(1)[0][0]
    if usual >= DAY_S - 2 * 3600 and all(_is_midnight(each.at) for each in found):
        days = [round(step / DAY_S) for step in moved]
        if min(days) == 1 and Counter(days).most_common(1)[0][0] == 1:
            return Length.DAY, DAY_S
        if _are_months(found):
            return Length.MONTH, None
        if len(set(days)) > 1:
            return Length.BETWEEN, None
        return Length.DAY, days[0] * DAY_S
    near = sum(abs(step - usual) <= NEAR * usual for step in moved)
    if not 0 < usual <= MAX_INTERVAL_S or 2 * near < len(moved):
        raise MappingUnclear(LENGTH_ASKED)
    return Length.FIXED, usual


def _in_zone(at: datetime, zone: str, day_zone: str) -> datetime:
    """Return a time by the clock of the zone of the days."""
    if at.tzinfo is None and zone == day_zone:
        return at
    aware = at if at.tzinfo is not None else at.replace(tzinfo=ZoneInfo(zone))
    return aware.astimezone(ZoneInfo(day_zone)).replace(tzinfo=None)


def _are_midnights(found: list[Moment], zone: str, day_zone: str) -> bool:
    return all(_is_midnight(_in_zone(each.at, zone, day_zone)) for each in found)


def _is_midnight(at: datetime) -> bool:
    return (at.hour, at.minute, at.second) == (0, 0, 0)


def _are_dates(found: list[Moment]) -> bool:
    return all(each.length == "day" for each in found)


def _are_months(found: list[Moment]) -> bool:
    days = sorted(each.at for each in found)
    are_last = all((day + timedelta(days=1)).day == 1 for day in days)
    return (are_last or all(day.day == 1 for day in days)) and any(
        (after - before).days in MONTH_DAYS for before, after in pairwise(days)
    )
