"""Imports of clients: into devices that they manage, and how many."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from kilowatch.contracts.devices import DeviceChanged, DeviceDeleted, DevicePerson
from kilowatch.contracts.ids import DeviceId, UserId
from kilowatch.contracts.roles import Role
from kilowatch.kit.accounts import Caller
from kilowatch.kit.errors import KilowatchError
from kilowatch.monitoring.channel_copy import apply_deletion, apply_device
from kilowatch.monitoring.imports.access import ImportAccess, ImportQuota, TooManyImports
from kilowatch.monitoring.people_copy import apply_people
from tests.harness.serving import eventually
from tests.monitoring.db import NEWS_WINDOW, MonitoringDb
from tests.monitoring.env import MonitoringEnv, Person

FILE = b"start,kWh\n2025-06-02T00:00,1\n2025-06-02T01:00,2\n"


async def apply(
    db: MonitoringDb,
    device_id: UUID,
    version: int,
    owner: Person | None,
    role: str | None = "owner",
    manager: Person | None = None,
) -> None:
    """Apply a device's state as its event would."""
    now = datetime.now(UTC)
    manager = manager or owner
    people: list[Any] = []
    if manager is not None and role is not None:
        people = [DevicePerson(user_id=UserId(manager.id), role=role, since=None)]  # pyright: ignore[reportArgumentType]
    event = DeviceChanged(
        occurred_at=now,
        device_id=DeviceId(device_id),
        version=version,
        name="Home",
        owner_id=UserId(owner.id) if owner is not None else None,
        owned_since=None if version == 1 else now,
        limit_uwh_per_hour=None,
        reporting_interval_s=None,
        time_zone="UTC",
        people=people,
    )
    async with db.pool.acquire() as connection, connection.transaction():
        await apply_device(connection, event, now, now - NEWS_WINDOW)
        await apply_people(connection, event)


def caller_of(person: Person) -> Caller:
    return Caller(UserId(person.id), Role.CLIENT, uuid4())


async def send(env: MonitoringEnv, by: Person, device_id: UUID, suffix: str = "") -> httpx.Response:
    return await env.client.post(
        f"/api/monitoring/devices/{device_id}/imports{suffix}", content=FILE, headers=by.headers
    )


async def get(env: MonitoringEnv, by: Person, path: str) -> httpx.Response:
    return await env.client.get(f"/api/monitoring{path}", headers=by.headers)


async def imported(env: MonitoringEnv, by: Person, device_id: UUID) -> int:
    """Import the file; return the import's number once it is done."""
    answer = await send(env, by, device_id)
    assert answer.status_code == 202, answer.text
    number = answer.json()["id"]

    async def done() -> bool:
        return (await get(env, by, f"/imports/{number}")).json()["state"] == "done"

    await eventually(done)
    return number


async def test_a_manager_previews_imports_and_undoes_a_file(env: MonitoringEnv) -> None:
    ada, device = await env.person(), uuid4()
    await apply(env.db, device, 1, ada)

    preview = await send(env, ada, device, "/preview")
    number = await imported(env, ada, device)
    listed = (await get(env, ada, "/imports")).json()
    undo = f"/api/monitoring/imports/{number}/undo"
    undone = await env.client.post(undo, headers=ada.headers)

    assert preview.json()["total_kwh"] == 3
    assert [each["id"] for each in listed["items"]] == [number]
    assert undone.status_code == 202


async def test_others_can_neither_import_nor_see_imports_nor_learn_of_them(
    env: MonitoringEnv,
) -> None:
    ada, eve, viewer = [await env.person() for _ in range(3)]
    device, others = uuid4(), uuid4()
    await apply(env.db, device, 1, ada)
    await apply(env.db, others, 1, ada, "viewer", viewer)
    number = await imported(env, ada, device)

    answers = [
        *[
            await send(env, each, device, suffix)
            for each in (eve, viewer)
            for suffix in ("", "/preview")
        ],
        await send(env, viewer, others),
        await send(env, eve, uuid4()),
        await get(env, eve, "/imports"),
        await get(env, eve, f"/imports?device_id={device}"),
        await get(env, eve, f"/imports?device_id={uuid4()}"),
        await get(env, ada, f"/imports?device_id={uuid4()}"),
        await get(env, eve, f"/imports/{number}"),
        await get(env, eve, "/imports/987654321"),
        await env.client.post(f"/api/monitoring/imports/{number}/undo", headers=eve.headers),
    ]

    assert {(each.status_code, each.text) for each in answers} == {(403, answers[0].text)}


