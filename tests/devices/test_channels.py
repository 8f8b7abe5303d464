"""Channels of a device: added, changed and removed as parts of it."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from kilowatch.contracts.channels import MOST_CHANNELS, channel_id
from kilowatch.contracts.devices import DeviceChanged
from kilowatch.contracts.roles import Role
from tests.devices.env import DevicesEnv


async def add(env: DevicesEnv, device: dict[str, Any], status: int = 201, **body: Any) -> Any:
    answer = await env.request("POST", f"/{device['id']}/channels", body)
    assert answer.status_code == status, answer.text
    return answer.json()


async def channels(env: DevicesEnv, device: dict[str, Any]) -> list[dict[str, Any]]:
    return (await env.request("GET", f"/{device['id']}")).json()["channels"]


async def test_every_device_has_the_channel_import(env: DevicesEnv) -> None:
    device = await env.create(max_consumption=2)

    assert device["channels"] == [
        {
            "id": device["id"],
            "code": "import",
            "obis": "1.8.0",
            "label": None,
            "kind": "electricity",
            "direction": "import",
            "tariff": None,
            "unit": "kWh",
            "max_consumption": 2.0,
            "removed": False,
            "formula": None,
            "calculated": False,
            "part_of": None,
        }
    ]


async def test_a_channel_is_added_by_its_obis_code(env: DevicesEnv) -> None:
    device = await env.create()

    channel = await add(env, device, code="1-0:2.8.1", label="To the grid", max_consumption=3)

    expected = channel_id(UUID(device["id"]), "export-t1")
    assert (channel["id"], channel["code"], channel["obis"]) == (
        str(expected),
        "export-t1",
        "2.8.1",
    )
    assert (channel["kind"], channel["direction"]) == ("electricity", "export")
    assert (channel["tariff"], channel["unit"]) == ("T1", "kWh")
    assert await channels(env, device) == [*device["channels"], channel]
    _, event = await env.hear(2)
    assert isinstance(event, DeviceChanged)
    [state] = event.channels
    assert (event.version, state.code, state.limit_per_hour) == (2, "export-t1", 3_000_000_000)


async def test_a_code_of_your_own_needs_its_meaning(env: DevicesEnv) -> None:
    device = await env.create()

    unclear = await add(env, device, 422, code="pool")
    channel = await add(env, device, code="pool", kind="heat", direction="consumption")

    assert unclear["code"] == "channel_unclear"
    assert (channel["kind"], channel["direction"], channel["unit"]) == (
        "heat",
        "consumption",
        "GJ",
    )


@pytest.mark.parametrize(
    "body",
    [
        {"code": "export", "direction": "import"},
        {"code": "gas", "kind": "water"},
        {"code": "import-t1", "tariff": "T2"},
        {"code": "gas", "unit": "GJ"},
        {"code": "export", "unit": "m3"},
    ],
)
async def test_rejects_a_meaning_that_contradicts_the_code(
    env: DevicesEnv, body: dict[str, Any]
) -> None:
    device = await env.create()
    assert (await add(env, device, 422, **body))["code"] == "channel_unclear"


@pytest.mark.parametrize("code", ["", "1.7.0", "é", "x" * 33, "import_"])
async def test_rejects_names_of_no_channel(env: DevicesEnv, code: str) -> None:
    device = await env.create()
    assert (await add(env, device, 422, code=code))["code"] == "invalid_request"


async def test_a_code_is_used_once(env: DevicesEnv) -> None:
    device = await env.create()
    await add(env, device, code="export")
    await env.request("DELETE", f"/{device['id']}/channels/export")

    for code in ("import", "1.8.0", "export", "2.8.0"):
        assert (await add(env, device, 409, code=code))["code"] == "channel_exists"


async def test_a_channel_is_renamed_and_limited(env: DevicesEnv) -> None:
    device = await env.create()
    await add(env, device, code="production", label="Boiler")
    path = f"/{device['id']}/channels/production"

    limited = (await env.request("PATCH", path, {"max_consumption": 1.5})).json()
    same = (await env.request("PATCH", path, {"max_consumption": 1.5})).json()
    unnamed = (await env.request("PATCH", path, {"label": None})).json()

    assert (limited["label"], limited["max_consumption"]) == ("Boiler", 1.5)
    assert same == limited
    assert (unnamed["label"], unnamed["max_consumption"]) == (None, 1.5)
    assert (await env.request("GET", f"/{device['id']}")).json()["version"] == 4


async def test_limits_are_in_kwh(env: DevicesEnv) -> None:
    device = await env.create()
    await add(env, device, code="gas")
    path = f"/{device['id']}/channels/gas"

    added = await add(env, device, 422, code="water", max_consumption=1)
    changed = await env.request("PATCH", path, {"max_consumption": 1})

    assert added["code"] == changed.json()["code"] == "limit_not_supported"


async def test_a_removed_channel_stays_in_sight(env: DevicesEnv) -> None:
    device = await env.create()
    await add(env, device, code="export")
    path = f"/{device['id']}/channels/2.8.0"

    assert (await env.request("DELETE", path)).status_code == 204

    assert [each["removed"] for each in await channels(env, device)] == [False, True]
    for method, body in (("DELETE", None), ("PATCH", {"label": "x"})):
        answer = await env.request(method, path, body)
        assert (answer.status_code, answer.json()["code"]) == (404, "channel_not_found")


async def test_import_belongs_to_the_device(env: DevicesEnv) -> None:
    device = await env.create()
    for method, body in (("DELETE", None), ("PATCH", {"label": "x"})):
        answer = await env.request(method, f"/{device['id']}/channels/import", body)
        assert (answer.status_code, answer.json()["code"]) == (409, "channel_is_fixed")


async def test_a_device_has_a_bounded_number_of_channels(env: DevicesEnv) -> None:
    device = await env.create()
    for number in range(1, MOST_CHANNELS):
        await add(env, device, code=f"import-t{number}")
    assert (await add(env, device, 422, code="export"))["code"] == "too_many_channels"


async def test_only_administrators_change_channels(env: DevicesEnv) -> None:
    client = await env.person(Role.CLIENT)
    device = await env.create(owner_id=str(client.id))
    path = f"/{device['id']}/channels"
    await add(env, device, code="export")

    for method, place, body in (
        ("POST", path, {"code": "gas"}),
        ("PATCH", f"{path}/export", {"label": "x"}),
        ("DELETE", f"{path}/export", None),
    ):
        answer = await env.request(method, place, body, by=client)
        assert answer.status_code == 403
    seen = (await env.request("GET", f"/{device['id']}", by=client)).json()
    assert [each["code"] for each in seen["channels"]] == ["import", "export"]


async def test_a_device_that_is_not_there_has_no_channels(env: DevicesEnv) -> None:
    answer = await env.request("POST", f"/{uuid4()}/channels", {"code": "export"})
    assert (answer.status_code, answer.json()["code"]) == (404, "device_not_found")
