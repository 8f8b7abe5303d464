"""Recognizes messages about danger: they come before rules, data and AI. Pure."""

from typing import Final

from kilowatch.support.rules.words import words_of

_DANGER_WORDS: Final = """
    smoke smoking sparks sparking sparked fire flames electrocuted electrocution burnt burned
    fum fumega foc incendiu scantei scanteie flacari electrocutat electrocutata curentat
"""
_PART_WORDS: Final = """
    meter socket plug cable wire wires fuse panel box outlet contor contorul priza cablu cablul
    sigurante siguranta tabloul
"""
_DANGER: Final = frozenset(_DANGER_WORDS.split())
_HOT: Final = frozenset(_PART_WORDS.split())
_SMELL: Final = frozenset(["smell", "smells", "smelling", "smelled", "miros", "miroase"])
_SMELLED: Final = frozenset(["gas", "burning", "burn", "burnt", "gaz", "gaze", "ars", "arde"])
_BURN: Final = frozenset(["burning", "melting", "melted", "arde", "topit", "ars"])
_LEAK: Final = frozenset(["leak", "leaking", "leaks", "scurgere"])
_NO_DANGER: Final = frozenset(["alarm", "detector", "detectors", "alarms"])


def is_emergency(text: str) -> bool:
    """Return true if a message names smoke, fire, sparks, a shock, a smell of gas or burning."""
    words = set(words_of(text))
    if words & _SMELL and words & _SMELLED:
        return True
    if words & _LEAK and words & {"gas", "gaz", "gaze"}:
        return True
    if words & _BURN and words & _HOT:
        return True
    return bool(words & _DANGER) and not words & _NO_DANGER
