"""Completes a file's mapping: the caller's options, and for the rest the file's beginning. Pure.

What isn't certain is asked for: a wrong guess would be energy that nobody used.
"""

import re
from collections import Counter
from itertools import pairwise
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from kilowatch.contracts.time_zones import UNKNOWN_TIME_ZONE, is_time_zone
from kilowatch.monitoring.domain import MAX_INTERVAL_S, Refused
from kilowatch.monitoring.imports.cells import (
    Dates,
    Decimals,
    is_number,
    number,
    stamp,
)
from kilowatch.monitoring.imports.columns import (
    KNOWN,
    UNITS,
    Known,
    MappingUnclear,
    header_of,
    time_columns,
    value_column,
)
from kilowatch.monitoring.imports.domain import ImportKind, Mapping, Stamps, Unit

FEWEST_RISES = 20


class MappingOverrides(msgspec.Struct, frozen=True, kw_only=True):
    """The caller's options of a mapping; None: guess. Columns by name, or number from 1."""

    unit: Unit | None = None
    time_zone: str | None = None
    stamps: Stamps | None = None
    kind: ImportKind | None = None
    interval_s: int | None = None
    decimals: Decimals | None = None
    dates: Literal["dmy", "mdy"] | None = None
    time_column: str | None = None
    value_column: str | None = None


REGISTER_WORDS = re.compile(
    r"register|cumulat|counter|odometer|z(ä|ae)hlerstand|\bindex\b", re.IGNORECASE
)
END_WORDS = re.compile(r"\b(end|until|bis|to)\b|_end\b|period[_ ]?end", re.IGNORECASE)


def guess(
    sample: list[list[str]], delimiter: str, said: MappingOverrides, device_zone: str
) -> Mapping:
    """The mapping of a file that begins with ``sample``. Raises `MappingUnclear`."""
    if not sample:
        raise MappingUnclear("The file has no rows.")
    names = header_of(sample)
    has_header = bool(names)
    rows = sample[1:] if has_header else sample
    if not rows:
        raise MappingUnclear("The file has a header and no rows.")
    time_column, clock_column = time_columns(names, rows, said.time_column)
    decimals = said.decimals or _decimals(rows, delimiter, {time_column, clock_column})
    known = next((k for k in KNOWN if any(k.header.search(name) for name in names)), None)
    value_at = value_column(
        names, rows, said.value_column, {time_column, clock_column}, decimals, known
    )
    name = names[value_at] if value_at < len(names) else ""
    if known is not None and not known.header.search(name):
        known = None  # another column of such a file is another thing
    unit = said.unit or (known.unit if known else _unit(name))
    times = _joined(rows, time_column, clock_column)
    dates = _dates(times, said.dates)
    values = [row[value_at] for row in rows if value_at < len(row)]
    kind = said.kind or _kind(name, values, unit, decimals, known)
    if kind is ImportKind.REGISTER and unit is Unit.KW:
        raise MappingUnclear("A register counts energy: its unit is Wh, kWh or MWh.")
    steps = _steps(times, dates)
    time_name = names[time_column] if time_column < len(names) else ""
    ends = known.stamps if known else (Stamps.END if END_WORDS.search(time_name) else Stamps.START)
    return Mapping(
        delimiter=delimiter,
        decimals=decimals,
        dates=dates,
        has_header=has_header,
        time_column=time_column,
        clock_column=clock_column,
        value_column=value_at,
        unit=unit,
        stamps=said.stamps or ends,
        kind=kind,
        time_zone=_zone(said.time_zone or (known.time_zone if known else device_zone)),
        interval_s=_interval(said.interval_s, steps, known)
        if kind is ImportKind.INTERVAL
        else None,
        backwards=sum(steps) < 0,
    )


