"""Answers to understood questions, from the caller's own data, each figure with its chart.

Device names are user text: they appear in an answer unchanged, and have no other effect.
"""

import datetime as dt
from uuid import UUID

from kilowatch.contracts.support import Chart, ChatPart
from kilowatch.support.clients import Household, Json
from kilowatch.support.domain import Language
from kilowatch.support.questions import figures
from kilowatch.support.questions.average import AverageAnswers
from kilowatch.support.questions.current import CurrentAnswers
from kilowatch.support.questions.date_spans import before_it
from kilowatch.support.questions.energy_answers import EnergyAnswers
from kilowatch.support.questions.energy_wording import named_in_alert
from kilowatch.support.questions.figures import kwh, percent
from kilowatch.support.questions.labels import label
from kilowatch.support.questions.peaks import PeakAnswers
from kilowatch.support.questions.periods import (
    Period,
    PeriodName,
    chart_at,
    charts_of,
    local_now,
    period_named,
)
from kilowatch.support.questions.ranking import ranking_of
from kilowatch.support.questions.understanding import Understood
from kilowatch.support.questions.wording import wording

FULL = 0.995
MOST_NAMED = 8
_CURRENT: dict[PeriodName, PeriodName] = {
    "last_week": "this_week",
    "last_month": "this_month",
    "last_year": "this_year",
}


