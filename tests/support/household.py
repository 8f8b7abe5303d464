"""A household with figures for mental arithmetic, as `monitoring` would return them."""

import datetime as dt
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from fastapi.responses import JSONResponse

Json = dict[str, Any]
ZONE = "Europe/Bucharest"


class Household:
    """The devices of one user; each uses so many kWh every hour, until the current one."""

    def __init__(self) -> None:
        self.devices: list[Json] = []
        self.hourly_kwh: dict[str, float] = {}
        self.alerts: list[Json] = []
        self.calculated: set[str] = set()
        """Devices that are calculated from others, and not counted in totals."""
        self.parts: dict[str, str] = {}
        """Submeters, each with the meter above it."""
        self.others: dict[str, dict[tuple[str, str, str], float]] = {}
        """By device: what it measures besides, by kind, direction and unit, for every hour."""

    def device(self, name: str, hourly_kwh: float, limit_kwh: float | None = 2.0) -> UUID:
        """Add a device."""
        device_id = uuid4()
        self.devices.append(
            {
                "id": str(device_id),
                "name": name,
                "description": None,
                "owner_id": str(uuid4()),
                "owned_since": None,
                "max_consumption": limit_kwh,
                "reporting_interval_s": 60,
                "time_zone": ZONE,
                "version": 1,
                "created_at": "2026-01-01T00:00:00Z",
                "channels": [],
                "managed_by_owner": False,
                "added_by": None,
            }
        )
        self.hourly_kwh[str(device_id)] = hourly_kwh
        return device_id

    def measures(
        self, device_id: UUID, kind: str, direction: str, unit: str, hourly: float
    ) -> None:
        """Let a device measure another kind or direction; so much every hour."""
        self.others.setdefault(str(device_id), {})[kind, direction, unit] = hourly
        [device] = [each for each in self.devices if each["id"] == str(device_id)]
        code = direction if kind == "electricity" else kind
        device["channels"].append(
            {
                "id": str(uuid4()),
                "code": code,
                "obis": None,
                "label": None,
                "kind": kind,
                "direction": direction,
                "tariff": None,
                "unit": unit,
                "max_consumption": None,
                "removed": False,
                "formula": None,
                "calculated": False,
                "part_of": None,
            }
        )

    def alert(self, device_id: UUID, energy_kwh: float, hours_ago: int = 2) -> None:
        """An hour over its limit."""
        now = dt.datetime.now(dt.UTC).replace(minute=0, second=0, microsecond=0)
        [device] = [each for each in self.devices if each["id"] == str(device_id)]
        hour = now - dt.timedelta(hours=hours_ago)
        self.alerts.insert(
            0,
            {
                "alert_id": str(uuid4()),
                "device_id": str(device_id),
                "device_name": device["name"],
                "channel": "import",
                "time_zone": ZONE,
                "hour": hour.isoformat(),
                "state": "raised",
                "version": 1,
                "energy_kwh": energy_kwh,
                "limit_kwh": device["max_consumption"],
                "first_raised_at": hour.isoformat(),
                "changed_at": hour.isoformat(),
                "acknowledged": None,
            },
        )


def hours_of(start: dt.date, end: dt.date) -> int:
    """Return the hours of these days by the local clock, as far as they have begun."""
    zone = ZoneInfo(ZONE)
    begin = dt.datetime.combine(start, dt.time(), zone).astimezone(dt.UTC)
    until = dt.datetime.combine(end, dt.time(), zone).astimezone(dt.UTC)
    now = dt.datetime.now(dt.UTC).replace(minute=0, second=0, microsecond=0)
    return max(0, int((min(until, now + dt.timedelta(hours=1)) - begin) / dt.timedelta(hours=1)))


def _total(energy_kwh: float | None) -> Json:
    return {
        "energy_kwh": energy_kwh,
        "coverage": 1.0 if energy_kwh is not None else 0.0,
        "state": "measured" if energy_kwh is not None else "missing",
        "readings": 1,
        "over_limit_hours": 0,
    }


