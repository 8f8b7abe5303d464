"""The unit of the values of a file, from the name of their column or from a column of its own."""

import re

from kilowatch.contracts.channels import Unit as ChannelUnit
from kilowatch.monitoring.domain import Refused
from kilowatch.monitoring.imports.domain import BILLIONTHS_PER, MappingUnclear, Unit
from kilowatch.monitoring.imports.words import OTHER_UNITS

_ASKED: dict[ChannelUnit, str] = {
    "kWh": "say unit=Wh, kWh, MWh or kW (also mWh or W)",
    "m3": "say unit=m3, L, ft3 or CCF",
    "L": "say unit=L, m3, ft3 or CCF",
    "GJ": "say unit=GJ or MJ",
}
_OTHER_WORDS: dict[ChannelUnit, dict[Unit, re.Pattern[str]]] = {
    "GJ": {
        Unit.GJ: re.compile(r"(?<![a-z])gj(?![a-z])", re.IGNORECASE),
        Unit.MJ: re.compile(r"(?<![A-Za-z])MJ(?![A-Za-z])"),
    }
}
_OTHER_WORDS["m3"] = _OTHER_WORDS["L"] = {
    Unit.M3: re.compile(
        r"(?<![a-z])(m3|m³|m\^3|mc|cbm|cubic met(er|re)s?)(?![a-z0-9])", re.IGNORECASE
    ),
    Unit.LITRE: re.compile(r"(?<![A-Za-z])(L|l|[Ll]it(er|re)s?|LTR|ltr)(?![A-Za-z])"),
    Unit.FT3: re.compile(r"(?<![a-z])(ft3|ft³|ft\^3|cf|cubic feet)(?![a-z0-9])", re.IGNORECASE),
    Unit.CCF: re.compile(r"(?<![a-z])ccf(?![a-z])", re.IGNORECASE),
}
_WORDS = re.compile(r"(?<![A-Za-z])([mMkK]?[wW][hH]?)(?![A-Za-z])")
_EXACT = {
    "wh": Unit.WH,
    "kwh": Unit.KWH,
    "w": Unit.W,
    "kw": Unit.KW,
}


def units_in(text: str, of: ChannelUnit = "kWh") -> list[Unit | None]:
    """Return the units that a text names; None for one that is not certain, such as ``MWH``.

    ``of``: the unit of the channel; only those that can be converted to it are found.
    """
    if of != "kWh":
        words = _OTHER_WORDS[of].items()
        return [unit for unit, word in words if word.search(text.replace("_", " "))]
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


def unit_of_name(name: str, of: ChannelUnit) -> Unit:
    """Return the unit that a column's name says. Raises `MappingUnclear`."""
    found = units_in(name, of)
    asked = _ASKED[of]
    if len(set(found)) == 1 and found[0] is not None:
        return found[0]
    if found:
        raise MappingUnclear(f"The unit in {name!r} isn't clear; {asked}.")
    if OTHER_UNITS.search(name) or units_in(name):
        what = "electricity in a unit we know" if of == "kWh" else f"in a unit that becomes {of}"
        raise MappingUnclear(f"The column {name!r} is not {what}; {asked} if it is.")
    raise MappingUnclear(f"The column {name!r} names no unit; {asked}.")


def check_unit(unit: Unit, of: ChannelUnit, what: str) -> Unit:
    """Return a unit that can be converted to the channel's. Raises `MappingUnclear`."""
    if unit not in BILLIONTHS_PER[of]:
        raise MappingUnclear(
            f"{what} {unit.value}, and the channel is in {of}: choose a channel of that "
            f"kind, or {_ASKED[of]} if the values are."
        )
    return unit


def unit_of_cell(cell: str, of: ChannelUnit) -> Unit:
    """Return the unit that a row says. Raises `Refused`."""
    found = units_in(cell, of)
    if len(found) == 1 and found[0] is not None:
        return found[0]
    what = "a unit of electric energy" if of == "kWh" else f"a unit that becomes {of}"
    raise Refused("unit_unknown", f"{cell.strip()[:40]!r} is not {what}.")


def is_unit(cell: str, of: ChannelUnit = "kWh") -> bool:
    """Return true for a cell that is nothing but a unit, of energy or of something else."""
    bare = cell.strip().strip("[]()")
    return bool(
        bare
        and (
            _WORDS.fullmatch(bare)
            or (OTHER_UNITS.fullmatch(bare) and len(bare) <= 6)
            or bare in {"ft³", "ft3"}
            or (of != "kWh" and len(bare) <= 6 and units_in(bare, of))
        )
    )
