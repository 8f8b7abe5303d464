"""Recognizes yes and no to the offer of a human. Pure."""

from typing import Final

from kilowatch.support.rules.words import words_of

_YES: Final = frozenset(["yes", "yeah", "yep", "sure", "da", "sigur", "desigur"])
_NO: Final = frozenset(["no", "nope", "nu"])
_POLITE_WORDS: Final = """
    please thanks thank you thx i do would like not te rog va multumesc mersi vreau dori as ok
"""
_POLITE: Final = frozenset(_POLITE_WORDS.split())


def consent_in(text: str) -> bool | None:
    """Return true for yes, false for no, None for anything else or both."""
    words = set(words_of(text))
    said_yes, said_no = bool(words & _YES), bool(words & _NO)
    if said_yes == said_no or words - _YES - _NO - _POLITE:
        return None
    return said_yes
