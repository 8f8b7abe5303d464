"""Interprets a question about the client's own consumption, with a confidence. Pure.

The confidence is the share of significant words that are understood: "how much did I use
yesterday?" completely, "how can I save energy?" only by half, which is not enough.
"""

from collections.abc import Sequence
from typing import Final, Literal, TypeAlias
from uuid import UUID

import msgspec

from kilowatch.support.domain import Language
from kilowatch.support.questions.energies import Energy, Named, energies_in
from kilowatch.support.questions.periods import PeriodName
from kilowatch.support.questions.vocabulary import Concept, language_of, meanings
from kilowatch.support.reasons import Reason, because
from kilowatch.support.rules.words import LITTLE_WORDS, likeness, words_of

Subject: TypeAlias = Literal[
    "usage", "top_device", "why_alert", "alerts", "compare", "peaks", "devices"
]

SURE_ENOUGH: Final = 0.6
"""Below this the question counts as unknown."""

SURE_BESIDE_AI: Final = 0.75
"""The share of known words below which a question goes to the AI, if there is one."""

MOST_WORDS: Final = 40

_DAYS: Final[dict[Concept, PeriodName]] = {
    "today": "today",
    "yesterday": "yesterday",
    "before_yesterday": "day_before_yesterday",
}
_SPANS: Final[dict[Concept, tuple[PeriodName, PeriodName]]] = {
    "week": ("this_week", "last_week"),
    "month": ("this_month", "last_month"),
    "year": ("this_year", "last_year"),
}


class KnownDevice(msgspec.Struct, frozen=True):
    """A device that a question may name."""

    id: UUID
    name: str


class Understood(msgspec.Struct, frozen=True):
    """A question: its period, the period to compare with, and the device."""

    subject: Subject
    periods: tuple[PeriodName, ...]
    device: KnownDevice | None
    language: Language
    confidence: float
    reason: Reason
    energies: tuple[Energy, ...] = ()
    """The kinds and directions that it names; none: electricity from the grid."""

    @property
    def names_energy(self) -> bool:
        """Return true if it is about another energy than electricity from the grid."""
        return any(each.name not in {"electricity", "import"} for each in self.energies)


def understand(
    question: str, otherwise: Language, devices: Sequence[KnownDevice] = ()
) -> Understood | None:
    """Return a question about consumption; None if it is about something else."""
    words = words_of(question)
    if not words or len(words) > MOST_WORDS:
        return None
    words = _joined(words)
    language = language_of(words, otherwise)
    device, named = _device(words, devices)
    concepts = [() if n in named else meanings(each, language) for n, each in enumerate(words)]
    said: set[Concept] = {concept for each in concepts for concept in each}
    energies = energies_in(words, frozenset(named))
    subject = _subject(said, words) or _energy_subject(energies, said, words)
    if subject is None or _asks_of_own_use(energies, words):
        return None
    known = named | energies.places
    mattering = [
        n for n, word in enumerate(words) if n in known or concepts[n] or word not in LITTLE_WORDS
    ]
    clear = [n for n in mattering if n in known or concepts[n]]
    confidence = len(clear) / len(mattering) if mattering else 0.0
    if subject == "usage" and not (said & _TIMES or _asks_how_much(words)):
        confidence *= 0.7  # "energy" alone is a subject, not yet a question about a figure
    unclear = [words[n] for n in mattering if n not in clear]
    reason = because("subject", subject=subject)
    if unclear:
        reason = reason.and_(because("words_not_understood", words=", ".join(unclear)))
    periods = _periods(concepts)
    return Understood(
        subject, periods, device, language, round(confidence, 3), reason, energies.energies
    )


_TIMES: Final[frozenset[Concept]] = frozenset({*_DAYS, *_SPANS})
_HOW_MUCH: Final = frozenset({"much", "cat", "cata", "cati", "cate"})


def _asks_how_much(words: Sequence[str]) -> bool:
    return any(each in _HOW_MUCH for each in words)


def _energy_subject(energies: Named, said: set[Concept], words: Sequence[str]) -> Subject | None:
    """Return the subject of a question that names an energy and no verb: "gas yesterday?"."""
    return "usage" if energies.energies and (said & _TIMES or _asks_how_much(words)) else None


_USED: Final = frozenset(
    ["use", "used", "using", "consume", "consumed", "folosit", "folosesc", "consumat", "consum"]
)


def _asks_of_own_use(energies: Named, words: Sequence[str]) -> bool:
    """Return true if it asks how much of the production was used: that is another figure."""
    names = {each.name for each in energies.energies}
    return "production" in names and any(each in _USED for each in words)


def _joined(words: Sequence[str]) -> list[str]:
    """Merge words that have a meaning only together: "de ce" asks why."""
    joined: list[str] = []
    for word in words:
        if joined and (joined[-1], word) in {("de", "ce"), ("before", "yesterday")}:
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _subject(said: set[Concept], words: Sequence[str]) -> Subject | None:
    if "alert" in said:
        return "why_alert" if "why" in said else "alerts"
    if "peak" in said or ("hour" in said and {"most", "use"} <= said):
        return "peaks"
    if "compare" in said and said & (_TIMES | {"use"}):
        return "compare"
    if "most" in said and said & {"device", "use"} and _asks_which(words):
        return "top_device"
    if "use" in said:
        return "usage"
    if "device" in said and (said & {"list", "limit"} or _asks_which(words)):
        return "devices"
    return "usage" if said & _TIMES and _asks_how_much(words) else None


def _asks_which(words: Sequence[str]) -> bool:
    return any(each in {"which", "what", "whats", "who", "ce", "care", "cel"} for each in words)


def _periods(concepts: Sequence[tuple[Concept, ...]]) -> tuple[PeriodName, ...]:
    """Return the named periods, in order; "last" and "this" belong to the adjacent one."""
    found: list[PeriodName] = []
    for at, of_word in enumerate(concepts):
        for concept in of_word:
            if concept in _DAYS:
                found.append(_DAYS[concept])
            elif concept in _SPANS:
                beside = {each for near in concepts[max(0, at - 1) : at + 2] for each in near}
                this, last = _SPANS[concept]
                found.append(last if "last" in beside else this)
    return tuple(dict.fromkeys(found))


def _device(
    words: Sequence[str], devices: Sequence[KnownDevice]
) -> tuple[KnownDevice | None, set[int]]:
    """Return the device whose full name is in the question, the longest name first."""
    for device in sorted(devices, key=lambda each: len(each.name), reverse=True):
        name = words_of(device.name)
        at = {n for n, word in enumerate(words) if any(likeness(word, each) > 0 for each in name)}
        if name and len(at) >= len(name):
            return device, at
    return None, set()
