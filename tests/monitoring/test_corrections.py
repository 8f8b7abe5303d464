"""An administrator corrects history: previewed, made, recorded, undone exactly."""

from typing import Any
from uuid import uuid4

import pytest

from tests.monitoring.admin_client import AdminClient
from tests.monitoring.correction_steps import (
    HOUR,
    KWH,
    START,
    everything,
    hours,
    over,
    readings,
    registers,
    set_to,
)
from tests.monitoring.db import MonitoringDb


async def test_a_preview_shows_the_consequences_and_changes_nothing(
    db: MonitoringDb, admin_client: AdminClient
) -> None:
    device = await db.device(limit_uwh=5 * KWH)
    await readings(db, device, 1, 9, 1)
    before = await everything(db)

    effect = await admin_client.post(f"/devices/{device}/corrections/preview", set_to(2))

    assert effect == {
        "correction_id": None,
        "readings": 1,
        "difference_kwh": -7.0,
        "alerts_raised": 0,
        "alerts_retracted": 1,
        "hours_changed": 1,
        "hours": [
            {
                "hour": "2025-06-02T01:00:00Z",
                "before_kwh": 9.0,
                "after_kwh": 2.0,
                "limit_kwh": 5.0,
                "alert": "retracted",
            }
        ],
    }
    assert await everything(db) == before
    assert [row["version"] for row in await db.rows("SELECT version FROM alert")] == [1]
    assert [row["id"] for row in await db.rows("SELECT id FROM outbox WHERE id > 1")] == []
    assert (await admin_client.get("/corrections"))["total"] == 0


async def test_a_correction_matches_its_preview_and_is_recorded(
    db: MonitoringDb, admin_client: AdminClient
) -> None:
    device = await db.device(limit_uwh=5 * KWH)
    await readings(db, device, 1, 9, 1)
    preview = await admin_client.post(f"/devices/{device}/corrections/preview", set_to(2))

    effect = await admin_client.post(f"/devices/{device}/corrections", set_to(2))

    assert {**effect, "correction_id": None} == preview
    assert await hours(db, device) == {0: 1, 1: 2, 2: 1}
    [flagged] = await db.rows("SELECT hour FROM hourly_consumption WHERE corrected_count = 1")
    assert flagged["hour"] == START + HOUR
    [alert] = await db.rows("SELECT raised, version FROM alert")
    assert tuple(alert) == (False, 2)
    [record] = (await admin_client.get("/corrections", device_id=str(device)))["items"]
    assert (record["action"], record["reason"], record["made_by_name"]) == (
        "set",
        "read off by hand",
        "Somebody",
    )
    details = await admin_client.get(f"/corrections/{effect['correction_id']}")
    assert details["items"] == [
        {"measured_at": "2025-06-02T01:00:00Z", "before_kwh": 9.0, "after_kwh": 2.0}
    ]


async def test_a_correction_outranks_later_reports_of_the_meter(
    db: MonitoringDb, admin_client: AdminClient
) -> None:
    device = await db.device()
    await readings(db, device, 1, 9, 1)
    await admin_client.post(f"/devices/{device}/corrections", set_to(2))

    await readings(db, device, 1, 8, 1, source=1 << 60)

    assert await hours(db, device) == {0: 1, 1: 2, 2: 1}


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        (over("scale", 1, 3, factor="0.1"), {0: 1, 1: 0.9, 2: 0.1, 3: 4}),
        (over("scale", 0, 4, factor="0"), {0: 0, 1: 0, 2: 0, 3: 0}),
        (over("remove", 1, 3), {0: 1, 3: 4}),
        (set_to(3, hour=7, interval_s=3600), {0: 1, 1: 9, 2: 1, 3: 4, 7: 3}),
        (set_to(3, interval_s=7200), {0: 1, 1: 1.5, 2: 2.5, 3: 4}),
    ],
    ids=["scaled", "scaled to nothing", "removed", "put in", "with another length"],
)
async def test_readings_are_corrected_and_undone_exactly(
    db: MonitoringDb, admin_client: AdminClient, asked: dict[str, Any], left: dict[float, float]
) -> None:
    device = await db.device(limit_uwh=3 * KWH, time_zone="Europe/Bucharest")
    await readings(db, device, 5, 5, 5, 5)
    await readings(db, device, 1, 9, 1, 4, source=2)
    before = await everything(db)

    effect = await admin_client.post(f"/devices/{device}/corrections", asked)
    assert await hours(db, device) == left
    undone = await admin_client.post(f"/corrections/{effect['correction_id']}/undo")

    assert await everything(db) == before
    assert undone["difference_kwh"] == -effect["difference_kwh"]
    [record] = (await admin_client.get("/corrections"))["items"]
    assert record["undone_by"] == str(admin_client.admin)
    again = await admin_client.request("POST", f"/corrections/{effect['correction_id']}/undo")
    assert (again.status_code, again.json()["code"]) == (409, "already_undone")


