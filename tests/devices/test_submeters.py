"""Submeters: a channel that is a part of another one."""

from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4

import pytest

from kilowatch.contracts.devices import DeviceChanged
from kilowatch.devices.submeters.domain import DEEPEST
from tests.devices.env import DevicesEnv

Json = dict[str, Any]


async def put_under(
    env: DevicesEnv, device: Json, whole: Json, *, status: int = 200, **names: str
) -> Json:
    path = f"/{device['id']}/channels/{names.get('code', 'import')}/part-of"
    body = {"device_id": whole["id"], "channel": names.get("channel", "import")}
    answer = await env.request("PUT", path, body)
    assert answer.status_code == status, answer.text
    found: Json = answer.json()
    return found


async def channels(env: DevicesEnv, device: Json) -> list[Json]:
    found: list[Json] = (await env.request("GET", f"/{device['id']}")).json()["channels"]
    return found


async def test_a_submeter_is_published_with_its_whole_and_taken_out_again(env: DevicesEnv) -> None:
    house, charger = await env.create(), await env.create()

    changed = await put_under(env, charger, house)

    assert changed["part_of"] == {"device_id": house["id"], "channel": "import"}
    *_, event = await env.hear(3)
    assert isinstance(event, DeviceChanged)
    assert event.part_of is not None
    assert event.part_of.device_id == UUID(house["id"])
    await put_under(env, charger, house)  # the same again is no new version
    assert (await env.request("GET", f"/{charger['id']}")).json()["version"] == 2

    removed = await env.request("DELETE", f"/{charger['id']}/channels/import/part-of")
    assert removed.status_code == 204
    assert [each["part_of"] for each in await channels(env, charger)] == [None]


async def test_a_channel_beside_import_is_a_submeter(env: DevicesEnv) -> None:
    house, charger = await env.create(), await env.create()
    await env.request("POST", f"/{charger['id']}/channels", {"code": "consumption"})

    await put_under(env, charger, house, code="consumption")

    found = await channels(env, charger)
    assert [each["part_of"] is None for each in found] == [True, False]


async def test_no_channel_is_a_part_of_itself(env: DevicesEnv) -> None:
    house, floor, socket = [await env.create() for _ in range(3)]
    await put_under(env, floor, house)
    await put_under(env, socket, floor)

    itself = await put_under(env, house, house, status=409)
    around = await put_under(env, house, socket, status=409)

    assert itself["code"] == around["code"] == "submeter_circular"
    assert [each["part_of"] for each in await channels(env, house)] == [None]


async def test_submeters_may_be_only_so_deep_from_either_end(env: DevicesEnv) -> None:
    chain = [await env.create() for _ in range(DEEPEST + 2)]
    for whole, part in pairwise(chain[: DEEPEST + 1]):
        await put_under(env, part, whole)

    below = await put_under(env, chain[DEEPEST + 1], chain[DEEPEST], status=409)
    above = await put_under(env, chain[0], chain[DEEPEST + 1], status=409)

    assert below["code"] == above["code"] == "submeter_circular"


@pytest.mark.parametrize(
    ("channel", "code"),
    [("gas", "whole_differs"), ("export", "whole_unknown")],
)
async def test_a_whole_is_a_channel_of_the_same_kind(
    env: DevicesEnv, channel: str, code: str
) -> None:
    house, charger = await env.create(), await env.create()
    await env.request("POST", f"/{house['id']}/channels", {"code": "gas"})

    refused = await put_under(env, charger, house, channel=channel, status=422)

    assert refused["code"] == code


async def test_an_unknown_part_or_whole_is_named(env: DevicesEnv) -> None:
    house = await env.create()

    unknown = await put_under(env, house, {"id": str(uuid4())}, status=422)
    missing = await put_under(env, house, house, code="gas", status=404)

    assert (unknown["code"], missing["code"]) == ("whole_unknown", "channel_not_found")


async def test_a_client_sees_no_device_of_others_by_its_own(env: DevicesEnv) -> None:
    owner = await env.person()
    house, charger = await env.create(), await env.create(owner_id=str(owner.id))
    await put_under(env, charger, house)
    body = {
        "code": "consumption",
        "formula": [{"terms": [{"device_id": house["id"]}]}],
    }
    await env.request("POST", f"/{charger['id']}/channels", body)

    one = await env.request("GET", f"/{charger['id']}", by=owner)
    page = await env.request("GET", "", by=owner)

    for found in (one.json(), page.json()["items"][0]):
        assert house["id"] not in str(found)
        assert [each["calculated"] for each in found["channels"]] == [False, True]
