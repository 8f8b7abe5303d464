"""Sessions, passwords, locks, and lost access: through the gateway, at every service."""

from typing import Any
from uuid import uuid4

import pytest

from kilowatch.auth.lockout import FAILURES_UNTIL_LOCKED
from tests.harness.serving import eventually
from tests.system.people import (
    ADMINISTRATORS_ONLY,
    OPEN_TO_ALL,
    WITHIN_S,
    Account,
    account,
    log_in,
    screen,
    statuses,
    try_login,
)
from tests.system.platform import Person, Platform

pytestmark = [pytest.mark.system, pytest.mark.timeout(300)]

SESSIONS = "/api/auth/sessions"


async def until_all_answer(
    platform: Platform, person: Person, status: int, paths: tuple[str, ...] = OPEN_TO_ALL
) -> None:
    async def all_do() -> bool:
        return await statuses(platform, person, paths) == {status}

    await eventually(all_do, within_s=WITHIN_S, every_s=0.2)


async def locked(platform: Platform, who: Account) -> list[dict[str, Any]]:
    asked = {"search": who.username}
    page = await platform.call("GET", "/api/auth/locks", platform.admin, params=asked)
    return page["items"]


async def test_an_ended_session_loses_access_everywhere_and_its_socket_closes(
    platform: Platform,
) -> None:
    who = await account(platform)
    lost, mine = await log_in(platform, who), await log_in(platform, who)
    page = await platform.call("GET", SESSIONS, mine, params={"sort": "started_at"})
    first, second = page["items"]
    assert (first["current"], second["current"], page["total"]) == (False, True, 2)

    async with screen(platform, lost) as elsewhere:
        await platform.call("DELETE", f"{SESSIONS}/{first['id']}", mine)
        assert await elsewhere.closed_with() == 4403

    await until_all_answer(platform, lost, 401)
    assert await statuses(platform, mine, OPEN_TO_ALL) == {200}
    assert (await platform.call("GET", SESSIONS, mine))["total"] == 1


async def test_a_refresh_token_works_once_and_its_reuse_ends_the_session(
    platform: Platform,
) -> None:
    who = await account(platform)
    begun = (await try_login(platform, who.username, who.password)).json()
    tokens = [begun["refresh_token"]]
    for _ in range(2):
        body = {"refresh_token": tokens[-1]}
        tokens.append(
            (await platform.call("POST", "/api/auth/refresh", json=body))["refresh_token"]
        )
    assert len(set(tokens)) == 3

    # Its successor has been used: another party has it.
    stolen = await platform.ask("POST", "/api/auth/refresh", json={"refresh_token": tokens[0]})
    newest = await platform.ask("POST", "/api/auth/refresh", json={"refresh_token": tokens[-1]})

    assert (stolen.status_code, newest.status_code) == (401, 401)
    await until_all_answer(platform, Person(who.user_id, begun["access_token"]), 401)


async def test_changing_the_password_ends_the_other_sessions(platform: Platform) -> None:
    who = await account(platform)
    other, mine = await log_in(platform, who), await log_in(platform, who)
    new = uuid4().hex
    wrong = {"old_password": "not it at all", "new_password": new}
    refused = await platform.ask("POST", "/api/auth/password", mine, json=wrong)
    assert 400 <= refused.status_code < 500

    right = {"old_password": who.password, "new_password": new}
    await platform.call("POST", "/api/auth/password", mine, json=right)

    await until_all_answer(platform, other, 401)
    assert await statuses(platform, mine, OPEN_TO_ALL) == {200}
    assert (await try_login(platform, who.username, who.password)).status_code == 401
    assert (await try_login(platform, who.username, new)).status_code == 200


async def test_a_one_time_link_sets_a_password_once(platform: Platform) -> None:
    who = await account(platform)
    before = await log_in(platform, who)
    order = f"/api/auth/users/{who.user_id}/reset"
    assert (await platform.ask("POST", order, before)).status_code == 403
    outdated = await platform.call("POST", order, platform.admin)
    link = await platform.call("POST", order, platform.admin)
    new = uuid4().hex

    async def use(token: str, password: str) -> int:
        body = {"token": token, "new_password": password}
        return (await platform.ask("POST", "/api/auth/reset", json=body)).status_code

    assert link["path"] == f"/reset-password#{link['token']}"
    assert await use(outdated["token"], new) == await use("made-up", new) != 204
    assert await use(link["token"], new) == 204
    assert await use(link["token"], uuid4().hex) == await use("made-up", new)

    await until_all_answer(platform, before, 401)
    assert (await try_login(platform, who.username, who.password)).status_code == 401
    assert (await try_login(platform, who.username, new)).status_code == 200


async def test_guessing_locks_a_name_until_an_administrator_lifts_the_lock(
    platform: Platform,
) -> None:
    who = await account(platform)
    for _ in range(FAILURES_UNTIL_LOCKED):
        assert (await try_login(platform, who.username, "a guess")).status_code == 401

    right = await try_login(platform, who.username, who.password)
    guess = await try_login(platform, who.username, "a guess")
    [lock] = await locked(platform, who)
    await platform.call("DELETE", f"/api/auth/users/{who.user_id}/lock", platform.admin)

    assert (right.status_code, right.json()) == (guess.status_code, guess.json())
    assert (lock["user_id"], lock["failures"]) == (str(who.user_id), FAILURES_UNTIL_LOCKED)
    assert await locked(platform, who) == []
    assert (await try_login(platform, who.username, who.password)).status_code == 200


async def test_a_deleted_user_loses_access_frees_their_devices_and_their_socket_closes(
    platform: Platform,
) -> None:
    who = await account(platform)
    person = await log_in(platform, who)
    device = await platform.device(person)

    async with screen(platform, person) as open_screen:
        await platform.call("DELETE", f"/api/users/{who.user_id}", platform.admin)
        assert await open_screen.closed_with() == 4403

    async def is_free() -> bool:
        found = await platform.call("GET", f"/api/devices/{device}", platform.admin)
        return found["owner_id"] is None

    await until_all_answer(platform, person, 401)
    await eventually(is_free, within_s=WITHIN_S, every_s=0.2)
    assert (await try_login(platform, who.username, who.password)).status_code == 401


async def test_a_demoted_administrator_loses_access_and_their_socket_closes(
    platform: Platform,
) -> None:
    who = await account(platform, "ADMIN")
    person = await log_in(platform, who)
    await until_all_answer(platform, person, 200, ADMINISTRATORS_ONLY)

    async with screen(platform, person) as open_screen:
        change = {"role": "CLIENT"}
        await platform.call("PATCH", f"/api/users/{who.user_id}", platform.admin, json=change)
        assert await open_screen.closed_with() == 4403

    await until_all_answer(platform, person, 403, ADMINISTRATORS_ONLY)
    assert await statuses(platform, person, OPEN_TO_ALL) == {200}
