"""A user's sessions; ending one ends it everywhere."""

from typing import Any
from uuid import uuid4

from tests.harness.serving import eventually
from tests.users.env import Platform, fetch_value

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0"


async def log_in(platform: Platform, username: str, **headers: str) -> dict[str, Any]:
    body = {"username": username, "password": "correct horse battery", "refresh_in": "body"}
    answer = await platform.auth_request("POST", "/login", json=body, **headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def sessions(platform: Platform, token: str, query: str = "") -> dict[str, Any]:
    answer = await platform.auth_request("GET", f"/sessions{query}", token)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def is_refused(platform: Platform, token: str) -> bool:
    """At another service than the one that ended the session."""
    answer = await platform.users_request("GET", "/api/users/me", token)
    return answer.status_code == 401 and answer.json()["code"] == "session_ended"


async def test_a_user_sees_where_they_are_logged_in(platform: Platform):
    await platform.administrator()
    token = (await log_in(platform, "admin", **{"User-Agent": FIREFOX, "X-Real-Ip": "192.0.2.7"}))[
        "access_token"
    ]

    listed = await sessions(platform, token)

    assert listed["total"] == 2
    here = next(each for each in listed["items"] if each["current"])
    assert (here["user_agent"], here["address"]) == (FIREFOX, "192.0.2.7")
    assert here["started_at"] == here["last_used_at"] < here["expires_at"]
    assert [each["current"] for each in listed["items"]].count(True) == 1


async def test_a_refresh_updates_when_and_where_a_session_was_used(platform: Platform):
    await platform.administrator()
    first = await log_in(platform, "admin", **{"User-Agent": "curl/8", "X-Real-Ip": "192.0.2.7"})

    await platform.auth_request(
        "POST",
        "/refresh",
        json={"refresh_token": first["refresh_token"]},
        **{"User-Agent": "curl/9", "X-Real-Ip": "2001:db8::1"},
    )

    (here,) = (await sessions(platform, first["access_token"], "?search=CURL"))["items"]
    assert (here["user_agent"], here["address"]) == ("curl/9", "2001:db8::1")
    assert here["started_at"] < here["last_used_at"]


async def test_an_invalid_address_is_not_stored(platform: Platform):
    await platform.administrator()
    told = {"X-Real-Ip": "<script>", "User-Agent": "x" * 1000}
    token = (await log_in(platform, "admin", **told))["access_token"]
    here = next(each for each in (await sessions(platform, token))["items"] if each["current"])
    assert here["address"] is None
    assert here["user_agent"] == "x" * 300


async def test_an_ended_session_is_rejected_by_every_service(platform: Platform):
    await platform.administrator()
    stays, ends = [await log_in(platform, "admin") for _ in range(2)]
    listed = await sessions(platform, ends["access_token"])
    session_id = next(each["id"] for each in listed["items"] if each["current"])

    answer = await platform.auth_request("DELETE", f"/sessions/{session_id}", stays["access_token"])

    assert answer.status_code == 204
    own = await platform.auth_request("GET", "/sessions", ends["access_token"])
    assert (own.status_code, own.json()["code"]) == (401, "session_ended")
    assert (await platform.refresh(ends["refresh_token"])).status_code == 401
    await eventually(lambda: is_refused(platform, ends["access_token"]))
    assert not await is_refused(platform, stays["access_token"])


async def test_logging_out_invalidates_the_access_token(platform: Platform):
    await platform.administrator()
    session = await log_in(platform, "admin")
    await platform.auth_request("POST", "/logout", json={"refresh_token": session["refresh_token"]})
    await eventually(lambda: is_refused(platform, session["access_token"]))


async def test_ending_all_other_sessions_keeps_the_current_one(platform: Platform):
    await platform.administrator()
    others = [await log_in(platform, "admin") for _ in range(2)]
    here = await log_in(platform, "admin")

    answer = await platform.auth_request("DELETE", "/sessions", here["access_token"])

    assert answer.json() == {"ended": 3}
    for each in others:
        await eventually(lambda each=each: is_refused(platform, each["access_token"]))
    assert (await sessions(platform, here["access_token"]))["total"] == 1
    assert (await platform.refresh(here["refresh_token"])).status_code == 200


async def test_sessions_of_other_users_are_not_found(platform: Platform):
    admin = await platform.administrator()
    await platform.add_user(admin, "ada")
    ada, bob = await log_in(platform, "ada"), await log_in(platform, "admin")
    (entry,) = (await sessions(platform, ada["access_token"]))["items"]

    foreign = await platform.auth_request("DELETE", f"/sessions/{entry['id']}", bob["access_token"])
    unknown = await platform.auth_request("DELETE", f"/sessions/{uuid4()}", bob["access_token"])

    assert foreign.status_code == unknown.status_code == 404
    assert foreign.json() == unknown.json()
    assert (await sessions(platform, ada["access_token"]))["total"] == 1


async def test_an_administrator_ends_all_sessions_of_a_user(platform: Platform):
    admin = await platform.administrator()
    ada = await platform.add_user(admin, "ada")
    session = await log_in(platform, "ada")
    path = f"/users/{ada['id']}/sessions"
    theirs = await platform.auth_request("GET", path, admin)

    answer = await platform.auth_request("DELETE", path, admin)

    assert theirs.json()["total"] == 1
    assert theirs.json()["items"][0]["current"] is False
    assert answer.json() == {"ended": 1}
    await eventually(lambda: is_refused(platform, session["access_token"]))
    assert (await platform.token_of("ada")) != session["access_token"]


async def test_a_client_cannot_see_or_end_sessions_of_another_user(platform: Platform):
    admin = await platform.administrator()
    ada = await platform.add_user(admin, "ada")
    token = await platform.token_of("ada")
    for method in ("GET", "DELETE"):
        answer = await platform.auth_request(method, f"/users/{ada['id']}/sessions", token)
        assert answer.status_code == 403
    assert (await platform.auth_request("GET", "/sessions")).status_code == 401


async def test_a_token_from_before_a_suspension_stays_invalid_after_it(platform: Platform):
    admin = await platform.administrator()
    ada = await platform.add_user(admin, "ada")
    token = await platform.token_of("ada")
    path = f"/api/users/{ada['id']}"
    await platform.users_request("PATCH", path, admin, {"status": "suspended"})

    async def sessions_are_gone() -> bool:
        query = "SELECT count(*) FROM session WHERE user_id = $1"
        return await fetch_value(platform.env.auth_database, query, ada["id"]) == 0

    await eventually(sessions_are_gone)
    await platform.users_request("PATCH", path, admin, {"status": "active"})

    await eventually(lambda: is_refused(platform, token))


async def test_sessions_can_be_sorted_by_every_column_and_paged(platform: Platform):
    token = await platform.administrator()
    agents = ["Bravo", "alpha", "Charlie"]
    for number, agent in enumerate(agents):
        told = {"User-Agent": agent, "X-Real-Ip": f"192.0.2.{number}"}
        await log_in(platform, "admin", **told)

    async def order(sort: str) -> list[str]:
        listed = await sessions(platform, token, f"?search=192.0.2.&sort={sort}")
        return [each["user_agent"] for each in listed["items"]]

    in_time = dict.fromkeys(("started_at", "last_used_at", "expires_at", "address"), agents)
    for column, expected in {**in_time, "user_agent": ["alpha", "Bravo", "Charlie"]}.items():
        assert await order(column) == expected
        assert await order(f"-{column}") == expected[::-1]
    page = await sessions(platform, token, "?search=192.0.2.&sort=started_at&limit=1&offset=1")
    assert [each["user_agent"] for each in page["items"]] == ["alpha"]
    assert page["total"] == 3
    nonsense = await platform.auth_request("GET", "/sessions?sort=rotation_key", token)
    assert nonsense.status_code == 422
