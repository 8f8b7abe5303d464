import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from kilowatch.contracts.devices import DeviceChanged
from tests.devices.env import DevicesEnv
from tests.harness.serving import eventually

MARCH = datetime(2025, 3, 1, tzinfo=UTC)


async def history(env: DevicesEnv, device: dict[str, Any]) -> list[tuple[UUID, Any, Any]]:
    """Return owner, since and until of every owner of the device."""
    connection = await asyncpg.connect(env.database_url)
    try:
        rows = await connection.fetch(
            "SELECT owner_id, since, until FROM ownership WHERE device_id = $1 ORDER BY id",
            UUID(device["id"]),
        )
    finally:
        await connection.close()
    return [(row["owner_id"], row["since"], row["until"]) for row in rows]


async def test_the_first_owner_owns_from_the_first_reading(env: DevicesEnv):
    ada = await env.person()
    device = await env.create()

    answer = await env.assign(device, ada)

    assert answer.status_code == 200
    assert (answer.json()["owner_id"], answer.json()["owned_since"]) == (str(ada.id), None)
    _, event = await env.hear(2)
    assert isinstance(event, DeviceChanged)
    assert (event.version, event.owner_id, event.owned_since) == (2, ada.id, None)


async def test_the_next_owner_owns_from_the_assignment(env: DevicesEnv):
    ada, bob = await env.person(), await env.person()
    device = await env.create(owner_id=str(ada.id))
    before = datetime.now(UTC)

    await env.assign(device, bob)

    event = (await env.hear(2))[1]
    assert isinstance(event, DeviceChanged)
    assert event.owner_id == bob.id
    assert event.owned_since is not None
    assert before <= event.owned_since <= datetime.now(UTC)
    assert event.owned_since == event.occurred_at
    assert await history(env, device) == [
        (ada.id, None, event.owned_since),
        (bob.id, event.owned_since, None),
    ]


async def test_a_freed_device_does_not_count_as_new(env: DevicesEnv):
    ada, bob = await env.person(), await env.person()
    device = await env.create(owner_id=str(ada.id))

    freed = await env.request("DELETE", f"/{device['id']}/owner")
    again = await env.request("DELETE", f"/{device['id']}/owner")
    await env.assign(device, bob)

    assert [freed.status_code, again.status_code] == [204, 204]
    _, without, with_bob = await env.hear(3)
    assert isinstance(without, DeviceChanged)
    assert isinstance(with_bob, DeviceChanged)
    assert (without.owner_id, without.owned_since) == (None, None)
    assert with_bob.owned_since == with_bob.occurred_at


async def test_an_explicit_since_takes_precedence(env: DevicesEnv):
    ada, bob = await env.person(), await env.person()
    device = await env.create()

    await env.assign(device, ada, MARCH)
    await env.assign(device, bob, MARCH + timedelta(days=10))

    _, first, second = await env.hear(3)
    assert isinstance(first, DeviceChanged)
    assert isinstance(second, DeviceChanged)
    assert (first.owned_since, second.owned_since) == (MARCH, MARCH + timedelta(days=10))
    assert await history(env, device) == [
        (ada.id, MARCH, MARCH + timedelta(days=10)),
        (bob.id, MARCH + timedelta(days=10), None),
    ]


async def test_assigning_the_same_owner_again_changes_nothing(env: DevicesEnv):
    ada = await env.person()
    device = await env.create()
    first = await env.assign(device, ada, MARCH)

    again = await env.assign(device, ada)
    same_since = await env.assign(device, ada, MARCH)

    assert first.json() == again.json() == same_since.json()
    await env.request("PATCH", f"/{device['id']}", {"name": "Boiler"})
    assert [event.version for event in await env.hear(3)] == [1, 2, 3]


