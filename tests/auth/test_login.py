from uuid import UUID

import pytest
from pwdlib import PasswordHash

from kilowatch.contracts.roles import Role
from kilowatch.kit.errors import Unauthenticated
from kilowatch.kit.tokens import TokenVerifier
from kilowatch.local.calls import local_client
from tests.harness.serving import eventually
from tests.users.env import (
    Platform,
    UsersEnv,
    execute,
    fetch_value,
    together,
)


async def test_every_service_verifies_the_access_token(platform: Platform):
    await platform.administrator()
    answer = (await platform.login("admin")).json()

    claims = await TokenVerifier(platform.env.jwks_url).verify(answer["access_token"])

    assert claims.user_id == UUID(answer["user"]["id"])
    assert claims.role is Role.ADMIN
    assert claims.account_version == 1
    assert (answer["token_type"], answer["expires_in_s"]) == ("Bearer", 900)


async def test_a_tampered_token_is_rejected(platform: Platform):
    token = await platform.administrator()
    head, claims, signature = token.split(".")
    middle = "A" if claims[20] != "A" else "B"
    forged = f"{head}.{claims[:20]}{middle}{claims[21:]}.{signature}"
    with pytest.raises(Unauthenticated):
        await TokenVerifier(platform.env.jwks_url).verify(forged)


async def test_the_key_set_contains_only_public_parts(platform: Platform):
    answer = await platform.client.get(platform.env.jwks_url)
    (key,) = answer.json()["keys"]
    assert key["crv"] == "Ed25519"
    assert "d" not in key
    assert "max-age" in answer.headers["cache-control"]


async def test_processes_that_start_together_sign_with_one_key(env: UsersEnv):
    from tests.harness.serving import serving

    async with (
        serving(env.auth_app()) as one,
        serving(env.auth_app()) as other,
        local_client(30) as client,
    ):
        keys = [(await client.get(f"{url}/api/auth/jwks")).json() for url in (one, other)]
    assert keys[0] == keys[1]
    assert await fetch_value(env.auth_database, "SELECT count(*) FROM signing_key") == 1


async def test_a_wrong_password_and_a_wrong_username_have_the_same_response(platform: Platform):
    await platform.administrator()
    wrong_password = await platform.login("admin", "not the password")
    wrong_username = await platform.login("nobody", "not the password")
    assert wrong_password.status_code == wrong_username.status_code == 401
    assert wrong_password.json() == wrong_username.json()
    assert wrong_password.json()["code"] == "bad_credentials"


async def test_unknown_usernames_cost_the_same_work(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
):
    """Includes a password with another form, which is tried as well."""
    await platform.administrator()
    verified: list[str] = []
    verify_and_update = PasswordHash.verify_and_update

    def spy(self: PasswordHash, password: bytes, hash: str) -> tuple[bool, str | None]:  # noqa: A002
        verified.append(hash)
        return verify_and_update(self, password, hash)

    monkeypatch.setattr(PasswordHash, "verify_and_update", spy)
    counts: list[int] = []
    for guess in ("not the password", "Stra\u0308nge password"):
        for username in ("admin", "nobody"):
            verified.clear()
            await platform.login(username, guess)
            counts.append(len(verified))
    assert counts == [1, 1, 2, 2]


async def test_ten_wrong_passwords_lock_until_the_lock_expires(platform: Platform):
    await platform.administrator()
    for _ in range(10):
        assert (await platform.login("Admin", "not the password")).status_code == 401

    locked = await platform.login("admin")
    await execute(platform.env.auth_database, "UPDATE login_attempts SET locked_until = now()")
    after = await platform.login("admin")

    assert locked.status_code == 401
    assert locked.json()["code"] == "bad_credentials"
    assert after.status_code == 200
    count = "SELECT count(*) FROM login_attempts"
    assert await fetch_value(platform.env.auth_database, count) == 0


async def test_nine_wrong_passwords_do_not_lock(platform: Platform):
    await platform.administrator()
    await together(*(platform.login("admin", "not the password") for _ in range(9)))
    assert (await platform.login("admin")).status_code == 200


async def test_a_suspended_user_cannot_log_in_or_refresh(platform: Platform):
    admin = await platform.administrator()
    ada = await platform.add_user(admin, "ada")
    session = (await platform.login("ada")).json()

    path = f"/api/users/{ada['id']}"
    await platform.users_request("PATCH", path, admin, {"status": "suspended"})

    async def is_out() -> bool:
        return (await platform.login("ada")).status_code == 401

    await eventually(is_out)
    assert (await platform.refresh(session["refresh_token"])).status_code == 401
    of_ada = f"SELECT count(*) FROM session WHERE user_id = '{ada['id']}'"
    assert await fetch_value(platform.env.auth_database, of_ada) == 0
    await platform.users_request("PATCH", path, admin, {"status": "active"})

    async def is_in() -> bool:
        return (await platform.login("ada")).status_code == 200

    await eventually(is_in)


async def test_a_deleted_user_leaves_no_credential_and_no_session(platform: Platform):
    admin = await platform.administrator()
    ada = await platform.add_user(admin, "ada")
    await platform.login("ada")

    await platform.users_request("DELETE", f"/api/users/{ada['id']}", admin)

    async def is_gone() -> bool:
        rows = "SELECT count(*) FROM {} WHERE user_id = '" + ada["id"] + "'"
        counts = [
            await fetch_value(platform.env.auth_database, rows.format(table))
            for table in ("credential", "session")
        ]
        return counts == [0, 0]

    await eventually(is_gone)
    assert (await platform.login("ada")).status_code == 401


async def test_a_new_role_is_in_the_next_token(platform: Platform):
    admin = await platform.administrator()
    ada = await platform.add_user(admin, "ada")
    refresh_token = (await platform.login("ada")).json()["refresh_token"]
    await platform.users_request("PATCH", f"/api/users/{ada['id']}", admin, {"role": "ADMIN"})

    async def promoted() -> bool:
        nonlocal refresh_token
        answer = (await platform.refresh(refresh_token)).json()
        refresh_token = answer["refresh_token"]
        return answer["user"]["role"] == "ADMIN"

    await eventually(promoted)


async def test_many_concurrent_logins_are_all_answered(platform: Platform):
    await platform.administrator()
    answers = await together(*(platform.login("admin") for _ in range(12)))
    assert {answer.status_code for answer in answers} == {200}
