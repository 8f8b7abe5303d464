"""Parses a cell of a file: a number, a moment. Pure; raises `Refused` where it doesn't fit."""

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Literal

from kilowatch.monitoring.domain import MILLISECONDS_FROM, Refused

Decimals = Literal["point", "comma"]
Dates = Literal["iso", "dmy", "mdy"]

PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
THOUSANDS = {
    "point": re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?"),
    "comma": re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?"),
}
SWAPPED = str.maketrans(",.", ".,")
UNIX_TIME = re.compile(r"\d{9,10}(\.\d+)?|\d{12,13}")
SLASHED = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:[ T,]+(\S.*))?")
CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?")


def number(text: str, decimals: Decimals) -> Decimal:
    """The number in a cell; thousands may be set apart. Raises `Refused`."""
    bare = text.strip().replace("\u00a0", "").replace("\u202f", "")
    if not bare:
        raise Refused("value_missing", "The value is empty.")
    if THOUSANDS[decimals].fullmatch(bare):
        bare = bare.replace("," if decimals == "point" else ".", "")
    if decimals == "comma":
        bare = bare.translate(SWAPPED)
    if not PLAIN.fullmatch(bare):
        raise Refused("value_malformed", f"{text.strip()[:40]!r} is not a number.")
    return Decimal(bare)


def stamp(text: str, dates: Dates) -> datetime:
    """The moment in a cell, aware where it has an offset or is Unix time. Raises `Refused`."""
    bare = text.strip()
    if not bare:
        raise Refused("time_missing", "The time is empty.")
    try:
        if UNIX_TIME.fullmatch(bare):
            unix = float(bare)
            return datetime.fromtimestamp(unix / 1000 if unix >= MILLISECONDS_FROM else unix, UTC)
        slashed = SLASHED.fullmatch(bare)
        if slashed is None:
            return datetime.fromisoformat(bare)
        return _in_words_of(slashed, dates)
    except (ValueError, OverflowError, OSError) as error:
        raise Refused("time_malformed", f"{bare[:40]!r} is not a time we know.") from error


def _in_words_of(slashed: re.Match[str], dates: Dates) -> datetime:
    first, second, year, clock = slashed.groups()
    day, month = (second, first) if dates == "mdy" else (first, second)
    return datetime.combine(date(int(year), int(month), int(day)), _clock(clock or "0:00"))


def _clock(text: str) -> time:
    found = CLOCK.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    hour, minute, second = found.groups()
    return time(int(hour), int(minute), int(second or 0))


def is_number(text: str, decimals: Decimals = "point") -> bool:
    """Return true for a number."""
    try:
        number(text, decimals)
    except Refused:
        return False
    return True


def is_stamp(text: str) -> bool:
    """Return true for a moment or a date, with day and month in any order."""
    for dates in ("dmy", "mdy"):
        try:
            stamp(text, dates)
        except Refused:
            continue
        return True
    return False


def is_clock(text: str) -> bool:
    """Return true for a time of day."""
    return CLOCK.fullmatch(text.strip()) is not None
