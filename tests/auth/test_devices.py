"""Credentials of devices: who gets one, who may see it, and when it ends."""

from collections.abc import AsyncGenerator
from uuid import UUID, uuid4

import asyncpg
import httpx
import pytest

from kilowatch.contracts.device_access import PROVISIONING_PURPOSE
from kilowatch.contracts.roles import Role
from kilowatch.kit.derived import derived_token
from tests.conftest import MakeDatabase
from tests.harness.devices import INTERNAL_TOKEN, Access, serving_access
from tests.harness.servers import Broker
from tests.harness.serving import eventually
from tests.harness.tokens import TokenIssuer, add_account


@pytest.fixture
async def access(
    make_database: MakeDatabase, broker: Broker, issuer: TokenIssuer
) -> AsyncGenerator[Access]:
    """A running `auth`."""
    async with serving_access(broker, issuer, await make_database("auth")) as access:
        yield access


async def check(access: Access, device: UUID, secret: str) -> int:
    """Return the response to another service that checks a device's secret."""
    answer = await access.client.post(
        f"/internal/devices/{device}/check",
        json={"secret": secret},
        headers={"Authorization": f"Bearer {INTERNAL_TOKEN}"},
    )
    return answer.status_code


async def test_a_new_credential_is_shown_once(access: Access) -> None:
    device = uuid4()
    await access.register(device)

    issued = await access.ask("POST", device)
    seen = await access.ask("GET", device)

    assert issued.status_code == 201
    assert issued.json()["username"] == str(device)
    assert len(issued.json()["secret"]) == 43
    assert issued.headers["Cache-Control"] == "no-store"
    assert seen.json()["exists"] is True
    assert seen.json()["issued_at"] == issued.json()["issued_at"]
    assert seen.json()["issued_by"] == str(access.admin)
    assert seen.json()["last_used_at"] is None
    assert "secret" not in seen.json()
    assert await check(access, device, issued.json()["secret"]) == 204
    assert (await access.ask("GET", device)).json()["last_used_at"] is not None


async def test_the_use_of_a_credential_is_recorded_again_after_a_minute(access: Access) -> None:
    device, secret = await access.new_device()
    connection = await asyncpg.connect(access.database_url)

    async def is_recorded(*, after_s: int) -> bool:
        before = await connection.fetchval(
            """UPDATE device_credential SET last_used_at = now() - make_interval(secs => $1)
               RETURNING last_used_at""",
            after_s,
        )
        assert await check(access, device, secret) == 204
        after = await connection.fetchval("SELECT last_used_at FROM device_credential")
        return bool(after != before)

    assert await is_recorded(after_s=61)
    assert not await is_recorded(after_s=30)
    await connection.close()


async def test_only_a_hash_of_the_secret_is_stored(access: Access) -> None:
    _, secret = await access.new_device()

    connection = await asyncpg.connect(access.database_url)
    stored = await connection.fetch("SELECT * FROM device_credential")
    await connection.close()

    assert len(stored) == 1
    assert len(stored[0]["secret_hash"]) == 32
    assert secret not in str(stored[0])


async def test_rotating_a_credential_invalidates_the_old_secret(access: Access) -> None:
    device, old = await access.new_device()

    new = await access.issue(device)

    assert new != old
    assert await check(access, device, old) == 404
    assert await check(access, device, new) == 204


async def test_a_revoked_device_is_denied_and_revoking_again_changes_nothing(
    access: Access,
) -> None:
    device, secret = await access.new_device()

    answers = [await access.ask("DELETE", device) for _ in range(2)]

    assert [each.status_code for each in answers] == [204, 204]
    assert await check(access, device, secret) == 404
    assert (await access.ask("GET", device)).json()["exists"] is False


async def test_a_deleted_device_loses_its_credential_and_cannot_get_another(access: Access) -> None:
    device, secret = await access.new_device()

    await access.delete(device)

    async def out() -> bool:
        return await check(access, device, secret) == 404

    await eventually(out)
    await access.register(device, version=2)
    other, _ = await access.new_device()
    assert (await access.ask("GET", other)).status_code == 200
    answer = await access.ask("POST", device)
    assert answer.status_code == 404
    assert answer.json()["code"] == "device_not_found"