def _decimals(rows: list[list[str]], delimiter: str, apart: set[int | None]) -> Decimals:
    """The comma, where cells are numbers by it and not by the point."""
    if delimiter == "," and not any("," in cell for row in rows for cell in row):
        return "point"
    counted = {"point": 0, "comma": 0}
    either: str | None = None
    cells = [cell for row in rows for at, cell in enumerate(row) if at not in apart]
    for cell in cells:
        point, comma = is_number(cell, "point"), is_number(cell, "comma")
        if point != comma:
            counted["point" if point else "comma"] += 1
        elif point and re.search("[.,]", cell):
            either = cell.strip()
    if either is not None and counted["point"] == counted["comma"]:
        raise MappingUnclear(
            f"{either!r} may have decimals or thousands; say decimals=comma or decimals=point."
        )
    return "comma" if counted["comma"] > counted["point"] else "point"


def _unit(name: str) -> Unit:
    for pattern, unit in UNITS:
        if pattern.search(name.replace("_", " ")):
            return unit
    raise MappingUnclear(f"The column {name!r} names no unit; say unit=Wh, kWh, MWh or kW.")


def _joined(rows: list[list[str]], time_column: int, clock_column: int | None) -> list[str]:
    widest = max(time_column, clock_column or 0)
    return [
        row[time_column].strip()
        if clock_column is None
        else f"{row[time_column].strip()} {row[clock_column].strip()}"
        for row in rows
        if len(row) > widest
    ]


def _dates(times: list[str], said: Literal["dmy", "mdy"] | None) -> Dates:
    """In which order day and month stand. ISO needs no telling."""
    fits = {"dmy": 0, "mdy": 0}
    differ = False
    for text in times:
        read = {order: _read(text, order) for order in ("dmy", "mdy")}
        for order, moment in read.items():
            fits[order] += moment is not None
        differ = differ or read["dmy"] != read["mdy"]
    if not differ:
        return "iso"
    if said is not None:
        return said
    if fits["dmy"] == fits["mdy"] and not all("." in text for text in times):
        raise MappingUnclear("Day and month can't be distinguished; set dates=dmy or dates=mdy.")
    return "dmy" if fits["dmy"] >= fits["mdy"] else "mdy"


def _read(text: str, dates: Dates) -> float | None:
    """Seconds of a time by its own clock, for comparing."""
    try:
        return stamp(text, dates).replace(tzinfo=ZoneInfo("UTC")).timestamp()
    except Refused:
        return None


def _kind(
    name: str, cells: list[str], unit: Unit, decimals: Decimals, known: Known | None
) -> ImportKind:
    """A register by its name, or because it only ever rises."""
    if known is not None or unit is Unit.KW:
        return ImportKind.INTERVAL
    if REGISTER_WORDS.search(name):
        return ImportKind.REGISTER
    values = [number(cell, decimals) for cell in cells if is_number(cell, decimals)]
    steps = [after - before for before, after in pairwise(values)]
    rises = sum(step > 0 for step in steps)
    falls = sum(step < 0 for step in steps)
    only = (rises >= FEWEST_RISES and not falls) or (falls >= FEWEST_RISES and not rises)
    return ImportKind.REGISTER if only else ImportKind.INTERVAL


def _steps(times: list[str], dates: Dates) -> list[float]:
    """Seconds from each row to the next, by the file's own clock."""
    moments = [moment for text in times if (moment := _read(text, dates)) is not None]
    return [after - before for before, after in pairwise(moments)]


def _interval(said: int | None, steps: list[float], known: Known | None) -> int:
    if said is not None:
        return said
    if known is not None:
        return known.interval_s
    usual = Counter(round(abs(step)) for step in steps if step).most_common(1)
    if not usual or not 0 < usual[0][0] <= MAX_INTERVAL_S:
        raise MappingUnclear("The length of an interval isn't clear; set interval_s.")
    return usual[0][0]


def _zone(name: str) -> str:
    if not is_time_zone(name):
        raise MappingUnclear(f"time_zone: {name!r} {UNKNOWN_TIME_ZONE}.")
    return name
