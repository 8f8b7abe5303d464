"""Extreme times and numbers are handled."""

from typing import Any
from uuid import uuid4

import pytest

from tests.monitoring.admin_client import AdminClient
from tests.monitoring.db import MonitoringDb
from tests.monitoring.env import MonitoringEnv

FAR_OFFSETS = (2**31, 2**63, 10**30, -1)
FAR_MOMENTS = (
    "0001-01-01T00:00:00+14:00",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59-12:00",
    "9999-12-31T23:59:59.999999Z",
)
LISTS = (
    "/alerts",
    "/corrections",
    "/clocks-ahead",
    "/early-warnings",
    "/imports",
    "/latest",
    "/rejections",
    "/rejections/counted",
    "/pending-devices",
)


@pytest.mark.parametrize("path", LISTS)
async def test_lists_have_a_maximum_offset_and_size(admin_client: AdminClient, path: str) -> None:
    far = [await admin_client.request("GET", path, offset=each) for each in FAR_OFFSETS]
    sizes = [await admin_client.request("GET", path, limit=each) for each in (*FAR_OFFSETS, 0)]
    furthest = await admin_client.request("GET", path, offset=1_000_000_000)

    assert {each.status_code for each in (*far, *sizes)} == {422}
    assert furthest.json()["items"] == []


async def test_moments_outside_the_calendar_are_rejected(
    db: MonitoringDb, admin_client: AdminClient
) -> None:
    device = await db.device()
    for path in ("/alerts", "/rejections", "/rejections/counts", f"/devices/{device}/readings"):
        for name in ("from", "to"):
            for moment in FAR_MOMENTS:
                answer = await admin_client.request("GET", path, None, None, **{name: moment})
                assert answer.status_code == 422, (path, name, moment)
                assert answer.json()["errors"][0]["field"] == name
            fine = await admin_client.request(
                "GET", path, None, None, **{name: "2025-01-01T00:00:00.123456789+14:00"}
            )
            assert fine.status_code == 200


async def test_days_outside_the_calendar_are_rejected(
    db: MonitoringDb, admin_client: AdminClient
) -> None:
    device = await db.device(time_zone="Pacific/Apia")
    path = f"/devices/{device}/consumption"

    for day in ("0001-01-01", "9999-12-31", "1800-01-01"):
        assert (await admin_client.request("GET", path, date=day)).status_code == 422
    for day in ("1999-01-01", "9998-12-30"):
        assert (await admin_client.request("GET", path, date=day)).status_code == 200


async def test_a_day_skipped_by_its_zone_has_no_hours(db: MonitoringDb, env: MonitoringEnv) -> None:
    device = await db.device(time_zone="Pacific/Apia")
    by = await env.admin()

    day = (await env.ask(f"/devices/{device}/consumption", by, date="2011-12-30")).json()
    asked: dict[str, Any] = {"device_id": str(device), "from_": "2011-12-29", "to": "2012-01-01"}
    days = (await env.consumption(by, **asked, resolution="day"))["buckets"]
    hours = (await env.consumption(by, **asked, resolution="hour"))["buckets"]
    alone: dict[str, Any] = {**asked, "from_": "2011-12-30", "to": "2011-12-31"}
    a_year_later: dict[str, Any] = {
        **asked,
        "from_": "2012-12-30",
        "to": "2012-12-31",
        "compare": "year",
    }

    assert (day["hours"], day["energy_kwh"]) == ([], 0)
    assert (len(days), len(hours)) == (2, 48)
    for resolution in ("hour", "day", "week", "year"):
        for question in (alone, a_year_later):
            await env.ask("/consumption", by, status=422, **question, resolution=resolution)
    await env.ask("/peaks", by, status=422, **alone)


@pytest.mark.parametrize(
    "body",
    [
        {"action": "set", "measured_at": FAR_MOMENTS[0], "energy_kwh": 1},
        {"action": "set", "measured_at": FAR_MOMENTS[2], "energy_kwh": 1},
        {"action": "set", "measured_at": "2025-01-01T00:00Z", "energy_kwh": "1e-400000"},
        {"action": "set", "measured_at": "2025-01-01T00:00Z", "energy_kwh": "NaN"},
        {"action": "set", "measured_at": "2025-01-01T00:00Z", "energy_kwh": 10**400},
        {"action": "set", "measured_at": "2025-01-01T00:00Z", "register_kwh": "Infinity"},
        {"action": "set", "measured_at": "2025-01-01T00:00Z", "energy_kwh": 1, "interval_s": 2**70},
        {
            "action": "scale",
            "from": "2025-01-01T00:00Z",
            "to": "2025-01-02T00:00Z",
            "factor": "1e-100000",
        },
        {"action": "remove", "from": FAR_MOMENTS[1], "to": FAR_MOMENTS[3]},
        {"action": "swap", "at": FAR_MOMENTS[3], "old_last_kwh": 1, "new_first_kwh": 1},
    ],
)
async def test_a_correction_out_of_range_is_rejected(
    db: MonitoringDb, admin_client: AdminClient, body: dict[str, Any]
) -> None:
    device = await db.device()

    answer = await admin_client.request(
        "POST", f"/devices/{device}/corrections", {**body, "reason": "A test."}
    )

    assert answer.status_code == 422, answer.text


async def test_identifiers_and_filters_have_bounds(admin_client: AdminClient) -> None:
    paths = [
        f"/{kind}/{each}" for kind in ("corrections", "imports") for each in (0, 2**63, 10**30)
    ]
    answers = [await admin_client.request("GET", path) for path in paths]
    answers.append(await admin_client.request("GET", "/rejections", reason="x" * 101))
    answers.append(await admin_client.request("GET", "/rejections", sender="a\x00b"))
    answers.append(
        await admin_client.request(
            "GET", "/consumption", None, None, **{"from": "2025-01-01", "compare": "x" * 21}
        )
    )
    answers.append(
        await admin_client.request("PUT", f"/devices/{uuid4()}/early-warning", {"share": 10**400})
    )

    assert {each.status_code for each in answers} == {422}
