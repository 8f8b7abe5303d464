"""Reads the days that the model asks for. Pure."""

import datetime as dt
from typing import Final

from kilowatch.support.questions.dates import dates_in
from kilowatch.support.questions.periods import PERIOD_NAMES, Period
from kilowatch.support.rules.words import LITTLE_WORDS, words_of

MOST_CHARACTERS: Final = 80


class BadCall(Exception):
    """The model called an unknown tool, or with invalid arguments. Says what to do instead."""


def described_days(asked: str, today: dt.date) -> Period:
    """Return the days that the model describes. Raises `BadCall`."""
    words = words_of(asked[:MOST_CHARACTERS])
    words = words if "from" in words or "to" not in words else ["from", *words]
    found = dates_in(words, "en", today)
    places = {place for each in found for place in each.places}
    rest = {each for n, each in enumerate(words) if n not in places} - LITTLE_WORDS
    if len(found) != 1 or rest - {"between", "since"}:
        raise BadCall(
            f"Unknown period {asked[:MOST_CHARACTERS]!r}. Give one of "
            f"{', '.join(PERIOD_NAMES)}, or "
            "days in the past, such as 2026-11-20, last Tuesday, November 2025, last 7 days, "
            "from 2026-11-01 to 2026-11-15."
        )
    return found[0].period
