"""Recognizes questions about figures that the platform doesn't have. Pure."""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from kilowatch.support.rules.words import words_of

Absent: TypeAlias = Literal["money", "carbon", "future"]

_WORDS: Final[Mapping[Absent, str]] = {
    "money": "cost costs price prices pay paid euro euros eur lei leu ron dollar dollars pound "
    "pounds money bill expensive plata platesc platit costa costat bani factura pret",
    "carbon": "co2 carbon emission emissions footprint emisii carbonul",
    "future": "will forecast predict prediction tomorrow maine prognoza estimare viitoare next",
}
_MEANINGS: Final[Mapping[str, Absent]] = {
    word: topic for topic, words in _WORDS.items() for word in words.split()
}


def absent_in(text: str) -> Absent | None:
    """Return what a question asks for that isn't known here; None if it is something else."""
    return next((_MEANINGS[each] for each in words_of(text) if each in _MEANINGS), None)