async def test_the_start_of_ownership_can_be_corrected(env: DevicesEnv):
    ada = await env.person()
    device = await env.create()
    await env.assign(device, ada, MARCH)

    earlier = MARCH - timedelta(days=5)
    answer = await env.assign(device, ada, earlier)

    assert answer.json()["version"] == 3
    assert await history(env, device) == [(ada.id, earlier, None)]


async def test_an_unknown_user_cannot_own(env: DevicesEnv):
    device = await env.create()
    deleted = await env.person()
    await env.delete_user(deleted)

    unknown = await env.assign(device, env.stranger())
    created = await env.request("POST", body={"name": "Oven", "owner_id": str(env.stranger().id)})

    async def refused() -> bool:
        return (await env.assign(device, deleted)).status_code == 422

    assert unknown.status_code == created.status_code == 422
    assert unknown.json()["code"] == created.json()["code"] == "owner_unknown"
    await eventually(refused)


@pytest.mark.usefixtures("long_patience")
async def test_an_assignment_waits_for_the_event_of_a_new_user(env: DevicesEnv):
    device = await env.create()
    newcomer = env.stranger()

    assigning = asyncio.create_task(env.assign(device, newcomer))
    await env.register(newcomer)

    assert (await assigning).status_code == 200


@pytest.mark.parametrize(
    ("since", "code"),
    [
        ("2025-03-01T00:00:00", "invalid_request"),
        ("0001-01-01T00:00:00+14:00", "invalid_request"),
        ("9999-12-31T23:59:59-14:00", "invalid_request"),
        ("2100-01-01T00:00:00Z", "ownership_in_future"),
        ("yesterday", "invalid_request"),
    ],
)
async def test_an_invalid_start_of_ownership_is_rejected(env: DevicesEnv, since: str, code: str):
    ada = await env.person()
    device = await env.create()
    answer = await env.request(
        "PUT", f"/{device['id']}/owner", {"user_id": str(ada.id), "since": since}
    )
    assert answer.status_code == 422
    assert answer.json()["code"] == code


async def test_deleting_a_user_frees_their_devices_and_publishes_events(env: DevicesEnv):
    ada, bob = await env.person(), await env.person()
    for owner in (ada, ada, bob):
        await env.create(owner_id=str(owner.id))
    await env.hear(3)

    await env.delete_user(ada)

    freed = await env.hear(2)
    for event in freed:
        assert isinstance(event, DeviceChanged)
        assert (event.version, event.owner_id) == (2, None)
    listed = await env.request("GET", "?unassigned=true")
    assert listed.json()["total"] == 2


async def test_an_assignment_during_a_deletion_leaves_no_device_with_a_deleted_user(
    env: DevicesEnv,
):
    ada = await env.person()
    devices = [await env.create() for _ in range(5)]

    await asyncio.gather(env.delete_user(ada), *(env.assign(device, ada) for device in devices))

    async def all_free() -> bool:
        owned = await env.request("GET", f"?owner_id={ada.id}")
        dead = await env.request("GET", by=ada)
        return dead.status_code == 401 and owned.json()["total"] == 0

    await eventually(all_free)


async def test_no_concurrent_edit_is_lost(env: DevicesEnv):
    device = await env.create()
    ada = await env.person()

    answers = await asyncio.gather(
        env.request("PATCH", f"/{device['id']}", {"name": "Boiler"}),
        env.request("PATCH", f"/{device['id']}", {"max_consumption": 3}),
        env.request("PATCH", f"/{device['id']}", {"time_zone": "Asia/Kolkata"}),
        env.assign(device, ada),
    )

    assert sorted(answer.json()["version"] for answer in answers) == [2, 3, 4, 5]
    after = (await env.request("GET", f"/{device['id']}")).json()
    assert (after["name"], after["max_consumption"]) == ("Boiler", 3)
    assert (after["time_zone"], after["owner_id"]) == ("Asia/Kolkata", str(ada.id))
    assert [event.version for event in await env.hear(5)] == [1, 2, 3, 4, 5]
