"""The words for consumption and what they mean. Without accents."""

from collections.abc import Mapping
from functools import cache
from typing import Final, Literal, TypeAlias

from kilowatch.support.domain import Language
from kilowatch.support.rules.words import (
    ENGLISH_LITTLE_WORDS,
    ROMANIAN_LITTLE_WORDS,
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
    "today",
    "yesterday",
    "before_yesterday",
    "day",
    "week",
    "month",
    "year",
    "last",
    "this",
]

_ENGLISH: Final[Mapping[Concept, str]] = {
    "use": "use used uses using usage consume consumed consumes consuming consumption "
    "energy electricity power kwh kilowatthours spent spend",
    "device": "device devices appliance appliances machine machines meter meters",
    "most": "most highest biggest largest top maximum max",
    "alert": "alert alerts alarm alarms warning warnings notification notifications",
    "why": "why reason cause caused",
    "compare": "compare compared comparison comparing versus vs difference more less",
    "peak": "peak peaks busiest",
    "hour": "hour hours time times oclock",
    "limit": "limit limits threshold thresholds",
    "list": "list show many own registered",
    "today": "today todays tonight",
    "yesterday": "yesterday yesterdays",
    "before_yesterday": "beforeyesterday",
    "day": "day days",
    "week": "week weeks weekly",
    "month": "month months monthly",
    "year": "year years yearly",
    "last": "last previous past latest before",
    "this": "this current present far",
}

_ROMANIAN: Final[Mapping[Concept, str]] = {
    "use": "consum consumul consumat consumata consuma consumam folosit folosita foloseste "
    "folosesc energie energia curent curentul electricitate electricitatea kwh",
    "device": "dispozitiv dispozitivul dispozitive dispozitivele dispozitivelor aparat aparatul "
    "aparate aparatele contor contorul contoare consumator consumatorul",
    "most": "mult mare maxim maxima mari",
    "alert": "alerta alerte alertele alarma alarme alarmele avertizare avertizari avertisment "
    "notificare notificari alertat",
    "why": "dece motiv motivul cauza",
    "compare": "compara comparatie comparat comparativ fata decat diferenta versus",
    "peak": "varf varful varfuri varfurile",
    "hour": "ora ore orele orei orar",
    "limit": "limita limite limitele prag pragul",
    "list": "lista arata inregistrate",
    "today": "azi astazi",
    "yesterday": "ieri",
    "before_yesterday": "alaltaieri",
    "day": "zi ziua zile zilei",
    "week": "saptamana saptamani saptamanii",
    "month": "luna luni lunii",
    "year": "anul an anului",
    "last": "trecut trecuta trecute ultima ultimul ultimele precedenta precedent anterioara",
    "this": "aceasta asta acesta curenta curent acum pana",
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
    return known[close] if likeness(word, close) > 0 else ()


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