async def test_values_reported_meanwhile_count_when_a_correction_is_undone(
    db: MonitoringDb, admin_client: AdminClient
) -> None:
    device, other = await db.device(), await db.device()
    await readings(db, device, 1, 9, 1)
    await registers(db, other, 10, 19, 20)
    of_readings = await admin_client.post(f"/devices/{device}/corrections", set_to(2))
    of_registers = await admin_client.post(
        f"/devices/{other}/corrections", {**set_to(0), "energy_kwh": None, "register_kwh": 11}
    )

    await readings(db, device, 1, 2, 1, source=5)
    await registers(db, other, 10, 12, 20, source=5)
    await admin_client.post(f"/corrections/{of_readings['correction_id']}/undo")
    await admin_client.post(f"/corrections/{of_registers['correction_id']}/undo")

    assert await hours(db, device) == {0: 1, 1: 2, 2: 1}
    assert await hours(db, other) == {0: 2, 1: 8}
    versions = await db.rows("SELECT energy_uwh FROM reading_version")
    assert [row["energy_uwh"] for row in versions] == [9 * KWH]


async def test_a_correction_below_newer_ones_cannot_be_undone(
    db: MonitoringDb, admin_client: AdminClient
) -> None:
    device = await db.device()
    await readings(db, device, 1, 9, 1)
    before = await everything(db)
    first = await admin_client.post(f"/devices/{device}/corrections", over("remove", 0, 3))
    second = await admin_client.post(f"/devices/{device}/corrections", set_to(2))

    refused = await admin_client.request("POST", f"/corrections/{first['correction_id']}/undo")

    assert (refused.status_code, refused.json()["code"]) == (409, "correction_overtaken")
    assert refused.json()["overtaken_by"] == [second["correction_id"]]
    assert await hours(db, device) == {1: 2}
    await admin_client.post(f"/corrections/{second['correction_id']}/undo")
    assert await hours(db, device) == {}
    await admin_client.post(f"/corrections/{first['correction_id']}/undo")
    assert await everything(db) == before


async def test_removed_readings_stay_missing_when_the_zone_changes(
    db: MonitoringDb, admin_client: AdminClient
) -> None:
    device = await db.device()
    await readings(db, device, 1, 9, 1)
    await admin_client.post(f"/devices/{device}/corrections", over("remove", 1, 2))

    await db.device(device, version=2, time_zone="Asia/Tokyo")

    assert await hours(db, device) == {0: 1, 2: 1}
    flagged = await db.rows("SELECT hour FROM hourly_consumption WHERE corrected_count > 0")
    assert [row["hour"] for row in flagged] == [START + HOUR]


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        (over("scale", 40, 50, factor=2), 422, "nothing_to_correct"),
        (over("remove", 3, 1), 422, "correction_invalid"),
        (over("scale", 0, 3, factor=1_000_000), 422, "correction_invalid"),
        (over("scale", 0, 3, factor=-1), 422, "invalid_request"),
        (over("remove", 0, 3, reason=""), 422, "invalid_request"),
        (set_to(-1), 422, "invalid_request"),
        (set_to(1, register_kwh=5), 422, "correction_invalid"),
        ({**set_to(1), "measured_at": "1999-01-01T00:00:00Z"}, 422, "correction_invalid"),
        ({"action": "sing"}, 422, "invalid_request"),
    ],
)
async def test_an_invalid_correction_changes_nothing(
    db: MonitoringDb, admin_client: AdminClient, asked: dict[str, Any], status: int, code: str
) -> None:
    device = await db.device()
    await readings(db, device, 1, 9_000, 1)
    before = await everything(db)

    answer = await admin_client.request("POST", f"/devices/{device}/corrections", asked)

    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert await everything(db) == before
    assert (await admin_client.get("/corrections"))["total"] == 0


async def test_clients_cannot_correct_and_unknown_targets_are_not_found(
    db: MonitoringDb, admin_client: AdminClient
) -> None:
    owner = await admin_client.client()
    device = await db.device(owner_id=owner.id)
    paths = [
        ("POST", f"/devices/{device}/corrections/preview"),
        ("POST", f"/devices/{device}/corrections"),
        ("GET", "/corrections"),
        ("GET", "/corrections/1"),
        ("POST", "/corrections/1/undo"),
        ("POST", "/corrections/1/undo/preview"),
    ]

    forbidden = [await admin_client.request(*path, body=set_to(1), by=owner) for path in paths]
    missing = [
        await admin_client.request("POST", f"/devices/{uuid4()}/corrections", set_to(1)),
        await admin_client.request("GET", "/corrections/1"),
        await admin_client.request("POST", "/corrections/1/undo"),
    ]

    assert [each.status_code for each in forbidden] == [403] * 6
    assert [each.json()["code"] for each in missing] == [
        "device_not_found",
        "correction_not_found",
        "correction_not_found",
    ]
