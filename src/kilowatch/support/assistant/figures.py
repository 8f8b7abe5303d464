"""Finds the figures of a sentence: numbers with a unit, in both languages. Pure."""

import re
from collections.abc import Mapping
from typing import Final

import msgspec

from kilowatch.support.assistant.evidence import Quantity
from kilowatch.support.domain import Language


class Figure(msgspec.Struct, frozen=True):
    """A number with a unit, in kWh, GJ, m3, kW, percent or as written.

    ``precision`` is half the value of its last digit: the exact value is no
    further away.
    """

    quantity: Quantity
    value: float
    precision: float
    text: str


_UNITS: Final[tuple[tuple[str, Quantity, float], ...]] = (
    (r"gwh|gigawatt[\s-]?hours?", "energy", 1e6),
    (r"mwh|megawatt[\s-]?hours?|megawa[tț]i?[\s-]?or[aăe]", "energy", 1e3),
    (r"kwh|kilowatt[\s-]?hours?|kilowa[tț]+i?[\s-]?(?:or[aăe])", "energy", 1.0),
    (r"wh|watt[\s-]?hours?|wa[tț]+i?[\s-]?or[aăe]", "energy", 1e-3),
    (r"gj|gigajoules?|gigajouli", "heat", 1.0),
    (r"joules?|jouli|mj|kj", "other", 1.0),
    (
        r"m\s?(?:3|³)|cubic met(?:re|er)s?|metr(?:u|i) cub(?:i)?",
        "volume",
        1.0,
    ),
    (r"l|lit(?:re|er)s?|litr[ui]", "volume", 0.001),
    (r"mw|megawatts?|megawa[tț]i", "power", 1e3),
    (r"kw|kilowatts?|kilowa[tț]i", "power", 1.0),
    (r"w|watts?|wa[tț]i", "power", 1e-3),
    (r"%|percent|per cent|procente?|la sut[aă]", "share", 1.0),
    (
        r"euros?|eur|lei|leu|ron|usd|dollars?|dolari|pounds?|gbp|pence|cents?|bani|[€$£]",
        "money",
        1.0,
    ),
    (
        r"alerts?|alerte|devices?|dispozitive?|appliances?|aparate|meters?|contoare|hours?|or[eă]"
        r"|users?|utilizatori|clients?|clien[tț]i",
        "count",
        1.0,
    ),
    (r"times|ori|x", "other", 1.0),
    (r"°\s?c|degrees?|grade|minutes?|minute|days?|zile|years?|ani", "other", 1.0),
)

_NUMBER: Final = r"\d+(?:[\s\u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*"

_ENGLISH: Final = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty
"""
_ROMANIAN: Final = """
    zero unu doi trei patru cinci șase șapte opt nouă zece unsprezece doisprezece treisprezece
    paisprezece cincisprezece șaisprezece șaptesprezece optsprezece nouăsprezece douăzeci
"""
_TENS: Final = """
    treizeci:30 patruzeci:40 cincizeci:50 șaizeci:60 șaptezeci:70 optzeci:80 nouăzeci:90 sută:100
    mie:1000 două:2 jumătate:0.5 thirty:30 forty:40 fifty:50 sixty:60 seventy:70 eighty:80
    ninety:90 hundred:100 thousand:1000 dozen:12 half:0.5
"""
_ARTICLES: Final = frozenset({"a", "an", "un", "o"})
"""Return a unit that is measured; a counted thing counts as any."""

_WORDS: Final[Mapping[str, float]] = {
    **{word: float(n) for n, word in enumerate(_ENGLISH.split())},
    **{word: float(n) for n, word in enumerate(_ROMANIAN.split())},
    **{each.split(":")[0]: float(each.split(":")[1]) for each in _TENS.split()},
    **dict.fromkeys(_ARTICLES, 1.0),
}

_ALL_UNITS: Final = "|".join(f"(?P<u{n}>{unit})" for n, (unit, _, _) in enumerate(_UNITS))
_LINKS: Final = r"\s*(?:[-\u2013\u2014]|to|and|or|până la|la|și|sau)\s*"
_WORD_NUMBER: Final = "|".join(sorted(_WORDS, key=len, reverse=True))
_FIGURE: Final = re.compile(
    rf"(?<![\w.,])(?:(?P<before>[€$£])\s?)?"
    rf"(?:(?P<first>{_NUMBER}){_LINKS})?(?:(?P<number>{_NUMBER})|(?P<word>{_WORD_NUMBER}))"
    rf"(?:[\s\u00a0\u202f-]*(?:de\s+)?(?:of\s+the\s+)?(?:{_ALL_UNITS})(?!\w))?",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(r"(?<!\d)([01]?\d|2[0-3]):[0-5]\d(?!\d)")


def figures_in(sentence: str, language: Language) -> list[Figure]:
    """Return every number of the sentence that has a unit."""
    found: list[Figure] = []
    for match in _FIGURE.finditer(sentence):
        quantity, factor = _unit(match)
        if quantity is None:
            continue
        for text in (match["first"], match["number"]):
            if text is not None:
                value, precision = _value(text, language)
                found.append(Figure(quantity, value * factor, precision * factor, match[0].strip()))
        word = (match["word"] or "").lower()
        if word and quantity != "other" and not (quantity == "count" and word in _ARTICLES):
            value = _WORDS[word]
            found.append(Figure(quantity, value * factor, 0.5 * factor, match[0].strip()))
    return found


def clocks_in(sentence: str) -> list[str]:
    """Return every time of the day, as ``HH:MM``."""
    return [match[0].rjust(5, "0") for match in _CLOCK.finditer(sentence)]


def _unit(match: re.Match[str]) -> tuple[Quantity | None, float]:
    for number, (_, quantity, factor) in enumerate(_UNITS):
        if match[f"u{number}"]:
            return quantity, factor
    return ("money", 1.0) if match["before"] else (None, 1.0)


def _value(text: str, language: Language) -> tuple[float, float]:
    """Return a number in the notation of its language, and half the value of its last digit."""
    plain = re.sub(r"[\s\u00a0\u202f]", "", text)
    marks = [each for each in plain if each in ".,"]
    if len(set(marks)) == 2:
        decimal: str | None = marks[-1]
    elif len(marks) > 1:
        decimal = None
    elif marks and re.fullmatch(r"\d{1,3}[.,]\d{3}", plain) and not plain.startswith("0"):
        # "1.234": the language decides which of the two it is.
        decimal = marks[0] if marks[0] == ("." if language == "en" else ",") else None
    else:
        decimal = marks[0] if marks else None
    whole = plain.replace("," if decimal == "." else ".", "") if decimal else plain
    number = whole.replace(decimal, ".") if decimal else re.sub(r"[.,]", "", plain)
    digits = len(number.partition(".")[2])
    return float(number), 0.5 * 10.0**-digits
