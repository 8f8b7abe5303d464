"""The tools of the model: queries of the client's own data, and nothing else.

No tool takes a user. An undeclared argument or unknown tool is rejected; a device is looked up
among the client's own. So whatever the model requests, or a message makes it request, the
result is limited to the user of the token.
"""

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final
from uuid import UUID

import msgspec

from kilowatch.contracts.decoding import DECODING_ERRORS
from kilowatch.contracts.support import Chart
from kilowatch.support.assistant.asked_days import BadCall, described_days
from kilowatch.support.assistant.evidence import Evidence
from kilowatch.support.clients import Household, Json
from kilowatch.support.questions import figures
from kilowatch.support.questions.energies import ENERGIES, AskedEnergy
from kilowatch.support.questions.measured import amounts_of
from kilowatch.support.questions.periods import (
    PERIOD_NAMES,
    Period,
    chart_at,
    charts_of,
    local_now,
    period_named,
)
from kilowatch.support.questions.ranking import ranking_of
from kilowatch.support.rules.words import words_of

MOST_ROWS: Final = 20


class DeviceIn(msgspec.Struct, forbid_unknown_fields=True):
    """A period, and optionally one device."""

    period: str
    device: str | None = None


class EnergyIn(msgspec.Struct, forbid_unknown_fields=True):
    """A period, and optionally another energy than electricity from the grid, and one device."""

    period: str
    device: str | None = None
    energy: AskedEnergy = "electricity"


class Two(msgspec.Struct, forbid_unknown_fields=True):
    """A period, another one, and optionally one device."""

    period: str
    other_period: str
    device: str | None = None


class OnlyPeriod(msgspec.Struct, forbid_unknown_fields=True):
    """A period."""

    period: str


class Nothing(msgspec.Struct, forbid_unknown_fields=True):
    """No arguments."""