async def test_a_clients_file_fills_channels_of_one_device_only(env: MonitoringEnv) -> None:
    ada, eve = await env.person(), await env.person()
    device, other, foreign = uuid4(), uuid4(), uuid4()
    await apply(env.db, device, 1, ada)
    await apply(env.db, other, 1, ada)
    await apply(env.db, foreign, 1, eve)
    answers: list[httpx.Response] = []
    for suffix in ("", "/preview"):
        for target in (other, foreign, uuid4()):
            part = {"device_id": str(target), "channel": "import"}
            answers.append(
                await env.client.post(
                    f"/api/monitoring/devices/{device}/imports{suffix}",
                    content=FILE,
                    params={"series": json.dumps(part)},
                    headers=ada.headers,
                )
            )

    assert {(each.status_code, each.text) for each in answers} == {(403, answers[0].text)}
    assert await env.db.rows("SELECT 1 FROM import_job") == []


async def test_a_member_imports_too_and_sees_only_their_own_imports(env: MonitoringEnv) -> None:
    ada, bob, device = await env.person(), await env.person(), uuid4()
    await apply(env.db, device, 1, ada, "member", bob)
    number = await imported(env, bob, device)
    by_admin = await imported(env, await env.admin(), device)
    listed = (await get(env, bob, "/imports")).json()

    assert [each["id"] for each in listed["items"]] == [number]
    assert (await get(env, bob, f"/imports/{by_admin}")).status_code == 403


async def test_hours_of_another_owner_are_never_changed_by_a_file(env: MonitoringEnv) -> None:
    ada, bob, device = await env.person(), await env.person(), uuid4()
    await apply(env.db, device, 1, ada)
    number = await imported(env, ada, device)
    await apply(env.db, device, 2, bob)
    by_bob = await send(env, bob, device)
    former = await get(env, ada, f"/imports/{number}")

    assert (by_bob.status_code, by_bob.json()["code"]) == (409, "hours_of_others")
    assert former.status_code == 403


@pytest.mark.parametrize("how", ["freed", "deleted", "demoted"])
async def test_who_no_longer_manages_a_device_cant_import(env: MonitoringEnv, how: str) -> None:
    ada, device = await env.person(), uuid4()
    await apply(env.db, device, 1, ada)
    if how == "deleted":
        async with env.db.pool.acquire() as connection, connection.transaction():
            await apply_deletion(connection, DeviceDeleted(device_id=DeviceId(device), version=2))
    else:
        await apply(env.db, device, 2, ada if how == "demoted" else None, None)

    assert (await send(env, ada, device)).status_code == 403


async def test_an_older_state_doesnt_bring_a_manager_back(env: MonitoringEnv) -> None:
    ada, bob, device = await env.person(), await env.person(), uuid4()
    await apply(env.db, device, 3, bob)
    await apply(env.db, device, 2, ada)
    rows = await env.db.rows("SELECT user_id FROM device_person")

    assert [row["user_id"] for row in rows] == [bob.id]


async def test_a_client_imports_a_limited_number_of_files_a_day(env: MonitoringEnv) -> None:
    ada, bob, device = await env.person(), await env.person(), uuid4()
    await apply(env.db, device, 1, ada)
    await imported(env, ada, device)
    access = ImportAccess(env.db.pool, ImportQuota(per_day=1, files_per_hour=2))

    with pytest.raises(TooManyImports):
        await access.require_quota(caller_of(ada))
    await access.require_quota(caller_of(bob))
    await env.db.pool.execute("UPDATE correction SET made_at = made_at - interval '1 day'")
    await access.require_quota(caller_of(ada))

    for _ in range(2):
        await access.require_device(caller_of(ada), device)
    with pytest.raises(KilowatchError, match="too often"):
        await access.require_device(caller_of(ada), device)
