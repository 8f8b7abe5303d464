"""Words for days, weeks, months and years, in English and Romanian, without accents."""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

import msgspec

from kilowatch.support.domain import Language

Unit: TypeAlias = Literal["day", "week", "month", "quarter", "year"]


class DateWords(msgspec.Struct, frozen=True, kw_only=True):
    """The words of one language."""

    days: Mapping[str, int]
    """Days that a word names, as a distance from today."""
    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    uncertain_months: frozenset[str]
    """Months whose word has another meaning: they need a word of `month_cues` before them."""
    month_cues: frozenset[str]
    numbers: Mapping[str, int]
    units: Mapping[str, Unit]
    this: frozenset[str]
    last: frozenset[str]
    between: frozenset[str]
    since: frozenset[str]
    until: frozenset[str]
    fillers: frozenset[str]
    """Words between the parts of a date: "the third of November"."""


def _numbered(words: str, first: int = 0) -> dict[str, int]:
    return {
        word: number
        for number, group in enumerate(words.split(), first)
        for word in group.split("/")
    }


_UNITS: Final[Mapping[Language, Mapping[Unit, str]]] = {
    "en": {
        "day": "day days",
        "week": "week weeks",
        "month": "month months",
        "quarter": "quarter quarters",
        "year": "year years",
    },
    "ro": {
        "day": "zi ziua zile zilele zilei",
        "week": "saptamana saptamani saptamanile saptamanii",
        "month": "luna luni lunile lunii",
        "quarter": "trimestru trimestrul trimestre trimestrului",
        "year": "an anul ani anii anului",
    },
}


def _units(language: Language) -> dict[str, Unit]:
    return {word: unit for unit, words in _UNITS[language].items() for word in words.split()}


_ENGLISH: Final = DateWords(
    days={"today": 0, "todays": 0, "yesterday": -1, "yesterdays": -1, "yday": -1},
    weekdays=_numbered(
        "monday/mon tuesday/tue/tues wednesday thursday/thu/thurs friday/fri saturday sunday"
    ),
    months=_numbered(
        "january/jan february/feb march/mar april/apr may june/jun july/jul "
        "august/aug september/sep/sept october/oct november/nov december/dec",
        1,
    ),
    uncertain_months=frozenset({"may", "march", "mar", "jan", "dec", "sep"}),
    month_cues=frozenset(
        {
            "in",
            "of",
            "for",
            "since",
            "last",
            "this",
            "during",
            "from",
            "until",
            "between",
            "and",
            "to",
            "compare",
            "vs",
            "versus",
        }
    ),
    numbers=_numbered("one two three four five six seven eight nine ten eleven twelve", 1),
    units=_units("en"),
    this=frozenset({"this", "current"}),
    last=frozenset({"last", "previous", "past", "prior"}),
    between=frozenset({"between", "from"}),
    since=frozenset({"since"}),
    until=frozenset({"and", "to", "until", "till", "through"}),
    fillers=frozenset({"the", "of", "in", "on"}),
)

_ROMANIAN: Final = DateWords(
    days={"azi": 0, "astazi": 0, "ieri": -1, "alaltaieri": -2},
    weekdays=_numbered(
        "luni/lunea marti/martea miercuri/miercurea joi/joia vineri/vinerea sambata duminica"
    ),
    months=_numbered(
        "ianuarie februarie martie aprilie mai iunie iulie august septembrie "
        "octombrie noiembrie decembrie",
        1,
    ),
    uncertain_months=frozenset({"mai"}),
    month_cues=frozenset({"in", "luna", "din", "pe", "lunii"}),
    numbers=_numbered("o/un/una doua/doi trei patru cinci sase sapte opt noua zece", 1),
    units=_units("ro"),
    this=frozenset({"aceasta", "asta", "acesta", "ista", "curenta", "curent"}),
    last=frozenset(
        {
            "trecut",
            "trecuta",
            "trecute",
            "ultima",
            "ultimul",
            "ultimele",
            "ultimii",
            "precedenta",
            "precedent",
            "anterioara",
            "anterior",
        }
    ),
    between=frozenset({"intre", "dela", "din"}),
    since=frozenset({"dela", "incepand"}),
    until=frozenset({"si", "la", "pana", "panala"}),
    fillers=frozenset({"in", "al", "a", "din", "pe", "de", "cu"}),
)


def date_words(language: Language) -> DateWords:
    """Return the words of one language."""
    return _ENGLISH if language == "en" else _ROMANIAN