class Answerer:
    """Answers one question for one household."""

    def __init__(self, household: Household, question: Understood) -> None:
        self._household = household
        self._asked = question
        self._language: Language = question.language
        self._words = wording(question.language)

    async def answer(self) -> list[ChatPart]:
        """Return the parts of the answer. Raises `Unavailable` if the data can't be queried."""
        if not await self._household.devices():
            return [ChatPart(text=self._words.no_devices, charts=[Chart(href="/devices")])]
        if self._asked.names_energy:
            periods = await self._all_periods()
            return await EnergyAnswers(self._household, self._asked).answer(periods)
        match self._asked.subject:
            case "usage":
                return await self._usage()
            case "top_device":
                return await self._top_device()
            case "why_alert":
                return await self._alerts(why=True)
            case "alerts":
                return await self._alerts(why=False)
            case "compare":
                return await self._compare()
            case "peaks":
                return await PeakAnswers(self._household, self._asked).answer()
            case "devices":
                return await self._devices()
            case "average":
                return await AverageAnswers(self._household, self._asked).answer()
            case "now":
                return await CurrentAnswers(self._household, self._asked).answer()

    @property
    def _device_id(self) -> UUID | None:
        return self._asked.device.id if self._asked.device is not None else None

    async def _period(self, otherwise: PeriodName) -> Period:
        return self._asked.periods[0] if self._asked.periods else await self._named(otherwise)

    async def _today(self) -> dt.date:
        return local_now(await self._household.time_zone()).date()

    async def _named(self, name: PeriodName) -> Period:
        return period_named(name, local_now(await self._household.time_zone()))

    async def _all_periods(self) -> list[Period]:
        """Return the periods that are named; two of a comparison."""
        periods = list(self._asked.periods) or [await self._named("today")]
        if self._asked.subject == "compare" and len(periods) == 1:
            periods.append(await self._other_of(periods[0]))
        return periods

    async def _other_of(self, period: Period) -> Period:
        """Return what a period is compared with if only one is named.

        "Did I use less than last month" is about this month.
        """
        current = _CURRENT.get(period.name) if period.name is not None else None
        if current is not None:
            return await self._named(current)
        return before_it(period, await self._today())

    def _said(self, period: Period) -> str:
        return label(period, self._language)

    def _bare(self, period: Period) -> str:
        return label(period, self._language, after_preposition=True)

    def _so_far(self, period: Period) -> str:
        return self._words.so_far if period.running else ""

    async def _usage(self) -> list[ChatPart]:
        parts: list[ChatPart] = []
        for period in self._asked.periods or [await self._named("today")]:
            parts += await self._usage_of(period)
        return parts

    async def _usage_of(self, period: Period) -> list[ChatPart]:
        found = await self._household.consumption(
            period.start, period.end, device_id=self._device_id
        )
        energy_kwh, coverage = found["total"]["energy_kwh"], found["total"]["coverage"]
        charts = [charts_of(period, self._device_id)]
        if energy_kwh is None:
            text = self._words.missing.format(period=self._bare(period))
            return [ChatPart(text=text, charts=charts)]
        template = self._words.used_by if self._asked.device is not None else self._words.used
        text = template.format(
            device=self._asked.device.name if self._asked.device is not None else "",
            period=self._said(period),
            so_far=self._so_far(period),
            energy=kwh(energy_kwh, self._language),
        )
        parts = [ChatPart(text=text, charts=charts)]
        if not period.running and coverage is not None and coverage < FULL:
            covered = percent(coverage, self._language)
            parts.append(ChatPart(text=self._words.at_least.format(coverage=covered)))
        return parts + await self._left_out(period.start)

    async def _left_out(self, since: dt.date) -> list[ChatPart]:
        """Name the silent devices that are left out, if the question is about all devices."""
        silent = {}
        if self._device_id is None:
            silent = await self._household.silent_since_before(since)
        names = ", ".join(silent.values())
        return [ChatPart(text=self._words.left_out.format(devices=names))] if names else []

    async def _top_device(self) -> list[ChatPart]:
        period = await self._period("this_week")
        found = await self._household.consumption(period.start, period.end, by_device=True)
        names = {each["device_id"]: each["name"] for each in found["devices"] or []}
        ranking = ranking_of(found)
        used, total_kwh = [each for each in ranking.used if each[0] > 0], ranking.total_kwh
        if not used:
            text = self._words.missing.format(period=self._bare(period))
            return [ChatPart(text=text, charts=[charts_of(period)])]
        (most_kwh, most_id), rest = used[0], used[1:4]
        template = self._words.most if rest else self._words.most_alone
        text = template.format(
            device=names.get(str(most_id), "?"),
            period=self._said(period),
            so_far=self._so_far(period),
            energy=kwh(most_kwh, self._language),
            share=percent(most_kwh / total_kwh if total_kwh else 1.0, self._language),
            total=kwh(total_kwh, self._language),
        )
        parts = [ChatPart(text=text, charts=[charts_of(period, most_id), charts_of(period)])]
        if rest:
            others = ", ".join(
                f"{names.get(str(each), '?')} ({kwh(energy, self._language)})"
                for energy, each in rest
            )
            charts = [charts_of(period, each) for _, each in rest]
            parts.append(ChatPart(text=self._words.next_most.format(others=others), charts=charts))
        return parts

    async def _alerts(self, *, why: bool) -> list[ChatPart]:
        period = await self._period("today") if self._asked.periods else None
        said = self._said(period) if period is not None else ""
        page = await self._household.alerts(
            start=period.start if period is not None else None,
            end=period.end if period is not None else None,
            device_id=self._device_id,
        )
        if not page["items"]:
            text = self._words.no_alerts.format(period=said).replace(" .", ".")
            return [ChatPart(text=text, charts=[Chart(href="/alerts")])]
        parts = [self._alert(page["items"][0])]
        if why:
            return parts
        count = self._words.alert_count.format(period=said, count=page["total"])
        return [ChatPart(text=count.replace(" :", ":"), charts=[Chart(href="/alerts")]), *parts]

    def _alert(self, alert: Json) -> ChatPart:
        zone, starts = alert["time_zone"], alert["hour"]
        ends = dt.datetime.fromisoformat(starts) + dt.timedelta(hours=1)
        date = figures.local(starts, zone).date()
        limit_kwh = alert["limit_kwh"]
        text = self._words.last_alert.format(
            device=named_in_alert(alert, self._language),
            energy=kwh(alert["energy_kwh"], self._language),
            limit=kwh(limit_kwh, self._language) if limit_kwh is not None else "?",
            day=figures.day(date, self._language),
            from_=figures.clock(starts, zone),
            to=figures.clock(ends, zone),
        )
        chart = chart_at(date, "day", UUID(alert["device_id"]))
        return ChatPart(text=text, charts=[chart, Chart(href="/alerts")])

    async def _compare(self) -> list[ChatPart]:
        first, *further = self._asked.periods or (await self._named("this_week"),)
        period = first
        other = further[0] if further else await self._other_of(first)
        if other.start > period.start:
            period, other = other, period
        found = await self._household.consumption(
            period.start,
            period.end,
            device_id=self._device_id,
            resolution="hour" if period.span == "day" else "day",
            compare=other.start,
        )
        pairs = found["comparison"]["like_for_like"] if found["comparison"] else None
        charts = [charts_of(period, self._device_id), charts_of(other, self._device_id)]
        said = {"period": self._said(period), "other": self._said(other)}
        if pairs is None:
            text = self._words.not_comparable.format(**said)
            parts = [ChatPart(text=text[0].upper() + text[1:], charts=charts)]
            parts += self._side_by_side(found, said, charts)
            return parts + await self._left_out(other.start)
        difference_kwh = float(pairs["difference_kwh"])
        change = pairs["change"]
        template = self._words.same_as
        if abs(difference_kwh) >= 0.005:
            template = self._words.more_than if difference_kwh > 0 else self._words.less_than
        text = template.format(
            **said,
            so_far=self._so_far(period),
            difference=kwh(abs(difference_kwh), self._language),
            energy=kwh(pairs["energy_kwh"], self._language),
            other_energy=kwh(pairs["other_kwh"], self._language),
            share=f" ({percent(abs(change), self._language)})" if change is not None else "",
        )
        parts = [ChatPart(text=text, charts=charts)]
        if pairs["buckets"] < pairs["total_buckets"] or period.running:
            parts.append(ChatPart(text=self._words.like_for_like))
        return parts + await self._left_out(other.start)

    def _side_by_side(
        self, found: Json, said: dict[str, str], charts: list[Chart]
    ) -> list[ChatPart]:
        """Describe what was measured in either period if they can't be compared."""
        comparison = found["comparison"]
        mine = found["total"]["energy_kwh"]
        other = comparison["total"]["energy_kwh"] if comparison else None
        if mine is None or other is None:
            return []
        text = self._words.side_by_side.format(
            **said, energy=kwh(mine, self._language), other_energy=kwh(other, self._language)
        )
        return [ChatPart(text=text, charts=charts)]

    async def _devices(self) -> list[ChatPart]:
        devices = await self._household.devices()
        asked = self._asked.device
        if asked is not None:
            devices = [each for each in devices if each["id"] == str(asked.id)]
        named = [
            (
                self._words.without_limit
                if each["max_consumption"] is None
                else self._words.with_limit
            ).format(
                device=each["name"],
                limit=kwh(each["max_consumption"] or 0.0, self._language),
            )
            for each in devices[:MOST_NAMED]
        ]
        more = len(devices) - len(named)
        listed = ", ".join(named) + (f" … (+{more})" if more else "")
        text = self._words.devices.format(count=len(devices), devices=listed)
        if asked is not None:
            text = f"{listed}."
        return [ChatPart(text=text, charts=[Chart(href="/devices")])]
