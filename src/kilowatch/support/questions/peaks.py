"""Answers with the hours of most energy."""

from uuid import UUID

from kilowatch.contracts.support import Chart, ChatPart
from kilowatch.support.clients import Household, Json
from kilowatch.support.domain import Language
from kilowatch.support.questions import figures
from kilowatch.support.questions.figures import kwh
from kilowatch.support.questions.labels import label
from kilowatch.support.questions.periods import chart_at, charts_of, local_now, period_named
from kilowatch.support.questions.understanding import Understood
from kilowatch.support.questions.wording import wording


class PeakAnswers:
    """Answers one question about peak hours."""

    def __init__(self, household: Household, question: Understood) -> None:
        self._household = household
        self._asked = question
        self._language: Language = question.language
        self._words = wording(question.language)

    @property
    def _device_id(self) -> UUID | None:
        return self._asked.device.id if self._asked.device is not None else None

    async def answer(self) -> list[ChatPart]:
        """Return the parts of the answer; without a period of this month. Raises `Unavailable`."""
        now = local_now(await self._household.time_zone())
        period = self._asked.periods[0] if self._asked.periods else period_named("this_month", now)
        found = await self._household.peaks(period.start, period.end, self._device_id)
        hours: list[Json] = found["hours"]
        if not hours:
            text = self._words.no_peaks.format(period=label(period, self._language))
            return [ChatPart(text=text, charts=[charts_of(period, self._device_id)])]
        zone = str(found["time_zone"])
        first, rest = hours[0], hours[1:3]
        text = self._words.peak.format(
            period=label(period, self._language),
            so_far=self._words.so_far if period.running else "",
            energy=kwh(first["energy_kwh"], self._language),
            day=figures.day(figures.local(first["starts_at"], zone).date(), self._language),
            from_=figures.clock(first["starts_at"], zone),
            to=figures.clock(first["ends_at"], zone),
        )
        parts = [ChatPart(text=text, charts=[self._day_of(first, zone)])]
        if rest:
            others = ", ".join(self._hour(each, zone) for each in rest)
            charts = [self._day_of(each, zone) for each in rest]
            parts.append(
                ChatPart(text=self._words.further_peaks.format(others=others), charts=charts)
            )
        return parts

    def _hour(self, hour: Json, zone: str) -> str:
        day = figures.day(figures.local(hour["starts_at"], zone).date(), self._language)
        energy = kwh(hour["energy_kwh"], self._language)
        return f"{day} {figures.clock(hour['starts_at'], zone)} ({energy})"

    def _day_of(self, hour: Json, zone: str) -> Chart:
        return chart_at(figures.local(hour["starts_at"], zone).date(), "day", self._device_id)
