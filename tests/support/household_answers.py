"""Answers about a household, as the endpoints of `monitoring` would give them."""

import datetime as dt
from zoneinfo import ZoneInfo

from fastapi.responses import JSONResponse

from tests.support.household import ZONE, Household, Json, hours_of


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
