"""MSCONS: metered services consumption reports of EDIFACT, as the German market sends them."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import IO

from kilowatch.monitoring.imports.long_row import (
    ESTIMATED,
    MEASURED,
    SUBSTITUTED,
    LongRow,
    decimal_of,
    moment_of,
)
from kilowatch.monitoring.imports.reading import FileUnreadable

PIECE = 64 * 1024
LONGEST_SEGMENT = 4_096
DEFAULT_SIGNS = ":+.? '"
QUALITIES = {"220": MEASURED, "67": SUBSTITUTED, "201": ESTIMATED, "20": "not usable"}
"""Qualifiers of a quantity: measured, substitute value, proposed value, not usable."""
UNITS = {"KWH": "kWh", "MWH": "MWh", "WH": "Wh", "KWT": "kW", "MTQ": "m³", "K3": "kvarh"}
STARTS, ENDS, READ_AT = "163", "164", "9"
OFFSET_HOURS = re.compile(r"(\d{12})([+-]\d{2})")

Segment = list[list[str]]


def is_one(start: str) -> bool:
    """Return true if a file with this beginning is one."""
    return start.startswith(("UNA", "UNB", "UNH")) and "MSCONS" in start


def rows(file: IO[bytes], encoding: str) -> Iterator[LongRow]:
    """Yield the values of a file. Raises `FileUnreadable`."""
    meter = register = ""
    quantity: list[str] | None = None
    times: dict[str, datetime] = {}
    for segment in _segments(file, encoding):
        name = segment[0][0]
        if name in {"QTY", "LOC", "LIN", "UNS", "UNT"}:
            if quantity is not None:
                yield _row(meter, register, quantity, times)
            quantity = None
        if name == "LOC":
            meter, register = _part(segment, 2, 0), ""
        elif name == "PIA":
            register = ":".join(segment[2][:-1] or segment[2]) if len(segment) > 2 else ""
        elif name == "QTY":
            quantity, times = segment[1], {}
        elif name == "DTM" and quantity is not None:
            times[_part(segment, 1, 0)] = _moment(_part(segment, 1, 1), _part(segment, 1, 2))


def _row(meter: str, register: str, quantity: list[str], times: dict[str, datetime]) -> LongRow:
    if STARTS in times and ENDS in times:
        start, end = times[STARTS], times[ENDS]
    elif READ_AT in times:
        start, end = times[READ_AT], None
    else:
        raise FileUnreadable(
            "The MSCONS file has quantities with neither start and end nor a time of reading."
        )
    kind, value, unit, *_ = [*quantity, "", ""]
    return LongRow(
        start, end, meter, f"{register} {_direction(register)}".strip(),
        UNITS.get(unit, unit or "kWh"), QUALITIES.get(kind, f"qualifier {kind}"), decimal_of(value),
    )  # fmt: skip


def _direction(register: str) -> str:
    """Return the medium of an OBIS code, and import or export of electricity."""
    found = re.search(r"(?:(\d+)-\d+:)?(\d+)\.\d+\.\d+", register)
    if found is None:
        return ""
    if found[1] == "7":
        return "gas"
    return {"1": "import", "2": "export"}.get(found[2], "")


def _moment(text: str, form: str) -> datetime:
    if form == "303":
        found = OFFSET_HOURS.fullmatch(text)
        if found is None:
            raise FileUnreadable(f"MSCONS: {text[:40]!r} is not a time of form 303.")
        at = moment_of(found[1], "%Y%m%d%H%M", "MSCONS")
        return at.replace(tzinfo=timezone(timedelta(hours=int(found[2]))))
    if form == "203":
        return moment_of(text, "%Y%m%d%H%M", "MSCONS")
    raise FileUnreadable(f"MSCONS: times of form {form[:10]!r} are not known.")


def _part(segment: Segment, element: int, component: int) -> str:
    if element < len(segment) and component < len(segment[element]):
        return segment[element][component]
    return ""


def _segments(file: IO[bytes], encoding: str) -> Iterator[Segment]:
    """Return the segments of an interchange, as elements of components."""
    file.seek(0)
    first = file.read(9).decode(encoding, errors="replace")
    signs = first[3:9] if first.startswith("UNA") and len(first) == 9 else DEFAULT_SIGNS
    file.seek(9 if first.startswith("UNA") else 0)
    component, element, _, release, _, end = signs
    rest = ""
    while piece := file.read(PIECE):
        parts = _split(rest + piece.decode(encoding, errors="replace"), end, release)
        rest = parts.pop()
        if len(rest) > LONGEST_SEGMENT:
            raise FileUnreadable("The MSCONS file has a segment that is too long.")
        for part in parts:
            text = part.strip("\r\n ")
            if text:
                yield [
                    [_plain(each, release) for each in _split(field, component, release)]
                    for field in _split(text, element, release)
                ]


def _split(text: str, sign: str, release: str) -> list[str]:
    """Split at a separator without a release character before it; a doubled one isn't one."""
    if release not in text:
        return text.split(sign)
    parts: list[str] = []
    start = at = 0
    while at < len(text):
        if text[at] == release:
            at += 2
            continue
        if text[at] == sign:
            parts.append(text[start:at])
            start = at + 1
        at += 1
    return [*parts, text[start:]]


def _plain(text: str, release: str) -> str:
    return re.sub(re.escape(release) + r"(.)", r"\1", text)
