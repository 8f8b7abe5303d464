"""NEM12 and NEM13: interval and accumulated data of the Australian market (AEMO, MDFF 2.x)."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import timedelta, timezone
from typing import IO

from kilowatch.monitoring.imports.long_row import (
    ESTIMATED,
    MEASURED,
    SUBSTITUTED,
    LongRow,
    decimal_of,
    moment_of,
)
from kilowatch.monitoring.imports.reading import FileUnreadable, bounded_lines

NEM_TIME = timezone(timedelta(hours=10))
"""Market time: UTC+10 all year."""
MINUTES = {"5": 5, "15": 15, "30": 30}
DAY_MINUTES = 1440
QUALITIES = {
    "A": MEASURED,
    "E": ESTIMATED,
    "F": SUBSTITUTED,
    "S": SUBSTITUTED,
    "N": "null",
}


def is_one(start: str) -> bool:
    """Return true if a file with this beginning is one."""
    return re.match(r"\"?100\"?,\"?NEM1[23]\b|200,\w+,[^,]*,[^,]*,\w\w,", start) is not None


def rows(file: IO[bytes], encoding: str) -> Iterator[LongRow]:
    """Yield the values of a file. Raises `FileUnreadable`."""
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="", errors="replace")
    try:
        yield from _records(csv.reader(bounded_lines(text)))
    except (csv.Error, IndexError) as error:
        raise FileUnreadable(
            f"The NEM file is damaged: {error or 'a record is too short'}."
        ) from error
    finally:
        text.detach()


def _records(records: Iterator[list[str]]) -> Iterator[LongRow]:
    details: list[str] = []
    day: list[LongRow] = []
    for record in records:
        match record[0].strip() if record else "":
            case "200":
                yield from day
                day, details = [], record
            case "300":
                yield from day
                day = _day(record, details)
            case "400":
                _flag(day, record)
            case "250":
                yield _accumulated(record)
            case _:
                pass
    yield from day


def _register(suffix: str) -> str:
    """Return the name of a channel: E is consumption from the network, B is export to it."""
    kind = {"E": "import", "B": "export"}.get(suffix[:1].upper(), "other")
    return f"{suffix} {kind}"


def _quality(flag: str) -> str:
    """Return the quality of a flag and method, such as ``S14``; V: given by record 400."""
    return QUALITIES.get(flag[:1].upper(), f"variable {flag}" if flag else "no quality")


def _day(record: list[str], details: list[str]) -> list[LongRow]:
    if not details or details[8].strip() not in MINUTES:
        raise FileUnreadable(
            "A day of the NEM file has no channel with an interval of 5, 15 or 30."
        )
    minutes = MINUTES[details[8].strip()]
    count = DAY_MINUTES // minutes
    if len(record) < count + 3:
        raise FileUnreadable(f"A day of the NEM file has fewer than {count} values.")
    start = moment_of(record[1], "%Y%m%d", "NEM12").replace(tzinfo=NEM_TIME)
    step = timedelta(minutes=minutes)
    return [
        LongRow(
            start + at * step, start + (at + 1) * step, f"{details[1]} {details[6]}".strip(),
            _register(details[4]), details[7], _quality(record[2 + count].strip()),
            decimal_of(record[2 + at]),
        )
        for at in range(count)
    ]  # fmt: skip


def _flag(day: list[LongRow], record: list[str]) -> None:
    """Set the quality of a day's intervals by record 400."""
    first, last = (int(each) if each.strip().isdecimal() else 0 for each in record[1:3])
    if not 0 < first <= last <= len(day):
        raise FileUnreadable(
            "Record 400 of the NEM file names intervals that the day doesn't have."
        )
    for at in range(first - 1, last):
        row = day[at]
        day[at] = LongRow(
            row.start,
            row.end,
            row.meter,
            row.register,
            row.unit,
            _quality(record[3].strip()),
            row.value,
        )


def _accumulated(record: list[str]) -> LongRow:
    start, end = (
        moment_of(record[at], "%Y%m%d%H%M%S", "NEM13").replace(tzinfo=NEM_TIME) for at in (9, 14)
    )
    flags = {_quality(record[at].strip()) for at in (10, 15)}
    return LongRow(
        start, end, f"{record[1]} {record[6]}".strip(), _register(record[4]), record[19],
        _of_both(flags),
        decimal_of(record[18]),
    )  # fmt: skip


def _of_both(flags: set[str]) -> str:
    """Return the quality of the difference between two readings with these qualities."""
    others = flags - {MEASURED}
    if not others:
        return MEASURED
    return ESTIMATED if others <= {ESTIMATED, SUBSTITUTED} else " and ".join(sorted(others))
