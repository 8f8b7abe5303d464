"""Answers about gas, water, heat, and electricity that is exported or produced.

What isn't measured is said: a question about gas is never answered with electricity.
"""

from collections.abc import Sequence
from uuid import UUID

from kilowatch.contracts.support import Chart, ChatPart
from kilowatch.support.clients import Household, Json
from kilowatch.support.domain import Language
from kilowatch.support.questions.energies import Energy
from kilowatch.support.questions.energy_wording import energy_wording
from kilowatch.support.questions.figures import amount, percent
from kilowatch.support.questions.labels import label
from kilowatch.support.questions.measured import Amount, amounts_of, selections_of
from kilowatch.support.questions.periods import Period, charts_of
from kilowatch.support.questions.understanding import Understood
from kilowatch.support.questions.wording import wording

FULL = 0.995


class EnergyAnswers:
    """Answers one question that names kinds or directions of energy."""

    def __init__(self, household: Household, question: Understood) -> None:
        self._household = household
        self._asked = question
        self._language: Language = question.language
        self._words = energy_wording(question.language)
        self._general = wording(question.language)

    async def answer(self, periods: Sequence[Period]) -> list[ChatPart]:
        """Return the parts of the answer, for each energy. Raises `Unavailable`."""
        parts: list[ChatPart] = []
        for energy in self._asked.energies:
            parts += await self._of(energy, periods)
        return parts

    async def _of(self, energy: Energy, periods: Sequence[Period]) -> list[ChatPart]:
        selections = await selections_of(self._household, energy, self._device_id)
        if not selections:
            return [self._not_measured(energy)]
        match self._asked.subject:
            case "usage" | "compare":
                parts: list[ChatPart] = []
                for period in periods:
                    parts += await self._usage(energy, period)
                return parts
            case "devices":
                return [await self._devices(energy)]
            case "top_device" | "peaks" | "alerts" | "why_alert" | "now" | "average":
                is_top = self._asked.subject == "top_device"
                template = self._words.top_device if is_top else self._words.only_grid
                chart = charts_of(periods[0], self._device_id, selection=selections[0])
                return [ChatPart(text=template.format(what=self._name(energy)), charts=[chart])]

    @property
    def _device_id(self) -> UUID | None:
        return self._asked.device.id if self._asked.device is not None else None

    def _name(self, energy: Energy) -> str:
        return self._words.names[energy.name]

    def _not_measured(self, energy: Energy) -> ChatPart:
        device = self._asked.device
        template = self._words.not_measured if device is None else self._words.not_measured_by
        name = device.name if device is not None else ""
        text = template.format(what=self._name(energy), device=name)
        return ChatPart(text=text, charts=[Chart(href="/devices")])

    async def _usage(self, energy: Energy, period: Period) -> list[ChatPart]:
        parts: list[ChatPart] = []
        for each in await amounts_of(self._household, energy, period, self._device_id):
            parts += self._amount(energy, period, each)
        return parts

    def _amount(self, energy: Energy, period: Period, found: Amount) -> list[ChatPart]:
        what, said = self._name(energy), label(period, self._language)
        if found.value is None:
            text = self._words.missing.format(what=what, period=said)
            return [ChatPart(text=text, charts=[found.chart])]
        device = self._asked.device
        template = self._words.measured if device is None else self._words.measured_by
        text = template.format(
            What=what[0].upper() + what[1:],
            what=what,
            device=device.name if device is not None else "",
            period=said,
            so_far=self._general.so_far if period.running else "",
            amount=amount(found.value, found.unit, self._language),
        )
        parts = [ChatPart(text=text, charts=[found.chart])]
        if not period.running and found.coverage is not None and found.coverage < FULL:
            covered = percent(found.coverage, self._language)
            parts.append(ChatPart(text=self._words.at_least.format(what=what, coverage=covered)))
        return parts

    async def _devices(self, energy: Energy) -> ChatPart:
        names = [
            str(each["name"]) for each in await self._household.devices() if _measures(each, energy)
        ]
        if not names:
            return self._not_measured(energy)
        text = self._words.devices.format(what=self._name(energy), devices=", ".join(names))
        return ChatPart(text=text, charts=[Chart(href="/devices")])


def _measures(device: Json, energy: Energy) -> bool:
    return any(
        (each["kind"], each["direction"]) == (energy.kind, energy.direction)
        and (energy.channel is None or each["code"] == energy.channel)
        and not each["removed"]
        for each in device["channels"]
    )
