from typing import Any
from uuid import uuid4

import pytest

from kilowatch.contracts.devices import DeviceChanged, DeviceDeleted, DeviceRegistered
from kilowatch.contracts.roles import Role
from tests.devices.env import DevicesEnv
from tests.harness.serving import eventually


async def test_registering_a_device_publishes_an_event(env: DevicesEnv):
    device = await env.create(
        max_consumption=2.5, reporting_interval_s=1800, time_zone="Europe/London"
    )

    (event,) = await env.hear(1)

    assert isinstance(event, DeviceRegistered)
    assert str(event.device_id) == device["id"]
    assert event.limit_uwh_per_hour == 2_500_000_000
    assert (event.reporting_interval_s, event.time_zone) == (1800, "Europe/London")
    assert (event.version, event.owner_id, event.owned_since) == (1, None, None)
    assert device["max_consumption"] == 2.5
    assert (await env.request("GET", f"/{device['id']}")).json() == device


async def test_omitted_fields_have_defaults(env: DevicesEnv):
    device = await env.create()
    unsaid = ("description", "owner_id", "max_consumption", "reporting_interval_s")
    assert [device[field] for field in unsaid] == [None] * 4
    assert (device["time_zone"], device["version"]) == ("UTC", 1)


async def test_a_chosen_identifier_can_be_used_only_once(env: DevicesEnv):
    chosen = str(uuid4())
    device = await env.create(id=chosen)
    again = await env.request("POST", body={"name": "Oven", "id": chosen})
    await env.request("DELETE", f"/{chosen}")
    of_the_dead = await env.request("POST", body={"name": "Oven", "id": chosen})

    assert device["id"] == chosen
    assert [again.status_code, of_the_dead.status_code] == [409, 409]
    assert again.json()["code"] == "device_exists"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "   "),
        ("name", "x" * 101),
        ("name", "a\x00b"),
        ("name", None),
        ("description", "\x07"),
        ("max_consumption", 0),
        ("max_consumption", -1),
        ("max_consumption", 1e-10),
        ("max_consumption", 1_000_001),
        ("max_consumption", True),
        ("max_consumption", "2"),
        ("reporting_interval_s", 0),
        ("reporting_interval_s", 86_401),
        ("reporting_interval_s", 1.5),
        ("time_zone", "Mars/Base"),
        ("time_zone", "localtime"),
        ("time_zone", "posix/Europe/London"),
        ("time_zone", None),
        ("shoe_size", 43),
    ],
)
async def test_invalid_fields_are_named(env: DevicesEnv, field: str, value: object):
    created = await env.request("POST", body={"name": "Oven", field: value})
    device = await env.create()
    edited = await env.request("PATCH", f"/{device['id']}", {field: value})

    for answer in (created, edited):
        assert answer.status_code == 422
        assert answer.json()["code"] == "invalid_request"
        assert [error["field"] for error in answer.json()["errors"]] == [field]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
async def test_a_limit_is_a_finite_number(env: DevicesEnv, number: str):
    answer = await env.client.post(
        "/api/devices",
        content=f'{{"name": "Oven", "max_consumption": {number}}}',
        headers={**env.admin.headers, "Content-Type": "application/json"},
    )
    assert answer.status_code == 422


async def test_an_edit_changes_the_given_fields_and_publishes_an_event(env: DevicesEnv):
    device = await env.create(max_consumption=2, description="in the cellar")

    answer = await env.request(
        "PATCH", f"/{device['id']}", {"max_consumption": None, "name": "Boiler"}
    )

    [channel] = device["channels"]
    assert answer.json() == {
        **device,
        "max_consumption": None,
        "name": "Boiler",
        "version": 2,
        "channels": [{**channel, "max_consumption": None}],
    }
    _, event = await env.hear(2)
    assert isinstance(event, DeviceChanged)
    assert (event.version, event.name, event.limit_uwh_per_hour) == (2, "Boiler", None)


async def test_an_edit_without_changes_publishes_nothing(env: DevicesEnv):
    device = await env.create(max_consumption=2)

    same = await env.request("PATCH", f"/{device['id']}", {"max_consumption": 2.0})
    empty = await env.request("PATCH", f"/{device['id']}", {})
    await env.request("PATCH", f"/{device['id']}", {"name": "Boiler"})

    assert same.json() == empty.json() == device
    assert [event.version for event in await env.hear(2)] == [1, 2]


async def test_deleting_a_device_publishes_an_event(env: DevicesEnv):
    device = await env.create()

    deleted = await env.request("DELETE", f"/{device['id']}")
    after = await env.request("GET", f"/{device['id']}")
    again = await env.request("DELETE", f"/{device['id']}")

    assert [deleted.status_code, after.status_code, again.status_code] == [204, 404, 404]
    _, event = await env.hear(2)
    assert isinstance(event, DeviceDeleted)
    assert event.version == 2


