"""Answers with the mean use of a day, of whole days only."""

import datetime as dt
from uuid import UUID

from kilowatch.contracts.support import ChatPart
from kilowatch.support.clients import Household
from kilowatch.support.domain import Language
from kilowatch.support.questions.date_spans import days_until
from kilowatch.support.questions.figures import kwh, percent
from kilowatch.support.questions.labels import label
from kilowatch.support.questions.periods import Period, charts_of, local_now
from kilowatch.support.questions.understanding import Understood
from kilowatch.support.questions.wording import wording

FULL = 0.995
DAYS = 30
"""Days before today that an average is of where no period is named."""


class AverageAnswers:
    """Answers one question about the mean use of a day."""

    def __init__(self, household: Household, question: Understood) -> None:
        self._household = household
        self._asked = question
        self._language: Language = question.language
        self._words = wording(question.language)

    async def answer(self) -> list[ChatPart]:
        """Return the parts of the answer. Raises `Unavailable`."""
        device = self._asked.device
        device_id: UUID | None = device.id if device is not None else None
        period = await self._period()
        days = (period.end - period.start).days
        found = await self._household.consumption(
            period.start, period.end, device_id=device_id, resolution="day"
        )
        energy_kwh, coverage = found["total"]["energy_kwh"], found["total"]["coverage"]
        charts = [charts_of(period, device_id)]
        if energy_kwh is None:
            said = label(period, self._language, after_preposition=True)
            return [ChatPart(text=self._words.missing.format(period=said), charts=charts)]
        template = self._words.average if device is None else self._words.average_by
        text = template.format(
            device=device.name if device is not None else "",
            average=kwh(energy_kwh / days, self._language),
            period=label(period, self._language),
            energy=kwh(energy_kwh, self._language),
            days=days,
        )
        parts = [ChatPart(text=text, charts=charts)]
        if coverage is not None and coverage < FULL:
            covered = percent(coverage, self._language)
            parts.append(ChatPart(text=self._words.at_least.format(coverage=covered)))
        if device is None:
            silent = await self._household.silent_since_before(period.start)
            names = ", ".join(silent.values())
            if names:
                parts.append(ChatPart(text=self._words.left_out.format(devices=names)))
        return parts

    async def _period(self) -> Period:
        """Return the days that are over; today alone if nothing else is asked."""
        today = local_now(await self._household.time_zone()).date()
        if not self._asked.periods:
            return days_until(today - dt.timedelta(days=1), DAYS)
        [asked] = self._asked.periods
        end = min(asked.end, today) if asked.start < today else asked.end
        return Period(None, asked.span, asked.start, end, running=False)
