"""Green Button files: the Atom feed of NAESB REQ.21 (ESPI), electricity and gas."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import IO, NamedTuple
from xml.etree.ElementTree import Element

from kilowatch.monitoring.imports.long_row import ESTIMATED, MEASURED, LongRow, decimal_of
from kilowatch.monitoring.imports.reading import FileUnreadable
from kilowatch.monitoring.imports.xml_reading import child, elements, local_name, text_of

UNITS = {
    "72": "Wh",
    "38": "W",
    "42": "m³",
    "119": "ft³",
    "132": "Btu",
    "169": "therm",
    "73": "varh",
}
COMMODITIES = {"0": "electricity", "1": "electricity", "2": "electricity", "7": "gas", "9": "water"}
DIRECTIONS = {"1": "import", "19": "export"}
MEASURED_QUALITIES = frozenset({"", "0", "14", "17", "18", "19"})
"""Valid, raw, validated, verified and of revenue quality."""
ESTIMATED_QUALITIES = frozenset({"7", "8", "9", "11", "13"})
"""Edited, estimated by a reference day or by interpolation, derived, and mixed."""
DELTA = frozenset({"", "0", "4", "9"})
"""Accumulation behaviour: values of one interval each."""
CUMULATIVE = frozenset({"1", "3"})
"""Bulk quantity, and cumulative: registers, each read at the end of its period."""
MOST_MULTIPLIER = 15


class _Type(NamedTuple):
    """The type of a meter's readings."""

    register: str
    unit: str
    scale: Decimal
    quality: str
    is_register: bool


def is_one(start: str) -> bool:
    """Return true if a file with this beginning is one."""
    return start.startswith("<") and ("naesb.org/espi" in start or "<IntervalBlock" in start)


def rows(file: IO[bytes], encoding: str) -> Iterator[LongRow]:
    """Yield the values of a file. Raises `FileUnreadable`."""
    del encoding  # XML declares its own
    types = _types(file)
    for entry in elements(file, "entry"):
        content = child(entry, "content")
        blocks = [each for each in content or () if local_name(each.tag) == "IntervalBlock"]
        if not blocks:
            continue
        kind, meter = _type_of(entry, types)
        for block in blocks:
            for reading in (each for each in block if local_name(each.tag) == "IntervalReading"):
                yield _row(reading, kind, meter)


def _types(file: IO[bytes]) -> dict[str, tuple[_Type, str]]:
    """Return the type of each meter reading, by the address of its interval blocks."""
    kinds: dict[str, _Type] = {}
    related: list[tuple[str, list[str]]] = []
    for entry in elements(file, "entry"):
        content = child(entry, "content")
        kind = child(content, "ReadingType") if content is not None else None
        if kind is not None:
            kinds[_links(entry, "self")[0]] = _type(kind)
        elif content is not None and child(content, "MeterReading") is not None:
            related.append((_links(entry, "self")[0], _links(entry, "related")))
    if not kinds:
        raise FileUnreadable("The Green Button file has no ReadingType, so no unit is known.")
    found: dict[str, tuple[_Type, str]] = {}
    for address, others in related:
        own = [kinds[each] for each in others if each in kinds]
        if len(own) == 1:
            for each in (*others, f"{address}/IntervalBlock"):
                found[each] = (own[0], address)
    if len(kinds) == 1:
        found[""] = (next(iter(kinds.values())), "")
    return found


def _links(entry: Element, relation: str) -> list[str]:
    """Return the addresses of a relation, without the last path segment; one empty if none."""
    links = [
        (each.get("href") or "").rstrip("/")
        for each in entry
        if local_name(each.tag) == "link" and each.get("rel") == relation
    ]
    return links or [""]


def _type_of(entry: Element, types: dict[str, tuple[_Type, str]]) -> tuple[_Type, str]:
    for address in (*_links(entry, "up"), *_links(entry, "self"), ""):
        if address in types:
            return types[address]
    raise FileUnreadable("A block of the Green Button file belongs to no known ReadingType.")


def _type(kind: Element) -> _Type:
    behaviour = text_of(kind, "accumulationBehaviour")
    if behaviour not in DELTA | CUMULATIVE:
        raise FileUnreadable(
            "The Green Button file has neither the energy of intervals nor registers."
        )
    unit = text_of(kind, "uom")
    multiplier = text_of(kind, "powerOfTenMultiplier") or "0"
    if not multiplier.lstrip("-").isdecimal() or abs(int(multiplier)) > MOST_MULTIPLIER:
        raise FileUnreadable("The Green Button file has no valid powerOfTenMultiplier.")
    commodity = COMMODITIES.get(text_of(kind, "commodity") or "0", "other commodity")
    direction = DIRECTIONS.get(text_of(kind, "flowDirection") or "1", "net or other direction")
    return _Type(
        f"{commodity} {direction}",
        UNITS.get(unit, f"uom {unit}"),
        Decimal(10) ** int(multiplier),
        text_of(kind, "defaultQuality"),
        behaviour in CUMULATIVE,
    )


def _row(reading: Element, kind: _Type, meter: str) -> LongRow:
    start_s, length_s = (
        text_of(reading, "timePeriod", "start"),
        text_of(reading, "timePeriod", "duration"),
    )
    if not (start_s.isdecimal() and length_s.isdecimal() and len(start_s + length_s) < 20):
        raise FileUnreadable("An interval of the Green Button file has no start or no duration.")
    value = decimal_of(text_of(reading, "value"))
    quality = text_of(reading, "ReadingQuality", "quality") or text_of(reading, "qualityOfReading")
    code = quality or kind.quality
    start = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(start_s))
    end = start + timedelta(seconds=int(length_s))
    return LongRow(
        end if kind.is_register else start,
        None if kind.is_register else end,
        meter,
        kind.register,
        kind.unit,
        _quality(code),
        value * kind.scale if isinstance(value, Decimal) else value,
    )


def _quality(code: str) -> str:
    if code in MEASURED_QUALITIES:
        return MEASURED
    return ESTIMATED if code in ESTIMATED_QUALITIES else f"quality {code}"
