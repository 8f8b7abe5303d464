"""The words for consumption and what they mean. Without accents."""

from collections.abc import Mapping
from functools import cache
from typing import Final, Literal, TypeAlias

from kilowatch.support.domain import Language
from kilowatch.support.rules.words import (
    ENGLISH_LITTLE_WORDS,
    ROMANIAN_LITTLE_WORDS,
    SHORTEST_FUZZY,
    likeness,
)

Concept: TypeAlias = Literal[
    "use",
    "device",
    "most",
    "alert",
    "why",
    "compare",
    "peak",
    "hour",
    "limit",
    "list",
    "latest",
    "now",
    "average",
    "when",
    "whole",
]

_ENGLISH: Final[Mapping[Concept, str]] = {
    "use": "use used uses using usage consume consumed consumes consuming consumption "
    "energy electricity power kwh kilowatthours spent spend draw drawing draws drew pulled",
    "device": "device devices appliance appliances machine machines meter meters",
    "most": "most highest biggest largest top maximum max",
    "alert": "alert alerts alarm alarms warning warnings notification notifications",
    "why": "why reason cause caused",
    "compare": "compare compared comparison comparing versus vs difference more less save saved",
    "peak": "peak peaks busiest",
    "hour": "hour hours time oclock",
    "limit": "limit limits threshold thresholds",
    "list": "list show many own registered measure measures measured",
    "latest": "last latest newest recent",
    "now": "now currently moment current",
    "average": "average mean avg",
    "when": "when",
    "whole": "total totally overall altogether whole entire house home household building exactly "
    "far until",
}

_ROMANIAN: Final[Mapping[Concept, str]] = {
    "use": "consum consumul consumat consumata consuma consumam folosit folosita foloseste "
    "folosesc energie energia curent curentul electricitate electricitatea kwh "
    "trage tras",
    "device": "dispozitiv dispozitivul dispozitive dispozitivele dispozitivelor aparat aparatul "
    "aparate aparatele contor contorul contoare consumator consumatorul",
    "most": "mult mare maxim maxima mari",
    "alert": "alerta alerte alertele alarma alarme alarmele avertizare avertizari avertisment "
    "notificare notificari alertat",
    "why": "dece motiv motivul cauza",
    "compare": "compara comparatie comparat comparativ fata decat diferenta versus "
    "putin economisit",
    "peak": "varf varful varfuri varfurile",
    "hour": "ora ore orele orei orar",
    "limit": "limita limite limitele prag pragul",
    "list": "lista arata inregistrate masoara",
    "latest": "ultima ultimul ultimele recenta",
    "now": "acum momentan moment",
    "average": "medie mediu media medii",
    "when": "cand",
    "whole": "total totala totalul toata tot casa casei acasa locuinta cladirea cladire exact pana",
}


@cache
def _words(language: Language) -> dict[str, tuple[Concept, ...]]:
    meanings: dict[str, tuple[Concept, ...]] = {}
    for concept, words in (_ENGLISH if language == "en" else _ROMANIAN).items():
        for word in words.split():
            meanings[word] = (*meanings.get(word, ()), concept)
    return meanings


def meanings(word: str, language: Language) -> tuple[Concept, ...]:
    """Return the meanings of a word, even misspelled; empty for an unknown one."""
    known = _words(language)
    if word in known:
        return known[word]
    if word in ENGLISH_LITTLE_WORDS or word in ROMANIAN_LITTLE_WORDS:
        return ()
    close = max(known, key=lambda each: likeness(word, each))
    # A word of five letters with one changed is mostly another word: "shower" is no "shows".
    return known[close] if len(word) > SHORTEST_FUZZY and likeness(word, close) > 0 else ()


def language_of(words: list[str], otherwise: Language) -> Language:
    """Return the language of a text, ``otherwise`` if that is unclear."""
    english = sum(_speaks(each, "en") for each in words)
    romanian = sum(_speaks(each, "ro") for each in words)
    if english == romanian:
        return otherwise
    return "en" if english > romanian else "ro"


def _speaks(word: str, language: Language) -> bool:
    little = ENGLISH_LITTLE_WORDS if language == "en" else ROMANIAN_LITTLE_WORDS
    return word in little or word in _words(language)
