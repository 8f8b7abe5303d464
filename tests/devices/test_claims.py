"""Clients claim devices by codes: once, and nobody learns from a code that isn't valid."""

import asyncio
import csv
import io
import re
from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pytest

from kilowatch.contracts.devices import DeviceChanged, DevicePerson
from kilowatch.devices.claims.domain import ALPHABET, code_hash, new_code
from tests.conftest import MakeDatabase
from tests.devices.env import DevicesEnv, Person, run_devices
from tests.harness.servers import Broker
from tests.harness.tokens import TokenIssuer

CODE = re.compile("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}")


@pytest.fixture
async def env(
    make_database: MakeDatabase, broker: Broker, issuer: TokenIssuer
) -> AsyncGenerator[DevicesEnv]:
    """`devices`, with room for the attempts of a test."""
    async with run_devices(
        await make_database("devices"), broker.amqp_url, issuer, claims_per_hour=20
    ) as running:
        yield running


async def issue(env: DevicesEnv, *device_ids: str, **more: Any) -> list[dict[str, Any]]:
    body = {"device_ids": list(device_ids), **more}
    answer = await env.request("POST", "/claim-codes", body)
    assert answer.status_code == 201, answer.text
    return answer.json()["items"]


async def claim(env: DevicesEnv, code: str, by: Person) -> httpx.Response:
    return await env.request("POST", "/claims", {"code": code}, by=by)


async def coded(env: DevicesEnv) -> tuple[str, str]:
    """Return the path of a device without an owner, and its code."""
    device = await env.create()
    [issued] = await issue(env, device["id"])
    return f"/{device['id']}", issued["code"]


async def execute(env: DevicesEnv, statement: str) -> list[Any]:
    connection = await asyncpg.connect(env.database_url)
    try:
        return await connection.fetch(statement)
    finally:
        await connection.close()


async def test_a_client_claims_a_device_and_manages_it(env: DevicesEnv) -> None:
    ada = await env.person()
    path, code = await coded(env)
    claimed = await claim(env, code, ada)
    renamed = await env.request("PATCH", path, {"name": "Home"}, by=ada)
    _, event, _ = await env.hear(3)

    assert CODE.fullmatch(code)
    assert claimed.status_code == 201, claimed.text
    device = claimed.json()
    assert (device["owner_id"], device["owned_since"]) == (str(ada.id), None)
    assert device["managed_by_owner"] is True
    assert renamed.status_code == 200
    assert isinstance(event, DeviceChanged)
    assert event.people == [DevicePerson(user_id=ada.id, role="owner", since=None)]
    assert (await env.request("GET", "/claim-codes")).json()["total"] == 0


async def test_a_device_with_a_former_owner_is_owned_from_the_claim_on(env: DevicesEnv) -> None:
    ada, eve = await env.person(), await env.person()
    device = await env.create(owner_id=str(ada.id))
    await env.request("DELETE", f"/{device['id']}/owner")
    [issued] = await issue(env, device["id"])
    before = datetime.now(UTC)
    claimed = (await claim(env, issued["code"], eve)).json()

    assert before <= datetime.fromisoformat(claimed["owned_since"]) <= datetime.now(UTC)
    assert (await env.request("GET", f"/{device['id']}", by=ada)).status_code == 404


@pytest.mark.parametrize(
    "typed",
    [
        lambda code: code.lower(),
        lambda code: code.replace("-", ""),
        lambda code: "  " + code.replace("-", " \u2013 ") + "\n",
        lambda code: code.replace("0", "O").replace("1", "l"),
        lambda code: code.replace("0", "o").replace("1", "i"),
    ],
)
def test_case_separators_and_look_alikes_dont_matter(typed: Any) -> None:
    code = "10AB-C1D0-XY9Z-0001"

    assert code_hash(typed(code)) == code_hash(code) is not None


@pytest.mark.parametrize(
    "typed", ["", "-", "10AB-C1D0-XY9Z-000", "10AB-C1D0-XY9Z-00011", "UUUU" * 4, "ß" * 16, "\0" * 9]
)
def test_what_cant_be_a_code_has_no_hash(typed: str) -> None:
    assert code_hash(typed) is None


def test_codes_have_80_random_bits_of_letters_that_dont_look_alike() -> None:
    drawn = {new_code() for _ in range(500)}

    assert len(drawn) == 500
    assert len(ALPHABET) ** 16 >= 2**80
    assert not set("ILOU") & set(ALPHABET)
    assert set("".join(drawn)) == {*ALPHABET, "-"}


