"""Finds the rule that matches a question, with a score and the reason. Pure.

A phrase matches if each of its words is in the question, whole and spelled nearly right. The
confidence depends on the rest of the question: "hello" answers "hello!", and not
"hello, how much did I use yesterday?".
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, Literal, TypeAlias
from uuid import UUID

import msgspec

from kilowatch.support.domain import Language
from kilowatch.support.reasons import Reason, because
from kilowatch.support.rules.words import LITTLE_WORDS, likeness, words_of

SURE_ENOUGH: Final = 0.7
AS_GOOD: Final = 0.05
"""Rules whose confidence differs by no more are equal: the first in order wins."""

MOST_WORDS: Final = 60
"""A longer question does not match any phrase."""

Action: TypeAlias = Literal["answer", "handover"]


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that an administrator wrote, and the phrases that trigger it."""

    id: UUID
    position: int
    name: str
    enabled: bool
    action: Action
    phrases_en: list[str]
    phrases_ro: list[str]
    answer_en: str
    answer_ro: str
    version: int = 1

    def phrases(self, language: Language) -> list[str]:
        """Return the phrases of one language."""
        return self.phrases_en if language == "en" else self.phrases_ro

    def answer(self, language: Language) -> str:
        """Return the answer in one language, or in the other if it is missing."""
        mine, other = self.answer_en, self.answer_ro
        return (mine or other) if language == "en" else (other or mine)


class Match(msgspec.Struct, frozen=True):
    """A matching rule, in the language of the phrase that matches best."""

    rule: Rule
    language: Language
    confidence: float
    reason: Reason

    @property
    def is_sure(self) -> bool:
        """Return true if its answer may be given."""
        return self.confidence >= SURE_ENOUGH


def matches(rules: Iterable[Rule], question: str, preferred: Language) -> list[Match]:
    """Return every matching rule, best first."""
    words = words_of(question)
    if not words or len(words) > MOST_WORDS:
        return []
    found = [match for rule in rules if rule.enabled if (match := _fit(rule, words, preferred))]
    found.sort(key=lambda each: each.confidence, reverse=True)
    if not found:
        return []
    as_good = [each for each in found if found[0].confidence - each.confidence <= AS_GOOD]
    first = min(as_good, key=lambda each: each.rule.position)
    return [first, *(each for each in found if each is not first)]


def best(rules: Iterable[Rule], question: str, preferred: Language) -> Match | None:
    """Return the rule to answer with, if one has enough confidence."""
    found = matches(rules, question, preferred)
    return found[0] if found and found[0].is_sure else None


def _fit(rule: Rule, words: Sequence[str], preferred: Language) -> Match | None:
    languages: tuple[Language, ...] = ("en", "ro") if preferred == "en" else ("ro", "en")
    fits = [
        Match(rule, language, *fit)
        for language in languages
        for phrase in rule.phrases(language)
        if (fit := _fit_phrase(_phrase(phrase), words, phrase))
    ]
    # The first of equals is in the preferred language.
    return max(fits, key=lambda each: each.confidence, default=None)


@lru_cache(maxsize=10_000)
def _phrase(text: str) -> tuple[str, ...]:
    """Return the words of a phrase, cached for every question."""
    return tuple(words_of(text))


def _fit_phrase(
    phrase: Sequence[str], words: Sequence[str], as_written: str
) -> tuple[float, Reason] | None:
    if not phrase:
        return None
    taken: dict[int, str] = {}
    sureness = 0.0
    for wanted in phrase:
        at, like = max(
            ((n, likeness(wanted, word)) for n, word in enumerate(words) if n not in taken),
            key=lambda each: each[1],
            default=(0, 0.0),
        )
        if like == 0.0:
            return None
        taken[at] = words[at]
        sureness += like
    subject = [n for n, word in enumerate(words) if n in taken or word not in LITTLE_WORDS]
    coverage = len(taken) / len(subject)
    confidence = sureness / len(phrase) * (0.35 + 0.65 * coverage)
    fitted = ", ".join(taken[n] for n in sorted(taken))
    counts = {"matched": len(taken), "total": len(subject)}
    reason = because("phrase", phrase=as_written, words=fitted, **counts)
    return round(confidence, 3), reason