def _bucket(start: dt.date, end: dt.date, energy_kwh: float | None) -> Json:
    zone = ZoneInfo(ZONE)
    return {
        "starts_at": dt.datetime.combine(start, dt.time(), zone).astimezone(dt.UTC).isoformat(),
        "ends_at": dt.datetime.combine(end, dt.time(), zone).astimezone(dt.UTC).isoformat(),
        **_total(energy_kwh),
    }


def _chosen(household: Household, params: Json) -> dict[str, float]:
    wanted = params.get("device_id")
    return {k: v for k, v in household.hourly_kwh.items() if wanted in {None, k}}


def _others(household: Household, params: Json) -> list[tuple[tuple[str, str, str], float]]:
    """Return what is measured besides electricity from the grid, of the devices asked for."""
    return [
        measured
        for device_id, others in household.others.items()
        if params.get("device_id") in {None, device_id}
        for measured in others.items()
    ]


def _kinds(household: Household, params: Json) -> JSONResponse:
    everywhere = ("electricity", "import", "kWh")
    found = [everywhere, *(what for what, _ in _others(household, params))]
    return JSONResponse(
        {
            "items": [
                {
                    "kind": kind,
                    "direction": direction,
                    "unit": unit,
                    "device_count": 1,
                    "channels": [direction if kind == "electricity" else kind],
                }
                for kind, direction, unit in dict.fromkeys(found)
            ]
        }
    )


def _of_kind(household: Household, params: Json) -> JSONResponse:
    """Return the total of another kind or direction, in its unit."""
    start, end = dt.date.fromisoformat(params["from"]), dt.date.fromisoformat(params["to"])
    wanted = (params["kind"], params["direction"])
    found = [
        (unit, hourly)
        for (kind, direction, unit), hourly in _others(household, params)
        if (kind, direction) == wanted and params.get("unit") in {None, unit}
    ]
    units = {unit for unit, _ in found}
    if len(units) != 1:
        return JSONResponse({"code": "units_differ"}, status_code=422)
    [unit] = units
    amount = sum(hourly for _, hourly in found) * hours_of(start, end)
    total = _total(amount) if unit == "kWh" else _total(None) | {"value": amount, "coverage": 1.0}
    return JSONResponse(
        {
            "from": params["from"],
            "to": params["to"],
            "time_zone": ZONE,
            "resolution": "day",
            "unit": unit,
            "device_count": 1,
            "devices": [],
            "buckets": [{**_bucket(start, end, None), **total}],
            "total": total,
            "peak": None,
            "series": None,
            "comparison": None,
        }
    )


def _consumption(household: Household, params: Json) -> JSONResponse:
    if (params.get("kind"), params.get("direction")) not in {
        (None, None),
        ("electricity", "import"),
    }:
        return _of_kind(household, params)
    start, end = dt.date.fromisoformat(params["from"]), dt.date.fromisoformat(params["to"])
    chosen = _chosen(household, params)
    if params.get("device_id") and not chosen:
        return JSONResponse({"code": "device_not_found"}, status_code=404)
    uncounted = household.calculated | household.parts.keys()
    counted = [hourly for device_id, hourly in chosen.items() if device_id not in uncounted]
    energy_kwh = sum(counted) * hours_of(start, end) if counted else None
    series = [
        {
            "device_id": device_id,
            "channel": "import",
            "counted": device_id not in uncounted,
            "part_of": {"device_id": household.parts[device_id], "channel": "import"}
            if device_id in household.parts
            else None,
            "rest": None,
            "buckets": [_bucket(start, end, hourly * hours_of(start, end))],
            "total": _total(hourly * hours_of(start, end)),
        }
        for device_id, hourly in chosen.items()
    ]
    return JSONResponse(
        {
            "from": params["from"],
            "to": params["to"],
            "time_zone": ZONE,
            "resolution": "day",
            "unit": "kWh",
            "device_count": len(chosen),
            "devices": [
                {
                    "device_id": each["id"],
                    "name": each["name"],
                    "channel": "import",
                    "time_zone": ZONE,
                    "limits": [],
                }
                for each in household.devices
                if each["id"] in chosen
            ],
            "buckets": [_bucket(start, end, energy_kwh)],
            "total": _total(energy_kwh),
            "peak": None,
            "series": series if "split" in params else None,
            "comparison": _comparison(params, start, end, sum(chosen.values())),
        }
    )


