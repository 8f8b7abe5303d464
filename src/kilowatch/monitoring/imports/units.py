"""The unit of the values of a file, from the name of their column or from a column of its own."""

import re

from kilowatch.monitoring.domain import Refused
from kilowatch.monitoring.imports.domain import MappingUnclear, Unit
from kilowatch.monitoring.imports.words import OTHER_UNITS

ASKED = "say unit=Wh, kWh, MWh or kW (also mWh or W)"
_WORDS = re.compile(r"(?<![A-Za-z])([mMkK]?[wW][hH]?)(?![A-Za-z])")
_EXACT = {
    "wh": Unit.WH,
    "kwh": Unit.KWH,
    "w": Unit.W,
    "kw": Unit.KW,
}


def units_in(text: str) -> list[Unit | None]:
    """Return the units that a text names; None for one that is not certain, such as ``MWH``."""
    found = [_unit(word) for word in _WORDS.findall(text.replace("_", " "))]
    if not found and re.search(r"kilowatt[- ]?hours?", text, re.IGNORECASE):
        return [Unit.KWH]
    joined = re.search(r"(?<=[a-z])(K[Ww][Hh]|Wh|MWh|kWh|kW)(?![A-Za-z])", text)
    if not found and joined:
        found = [_unit(joined[1])]
    return found


def _unit(word: str) -> Unit | None:
    if word.lower() in _EXACT:
        return _EXACT[word.lower()]
    return {"MWh": Unit.MWH, "mWh": Unit.MILLIWATTHOUR, "mwh": Unit.MWH}.get(word)


def unit_of_name(name: str) -> Unit:
    """Return the unit that a column's name says. Raises `MappingUnclear`."""
    found = units_in(name)
    if len(set(found)) == 1 and found[0] is not None:
        return found[0]
    if found:
        raise MappingUnclear(f"The unit in {name!r} isn't clear; {ASKED}.")
    if OTHER_UNITS.search(name):
        raise MappingUnclear(
            f"The column {name!r} is not electricity in a unit we know; {ASKED} if it is."
        )
    raise MappingUnclear(f"The column {name!r} names no unit; {ASKED}.")


def unit_of_cell(cell: str) -> Unit:
    """Return the unit that a row says. Raises `Refused`."""
    found = units_in(cell)
    if len(found) == 1 and found[0] is not None:
        return found[0]
    raise Refused("unit_unknown", f"{cell.strip()[:40]!r} is not a unit of electric energy.")


def is_unit(cell: str) -> bool:
    """Return true for a cell that is nothing but a unit, of energy or of something else."""
    bare = cell.strip().strip("[]()")
    return bool(
        bare and (_WORDS.fullmatch(bare) or (OTHER_UNITS.fullmatch(bare) and len(bare) <= 6))
    )
