"""A password is replaced by its user, or by a link from an administrator."""

from typing import Any
from uuid import uuid4

import httpx

from tests.harness.serving import eventually
from tests.users.env import INTERNAL, PASSWORD, Platform, fetch_value, together

NEW = "another pass phrase"


async def change(platform: Platform, token: str, old: str = PASSWORD) -> httpx.Response:
    body = {"old_password": old, "new_password": NEW}
    return await platform.auth_request("POST", "/password", token, body)


async def reset(platform: Platform, token: str, new: str = NEW) -> httpx.Response:
    body = {"token": token, "new_password": new}
    return await platform.auth_request("POST", "/reset", json=body)


async def issue(platform: Platform, admin: str, user_id: str) -> dict[str, Any]:
    answer = await platform.auth_request("POST", f"/users/{user_id}/reset", admin)
    assert answer.status_code == 201, answer.text
    assert answer.headers["cache-control"] == "no-store"
    return answer.json()


class TestChange:
    async def test_changing_the_password_ends_all_other_sessions(self, platform: Platform):
        await platform.administrator()
        other = (await platform.login("admin")).json()
        here = (await platform.login("admin")).json()

        answer = await change(platform, here["access_token"])

        assert answer.status_code == 204
        assert (await platform.login("admin")).status_code == 401
        assert (await platform.login("admin", NEW)).status_code == 200
        assert (await platform.refresh(other["refresh_token"])).status_code == 401
        assert (await platform.refresh(here["refresh_token"])).status_code == 200

        async def other_is_out() -> bool:
            answer = await platform.users_request("GET", "/api/users/me", other["access_token"])
            return answer.status_code == 401

        await eventually(other_is_out)

    async def test_changing_needs_the_current_password_and_guessing_it_locks(
        self, platform: Platform
    ):
        token = await platform.administrator()

        wrong = await together(*(change(platform, token, "a guess") for _ in range(12)))
        right = await change(platform, token)

        assert {each.json()["code"] for each in wrong} == {"old_password_wrong"}
        assert (right.status_code, right.json()["code"]) == (422, "old_password_wrong")
        assert (await platform.login("admin")).status_code == 200

    async def test_a_weak_password_is_rejected(self, platform: Platform):
        await platform.add_user(await platform.administrator(), "ada.lovelace")
        token = await platform.token_of("ada.lovelace")
        body = {"old_password": PASSWORD, "new_password": "Ada.Lovelace"}
        answer = await platform.auth_request("POST", "/password", token, body)
        assert (answer.status_code, answer.json()["code"]) == (422, "password_refused")
        assert (await platform.login("ada.lovelace")).status_code == 200

    async def test_a_concurrent_login_with_the_old_password_leaves_no_session(
        self, platform: Platform
    ):
        token = await platform.administrator()

        answers = await together(
            change(platform, token), *(platform.login("admin") for _ in range(6))
        )

        assert answers[0].status_code == 204
        assert {each.status_code for each in answers[1:]} <= {200, 401}
        sessions = "SELECT count(*) FROM session"
        assert await fetch_value(platform.env.auth_database, sessions) == 1


class TestReset:
    async def test_a_link_sets_the_password_once_and_ends_all_sessions(self, platform: Platform):
        admin = await platform.administrator()
        ada = await platform.add_user(admin, "ada")
        session = (await platform.login("ada")).json()
        link = await issue(platform, admin, ada["id"])

        used = await reset(platform, link["token"])
        again = await reset(platform, link["token"], "a third pass phrase")

        assert link["path"].endswith(f"#{link['token']}")
        assert (used.status_code, again.status_code) == (204, 422)
        assert again.json()["code"] == "reset_refused"
        assert (await platform.login("ada")).status_code == 401
        assert (await platform.login("ada", NEW)).status_code == 200
        assert (await platform.refresh(session["refresh_token"])).status_code == 401

    async def test_a_link_used_twice_at_once_works_once(self, platform: Platform):
        admin = await platform.administrator()
        ada = await platform.add_user(admin, "ada")
        link = await issue(platform, admin, ada["id"])
        passwords = [f"pass phrase {number}" for number in range(4)]

        answers = await together(*(reset(platform, link["token"], each) for each in passwords))

        assert sorted(each.status_code for each in answers) == [204, 422, 422, 422]
        winner = passwords[[each.status_code for each in answers].index(204)]
        assert (await platform.login("ada", winner)).status_code == 200

    async def test_invalid_links_all_have_the_same_response(self, platform: Platform):
        admin = await platform.administrator()
        ada = await platform.add_user(admin, "ada")
        replaced, expired = [await issue(platform, admin, ada["id"]) for _ in range(2)]
        await fetch_value(
            platform.env.auth_database, "UPDATE password_reset SET expires_at = now()"
        )

        tokens = (replaced["token"], expired["token"], "nonsense")
        answers = [await reset(platform, token) for token in tokens]

        assert {each.status_code for each in answers} == {422}
        assert all(each.json() == answers[0].json() for each in answers)
        assert (await platform.login("ada")).status_code == 200

    async def test_a_rejected_password_does_not_use_up_the_link(self, platform: Platform):
        admin = await platform.administrator()
        ada = await platform.add_user(admin, "ada.lovelace")
        link = await issue(platform, admin, ada["id"])
        refused = await reset(platform, link["token"], "Ada.Lovelace")
        assert refused.json()["code"] == "password_refused"
        assert (await reset(platform, link["token"])).status_code == 204

    async def test_only_the_hash_of_a_token_is_stored(self, platform: Platform):
        admin = await platform.administrator()
        ada = await platform.add_user(admin, "ada")
        token = (await issue(platform, admin, ada["id"]))["token"]
        stored = await fetch_value(
            platform.env.auth_database, "SELECT token_hash FROM password_reset"
        )
        assert len(stored) == 32
        assert token.encode() not in stored

    async def test_only_an_administrator_issues_a_link(self, platform: Platform):
        admin = await platform.administrator()
        ada = await platform.add_user(admin, "ada")
        path = f"/users/{ada['id']}/reset"
        token = await platform.token_of("ada")
        assert (await platform.auth_request("POST", path, token)).status_code == 403
        assert (await platform.auth_request("POST", path)).status_code == 401
        nobody = await platform.auth_request("POST", f"/users/{uuid4()}/reset", admin)
        assert (nobody.status_code, nobody.json()["code"]) == (404, "user_not_found")

    async def test_a_link_of_a_deleted_user_is_invalid(self, platform: Platform):
        admin = await platform.administrator()
        ada = await platform.add_user(admin, "ada")
        link = await issue(platform, admin, ada["id"])
        await platform.users_request("DELETE", f"/api/users/{ada['id']}", admin)

        async def is_gone() -> bool:
            rows = "SELECT count(*) FROM password_reset"
            return await fetch_value(platform.env.auth_database, rows) == 0

        await eventually(is_gone)
        assert (await reset(platform, link["token"])).json()["code"] == "reset_refused"

    async def test_the_operator_gets_a_link_for_a_username(self, platform: Platform):
        await platform.administrator()
        url = f"{platform.env.auth_url}/internal/resets"

        answer = await platform.client.post(url, json={"username": "Admin"}, headers=INTERNAL)
        nobody = await platform.client.post(url, json={"username": "ada"}, headers=INTERNAL)
        stranger = await platform.client.post(url, json={"username": "admin"})

        assert (await reset(platform, answer.json()["token"])).status_code == 204
        assert (await platform.login("admin", NEW)).status_code == 200
        assert (nobody.status_code, stranger.status_code) == (404, 401)
