"""Acts are recorded by `auth` and `users`, collected once, and found again."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from kilowatch.auth import acts
from kilowatch.auth.storage import failures
from kilowatch.kit.database import connected
from tests.harness.serving import eventually
from tests.users.env import INTERNAL, PASSWORD, Platform, UsersEnv, bearer, fetch_value

FROM = {"X-Real-Ip": "203.0.113.9", "User-Agent": "Firefox/150"}


async def acts_of(platform: Platform, token: str, **wanted: Any) -> list[dict[str, Any]]:
    answer = await platform.client.get(
        f"{platform.env.users_url}/api/users/audit", params=wanted, headers=bearer(token)
    )
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


async def act(platform: Platform, token: str, action: str, **wanted: Any) -> dict[str, Any]:
    """The newest act of this kind, once it is there."""
    found = await eventually(lambda: acts_of(platform, token, action=action, **wanted))
    return found[0]


async def test_changes_of_a_user_by_an_administrator_are_audited(platform: Platform) -> None:
    admin = await platform.administrator()
    jane = await platform.add_user(admin, "jane")
    path = f"/api/users/{jane['id']}"
    answer = await platform.client.patch(
        f"{platform.env.users_url}{path}",
        json={"role": "ADMIN", "name": "Jane Roe"},
        headers=bearer(admin) | FROM | {"X-Request-Id": "abc-123"},
    )
    assert answer.headers["x-request-id"] == "abc-123"

    changed = await act(platform, admin, "user.role_changed")

    assert changed["actor"]["username"] == "admin"
    assert changed["actor"]["role"] == "ADMIN"
    assert changed["actor"]["kind"] == "user"
    assert (changed["address"], changed["user_agent"]) == ("203.0.113.9", "Firefox/150")
    assert changed["subject"] == {"kind": "user", "id": jane["id"], "name": "Jane Doe"}
    assert changed["before"] == {"role": "CLIENT", "name": "Jane Doe"}
    assert changed["after"] == {"role": "ADMIN", "name": "Jane Roe"}
    assert changed["request_id"] == "abc-123"
    assert changed["outcome"] == "done"

    for status, action in (("suspended", "user.suspended"), ("active", "user.restored")):
        await platform.users_request("PATCH", path, admin, {"status": status})
        assert (await act(platform, admin, action))["after"] == {"status": status}
    await platform.users_request("DELETE", path, admin)
    deleted = await act(platform, admin, "user.deleted")
    assert deleted["before"]["username"] == "jane"
    created = await act(platform, admin, "user.created", subject=jane["id"])
    assert created["after"]["username"] == "jane"


async def test_a_refused_change_is_audited_once_a_minute(platform: Platform) -> None:
    admin = await platform.administrator()
    me = await platform.users_request("GET", "/api/users/me", admin)
    path = f"/api/users/{me.json()['id']}"
    for _ in range(3):
        answer = await platform.users_request("PATCH", path, admin, {"role": "CLIENT"})
        assert answer.status_code == 409

    refused = await act(platform, admin, "user.changed", outcome="refused")

    assert refused["after"] == {"status": 409, "code": "last_administrator"}
    assert refused["subject"]["id"] == me.json()["id"]
    found = await acts_of(platform, admin, action="user.changed", outcome="refused")
    assert len(found) in {1, 2}, "two where the minute turned"


async def test_a_client_trying_administrator_operations_is_audited(platform: Platform) -> None:
    admin = await platform.administrator()
    await platform.add_user(admin, "jane")
    jane = await platform.token_of("jane")
    answer = await platform.users_request("DELETE", f"/api/users/{uuid4()}", jane)
    assert answer.status_code == 403

    refused = await act(platform, admin, "user.deleted", outcome="refused")

    assert refused["actor"]["username"] == "jane"


async def test_the_operators_rotation_of_signing_keys_is_audited(platform: Platform) -> None:
    admin = await platform.administrator()
    url = f"{platform.env.auth_url}/internal/signing-keys"
    listed = (await platform.client.get(url, headers=INTERNAL)).json()
    assert (await platform.client.post(url, json={}, headers=bearer(admin))).status_code == 401

    rotated = (await platform.client.post(url, json={}, headers=INTERNAL)).json()

    assert [each["state"] for each in listed] == ["signing"]
    assert [each["state"] for each in rotated] == ["signing", "next"]
    assert "private_jwk" not in rotated[0]
    told = await act(platform, admin, "signing_key.rotated")
    assert (told["actor"]["kind"], told["subject"]["id"]) == ("operator", rotated[1]["kid"])

    await platform.client.post(url, json={"revoke": True}, headers=INTERNAL)
    again = await platform.token_of("admin")
    assert (await platform.auth_request("GET", "/sessions", admin)).status_code == 401
    assert (await platform.auth_request("GET", "/sessions", again)).status_code == 200

    async def users_knows_the_new_key() -> bool:
        answer = await platform.users_request("GET", "/api/users/me", again)
        return answer.status_code == 200

    await eventually(users_knows_the_new_key)
    await act(platform, again, "signing_key.others_revoked")


async def test_logins_and_session_events_are_audited(platform: Platform) -> None:
    admin = await platform.administrator()
    jane = await platform.add_user(admin, "jane")
    session = (await platform.login("jane")).json()
    token, refresh = session["access_token"], session["refresh_token"]
    assert (await act(platform, admin, "login.succeeded", who="jane"))["subject"]["kind"] == (
        "session"
    )

    new = "another long pass phrase"
    body = {"old_password": PASSWORD, "new_password": new}
    assert (await platform.auth_request("POST", "/password", token, body)).status_code == 204
    changed = await act(platform, admin, "password.changed")
    assert changed["actor"]["id"] == jane["id"]
    body = {"refresh_token": refresh}
    assert (await platform.auth_request("POST", "/logout", json=body)).status_code == 204
    assert (await act(platform, admin, "logout"))["actor"]["username"] == "jane"

    reset = await platform.auth_request("POST", f"/users/{jane['id']}/reset", admin)
    assert reset.status_code == 201
    issued = await act(platform, admin, "password.reset_issued")
    assert (issued["actor"]["username"], issued["subject"]["id"]) == ("admin", jane["id"])
    await platform.auth_request("DELETE", f"/users/{jane['id']}/lock", admin)
    await act(platform, admin, "user.unlocked")
    body = {"token": reset.json()["token"], "new_password": PASSWORD}
    assert (await platform.auth_request("POST", "/reset", json=body)).status_code == 204
    await act(platform, admin, "password.reset", who="jane")
    await platform.token_of("jane")
    await platform.auth_request("DELETE", f"/users/{jane['id']}/sessions", admin)
    ended = await act(platform, admin, "user.sessions_ended")
    assert ended["after"]["sessions_ended"] >= 1

    kept = await fetch_value(
        platform.env.users_database, "SELECT string_agg(a::text, ' ') FROM audit_act a"
    )
    for secret in (PASSWORD, new, reset.json()["token"], refresh, token):
        assert secret not in kept


async def test_failed_logins_of_a_minute_are_two_acts_without_unknown_usernames(
    platform: Platform,
) -> None:
    admin = await platform.administrator()
    await platform.add_user(admin, "jane")
    typed = "my-secret-typed-too-early"
    for username in ("jane", "JANE", typed, typed + "2", "jane"):
        headers = {"X-Real-Ip": "198.51.100.4"}
        answer = await platform.auth_request(
            "POST", "/login", json={"username": username, "password": "wrong" * 3}, **headers
        )
        assert answer.status_code == 401
    async with connected(platform.env.auth_database, application="test") as pool:
        await acts.report_repeated_failures(pool, datetime.now(UTC) + timedelta(minutes=2))

    async def all_told() -> list[dict[str, Any]] | None:
        found = await acts_of(platform, admin, action="login.failed")
        return found if sum(each["count"] for each in found) == 5 else None

    found: list[dict[str, Any]] = await eventually(all_told)
    assert {each["address"] for each in found} == {"198.51.100.4"}
    assert {each["outcome"] for each in found} == {"refused"}
    by_name = dict.fromkeys(("jane", ""), 0)
    for each in found:
        by_name[each["actor"]["username"]] += each["count"]
        assert each["actor"]["kind"] == "stranger"
    assert by_name == {"jane": 3, "": 2}
    assert len(found) <= 6, "one more for each where the minute turned"
    for database in (platform.env.auth_database, platform.env.users_database):
        tables = "failed_login" if database == platform.env.auth_database else "audit_act"
        kept = await fetch_value(database, f"SELECT string_agg(a::text, ' ') FROM {tables} a")
        assert typed not in (kept or "")


async def test_distributed_guessing_adds_a_bounded_number_of_rows(env: UsersEnv) -> None:
    now = datetime.now(UTC)
    async with (
        connected(env.auth_database, application="test") as pool,
        pool.acquire() as connection,
        connection.transaction(),
    ):
        for number in range(failures.MOST_KEPT_APART + 20):
            await failures.count(connection, None, f"10.0.{number >> 8}.{number & 255}", now)
        told = await failures.take_before(connection, now + timedelta(minutes=2))

    assert len(told) == failures.MOST_KEPT_APART + 1
    [rest] = [each for each in told if each.is_overflow]
    assert rest.count == 20


async def test_a_lockout_is_audited(platform: Platform) -> None:
    admin = await platform.administrator()
    await platform.add_user(admin, "jane")
    for _ in range(12):
        await platform.login("jane", "wrong password")

    locked = await act(platform, admin, "login.locked")

    assert locked["subject"]["name"] == "Jane Doe"
    assert locked["actor"] == {
        "kind": "stranger",
        "id": None,
        "username": "jane",
        "name": "",
        "role": None,
    }
    assert len(await acts_of(platform, admin, action="login.locked")) == 1


async def test_acts_of_the_operator_are_audited_as_such(platform: Platform) -> None:
    admin = await platform.administrator()
    body = {"name": "Root", "username": "root", "password": PASSWORD}
    url = f"{platform.env.users_url}/internal/administrators"
    assert (await platform.client.post(url, json=body, headers=INTERNAL)).status_code == 201
    act_made = {"action": "platform.scaled", "after": {"monitoring": 5}}
    url = f"{platform.env.users_url}/internal/acts"
    assert (await platform.client.post(url, json=act_made, headers=INTERNAL)).status_code == 204

    for action in ("user.created", "platform.scaled"):
        found = await act(platform, admin, action, who="operator")
        assert found["actor"]["kind"] == "operator"
    answer = await platform.client.post(url, json=act_made, headers=bearer(admin))
    assert answer.status_code == 401


async def test_the_simulator_reports_only_acts_of_the_simulation(platform: Platform) -> None:
    admin = await platform.administrator()
    await platform.add_user(admin, "jane")
    jane = await platform.token_of("jane")
    url = f"{platform.env.users_url}/api/users/audit/simulation"
    forged = {"action": "user.deleted", "subject": {"kind": "user", "id": str(uuid4())}}
    told = {"action": "simulation.changed", "after": {"running": False}}

    assert (await platform.client.post(url, json=told, headers=bearer(jane))).status_code == 403
    assert (await platform.client.post(url, json=forged, headers=bearer(admin))).status_code == 422
    assert (await platform.client.post(url, json=told, headers=bearer(admin))).status_code == 204

    assert (await act(platform, admin, "simulation.changed"))["actor"]["username"] == "admin"
    assert await acts_of(platform, admin, action="user.deleted", outcome="done") == []


async def test_a_client_sees_only_looks_at_their_own_data(platform: Platform) -> None:
    admin = await platform.administrator()
    people = {name: await platform.add_user(admin, name) for name in ("jane", "john")}
    tokens = {name: await platform.token_of(name) for name in people}

    async def looks(name: str) -> list[dict[str, Any]]:
        answer = await platform.users_request("GET", "/api/users/me/looks", tokens[name])
        assert answer.status_code == 200, answer.text
        return answer.json()["items"]

    assert await looks("jane") == []
    for _ in range(3):
        path = f"/users/{people['jane']['id']}/sessions"
        assert (await platform.auth_request("GET", path, admin)).status_code == 200
    [look] = await eventually(lambda: looks("jane"))
    assert (look["what"], look["administrator"]) == ("sessions", "Jane Doe")
    await platform.auth_request("GET", "/sessions", tokens["john"])
    assert await looks("john") == []

    answer = await platform.users_request("GET", "/api/users/audit", tokens["jane"])
    assert answer.status_code == 403
