"""Answers with the power of each device now, by its latest reading."""

from kilowatch.contracts.support import Chart, ChatPart
from kilowatch.support.clients import Household, Json
from kilowatch.support.domain import Language
from kilowatch.support.questions.figures import clock, number
from kilowatch.support.questions.understanding import Understood
from kilowatch.support.questions.wording import wording

MOST_NAMED = 8


class CurrentAnswers:
    """Answers one question about power now; devices aren't added up: one may be in another."""

    def __init__(self, household: Household, question: Understood) -> None:
        self._household = household
        self._asked = question
        self._language: Language = question.language
        self._words = wording(question.language)

    async def answer(self) -> list[ChatPart]:
        """Return the parts of the answer. Raises `Unavailable`."""
        items: list[Json] = (await self._household.latest())["items"]
        if self._asked.device is not None:
            items = [each for each in items if each["device_id"] == str(self._asked.device.id)]
        reporting = [each for each in items if _power_kw(each) is not None]
        reporting.sort(key=lambda each: _power_kw(each) or 0.0, reverse=True)
        silent = [str(each["device_name"]) for each in items if _power_kw(each) is None]
        charts = [Chart(href="/")]
        if not reporting:
            return [ChatPart(text=self._words.no_power, charts=charts)]
        powers = ", ".join(self._said(each) for each in reporting[:MOST_NAMED])
        more = len(reporting) - MOST_NAMED
        powers += f" … (+{more})" if more > 0 else ""
        parts = [ChatPart(text=self._words.now.format(powers=powers), charts=charts)]
        if silent:
            names = ", ".join(silent[:MOST_NAMED]) + (" …" if len(silent) > MOST_NAMED else "")
            parts.append(ChatPart(text=self._words.now_silent.format(devices=names)))
        return parts

    def _said(self, latest: Json) -> str:
        power_kw = _power_kw(latest) or 0.0
        digits = 2 if power_kw >= 0.1 or power_kw == 0 else 3
        return self._words.now_of.format(
            device=latest["device_name"],
            power=f"{number(power_kw, self._language, digits)} kW",
            at=clock(latest["reading"]["ends_at"], latest["time_zone"]),
        )


def _power_kw(latest: Json) -> float | None:
    """Return the power of a device that reports, in kW; None if it isn't known now."""
    if latest["reading"] is None or latest["state"] != "live":
        return None
    power_kw = latest["reading"]["power_kw"]
    return float(power_kw) if power_kw is not None else None
