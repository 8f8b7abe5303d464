"""Devices that clients add: by which setting, how many, and what only their owner may do."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pytest

from kilowatch.contracts.devices import DeviceChanged, DevicePerson, DeviceRegistered
from tests.conftest import MakeDatabase
from tests.devices.env import DevicesEnv, Person, run_devices
from tests.harness.servers import Broker
from tests.harness.serving import eventually
from tests.harness.tokens import TokenIssuer

ENOUGH = {"changes_per_minute": 10_000}


class Runs:
    """Starts `devices` with settings of a test's own, on one database."""

    def __init__(self, database_url: str, broker: Broker, issuer: TokenIssuer) -> None:
        self._parts = (database_url, broker.amqp_url, issuer)

    def __call__(self, **chosen: Any) -> AbstractAsyncContextManager[DevicesEnv]:
        """Return the running service."""

        @asynccontextmanager
        async def run() -> AsyncGenerator[DevicesEnv]:
            async with run_devices(*self._parts, **{**ENOUGH, **chosen}) as env:

                async def healthy() -> bool:
                    return (await env.client.get("/health")).status_code == 200

                await eventually(healthy)
                yield env

        return run()


@pytest.fixture
async def runs(make_database: MakeDatabase, broker: Broker, issuer: TokenIssuer) -> Runs:
    """Starts `devices` with settings of a test's own."""
    return Runs(await make_database("devices"), broker, issuer)


async def add(env: DevicesEnv, person: Person, **fields: Any) -> httpx.Response:
    return await env.request("POST", "/own", {"name": "Home", **fields}, by=person)


async def own_device(env: DevicesEnv, person: Person) -> dict[str, Any]:
    answer = await add(env, person)
    assert answer.status_code == 201, answer.text
    return answer.json()["device"]


async def test_a_client_adds_a_device_and_manages_it(runs: Runs) -> None:
    async with runs(own_devices="open") as env:
        ada = await env.person()
        device = await own_device(env, ada)
        path = f"/{device['id']}"
        named = await env.request("PATCH", path, {"name": "Flat", "max_consumption": 3}, by=ada)
        solar = await env.request("POST", f"{path}/channels", {"code": "export"}, by=ada)
        roof = await env.request("PATCH", f"{path}/channels/export", {"label": "Roof"}, by=ada)
        gone = await env.request("DELETE", f"{path}/channels/export", by=ada)
        deleted = await env.request("DELETE", path, by=ada)
        heard = await env.hear(6)

        assert (device["owner_id"], device["owned_since"]) == (str(ada.id), None)
        assert (device["managed_by_owner"], device["added_by"]) == (True, str(ada.id))
        assert [each.status_code for each in (named, solar, roof, gone, deleted)] == [
            200,
            201,
            200,
            204,
            204,
        ]
        assert isinstance(heard[0], DeviceRegistered)
        assert heard[0].people == [DevicePerson(user_id=ada.id, role="owner", since=None)]
        assert (await env.request("GET", path, by=ada)).status_code == 404


async def test_with_approval_a_device_exists_once_an_administrator_agrees(runs: Runs) -> None:
    async with runs() as env:
        ada = await env.person()
        asked = (await add(env, ada, max_consumption=2.5)).json()
        waiting = (await env.request("GET", "/requests")).json()
        before = (await env.request("GET", by=ada)).json()
        approval = f"/requests/{asked['request']['id']}/approval"
        device = (await env.request("POST", approval)).json()
        again = await env.request("POST", approval)

        assert asked["device"] is None
        assert [each["id"] for each in waiting["items"]] == [asked["request"]["id"]]
        assert before["total"] == 0
        assert (device["owner_id"], device["max_consumption"]) == (str(ada.id), 2.5)
        assert (await env.request("GET", f"/{device['id']}", by=ada)).json() == device
        assert device["managed_by_owner"] is True
        assert (again.status_code, again.json()["code"]) == (404, "device_request_not_found")


async def test_a_rejected_request_is_shown_until_its_client_removes_it(runs: Runs) -> None:
    async with runs() as env:
        ada, eve = await env.person(), await env.person()
        request = f"/requests/{(await add(env, ada)).json()['request']['id']}"
        await env.request("POST", f"{request}/rejection")
        approved = await env.request("POST", f"{request}/approval")
        shown = (await env.request("GET", "/own", by=ada)).json()
        foreign = await env.request("DELETE", request, by=eve)
        missing = await env.request("DELETE", f"/requests/{uuid4()}", by=eve)
        removed = await env.request("DELETE", request, by=ada)

        assert approved.status_code == 404
        assert shown["requests"][0]["rejected_at"] is not None
        assert (foreign.status_code, foreign.text) == (404, missing.text)
        assert removed.status_code == 204
        assert (await env.request("GET", "/own", by=ada)).json()["requests"] == []


async def test_nobody_adds_a_device_where_that_is_closed(runs: Runs) -> None:
    async with runs(own_devices="closed") as env:
        ada = await env.person()
        answer = await add(env, ada)

        assert (answer.status_code, answer.json()["code"]) == (403, "own_devices_closed")
        assert (await env.request("GET", "/own", by=ada)).json()["mode"] == "closed"


@pytest.mark.parametrize("mode", ["open", "approval"])
async def test_concurrent_calls_dont_exceed_the_quota(runs: Runs, mode: str) -> None:
    async with runs(own_devices=mode, per_client=3) as env:
        ada, eve = await env.person(), await env.person()
        answers = await asyncio.gather(*(add(env, ada) for _ in range(8)))
        codes = sorted(each.status_code for each in answers)

        assert codes == [201] * 3 + [409] * 5
        assert (await env.request("GET", "/own", by=ada)).json()["used"] == 3
        assert (await add(env, eve)).status_code == 201


