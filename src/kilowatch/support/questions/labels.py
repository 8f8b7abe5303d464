"""Names periods with their dates, as an answer states them."""

import datetime as dt

from kilowatch.support.domain import Language
from kilowatch.support.questions.figures import date as written
from kilowatch.support.questions.figures import day
from kilowatch.support.questions.periods import Period
from kilowatch.support.questions.wording import wording


def label(period: Period, language: Language, *, after_preposition: bool = False) -> str:
    """Return a period by its name and its dates: "last week (2026-11-16 to 2026-11-22)".

    ``after_preposition``: leave "on" and "from" out.
    """
    words = wording(language)
    last = period.end - dt.timedelta(days=1)
    if period.start == last:
        dates = day(period.start, language)
        template = words.on_day
    else:
        dates = words.from_to.format(
            first=written(period.start, language), last=written(last, language)
        )
        template = words.in_range
    if period.name is not None:
        return f"{words.periods[period.name]} ({dates})"
    return dates if after_preposition else template.format(dates=dates)
