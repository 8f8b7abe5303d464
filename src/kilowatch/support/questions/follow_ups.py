"""Understands "and last week?", "and the garage?" by the question before. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec

from kilowatch.support.domain import Language
from kilowatch.support.questions.clauses import understand_all
from kilowatch.support.questions.naming import KnownDevice
from kilowatch.support.questions.understanding import (
    Subject,
    Understood,
    contradiction,
    joined,
    read,
)
from kilowatch.support.questions.vocabulary import Concept, language_of
from kilowatch.support.rules.words import words_of

MOST_WORDS: Final = 10
_PLAIN: Final[frozenset[Concept]] = frozenset({"whole"})
_WITHOUT_PERIOD: Final[frozenset[Subject]] = frozenset({"devices", "now"})


def follow_up(
    text: str,
    before: Understood,
    otherwise: Language,
    today: date,
    devices: Sequence[KnownDevice] = (),
) -> Understood | None:
    """Return the question before with another period, device or kind of energy.

    None if the text names none of these, or more than these.
    """
    words = joined(words_of(text))
    if not words or len(words) > MOST_WORDS:
        return None
    language = language_of(words, otherwise)
    found = read(words, language, today, devices)
    named = found.dates or found.devices or found.energies.energies
    if not named or found.unclear or found.said - _PLAIN:
        return None
    subject = before.subject
    if found.dates and (subject in _WITHOUT_PERIOD or subject == "compare"):
        subject = "usage"
    periods = tuple(each.period for each in found.dates) or before.periods
    if contradiction(subject, periods, found):
        return None
    return msgspec.structs.replace(
        before,
        subject=subject,
        periods=periods,
        device=found.devices[0] if found.devices else before.device,
        energies=found.energies.energies or before.energies,
        language=language,
    )


def in_context(
    texts: Sequence[str], otherwise: Language, today: date, devices: Sequence[KnownDevice]
) -> list[Understood]:
    """Return the questions of the last text, with the client's texts before it as context."""
    before: Understood | None = None
    understood: list[Understood] = []
    for text in texts:
        understood = understand_all(text, otherwise, today, devices)
        is_clear = bool(understood) and not any(each.unclear for each in understood)
        if not is_clear and before is not None:
            following = follow_up(text, before, otherwise, today, devices)
            understood = [following] if following is not None else understood
            is_clear = following is not None
        if is_clear:
            before = understood[-1]
    return understood