async def test_only_administrators_learn_whether_a_device_exists(access: Access) -> None:
    device, _ = await access.new_device()
    client = uuid4()
    await add_account(access.database_url, client, Role.CLIENT)

    for method in ("POST", "GET", "DELETE"):
        for each in (device, uuid4()):
            refused = await access.ask(method, each, Role.CLIENT, client)
            assert refused.status_code == 403
        anonymous = await access.client.request(method, f"/api/auth/devices/{device}/credential")
        assert anonymous.status_code == 401


async def test_an_unknown_device_cannot_get_a_credential(access: Access) -> None:
    answers = [await access.ask(method, uuid4()) for method in ("POST", "GET", "DELETE")]

    assert [each.status_code for each in answers] == [404, 404, 404]


async def test_other_services_need_the_internal_token(access: Access) -> None:
    device, secret = await access.new_device()

    answer = await access.client.post(f"/internal/devices/{device}/check", json={"secret": secret})

    assert answer.status_code == 401


async def provision(access: Access, device: UUID, token: str) -> httpx.Response:
    return await access.client.post(
        f"/internal/provisioning/{device}", headers={"Authorization": f"Bearer {token}"}
    )


async def test_the_local_operator_provisions_a_meter_but_never_replaces_a_credential(
    access: Access,
) -> None:
    device = uuid4()
    await access.register(device)
    token = derived_token(INTERNAL_TOKEN, PROVISIONING_PURPOSE)

    first = await provision(access, device, token)
    second = await provision(access, device, token)

    assert first.status_code == 201
    assert await check(access, device, first.json()["secret"]) == 204
    assert second.status_code == 409
    assert second.json()["code"] == "device_has_credential"
    assert (await access.ask("GET", device)).json()["issued_by"] is None
    assert (await provision(access, device, "wrong")).status_code == 401
    assert (await provision(access, device, INTERNAL_TOKEN)).status_code == 401


async def test_the_owner_who_manages_a_device_issues_and_revokes_its_credential(
    access: Access,
) -> None:
    device, ada, eve = uuid4(), uuid4(), uuid4()
    for user in (ada, eve):
        await add_account(access.database_url, user, Role.CLIENT)
    await access.register(device, manager=ada)

    issued = await access.ask("POST", device, Role.CLIENT, ada)
    seen = await access.ask("GET", device, Role.CLIENT, ada)
    foreign = [await access.ask(each, device, Role.CLIENT, eve) for each in ("GET", "POST")]
    missing = await access.ask("POST", uuid4(), Role.CLIENT, eve)
    revoked = await access.ask("DELETE", device, Role.CLIENT, ada)

    assert (issued.status_code, revoked.status_code) == (201, 204)
    assert seen.json()["issued_by"] == str(ada)
    assert {(each.status_code, each.text) for each in (*foreign, missing)} == {(403, missing.text)}
    assert await check(access, device, issued.json()["secret"]) == 404


async def test_the_secret_of_a_manager_ends_with_their_ownership(access: Access) -> None:
    device, ada = uuid4(), uuid4()
    await add_account(access.database_url, ada, Role.CLIENT)
    await access.register(device, manager=ada)
    secret = (await access.ask("POST", device, Role.CLIENT, ada)).json()["secret"]
    await access.register(device, 2, manager=ada)
    before = await check(access, device, secret)
    await access.register(device, 3)

    assert (before, await check(access, device, secret)) == (204, 404)
    assert (await access.ask("POST", device, Role.CLIENT, ada)).status_code == 403


async def test_the_secret_of_an_administrator_outlasts_a_claim(access: Access) -> None:
    device, secret = await access.new_device()
    await access.register(device, 2, manager=uuid4())

    assert await check(access, device, secret) == 204