async def test_a_client_sees_only_their_own_devices(env: DevicesEnv):
    ada, bob = await env.person(), await env.person()
    own = await env.create(name="Ada's", owner_id=str(ada.id))
    foreign = await env.create(name="Bob's", owner_id=str(bob.id))
    await env.create(name="Nobody's")

    listed = await env.request("GET", by=ada)
    of_bob = await env.request("GET", f"?owner_id={bob.id}", by=ada)
    free = await env.request("GET", "?unassigned=true", by=ada)
    foreign_read = await env.request("GET", f"/{foreign['id']}", by=ada)
    nothing_read = await env.request("GET", f"/{uuid4()}", by=ada)

    assert listed.json() == {"items": [own], "total": 1}
    assert of_bob.json() == free.json() == {"items": [], "total": 0}
    assert (await env.request("GET", f"/{own['id']}", by=ada)).status_code == 200
    assert foreign_read.status_code == nothing_read.status_code == 404
    assert foreign_read.json() == nothing_read.json()


async def test_a_client_cannot_change_devices(env: DevicesEnv):
    ada = await env.person()
    device = await env.create(owner_id=str(ada.id))
    path = f"/{device['id']}"
    answers = [
        await env.request("POST", body={"name": "Oven"}, by=ada),
        await env.request("PATCH", path, {"max_consumption": 9}, by=ada),
        await env.request("PUT", f"{path}/owner", {"user_id": str(ada.id)}, by=ada),
        await env.request("DELETE", f"{path}/owner", by=ada),
        await env.request("DELETE", path, by=ada),
        await env.request("DELETE", f"/{uuid4()}", by=ada),
    ]
    assert {answer.status_code for answer in answers} == {403}


async def test_administrators_filter_sort_and_page(env: DevicesEnv):
    ada = await env.person()
    await env.create(name="Oven", owner_id=str(ada.id))
    await env.create(name="boiler", description="in the Cellar")
    pump = await env.create(name="Pump 100%")

    async def listed(query: str) -> tuple[list[str], int]:
        body = (await env.request("GET", f"?{query}")).json()
        return [item["name"] for item in body["items"]], body["total"]

    assert await listed("") == (["boiler", "Oven", "Pump 100%"], 3)
    assert await listed("sort=-name&limit=1&offset=1") == (["Oven"], 3)
    assert await listed(f"owner_id={ada.id}") == (["Oven"], 1)
    assert await listed("unassigned=true") == (["boiler", "Pump 100%"], 2)
    assert await listed("unassigned=false") == (["Oven"], 1)
    assert await listed("search=CELLAR") == (["boiler"], 1)
    assert await listed("search=0%25") == (["Pump 100%"], 1)
    assert await listed(f"search={pump['id'][:13]}") == (["Pump 100%"], 1)
    assert await listed("sort=-created_at&limit=1") == (["Pump 100%"], 3)


async def test_devices_are_sorted_by_every_column_in_both_directions(env: DevicesEnv):
    ada, zoe = await env.person(), await env.person()
    await env.rename(ada, "Ada")
    await env.rename(zoe, "zoe")
    fields: dict[str, dict[str, Any]] = {
        "b": {
            "owner_id": str(zoe.id),
            "max_consumption": 1,
            "reporting_interval_s": 60,
            "time_zone": "Asia/Kolkata",
        },
        "a": {"time_zone": "UTC"},
        "C": {
            "owner_id": str(ada.id),
            "max_consumption": 2,
            "reporting_interval_s": 900,
            "time_zone": "Europe/London",
        },
    }
    for name, each in fields.items():
        await env.create(name=name, **each)

    async def listed(query: str) -> str:
        body = (await env.request("GET", f"?{query}")).json()
        return "".join(item["name"] for item in body["items"])

    both_ways = {
        "name": ("abC", "Cba"),
        "created_at": ("baC", "Cab"),
        "time_zone": ("bCa", "aCb"),
        # Missing values come last in both directions.
        "owner": ("Cba", "bCa"),
        "max_consumption": ("bCa", "Cba"),
        "reporting_interval_s": ("bCa", "Cba"),
    }
    for column, (ascending, descending) in both_ways.items():
        assert await listed(f"sort={column}") == ascending, column
        assert await listed(f"sort=-{column}") == descending, column
        pages = [await listed(f"sort={column}&limit=1&offset={offset}") for offset in range(3)]
        assert "".join(pages) == ascending


async def test_a_demoted_administrator_loses_their_rights_by_event(env: DevicesEnv):
    other = await env.person(Role.ADMIN)
    assert (await env.request("POST", body={"name": "Oven"}, by=other)).status_code == 201

    await env.demote(other)

    async def refused() -> bool:
        answer = await env.request("POST", body={"name": "Oven"}, by=other)
        return answer.status_code == 403

    await eventually(refused)


async def test_a_deleted_user_loses_access_by_event(env: DevicesEnv):
    ada = await env.person()
    assert (await env.request("GET", by=ada)).status_code == 200

    await env.delete_user(ada)

    async def refused() -> bool:
        return (await env.request("GET", by=ada)).status_code == 401

    await eventually(refused)