async def test_every_code_that_isnt_valid_gets_the_same_answer(env: DevicesEnv) -> None:
    ada, eve = await env.person(), await env.person()
    (_, used), (revoked_path, revoked), (deleted_path, deleted) = [
        await coded(env) for _ in range(3)
    ]
    await claim(env, used, ada)
    await env.request("DELETE", f"{revoked_path}/claim-code")
    await env.request("DELETE", deleted_path)
    replaced_path, replaced = await coded(env)
    await issue(env, replaced_path[1:])
    owned_path, owned = await coded(env)
    await env.assign({"id": owned_path[1:]}, ada)
    freed_path, freed = await coded(env)
    await env.assign({"id": freed_path[1:]}, ada)
    await env.request("DELETE", f"{freed_path}/owner")
    expired_path, expired = await coded(env)
    await execute(
        env,
        f"UPDATE claim_code SET expires_at = now() WHERE device_id = '{expired_path[1:]}'",
    )
    answers = [
        await claim(env, each, eve)
        for each in (used, revoked, deleted, replaced, owned, freed, expired, new_code(), "x", "")
    ]

    assert {(each.status_code, each.text) for each in answers} == {(422, answers[0].text)}
    assert answers[0].json()["code"] == "claim_code_invalid"
    assert (await env.request("GET", by=eve)).json()["total"] == 0


async def test_a_refusal_takes_its_time(env: DevicesEnv) -> None:
    ada = await env.person()
    _, code = await coded(env)
    await claim(env, code, ada)
    took = [(await claim(env, each, ada)).elapsed for each in (code, new_code(), "x")]

    assert min(took) >= timedelta(seconds=0.3)


async def test_of_concurrent_claims_one_gets_the_device(env: DevicesEnv) -> None:
    people = [await env.person() for _ in range(6)]
    path, code = await coded(env)
    answers = await asyncio.gather(*(claim(env, code, each) for each in people))
    owner = (await env.request("GET", path)).json()["owner_id"]

    assert sorted(each.status_code for each in answers) == [201] + [422] * 5
    assert [each.json()["owner_id"] for each in answers if each.status_code == 201] == [owner]


async def test_attempts_are_limited_per_user_also_for_a_valid_code(env: DevicesEnv) -> None:
    ada, eve = await env.person(), await env.person()
    _, code = await coded(env)
    tried = await asyncio.gather(*(claim(env, new_code(), ada) for _ in range(20)))
    beyond = await claim(env, code, ada)
    other = await claim(env, code, eve)

    assert {each.status_code for each in tried} == {422}
    assert (beyond.status_code, beyond.json()["code"]) == (429, "too_many_requests")
    assert int(beyond.headers["Retry-After"]) > 60
    assert other.status_code == 201


async def test_codes_are_issued_at_once_as_a_list_or_a_file(env: DevicesEnv) -> None:
    ada = await env.person()
    devices = [(await env.create(name=f"=Meter {each}"))["id"] for each in range(3)]
    listed = await issue(env, *devices, devices[0], valid_days=7)
    answer = await env.request("POST", "/claim-codes?format=csv", {"device_ids": devices})
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    stale = await claim(env, listed[0]["code"], ada)
    claimed = await claim(env, rows[1]["code"], ada)

    assert [each["device_id"] for each in listed] == devices
    assert datetime.fromisoformat(listed[0]["expires_at"]) < datetime.now(UTC) + timedelta(days=8)
    assert answer.status_code == 201
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert [each["device_id"] for each in rows] == devices
    assert rows[0]["device_name"] == "'=Meter 0"
    assert stale.status_code == 422
    assert claimed.json()["id"] == devices[1]


async def test_one_device_without_a_code_means_none_for_the_others(env: DevicesEnv) -> None:
    ada = await env.person()
    free = await env.create()
    owned = await env.create(name="Taken", owner_id=str(ada.id))
    answers = [
        await env.request("POST", "/claim-codes", {"device_ids": [free["id"], each]})
        for each in (owned["id"], str(uuid4()))
    ]

    assert [each.status_code for each in answers] == [409, 404]
    assert answers[0].json()["code"] == "device_owned"
    assert "Taken" in answers[0].json()["detail"]
    assert (await env.request("GET", "/claim-codes")).json()["total"] == 0


async def test_neither_the_list_nor_the_database_holds_a_code(env: DevicesEnv) -> None:
    path, code = await coded(env)
    listed = await env.request("GET", "/claim-codes")
    stored = str(await execute(env, "SELECT c::text FROM claim_code c"))
    events = str(await execute(env, "SELECT o::text FROM outbox o"))

    assert [each["device_id"] for each in listed.json()["items"]] == [path[1:]]
    for kept in (listed.text, stored, events):
        assert code not in kept
        assert code.replace("-", "") not in kept


async def test_a_claimed_device_is_given_back_and_claimed_by_a_new_code(env: DevicesEnv) -> None:
    ada, eve = await env.person(), await env.person()
    path, code = await coded(env)
    await claim(env, code, ada)
    deleted = await env.request("DELETE", path, by=ada)
    given = await env.request("DELETE", f"{path}/owner", by=ada)
    again = await claim(env, code, eve)
    [issued] = await issue(env, path[1:])
    fresh = await claim(env, issued["code"], eve)

    assert (deleted.status_code, deleted.json()["code"]) == (409, "device_not_deletable")
    assert given.status_code == 204
    assert again.status_code == 422
    assert fresh.json()["owner_id"] == str(eve.id)
    assert (await env.request("PATCH", path, {"name": "X"}, by=ada)).status_code == 403
