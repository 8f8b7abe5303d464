"""Splits a message into its questions, so that none of two is lost. Pure."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec

from kilowatch.support.domain import Language
from kilowatch.support.questions.naming import KnownDevice
from kilowatch.support.questions.understanding import Understood, understand
from kilowatch.support.rules.words import LITTLE_WORDS, words_of

MOST_QUESTIONS: Final = 4
_ENDS: Final = re.compile(r"[?!;,]+(?:\s|$)|\.\s|\s(?:and|then|si|și|şi|iar)\s", re.IGNORECASE)
_ASKING_WORDS: Final = """
    how which when what whats why who did does is are was
    cat cata cati cate care cand ce de cine cum unde where
"""
_ASKS: Final = frozenset(_ASKING_WORDS.split())


def questions_of(text: str) -> list[str]:
    """Return the questions of a message; the whole where its parts are no questions."""
    parts = [each.strip() for each in _ENDS.split(text) if each.strip()]
    asking = [each for each in parts if not _is_greeting(each)]
    if len(asking) < 2 or not all(_asks(each) for each in asking):
        return [text]
    return asking


def _is_greeting(part: str) -> bool:
    words = words_of(part)
    greeting = {"seara", "ziua", "dimineata", "morning", "evening", "afternoon", "good"}
    return all(each in LITTLE_WORDS | greeting for each in words) and not set(words) & _ASKS


def _asks(part: str) -> bool:
    words = words_of(part)
    # "at what time", "la ce oră"; but "water did I use" begins no question.
    return bool(set(words[:1]) & _ASKS) or bool(set(words[1:2]) & {"what", "which", "ce", "care"})


def understand_all(
    text: str, otherwise: Language, today: date, devices: Sequence[KnownDevice] = ()
) -> list[Understood]:
    """Return each question of a message; none if one of them is about something else.

    A question without a period is about that of the one before.
    """
    questions = questions_of(text)
    if len(questions) > MOST_QUESTIONS:
        return []
    found: list[Understood] = []
    for question in questions:
        understood = understand(question, otherwise, today, devices)
        if understood is None:
            return []
        if found and not understood.periods and understood.subject != "devices":
            understood = msgspec.structs.replace(understood, periods=found[-1].periods)
        found.append(understood)
    return found
