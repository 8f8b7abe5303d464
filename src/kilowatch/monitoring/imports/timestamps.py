"""Parses the time in a cell of a file. Pure; raises `Refused` if it isn't one."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Literal, NamedTuple

from kilowatch.monitoring.domain import MILLISECONDS_FROM, Refused
from kilowatch.monitoring.imports.cells import LONGEST
from kilowatch.monitoring.imports.words import MONTHS, OFFSETS

Dates = Literal["iso", "dmy", "mdy", "ymd"]
ORDERS: tuple[Dates, ...] = ("dmy", "mdy", "ymd")

DIGITS = re.compile(r"\d{8}|\d{9,10}(\.\d+)?|\d{12,14}")
SLASHED = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?:(?:[ ,]+|T)(\S.*))?")
YEAR_FIRST = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?:(?:[ ,]+|T)(\S.*))?")
COMPACT_DATE = re.compile(r"(20\d\d)(\d\d)(\d\d)[ T]+(\S.*)")
DAY_NAMED = re.compile(r"(\d{1,2})\.?[ -]?([^\W\d_]{3,12})\.?[ ,-]*(\d{4}|\d{2})(?:[ ,]+(\S.*))?")
MONTH_NAMED = re.compile(r"([^\W\d_]{3,12})\.? (\d{1,2}),? (\d{4})(?:[ ,]+(\S.*))?")
MONTH_ONLY = re.compile(r"(?:([^\W\d_]{3,12})\.?[ -]|(\d{1,2})[./-])(\d{4})|(\d{4})[./-](\d{1,2})")
CLOCK = re.compile(
    r"(\d{1,2})(?:(?:[:.h](\d{2})h?)(?:[:.](\d{2})(?:[.,]\d{1,9})?)?)?\s*([ap])?\.?(?:m\.?)?",
    re.IGNORECASE,
)
OFFSET = re.compile(r"(.*[\d.mM])\s*(?:(Z|[A-Z]{3,4})|([+-])(\d{2}):?(\d{2})?)")
EXCEL_DAY_ZERO = datetime.combine(date(1899, 12, 30), time())
EXCEL = re.compile(r"\d{5}(?:[.,]\d{1,15})?")
CENTURY = 2000
NOON = 12
MIDNIGHT_HOUR = 24


class Moment(NamedTuple):
    """A time as it is written: aware if it has an offset.

    ``length`` is the length of the text itself: a ``day``, a ``month``, or a point in time.
    ``at_24``: it was written as 24:00, which only marks the end of an interval.
    """

    at: datetime
    length: Literal["point", "day", "month"] = "point"
    at_24: bool = False


def parse_timestamp(text: str, dates: Dates) -> datetime:
    """Return the time in a cell, aware if it has an offset or is Unix time. Raises `Refused`."""
    return moment(text, dates).at


def moment(text: str, dates: Dates) -> Moment:
    """Return the time in a cell and its length. Raises `Refused`."""
    bare = text.strip()
    if not bare:
        raise Refused("time_missing", "The time is empty.")
    try:
        if len(bare) <= LONGEST:
            return _parsed(bare, dates)
    except (ValueError, OverflowError, OSError):
        pass
    raise Refused("time_malformed", f"{bare[:40]!r} is not a time we know.")


def _parsed(bare: str, dates: Dates) -> Moment:
    if DIGITS.fullmatch(bare):
        return _digits(bare)
    try:
        at = datetime.fromisoformat(bare)
    except ValueError:
        return _worded(bare, dates)
    return Moment(at, "day" if len(bare) <= len("2024-05-01") else "point")


def _digits(bare: str) -> Moment:
    """Return Unix time, or year, month, day, hour, minute and second without separators."""
    whole = bare.partition(".")[0]
    if len(whole) in {8, 10, 12, 14} and whole.startswith("20") and whole == bare:
        parts = [int(whole[4 + at : 6 + at]) for at in range(0, len(whole) - 4, 2)]
        month, day, *clock = parts
        at, at_24 = _at(date(int(whole[:4]), month, day), *clock)
        return Moment(at, "point" if clock else "day", at_24)
    if len(whole) in {8, 14}:
        raise ValueError(bare)
    unix = float(bare)
    return Moment(datetime.fromtimestamp(unix / 1000 if unix >= MILLISECONDS_FROM else unix, UTC))


def _worded(bare: str, dates: Dates) -> Moment:
    if found := YEAR_FIRST.fullmatch(bare) or COMPACT_DATE.fullmatch(bare):
        year, month, day, clock = found.groups()
        return _joined(date(int(year), int(month), int(day)), clock)
    if found := SLASHED.fullmatch(bare):
        *parts, clock = found.groups()
        return _joined(_in_order(parts, dates), clock)
    if found := DAY_NAMED.fullmatch(bare):
        day, name, year, clock = found.groups()
        return _joined(date(_year(year), _month(name), int(day)), clock)
    if found := MONTH_NAMED.fullmatch(bare):
        name, day, year, clock = found.groups()
        return _joined(date(int(year), _month(name), int(day)), clock)
    if found := MONTH_ONLY.fullmatch(bare):
        name, number, year, first_year, last_number = found.groups()
        month = _month(name) if name else int(number or last_number)
        return Moment(datetime.combine(date(int(year or first_year), month, 1), time()), "month")
    raise ValueError(bare)


def _in_order(parts: list[str], dates: Dates) -> date:
    first, second, third = parts
    if dates == "ymd":
        if len(third) > 2:
            raise ValueError(parts)
        return date(_year(first), int(second), int(third))
    day, month = (second, first) if dates == "mdy" else (first, second)
    return date(_year(third), int(month), int(day))


def _year(text: str) -> int:
    return int(text) if len(text) == len("2024") else CENTURY + int(text)


def _month(name: str) -> int:
    found = MONTHS.get(name.casefold())
    if found is None:
        raise ValueError(name)
    return found


def _joined(day: date, clock: str | None) -> Moment:
    if clock is None:
        return Moment(datetime.combine(day, time()), "day")
    bare, zone = _offset(clock.strip())
    at, at_24 = _at(day, *clock_parts(bare))
    return Moment(at.replace(tzinfo=zone), "point", at_24)


def _offset(clock: str) -> tuple[str, timezone | None]:
    """Return the clock time without its offset from UTC, and the offset."""
    found = OFFSET.fullmatch(clock)
    if found is None or (found[2] or "").upper() in {"AM", "PM"}:
        return clock, None
    bare, name, sign, hours, minutes = found.groups()
    if name:
        if name.upper() not in OFFSETS:
            raise ValueError(name)
        return bare, timezone(timedelta(hours=OFFSETS[name.upper()]))
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return bare, timezone(-offset if sign == "-" else offset)


def _at(day: date, hour: int = 0, minute: int = 0, second: int = 0) -> tuple[datetime, bool]:
    """Return a time of a day, 24:00 as the next midnight, and true for 24:00."""
    if (hour, minute, second) == (MIDNIGHT_HOUR, 0, 0):
        return datetime.combine(day, time()) + timedelta(days=1), True
    return datetime.combine(day, time(hour, minute, second)), False


def clock_parts(text: str) -> tuple[int, int, int]:
    """Return hour, minute and second of a time of day, by 24 or 12 hours. Raises `ValueError`."""
    found = CLOCK.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    hour, minute, second, half = found.groups()
    if minute is None and half is None:
        raise ValueError(text)
    at = int(hour)
    if half:
        if not 1 <= at <= NOON:
            raise ValueError(text)
        at = at % NOON + (NOON if half.lower() == "p" else 0)
    return at, int(minute or 0), int(second or 0)


def excel_moment(text: str) -> Moment:
    """Return the time that a spreadsheet counts as days since 1900, to the second."""
    days = float(text.strip().replace(",", "."))
    return Moment(EXCEL_DAY_ZERO + timedelta(seconds=round(days * 86_400)))


def is_excel(text: str) -> bool:
    """Return true for a count of days that a spreadsheet writes for a date since 2000."""
    return EXCEL.fullmatch(text.strip()) is not None and text.strip()[:2] in {
        "36",
        "37",
        "38",
        "39",
        "40",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "47",
        "48",
        "49",
    }


def is_timestamp(text: str) -> bool:
    """Return true for a time or a date, with day and month in any order."""
    return any(_fits(text, dates) for dates in ORDERS)


def _fits(text: str, dates: Dates) -> bool:
    try:
        parse_timestamp(text, dates)
    except Refused:
        return False
    return True


def is_clock(text: str) -> bool:
    """Return true for a time of day with a colon, or by 12 hours; ``0.25`` is a number."""
    bare = text.strip()
    if not bare or not (":" in bare or bare[-1] in "mMhH."):
        return False
    try:
        hour, minute, second = clock_parts(bare)
    except ValueError:
        return False
    return hour <= MIDNIGHT_HOUR and max(minute, second) < 60


def seconds_of(at: datetime) -> float:
    """Return the seconds of a time, by its own clock where it has no offset; for comparing."""
    return (at if at.tzinfo is not None else at.replace(tzinfo=UTC)).timestamp()
