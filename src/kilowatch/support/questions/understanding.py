"""Interprets a question about the client's own consumption. Pure.

A question is understood wholly or not at all: a word whose meaning isn't known could be the one
that matters ("last night", "the fridge", "euros"), so with it nothing is answered from data.
"""

import itertools
from collections.abc import Sequence
from datetime import date
from typing import Final, Literal, TypeAlias

import msgspec

from kilowatch.support.domain import Language
from kilowatch.support.questions.dates import Found, dates_in
from kilowatch.support.questions.energies import Energy, Named, energies_in
from kilowatch.support.questions.naming import KnownDevice, devices_in
from kilowatch.support.questions.periods import Period
from kilowatch.support.questions.vocabulary import Concept, language_of, meanings
from kilowatch.support.reasons import Reason, because
from kilowatch.support.rules.words import LITTLE_WORDS, words_of

Subject: TypeAlias = Literal[
    "usage", "top_device", "why_alert", "alerts", "compare", "peaks", "devices", "now", "average"
]

NOT_WHOLLY: Final = 0.5
"""The confidence in a question with words that aren't understood."""

MOST_WORDS: Final = 40
MOST_PERIODS: Final = 4

_HOW_MUCH: Final = frozenset({"much", "many", "cat", "cata", "cati", "cate"})
_WHICH: Final = frozenset({"which", "what", "whats", "who", "ce", "care", "cel"})
_FUTURE: Final = frozenset({"will", "gonna", "would", "voi", "vom"})
_COUNTED_IN_PERIODS: Final[frozenset[Subject]] = frozenset({"usage", "compare"})
_JOINED: Final = {
    ("de", "ce"): "dece",
    ("per", "day"): "perday",
    ("a", "day"): "perday",
    ("each", "day"): "perday",
    ("pe", "zi"): "perday",
    ("right", "now"): "now",
}
_PER_DAY: Final = frozenset({"perday", "daily", "zilnic", "zilnica"})
_GREETINGS: Final = (
    ("good", "morning"),
    ("good", "afternoon"),
    ("good", "evening"),
    ("buna", "seara"),
    ("buna", "ziua"),
    ("buna", "dimineata"),
)


class Understood(msgspec.Struct, frozen=True):
    """A question: its periods, those to compare, and the device.

    ``unclear``: words that aren't understood; with any, no data answers it.
    """

    subject: Subject
    periods: tuple[Period, ...]
    device: KnownDevice | None
    language: Language
    confidence: float
    reason: Reason
    energies: tuple[Energy, ...] = ()
    """The kinds and directions that it names; none: electricity from the grid."""
    unclear: tuple[str, ...] = ()

    @property
    def names_energy(self) -> bool:
        """Return true if it is about another energy than electricity from the grid."""
        return any(each.name not in {"electricity", "import"} for each in self.energies)


class Reading(msgspec.Struct, frozen=True):
    """The words of a question, and what each is."""

    words: tuple[str, ...]
    said: frozenset[Concept]
    dates: tuple[Found, ...]
    energies: Named
    devices: tuple[KnownDevice, ...]
    unclear: tuple[str, ...]

    def has(self, words: frozenset[str]) -> bool:
        """Return true if it contains one of the words."""
        return any(each in words for each in self.words)


def understand(
    question: str,
    otherwise: Language,
    today: date,
    devices: Sequence[KnownDevice] = (),
) -> Understood | None:
    """Return a question about consumption; None if it is about something else.

    ``today`` is the client's current day, which dates are relative to.
    """
    words = joined(words_of(question))
    if not words or len(words) > MOST_WORDS:
        return None
    language = language_of(words, otherwise)
    found = read(words, language, today, devices)
    subject = None if _asks_for_advice(found, language) else _subject(found)
    if subject is None:
        return None
    periods = tuple(each.period for each in found.dates)
    unclear = found.unclear or contradiction(subject, periods, found)
    reason = because("subject", subject=subject)
    if unclear:
        reason = reason.and_(because("words_not_understood", words=", ".join(unclear)))
    return Understood(
        subject,
        periods,
        found.devices[0] if len(found.devices) == 1 else None,
        language,
        NOT_WHOLLY if unclear else 1.0,
        reason,
        found.energies.energies,
        unclear,
    )


def joined(words: Sequence[str]) -> list[str]:
    """Leave greetings out, and merge words that have a meaning only together."""
    words = words[2:] if tuple(words[:2]) in _GREETINGS else words
    kept: list[str] = []
    for word in words:
        pair = _JOINED.get((kept[-1], word)) if kept else None
        if pair is not None:
            kept[-1] = pair
        else:
            kept.append(word)
    return kept


