"""Finds the periods that a question names. Pure: the current day is given.

A grammar, not a guess: what it doesn't resolve stays in the question as a word that isn't
understood, and nothing is answered from data then. Libraries such as dateparser take the nearest
date that they can make of a text ("last Tuesday" became today, "luni" the month).
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Final

from kilowatch.support.domain import Language
from kilowatch.support.questions.calendar_dates import CalendarDates
from kilowatch.support.questions.date_spans import DAY, back_from
from kilowatch.support.questions.date_text import Found

_JOINED: Final = {("de", "la"): "dela", ("pana", "la"): "panala", ("pana", "in"): "panala"}


class Dates(CalendarDates):
    """Reads the periods in the words of one question."""

    def read(self) -> list[Found]:
        """Return the periods in order; two ends of one range are one."""
        at = 0
        while at < len(self._words):
            found = self._at(at) if self._words[at] else None
            if found is None:
                at += 1
                continue
            self._found.append(found)
            at = found.last + 1
        return self._ranges()

    def _at(self, at: int) -> Found | None:
        readings: tuple[Callable[[int], Found | None], ...] = (
            self._numeric,
            self._range_of_month,
            self._day_of_month,
            self._month,
            self._ago,
            self._several,
            self._same,
            self._beginning,
            self._weekday,
            self._weekend,
            self._unit,
            self._day,
            self._year,
            self._bare_day,
            self._short,
        )
        for reading in readings:
            found = reading(at)
            if found is not None and found.period.start <= self._today:
                return found
        return None

    def _ranges(self) -> list[Found]:
        """Join "between … and …", and extend what "since" precedes until today."""
        joined: list[Found] = []
        for each in self._found:
            before = joined[-1] if joined else None
            gap = range(before.last + 1, each.first) if before is not None else range(0)
            said = [self._word(n) for n in gap]
            opens = before is not None and self._opening(before.first, self._known.between)
            if before is not None and opens and said and self._is_until(said):
                period = back_from(before.period.start, each.period.end, self._today)
                places = before.places | each.places | frozenset(gap)
                joined[-1] = Found(period, places)
                continue
            joined.append(each)
        return [self._since(each) for each in joined if each.period.start < each.period.end]

    def _is_until(self, said: Sequence[str]) -> bool:
        rest = [each for each in said if each not in self._known.fillers]
        return bool(rest) and all(each in self._known.until for each in rest)

    def _opening(self, first: int, words: frozenset[str]) -> bool:
        at = first - 1
        while self._word(at) in self._known.fillers and self._word(at) not in words:
            at -= 1
        pair = _JOINED.get((self._word(first - 2), self._word(first - 1)))
        return self._word(at) in words or pair in words

    def _since(self, each: Found) -> Found:
        if not self._opening(each.first, self._known.since):
            return each
        if (
            self._is_romanian
            and len(each.places) > 1
            and any(self._word(n) in self._known.until for n in each.places)
        ):
            return each  # the range has its end
        return Found(back_from(each.period.start, self._today + DAY, self._today), each.places)


def dates_in(
    words: Sequence[str],
    language: Language,
    today: dt.date,
    taken: frozenset[int] = frozenset(),
) -> list[Found]:
    """Return the periods in words, in order; ``taken`` are places of words of another meaning."""
    return Dates(words, language, today, taken).read()
