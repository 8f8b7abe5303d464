"""Live values in the answers of rules, such as ``{today_kwh}``."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

import structlog

from kilowatch.contracts.support import Chart, ChatPart
from kilowatch.kit.errors import Unavailable
from kilowatch.support.clients import Household, NotKnown
from kilowatch.support.domain import Language
from kilowatch.support.questions.figures import kwh
from kilowatch.support.questions.periods import charts_of, local_now, period_named
from kilowatch.support.texts import texts

log = structlog.get_logger()

VALUES_WITHIN_S: Final = 4.0
"""A value that is not available by then is reported as missing."""

_PLACEHOLDER: Final = re.compile(r"\{([a-z_]+)\}")


async def _used(household: Household, name: str, language: Language) -> tuple[str, Chart]:
    period = period_named(name, local_now(await household.time_zone()))
    answer = await household.consumption(period.start, period.end)
    energy_kwh = answer["total"]["energy_kwh"]
    text = texts(language).not_known if energy_kwh is None else kwh(energy_kwh, language)
    return text, charts_of(period)


async def _today(household: Household, language: Language) -> tuple[str, Chart | None]:
    return await _used(household, "today", language)


async def _yesterday(household: Household, language: Language) -> tuple[str, Chart | None]:
    return await _used(household, "yesterday", language)


async def _week(household: Household, language: Language) -> tuple[str, Chart | None]:
    return await _used(household, "this_week", language)


async def _month(household: Household, language: Language) -> tuple[str, Chart | None]:
    return await _used(household, "this_month", language)


async def _alerts(household: Household, _: Language) -> tuple[str, Chart | None]:
    page = await household.alerts(limit=1)
    return str(page["total"]), Chart(href="/alerts")


async def _devices(household: Household, _: Language) -> tuple[str, Chart | None]:
    return str(len(await household.devices())), Chart(href="/devices")


async def _silent(household: Household, _: Language) -> tuple[str, Chart | None]:
    page = await household.latest()
    silent = [each for each in page["items"] if each["state"] == "silent"]
    return str(len(silent)), Chart(href="/")


LIVE_VALUES: Final[
    Mapping[str, Callable[[Household, Language], Awaitable[tuple[str, Chart | None]]]]
] = {
    "today_kwh": _today,
    "yesterday_kwh": _yesterday,
    "week_kwh": _week,
    "month_kwh": _month,
    "alert_count": _alerts,
    "device_count": _devices,
    "silent_count": _silent,
}
"""Return the value of each placeholder: energy with its unit, or a count."""


def placeholders(text: str) -> set[str]:
    """Return the names in braces."""
    return set(_PLACEHOLDER.findall(text))


async def fill(text: str, household: Household, language: Language) -> list[ChatPart]:
    """Return the answer with its live values; unavailable ones are reported as missing."""
    names = sorted(placeholders(text) & set(LIVE_VALUES))
    found = await asyncio.gather(*(_value(each, household, language) for each in names))
    values: dict[str, str] = {}
    charts: list[Chart] = []
    for name, (value, chart) in zip(names, found, strict=True):
        values[name] = value
        if chart is not None and chart not in charts:
            charts.append(chart)
    filled = _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)
    return [ChatPart(text=filled, charts=charts)]


async def _value(name: str, household: Household, language: Language) -> tuple[str, Chart | None]:
    try:
        async with asyncio.timeout(VALUES_WITHIN_S):
            return await LIVE_VALUES[name](household, language)
    except (Unavailable, NotKnown, TimeoutError) as error:
        log.info("rule.value_missing", value=name, error=repr(error))
        return texts(language).not_available, None