def _comparison(params: Json, start: dt.date, end: dt.date, hourly_kwh: float) -> Json | None:
    if "compare" not in params:
        return None
    length = end - start
    mine, other = hourly_kwh * hours_of(start, end), hourly_kwh * 24 * length.days * 0.8
    return {
        "from": (start - length).isoformat(),
        "to": start.isoformat(),
        "buckets": [{**_bucket(start - length, start, other), "difference_kwh": mine - other}],
        "total": _total(other),
        "like_for_like": {
            "buckets": 1,
            "total_buckets": 1,
            "energy_kwh": mine,
            "other_kwh": other,
            "difference_kwh": mine - other,
            "change": (mine - other) / other if other else None,
        },
    }


def _peaks(household: Household, params: Json) -> JSONResponse:
    start = dt.date.fromisoformat(params["from"])
    zone = ZoneInfo(ZONE)
    hour = dt.datetime.combine(start, dt.time(19), zone).astimezone(dt.UTC)
    energy_kwh = sum(_chosen(household, params).values())
    hours = [
        {
            "starts_at": (hour + dt.timedelta(hours=n)).isoformat(),
            "ends_at": (hour + dt.timedelta(hours=n + 1)).isoformat(),
            "energy_kwh": energy_kwh,
            "state": "measured",
            "over_limit": False,
        }
        for n in range(3)
    ]
    profile = [
        {"day": day, "hour": hour, "mean_kwh": 0.5, "hours": 1}
        for day in ("weekday", "weekend")
        for hour in range(24)
    ]
    return JSONResponse(
        {
            "from": params["from"],
            "to": params["to"],
            "time_zone": ZONE,
            "device_count": len(household.devices),
            "hours": hours if household.devices else [],
            "profile": profile,
        }
    )


def _alerts(household: Household, params: Json) -> JSONResponse:
    wanted = params.get("device_id")
    found = [each for each in household.alerts if wanted in {None, each["device_id"]}]
    limit = int(params.get("limit", 50))
    return JSONResponse({"items": found[:limit], "total": len(found), "unacknowledged": len(found)})


def _latest(household: Household, _: Json) -> JSONResponse:
    now = dt.datetime.now(dt.UTC)
    today = now.astimezone(ZoneInfo(ZONE)).date()
    items = [
        {
            "device_id": each["id"],
            "device_name": each["name"],
            "time_zone": ZONE,
            "reading": None,
            "state": "live" if household.hourly_kwh.get(each["id"]) else "silent",
            "silent_since": None,
            "clock_ahead_s": None,
            "heard_at": None,
            "expected_by": None,
            "today": {"date": today.isoformat(), "energy_kwh": None},
            "hour": {
                "starts_at": now.replace(minute=0, second=0, microsecond=0).isoformat(),
                "energy_kwh": None,
                "limit_kwh": None,
                "share_of_limit": None,
                "over_limit": False,
            },
        }
        for each in household.devices
    ]
    pipeline = {
        "state": "idle",
        "behind_s": 0.0,
        "complete_until": now.isoformat(),
        "undispatched_messages": 0,
        "last_batch_at": None,
    }
    return JSONResponse(
        {"as_of": now.isoformat(), "pipeline": pipeline, "items": items, "total": len(items)}
    )


ANSWERS = {
    "channels/kinds": _kinds,
    "consumption": _consumption,
    "peaks": _peaks,
    "alerts": _alerts,
    "latest": _latest,
}
