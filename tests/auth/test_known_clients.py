"""Programs without cookies are recognized by a token, and strangers can't lock them out."""

from typing import Any

import httpx

from kilowatch.auth.lockout import BROWSERS_KNOWN_AT_ONCE
from tests.auth.test_lockout import GUESS, guess
from tests.auth.test_passwords import issue, reset
from tests.users.env import PASSWORD, Platform, fetch_value

KNOWN = "SELECT count(*) FROM known_browser"


async def log_in(platform: Platform, password: str = PASSWORD, **more: Any) -> httpx.Response:
    body = {"username": "admin", "password": password, "refresh_in": "body", **more}
    return await platform.auth_request("POST", "/login", json=body)


async def test_a_known_program_logs_in_while_strangers_lock_the_name(platform: Platform):
    await platform.administrator()
    token = (await log_in(platform, remember_client=True)).json()["client_token"]

    await guess(platform, "admin", 12)
    with_token = await log_in(platform, client_token=token)

    assert with_token.status_code == 200
    assert with_token.json()["client_token"] == token, "it stays the same"
    assert (await log_in(platform)).status_code == 401
    assert (await log_in(platform, client_token="x" * 43)).status_code == 401


async def test_failed_logins_of_a_known_program_are_limited(platform: Platform):
    await platform.administrator()
    token = (await log_in(platform, remember_client=True)).json()["client_token"]
    for _ in range(10):
        assert (await log_in(platform, GUESS, client_token=token)).status_code == 401
    assert (await log_in(platform, client_token=token)).status_code == 401
    assert (await log_in(platform)).status_code == 200


async def test_clients_are_only_remembered_on_request(platform: Platform):
    await platform.administrator()
    before = await fetch_value(platform.env.auth_database, KNOWN)
    answer = await log_in(platform)
    refused = await log_in(platform, GUESS, remember_client=True)
    assert "client_token" not in answer.json()
    assert "client_token" not in refused.json()
    assert await fetch_value(platform.env.auth_database, KNOWN) == before


async def test_a_reset_forgets_every_known_program(platform: Platform):
    admin = await platform.administrator()
    token = (await log_in(platform, remember_client=True)).json()["client_token"]
    user_id = (await platform.users_request("GET", "/api/users/me", admin)).json()["id"]
    link = await issue(platform, admin, user_id)
    await reset(platform, link["token"], PASSWORD)
    await guess(platform, "admin", 11)
    assert (await log_in(platform, client_token=token)).status_code == 401


async def test_the_most_recent_known_clients_are_kept(platform: Platform):
    await platform.administrator()
    first = (await log_in(platform, remember_client=True)).json()["client_token"]
    await fetch_value(
        platform.env.auth_database,
        """INSERT INTO known_browser (token_hash, user_id, last_used_at)
           SELECT sha256(n::text::bytea), user_id, now() + interval '1 minute'
           FROM known_browser, generate_series(1, $1::int) n""",
        BROWSERS_KNOWN_AT_ONCE - 1,
    )
    await fetch_value(platform.env.auth_database, "UPDATE known_browser SET last_used_at = now()")
    latest = (await log_in(platform, remember_client=True)).json()["client_token"]
    assert first != latest
    known = await fetch_value(platform.env.auth_database, KNOWN)
    assert known == BROWSERS_KNOWN_AT_ONCE
    await guess(platform, "admin", 11)
    assert (await log_in(platform, client_token=latest)).status_code == 200