class Toolbox:
    """The tools of one turn; their results are evidence from then on."""

    def __init__(self, household: Household, evidence: Evidence) -> None:
        self._household = household
        self._evidence = evidence
        self._tools: Mapping[str, tuple[type[msgspec.Struct], Callable[[Any], Awaitable[Json]]]] = {
            "get_consumption": (EnergyIn, self._consumption),
            "compare_consumption": (Two, self._compare),
            "get_top_devices": (OnlyPeriod, self._top_devices),
            "get_peak_hours": (DeviceIn, self._peak_hours),
            "get_alerts": (DeviceIn, self._alerts),
            "get_devices_and_limits": (Nothing, self._devices),
        }

    async def call(self, name: str, arguments: str) -> Json:
        """Return the result of a tool. Raises `BadCall`, `Unavailable` or `NotKnown`."""
        if name not in self._tools:
            raise BadCall(f"There is no tool {name[:50]!r}. There are: {', '.join(self._tools)}.")
        kind, tool = self._tools[name]
        try:
            given = msgspec.json.decode(arguments or "{}", type=kind)
        except DECODING_ERRORS as error:
            raise BadCall(f"Bad arguments: {error}") from error
        return await tool(given)

    async def _device(self, name: str | None) -> tuple[UUID | None, str | None]:
        devices = await self._household.devices()
        self._evidence.devices |= {str(each["name"]) for each in devices}
        if name is None:
            return None, None
        wanted = words_of(name)
        for each in devices:
            if name == each["id"] or wanted == words_of(each["name"]):
                return UUID(each["id"]), str(each["name"])
        raise BadCall(
            "The client has no such device. Theirs are: "
            + ", ".join(str(each["name"]) for each in devices[:MOST_ROWS])
        )

    async def _period(self, asked: str) -> Period:
        now = local_now(await self._household.time_zone())
        return (
            period_named(asked, now) if asked in PERIOD_NAMES else described_days(asked, now.date())
        )

    async def _energy(
        self, given: EnergyIn, period: Period, device_id: UUID | None, device: str | None
    ) -> Json:
        """Return another energy than electricity from the grid, in each of its units."""
        energy = ENERGIES[given.energy]
        found = await amounts_of(self._household, energy, period, device_id)
        if not found:
            return {
                "error": f"{given.energy} is not measured: say so, and give no figure for it.",
                "device": device or "all devices",
            }
        return {
            **_span(period),
            "device": device or "all devices",
            "energy": given.energy,
            "amounts": [
                {
                    "unit": each.unit,
                    "value": self._evidence.amount(
                        each.value, each.unit, each.chart, device=device, energy=given.energy
                    ),
                    "covered_percent": self._evidence.share(each.coverage, each.chart),
                }
                for each in found
            ],
        }

    async def _consumption(self, given: EnergyIn) -> Json:
        device_id, device = await self._device(given.device)
        period = await self._period(given.period)
        if given.energy != "electricity":
            return await self._energy(given, period, device_id, device)
        found = await self._household.consumption(period.start, period.end, device_id=device_id)
        chart = charts_of(period, device_id)
        total = found["total"]
        silent = {} if device_id else await self._household.silent_since_before(period.start)
        return {
            **_span(period),
            "device": device or "all devices",
            **({"left_out_as_silent_since_before": list(silent.values())} if silent else {}),
            "energy_kwh": self._evidence.energy(total["energy_kwh"], chart, device=device),
            "covered_percent": self._evidence.share(total["coverage"], chart),
            "state": total["state"],
            "hours_over_limit": self._evidence.count(total["over_limit_hours"], chart),
        }

    async def _compare(self, given: Two) -> Json:
        device_id, device = await self._device(given.device)
        first, second = await self._period(given.period), await self._period(given.other_period)
        if first.span != second.span:
            raise BadCall("Compare two periods of the same length, such as two weeks.")
        period, other = (first, second) if first.start >= second.start else (second, first)
        found = await self._household.consumption(
            period.start,
            period.end,
            device_id=device_id,
            resolution="hour" if period.span == "day" else "day",
            compare=other.start,
        )
        pairs = found["comparison"]["like_for_like"] if found["comparison"] else None
        mine, others = charts_of(period, device_id), charts_of(other, device_id)
        note = self._evidence.energy
        if pairs is None:
            comparison = found["comparison"]
            other_kwh = comparison["total"]["energy_kwh"] if comparison else None
            return {
                "error": "No part is covered by readings in full in both: do not compare them.",
                "measured_kwh": note(found["total"]["energy_kwh"], mine, device=device),
                "other_measured_kwh": note(other_kwh, others, device=device),
            }
        return {
            "period": _span(period),
            "other_period": _span(other),
            "device": device or "all devices",
            "compared": "only what is covered in full in both",
            "energy_kwh": note(pairs["energy_kwh"], mine, device=device),
            "other_kwh": note(pairs["other_kwh"], others, device=device),
            "difference_kwh": note(pairs["difference_kwh"], mine, others, device=device),
            "change_percent": self._evidence.share(pairs["change"], mine, others, device=device),
        }

    async def _top_devices(self, given: OnlyPeriod) -> Json:
        await self._device(None)
        period = await self._period(given.period)
        found = await self._household.consumption(period.start, period.end, by_device=True)
        names = {each["device_id"]: str(each["name"]) for each in found["devices"] or []}
        ranking = ranking_of(found)
        used, total_kwh = ranking.used, ranking.total_kwh
        rows: list[Json] = []
        for energy_kwh, device_id in used[:MOST_ROWS]:
            name = names.get(str(device_id), "?")
            chart = charts_of(period, device_id)
            share = energy_kwh / total_kwh if total_kwh else None
            rows.append(
                {
                    "device": name,
                    "energy_kwh": self._evidence.energy(energy_kwh, chart, device=name),
                    "share_percent": self._evidence.share(share, chart, device=name),
                }
            )
        total = self._evidence.energy(total_kwh if used else None, charts_of(period))
        return {**_span(period), "devices": rows, "total_kwh": total}

    async def _peak_hours(self, given: DeviceIn) -> Json:
        device_id, device = await self._device(given.device)
        period = await self._period(given.period)
        found = await self._household.peaks(period.start, period.end, device_id)
        zone = str(found["time_zone"])
        rows: list[Json] = []
        for each in found["hours"]:
            starts = figures.local(each["starts_at"], zone)
            chart = chart_at(starts.date(), "day", device_id)
            rows.append(
                {
                    "date": starts.date().isoformat(),
                    "from": self._evidence.clock(figures.clock(each["starts_at"], zone)),
                    "to": self._evidence.clock(figures.clock(each["ends_at"], zone)),
                    "energy_kwh": self._evidence.energy(each["energy_kwh"], chart, device=device),
                }
            )
        return {**_span(period), "device": device or "all devices", "hours": rows}

    async def _alerts(self, given: DeviceIn) -> Json:
        device_id, _ = await self._device(given.device)
        period = await self._period(given.period)
        page = await self._household.alerts(
            start=period.start, end=period.end, device_id=device_id, limit=MOST_ROWS
        )
        rows = [self._alert(each) for each in page["items"]]
        total = self._evidence.count(page["total"], Chart(href="/alerts"))
        return {**_span(period), "alerts": rows, "alert_count": total}

    def _alert(self, alert: Json) -> Json:
        zone, device = alert["time_zone"], str(alert["device_name"])
        starts = figures.local(alert["hour"], zone)
        chart = chart_at(starts.date(), "day", UUID(alert["device_id"]))
        note = self._evidence.energy
        return {
            "device": device,
            "date": starts.date().isoformat(),
            "from": self._evidence.clock(figures.clock(starts, zone)),
            "to": self._evidence.clock(figures.clock(starts + dt.timedelta(hours=1), zone)),
            "energy_kwh": note(alert["energy_kwh"], chart, device=device),
            "limit_kwh_per_hour": note(alert["limit_kwh"], chart, device=device),
        }

    async def _devices(self, _: Nothing) -> Json:
        await self._device(None)
        devices = await self._household.devices()
        chart = Chart(href="/devices")
        rows = [
            {
                "device": each["name"],
                "limit_kwh_per_hour": self._evidence.energy(
                    each["max_consumption"], chart, device=str(each["name"])
                ),
            }
            for each in devices[:MOST_ROWS]
        ]
        return {"devices": rows, "device_count": self._evidence.count(len(devices), chart)}


def _span(period: Period) -> Json:
    last = period.end - dt.timedelta(days=1)
    return {
        "period": period.name or "as asked",
        "first_day": period.start.isoformat(),
        "last_day": last.isoformat(),
        "over": not period.running,
    }
