"""The words of a question, as its dates are read from them. Pure."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

import msgspec

from kilowatch.support.domain import Language
from kilowatch.support.questions.date_words import DateWords, date_words
from kilowatch.support.questions.periods import Period
from kilowatch.support.rules.words import likeness

LONG_ENOUGH: Final = 6
"""Shorter words are other words if a letter changes: "monday" is 6, "luni" 4."""

MOST_UNITS: Final = 1100
_ORDINAL: Final = re.compile(r"(\d{1,2})(st|nd|rd|th)")


class Found(msgspec.Struct, frozen=True):
    """A period and the places of its words."""

    period: Period
    places: frozenset[int]

    @property
    def first(self) -> int:
        """Return the place of its first word."""
        return min(self.places)

    @property
    def last(self) -> int:
        """Return the place of its last word."""
        return max(self.places)


class DateText:
    """The words of one question, and what they mean in dates."""

    def __init__(
        self,
        words: Sequence[str],
        language: Language,
        today: dt.date,
        taken: frozenset[int] = frozenset(),
    ) -> None:
        self._is_romanian = language == "ro"
        self._known: DateWords = date_words(language)
        # A word of a device's name is no date: it is left blank.
        self._words = ["" if n in taken else self._spelled(each) for n, each in enumerate(words)]
        self._today = today
        self._found: list[Found] = []

    def _spelled(self, word: str) -> str:
        """Return the word for a day, month or week that this one is, spelled nearly right."""
        known = self._known
        long = {
            each
            for group in (known.days, known.weekdays, known.months, known.units)
            for each in group
            if len(each) >= LONG_ENOUGH
        } | {"weekend"}
        if len(word) < LONG_ENOUGH or word in long or word.removesuffix("s") in long:
            return word
        close = max(long, key=lambda each: likeness(word, each))
        return close if likeness(word, close) > 0 else word

    def _word(self, at: int) -> str:
        return self._words[at] if 0 <= at < len(self._words) else ""

    def _make(self, period: Period | None, *places: int) -> Found | None:
        return Found(period, frozenset(places)) if period is not None else None

    def _number(self, at: int, most: int) -> int | None:
        word = self._word(at)
        ordinal = _ORDINAL.fullmatch(word)
        text = ordinal.group(1) if ordinal else word
        number = int(text) if text.isdecimal() and len(text) <= 4 else None
        return number if number is not None and 1 <= number <= most else None

    def _count(self, at: int) -> int | None:
        return self._known.numbers.get(self._word(at)) or self._number(at, MOST_UNITS)

    def _skip(self, at: int) -> int:
        """Return the place after fillers."""
        while self._word(at) in self._known.fillers:
            at += 1
        return at

    def _is_ordinal(self, at: int) -> bool:
        return _ORDINAL.fullmatch(self._word(at)) is not None
