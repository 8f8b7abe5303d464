"""Guesses lock a username temporarily, and administrators see the locks."""

from datetime import UTC, datetime, timedelta

import httpx

from tests.auth.test_passwords import issue, reset
from tests.users.env import PASSWORD, Platform, fetch_value, together

GUESS = "not the password"


async def guess(platform: Platform, username: str, times: int) -> None:
    await together(*(platform.login(username, GUESS) for _ in range(times)))


async def browse(platform: Platform, browser: httpx.Cookies, password: str) -> int:
    """Log in as a browser that keeps its cookies; return the status."""
    platform.client.cookies = browser
    body = {"username": "admin", "password": password}
    answer = await platform.auth_request("POST", "/login", json=body)
    browser.update(answer.cookies)
    platform.client.cookies = httpx.Cookies()
    return answer.status_code


async def test_at_most_ten_concurrent_guesses_are_checked(platform: Platform):
    await platform.administrator()

    await guess(platform, "admin", 25)

    failures = "SELECT failures FROM login_attempts WHERE username = 'admin'"
    assert await fetch_value(platform.env.auth_database, failures) == 10
    right = await together(*(platform.login("admin") for _ in range(3)))
    assert {each.status_code for each in right} == {401}


async def test_administrators_see_locked_names_and_when_locks_end(platform: Platform):
    admin = await platform.administrator()
    ada = await platform.add_user(admin, "ada")
    before = datetime.now(UTC)
    await guess(platform, "Ada", 11)
    await guess(platform, "nobody", 11)
    await guess(platform, "admin", 3)

    listed = (await platform.auth_request("GET", "/locks", admin)).json()
    found = (await platform.auth_request("GET", "/locks?search=ADA", admin)).json()
    backwards = (await platform.auth_request("GET", "/locks?sort=-username", admin)).json()

    assert listed["total"] == 2
    assert [each["username"] for each in listed["items"]] == ["ada", "nobody"]
    assert [each["user_id"] for each in listed["items"]] == [ada["id"], None]
    assert [each["username"] for each in backwards["items"]] == ["nobody", "ada"]
    (lock,) = found["items"]
    locked_until = datetime.fromisoformat(lock["locked_until"])
    assert before + timedelta(minutes=5) <= locked_until
    assert locked_until <= datetime.now(UTC) + timedelta(minutes=5)
    assert lock["failures"] == 10
    token = await reset_and_log_in(platform, admin, ada["id"])
    assert (await platform.auth_request("GET", "/locks", token)).status_code == 403


async def reset_and_log_in(platform: Platform, admin: str, user_id: str) -> str:
    link = await issue(platform, admin, user_id)
    assert (await reset(platform, link["token"])).status_code == 204
    answer = await platform.login("ada", "another pass phrase")
    assert answer.status_code == 200, "a reset lifts the lock"
    return str(answer.json()["access_token"])


async def test_an_administrator_lifts_a_lock(platform: Platform):
    admin = await platform.administrator()
    ada = await platform.add_user(admin, "ada")
    await guess(platform, "ada", 11)
    assert (await platform.login("ada")).status_code == 401

    answer = await platform.auth_request("DELETE", f"/users/{ada['id']}/lock", admin)

    assert answer.status_code == 204
    assert (await platform.login("ada")).status_code == 200
    token = await platform.token_of("ada")
    refused = await platform.auth_request("DELETE", f"/users/{ada['id']}/lock", token)
    assert refused.status_code == 403


async def test_guessing_elsewhere_does_not_lock_out_a_known_browser(platform: Platform):
    await platform.administrator()
    mine, strangers = httpx.Cookies(), httpx.Cookies()
    assert await browse(platform, mine, PASSWORD) == 200

    for _ in range(2):
        await guess(platform, "admin", 12)
        assert await browse(platform, mine, PASSWORD) == 200

    assert await browse(platform, strangers, PASSWORD) == 401
    (name,) = (each for each in mine if "known_browser" in each)
    made_up = httpx.Cookies({name: "x" * 43})
    assert await browse(platform, made_up, PASSWORD) == 401


async def test_failed_logins_of_a_known_browser_are_limited(platform: Platform):
    await platform.administrator()
    mine = httpx.Cookies()
    await browse(platform, mine, PASSWORD)

    for _ in range(10):
        assert await browse(platform, mine, GUESS) == 401

    assert await browse(platform, mine, PASSWORD) == 401
    assert (await platform.login("admin")).status_code == 200


async def test_a_browser_is_known_only_for_users_who_logged_in_there(platform: Platform):
    admin = await platform.administrator()
    await platform.add_user(admin, "ada")
    adas = httpx.Cookies()
    platform.client.cookies = adas
    body = {"username": "ada", "password": PASSWORD}
    adas.update((await platform.auth_request("POST", "/login", json=body)).cookies)
    platform.client.cookies = httpx.Cookies()
    await guess(platform, "admin", 11)

    assert await browse(platform, adas, PASSWORD) == 401


async def test_a_reset_forgets_every_known_browser(platform: Platform):
    admin = await platform.administrator()
    mine = httpx.Cookies()
    await browse(platform, mine, PASSWORD)
    user_id = (await platform.users_request("GET", "/api/users/me", admin)).json()["id"]
    link = await issue(platform, admin, user_id)
    await reset(platform, link["token"], PASSWORD)

    await guess(platform, "admin", 11)

    assert await browse(platform, mine, PASSWORD) == 401
