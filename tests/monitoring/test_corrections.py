"""An administrator corrects history: seen beforehand, made, on record, undone to the last bit."""

from typing import Any
from uuid import uuid4

import pytest

from tests.monitoring.correcting import (
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
from tests.monitoring.ground import Ground
from tests.monitoring.office import Office


async def test_a_preview_tells_what_follows_and_changes_nothing(
    ground: Ground, office: Office
) -> None:
    device = await ground.device(limit_uwh=5 * KWH)
    await readings(ground, device, 1, 9, 1)
    before = await everything(ground)

    effect = await office.post(f"/devices/{device}/corrections/preview", set_to(2))

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
    assert await everything(ground) == before
    assert [row["version"] for row in await ground.rows("SELECT version FROM alert")] == [1]
    assert [row["id"] for row in await ground.rows("SELECT id FROM outbox WHERE id > 1")] == []
    assert (await office.get("/corrections"))["total"] == 0


async def test_a_correction_does_what_its_preview_said_and_is_on_record(
    ground: Ground, office: Office
) -> None:
    device = await ground.device(limit_uwh=5 * KWH)
    await readings(ground, device, 1, 9, 1)
    preview = await office.post(f"/devices/{device}/corrections/preview", set_to(2))

    effect = await office.post(f"/devices/{device}/corrections", set_to(2))

    assert {**effect, "correction_id": None} == preview
    assert await hours(ground, device) == {0: 1, 1: 2, 2: 1}
    [flagged] = await ground.rows("SELECT hour FROM hourly_consumption WHERE corrected_count = 1")
    assert flagged["hour"] == START + HOUR
    [alert] = await ground.rows("SELECT raised, version FROM alert")
    assert tuple(alert) == (False, 2)
    [record] = (await office.get("/corrections", device_id=str(device)))["items"]
    assert (record["action"], record["reason"], record["made_by_name"]) == (
        "set",
        "read off by hand",
        "Somebody",
    )
    details = await office.get(f"/corrections/{effect['correction_id']}")
    assert details["items"] == [
        {"measured_at": "2025-06-02T01:00:00Z", "before_kwh": 9.0, "after_kwh": 2.0}
    ]


async def test_it_outranks_whatever_the_meter_reports_later(ground: Ground, office: Office) -> None:
    device = await ground.device()
    await readings(ground, device, 1, 9, 1)
    await office.post(f"/devices/{device}/corrections", set_to(2))

    await readings(ground, device, 1, 8, 1, source=1 << 60)

    assert await hours(ground, device) == {0: 1, 1: 2, 2: 1}


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
async def test_readings_are_corrected_and_undone_to_the_last_bit(
    ground: Ground, office: Office, asked: dict[str, Any], left: dict[float, float]
) -> None:
    device = await ground.device(limit_uwh=3 * KWH, time_zone="Europe/Bucharest")
    await readings(ground, device, 5, 5, 5, 5)
    await readings(ground, device, 1, 9, 1, 4, source=2)
    before = await everything(ground)

    effect = await office.post(f"/devices/{device}/corrections", asked)
    assert await hours(ground, device) == left
    undone = await office.post(f"/corrections/{effect['correction_id']}/undo")

    assert await everything(ground) == before
    assert undone["difference_kwh"] == -effect["difference_kwh"]
    [record] = (await office.get("/corrections"))["items"]
    assert record["undone_by"] == str(office.admin)
    again = await office.request("POST", f"/corrections/{effect['correction_id']}/undo")
    assert (again.status_code, again.json()["code"]) == (409, "already_undone")


async def test_values_that_came_meanwhile_stand_when_a_correction_is_undone(
    ground: Ground, office: Office
) -> None:
    device, other = await ground.device(), await ground.device()
    await readings(ground, device, 1, 9, 1)
    await registers(ground, other, 10, 19, 20)
    of_readings = await office.post(f"/devices/{device}/corrections", set_to(2))
    of_registers = await office.post(
        f"/devices/{other}/corrections", {**set_to(0), "energy_kwh": None, "register_kwh": 11}
    )

    await readings(ground, device, 1, 2, 1, source=5)
    await registers(ground, other, 10, 12, 20, source=5)
    await office.post(f"/corrections/{of_readings['correction_id']}/undo")
    await office.post(f"/corrections/{of_registers['correction_id']}/undo")

    assert await hours(ground, device) == {0: 1, 1: 2, 2: 1}
    assert await hours(ground, other) == {0: 2, 1: 8}
    versions = await ground.rows("SELECT energy_uwh FROM reading_version")
    assert [row["energy_uwh"] for row in versions] == [9 * KWH]


async def test_what_newer_corrections_stand_on_can_not_be_pulled_away(
    ground: Ground, office: Office
) -> None:
    device = await ground.device()
    await readings(ground, device, 1, 9, 1)
    before = await everything(ground)
    first = await office.post(f"/devices/{device}/corrections", over("remove", 0, 3))
    second = await office.post(f"/devices/{device}/corrections", set_to(2))

    refused = await office.request("POST", f"/corrections/{first['correction_id']}/undo")

    assert (refused.status_code, refused.json()["code"]) == (409, "correction_overtaken")
    assert refused.json()["overtaken_by"] == [second["correction_id"]]
    assert await hours(ground, device) == {1: 2}
    await office.post(f"/corrections/{second['correction_id']}/undo")
    assert await hours(ground, device) == {}
    await office.post(f"/corrections/{first['correction_id']}/undo")
    assert await everything(ground) == before


async def test_removed_readings_stay_missing_when_the_zone_changes(
    ground: Ground, office: Office
) -> None:
    device = await ground.device()
    await readings(ground, device, 1, 9, 1)
    await office.post(f"/devices/{device}/corrections", over("remove", 1, 2))

    await ground.device(device, version=2, time_zone="Asia/Tokyo")

    assert await hours(ground, device) == {0: 1, 2: 1}
    flagged = await ground.rows("SELECT hour FROM hourly_consumption WHERE corrected_count > 0")
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
async def test_what_makes_no_sense_changes_nothing(
    ground: Ground, office: Office, asked: dict[str, Any], status: int, code: str
) -> None:
    device = await ground.device()
    await readings(ground, device, 1, 9_000, 1)
    before = await everything(ground)

    answer = await office.request("POST", f"/devices/{device}/corrections", asked)

    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert await everything(ground) == before
    assert (await office.get("/corrections"))["total"] == 0


async def test_clients_have_no_part_in_it_and_unknown_things_are_not_found(
    ground: Ground, office: Office
) -> None:
    owner = await office.client()
    device = await ground.device(owner_id=owner.id)
    paths = [
        ("POST", f"/devices/{device}/corrections/preview"),
        ("POST", f"/devices/{device}/corrections"),
        ("GET", "/corrections"),
        ("GET", "/corrections/1"),
        ("POST", "/corrections/1/undo"),
        ("POST", "/corrections/1/undo/preview"),
    ]

    forbidden = [await office.request(*path, body=set_to(1), by=owner) for path in paths]
    missing = [
        await office.request("POST", f"/devices/{uuid4()}/corrections", set_to(1)),
        await office.request("GET", "/corrections/1"),
        await office.request("POST", "/corrections/1/undo"),
    ]

    assert [each.status_code for each in forbidden] == [403] * 6
    assert [each.json()["code"] for each in missing] == [
        "device_not_found",
        "correction_not_found",
        "correction_not_found",
    ]