async def test_deleting_devices_doesnt_renew_the_quota_of_a_day(runs: Runs) -> None:
    async with runs(own_devices="open", added_per_day=2) as env:
        ada = await env.person()
        for _ in range(2):
            await env.request("DELETE", f"/{(await own_device(env, ada))['id']}", by=ada)
        third = await add(env, ada)
        connection = await asyncpg.connect(env.database_url)
        await connection.execute("UPDATE device SET created_at = created_at - interval '1 day'")
        await connection.close()

        assert (third.status_code, third.json()["code"]) == (409, "too_many_devices")
        assert (await add(env, ada)).status_code == 201


async def test_a_client_who_changes_too_often_waits_and_others_dont(runs: Runs) -> None:
    async with runs(own_devices="open", changes_per_minute=2) as env:
        ada, eve = await env.person(), await env.person()
        device = await own_device(env, ada)
        path = f"/{device['id']}"
        second = await env.request("PATCH", path, {"name": "A"}, by=ada)
        third = await env.request("PATCH", path, {"name": "B"}, by=ada)
        others = [await add(env, eve), await env.request("PATCH", path, {"name": "C"})]

        assert (second.status_code, third.status_code) == (200, 429)
        assert [each.status_code for each in others] == [201, 200]


MANAGED = [
    ("PATCH", "", {"name": "Mine"}),
    ("PATCH", "", {"name": 7}),
    ("DELETE", "", None),
    ("DELETE", "/owner", None),
    ("POST", "/channels", {"code": "export"}),
    ("PATCH", "/channels/export", {"label": "Mine"}),
    ("DELETE", "/channels/export", None),
]


@pytest.mark.parametrize(("method", "path", "body"), MANAGED)
async def test_others_cant_change_a_device_or_learn_of_it(
    env: DevicesEnv, method: str, path: str, body: object
) -> None:
    ada, eve = await env.person(), await env.person()
    assigned = await env.create(owner_id=str(eve.id))
    request = (await add(env, ada)).json()["request"]["id"]
    device = (await env.request("POST", f"/requests/{request}/approval")).json()
    answers = [
        await env.request(method, f"/{each}{path}", body, by=eve)
        for each in (device["id"], assigned["id"], uuid4())
    ]

    assert {(each.status_code, each.text) for each in answers} == {(403, answers[0].text)}
    assert (await env.request("GET", f"/{device['id']}")).json() == device


async def test_an_owner_manages_only_what_they_were_given_to_manage(env: DevicesEnv) -> None:
    ada = await env.person()
    device = await env.create(owner_id=str(ada.id))
    tried = await env.request("PATCH", f"/{device['id']}", {"name": "X"}, by=ada)

    assert (device["managed_by_owner"], device["added_by"]) == (False, None)
    assert tried.status_code == 403


async def test_a_new_owner_doesnt_manage_the_device_nor_does_the_former_one(runs: Runs) -> None:
    async with runs(own_devices="open") as env:
        ada, eve = await env.person(), await env.person()
        device = await own_device(env, ada)
        await env.assign(device, eve)
        _, event = await env.hear(2)
        path = f"/{device['id']}"
        tries = [await env.request("PATCH", path, {"name": "X"}, by=each) for each in (ada, eve)]
        await env.assign(device, ada)
        back = await env.request("PATCH", path, {"name": "X"}, by=ada)

        assert isinstance(event, DeviceChanged)
        assert event.people == []
        assert [each.status_code for each in (*tries, back)] == [403] * 3


async def test_giving_a_device_back_leaves_it_to_administrators(runs: Runs) -> None:
    async with runs(own_devices="open") as env:
        ada = await env.person()
        path = f"/{(await own_device(env, ada))['id']}"
        given = await env.request("DELETE", f"{path}/owner", by=ada)

        assert given.status_code == 204
        assert (await env.request("GET", path)).json()["owner_id"] is None
        assert (await env.request("PATCH", path, {"name": "X"}, by=ada)).status_code == 403


async def test_a_client_calculates_a_channel_only_from_channels_of_the_same_device(
    runs: Runs,
) -> None:
    async with runs(own_devices="open") as env:
        ada = await env.person()
        own, other = await own_device(env, ada), await own_device(env, ada)
        foreign = await env.create()

        async def calculate(code: str, part: str) -> httpx.Response:
            terms = [{"device_id": part, "factor": 2.0}]
            body = {"code": code, "formula": [{"terms": terms}]}
            return await env.request("POST", f"/{own['id']}/channels", body, by=ada)

        of_own = await calculate("consumption", own["id"])
        of_others = [
            await calculate("production", each)
            for each in (foreign["id"], other["id"], str(uuid4()))
        ]
        deleted = await env.request("DELETE", f"/{own['id']}", by=ada)

        assert of_own.status_code == 201, of_own.text
        assert {(each.status_code, each.text) for each in of_others} == {(403, of_others[0].text)}
        assert "Home" not in deleted.text


async def test_requests_of_a_removed_user_are_deleted(env: DevicesEnv) -> None:
    ada = await env.person()
    await add(env, ada)
    await env.delete_user(ada)

    async def none_left() -> bool:
        return (await env.request("GET", "/requests")).json()["total"] == 0

    await eventually(none_left)