def read(
    words: Sequence[str], language: Language, today: date, devices: Sequence[KnownDevice]
) -> Reading:
    """Return each word's meaning: a date, a device, an energy, a concept, or unclear."""

    def is_free(word: str) -> bool:
        is_energy = energies_in([word], frozenset()).energies
        return word not in LITTLE_WORDS and not meanings(word, language) and not is_energy

    named = devices_in(words, devices, is_free)
    dates = dates_in(words, language, today, named.places)
    in_dates = frozenset(place for each in dates for place in each.places)
    energies = energies_in(words, named.places | in_dates)
    known = named.places | in_dates | energies.places
    concepts = [
        () if n in named.places | in_dates else meanings(each, language)
        for n, each in enumerate(words)
    ]
    said: set[Concept] = {concept for each in concepts for concept in each}
    if "now" in words or "currently" in words:
        said.add("now")
    unclear = [
        word
        for n, word in enumerate(words)
        if n not in known and not concepts[n] and word not in LITTLE_WORDS | _JOINERS | _PER_DAY
    ]
    if len(named.devices) > 1:
        unclear += [each.name for each in named.devices]
    return Reading(
        tuple(words), frozenset(said), tuple(dates), energies, named.devices, tuple(unclear)
    )


_JOINERS: Final = frozenset(
    {
        "between",
        "since",
        "during",
        "until",
        "till",
        "through",
        "dece",
        "intre",
        "dela",
        "incepand",
        "pana",
        "timpul",
    }
)


def _subject(read: Reading) -> Subject | None:
    said = read.said
    how_much, which = read.has(_HOW_MUCH), read.has(_WHICH)
    if "alert" in said:
        if "why" in said:
            return "why_alert"
        return None if "most" in said or "compare" in said else "alerts"
    if "why" in said or read.has(_FUTURE):
        return None
    if "average" in said and read.has(_PER_DAY):
        return "average" if "use" in said or which else None
    if read.has(_PER_DAY) or "average" in said:
        return None
    if _own_production(read):
        return None
    if "peak" in said or ({"most", "use"} <= said and said & {"hour", "when"}):
        return "peaks"
    if "compare" in said and read.dates:
        return "compare"
    if "most" in said and said & {"device", "use"} and which:
        return "top_device"
    if "limit" in said and read.devices:
        return "devices"
    if "now" in said and not read.dates and said & {"use", "device"}:
        return "now"
    return _usage(read, how_much=how_much, which=which)


def _usage(read: Reading, *, how_much: bool, which: bool) -> Subject | None:
    said = read.said
    if "compare" in said or ("most" in said and not how_much):
        return None  # more, less or most of something that it doesn't say
    if "device" in said and (said & {"list", "limit"} or which) and "use" not in said:
        return "devices" if not read.dates else None
    asked = how_much or which or bool(read.dates) or "list" in said
    if "use" in said and asked:
        return "usage"
    if read.energies.energies and (read.dates or how_much):
        return "usage"
    if read.devices and read.dates:
        return "usage"
    return "usage" if read.dates and how_much else None


_USED: Final = frozenset(
    ["use", "used", "using", "consume", "consumed", "folosit", "folosesc", "consumat", "consum"]
)


def _own_production(read: Reading) -> bool:
    """Return true if it asks how much of the production was used: that is another figure."""
    names = {each.name for each in read.energies.energies}
    return "production" in names and read.has(_USED)


def _asks_for_advice(read: Reading, language: Language) -> bool:
    """Return true for "how can I …", "how do I …", "cum …": no figure answers it."""
    words = read.words
    if language == "ro":
        return "cum" in words
    doing = {"can", "do", "could", "should", "to", "would"}
    return any(
        word == "how" and following in doing for word, following in itertools.pairwise(words)
    )


def contradiction(subject: Subject, periods: tuple[Period, ...], read: Reading) -> tuple[str, ...]:
    """Return the words of more periods than an answer has, or of such that can't be compared."""
    said = tuple(read.words[n] for each in read.dates for n in sorted(each.places))
    most = MOST_PERIODS if subject == "usage" else 2 if subject == "compare" else 1
    if len(periods) > most:
        return said
    if subject == "compare" and len({each.span for each in periods}) > 1:
        return said
    if len(periods) > 1 and subject not in _COUNTED_IN_PERIODS:
        return said
    return ()
