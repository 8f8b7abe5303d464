from uuid import uuid4

import pytest

from tests.harness.serving import eventually
from tests.users.env import PASSWORD, Platform, fetch_value, together


async def test_a_new_user_can_log_in_at_once(platform: Platform):
    admin = await platform.administrator()

    created = await platform.add_user(admin, "ada")
    answer = await platform.login("ada")

    assert answer.status_code == 200
    assert answer.json()["user"] == {
        "id": created["id"],
        "username": "ada",
        "name": "Jane Doe",
        "role": "CLIENT",
    }


async def test_usernames_are_unique_ignoring_case(platform: Platform):
    admin = await platform.administrator()
    await platform.add_user(admin, "ada")

    answer = await platform.post_user(admin, username="ADA")

    assert answer.status_code == 409
    assert answer.json()["code"] == "username_taken"


async def test_concurrent_creations_with_one_username_create_one_user(platform: Platform):
    admin = await platform.administrator()

    answers = await together(
        *(
            platform.post_user(admin, username="ada", password=f"{PASSWORD} {number}")
            for number in range(4)
        )
    )

    codes = sorted(answer.status_code for answer in answers)
    assert codes == [201, 409, 409, 409]
    winner = next(number for number in range(4) if answers[number].status_code == 201)
    assert (await platform.login("ada", f"{PASSWORD} {winner}")).status_code == 200
    assert (await platform.login("ada", f"{PASSWORD} {(winner + 1) % 4}")).status_code == 401
    assert await fetch_value(platform.env.auth_database, "SELECT count(*) FROM credential") == 2


async def test_a_client_sees_only_themselves(platform: Platform):
    admin = await platform.administrator()
    ada = await platform.add_user(admin, "ada")
    bob = await platform.add_user(admin, "bob")
    token = await platform.token_of("ada")

    async def status(path: str) -> int:
        return (await platform.users_request("GET", path, token)).status_code

    assert await status("/api/users/me") == 200
    assert await status(f"/api/users/{ada['id']}") == 200
    foreign = await platform.users_request("GET", f"/api/users/{bob['id']}", token)
    nobody = await platform.users_request("GET", f"/api/users/{uuid4()}", token)
    assert foreign.status_code == nobody.status_code == 404
    assert foreign.json() == nobody.json()
    assert await status("/api/users") == 403


async def test_a_client_cannot_change_users(platform: Platform):
    admin = await platform.administrator()
    ada = await platform.add_user(admin, "ada")
    token = await platform.token_of("ada")
    path = f"/api/users/{ada['id']}"

    promoted = await platform.users_request("PATCH", path, token, {"role": "ADMIN"})
    deleted = await platform.users_request("DELETE", path, token)
    created = await platform.post_user(token, username="bob")

    assert [promoted.status_code, deleted.status_code, created.status_code] == [403, 403, 403]


async def test_requests_without_a_token_are_rejected(platform: Platform):
    answer = await platform.client.get(f"{platform.env.users_url}/api/users")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"


async def test_lists_are_searched_sorted_and_paged(platform: Platform):
    admin = await platform.administrator()
    for username in ("ada", "bob", "bo_b"):
        await platform.add_user(admin, username)

    async def listed(query: str) -> tuple[list[str], int]:
        answer = await platform.users_request("GET", f"/api/users?{query}", admin)
        assert answer.status_code == 200, answer.text
        body = answer.json()
        return [item["username"] for item in body["items"]], body["total"]

    assert await listed("sort=username") == (["ada", "admin", "bo_b", "bob"], 4)
    assert await listed("sort=-username&limit=1&offset=1") == (["bo_b"], 4)
    assert await listed("search=BO&sort=username") == (["bo_b", "bob"], 2)
    assert await listed("search=o_b") == (["bo_b"], 1)
    assert await listed("sort=created_at&limit=2") == (["admin", "ada"], 4)


async def test_users_are_sorted_by_every_column_in_both_directions(platform: Platform):
    admin = await platform.administrator()
    names = {"c": "Stefan", "b": "Ștefan", "a": "zoe", "d": "Ärger"}
    for number, (username, name) in enumerate(names.items()):
        role = "ADMIN" if number == 0 else "CLIENT"
        answer = await platform.post_user(admin, username=f"{username}.x", name=name, role=role)
        assert answer.status_code == 201, answer.text
        path = f"/api/users/{answer.json()['id']}"
        if username == "d":
            await platform.users_request("PATCH", path, admin, {"status": "suspended"})

    async def listed(query: str) -> list[str]:
        answer = await platform.users_request("GET", f"/api/users?search=.x&{query}", admin)
        return [item["username"][0] for item in answer.json()["items"]]

    by_name = await listed("sort=name")
    assert (by_name[0], set(by_name[1:3]), by_name[3]) == ("d", {"b", "c"}, "a")
    assert (await listed("sort=-name"))[0] == "a"
    for column, order in {"username": "abcd", "created_at": "cbad"}.items():
        assert await listed(f"sort={column}") == list(order)
        assert await listed(f"sort=-{column}") == list(reversed(order))
    assert (await listed("sort=role"))[0] == (await listed("sort=-role"))[-1] == "c"
    assert (await listed("sort=status"))[-1] == (await listed("sort=-status"))[0] == "d"
    for query in ("sort=role", "sort=-status"):
        pages = [await listed(f"{query}&limit=1&offset={offset}") for offset in range(4)]
        assert [each for page in pages for each in page] == await listed(query)


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=201", "offset=-1", "sort=password", "search=%00"]
)
async def test_invalid_list_parameters_are_rejected(platform: Platform, query: str):
    admin = await platform.administrator()
    answer = await platform.users_request("GET", f"/api/users?{query}", admin)
    assert answer.status_code == 422
    assert answer.json()["code"] == "invalid_request"


async def test_invalid_users_are_rejected_by_field(platform: Platform):
    admin = await platform.administrator()
    cases: list[tuple[dict[str, str], str]] = [
        ({"username": "ab"}, "username"),
        ({"username": "a b c"}, "username"),
        ({"username": "é" * 5}, "username"),
        ({"username": "ada\n"}, "username"),
        ({"username": "ada", "name": "  "}, "name"),
        ({"username": "ada", "name": "a\x00b"}, "name"),
        ({"username": "ada", "password": "short"}, "password"),
        ({"username": "ada", "password": "x" * 257}, "password"),
        ({"username": "ada", "role": "ROOT"}, "role"),
        ({"username": "ada", "shoe_size": "43"}, "shoe_size"),
    ]
    for fields, field in cases:
        answer = await platform.post_user(admin, **fields)
        assert answer.status_code == 422, fields
        assert [error["field"] for error in answer.json()["errors"]] == [field], fields


async def test_the_username_is_rejected_as_password(platform: Platform):
    admin = await platform.administrator()
    answer = await platform.post_user(admin, username="adalovelace", password="AdaLovelace")
    assert answer.status_code == 422
    assert answer.json()["code"] == "password_refused"
    assert answer.json()["reason"] == "username"
    assert (await platform.users_request("GET", "/api/users", admin)).json()["total"] == 1


async def test_a_patch_changes_the_given_fields_only(platform: Platform):
    admin = await platform.administrator()
    ada = await platform.add_user(admin, "ada")
    path = f"/api/users/{ada['id']}"

    renamed = await platform.users_request("PATCH", path, admin, {"name": "Ada Lovelace"})
    repeated = await platform.users_request("PATCH", path, admin, {"name": "Ada Lovelace"})
    nothing = await platform.users_request("PATCH", path, admin, {"name": None})

    assert renamed.json() == {**ada, "name": "Ada Lovelace", "version": 2}
    assert repeated.json() == renamed.json()
    assert nothing.status_code == 422


async def test_a_renamed_user_logs_in_with_the_new_username(platform: Platform):
    admin = await platform.administrator()
    ada = await platform.add_user(admin, "ada")

    await platform.users_request(
        "PATCH", f"/api/users/{ada['id']}", admin, {"username": "lovelace"}
    )

    async def logs_in() -> bool:
        return (await platform.login("lovelace")).status_code == 200

    await eventually(logs_in)
    assert (await platform.login("ada")).status_code == 401


async def test_a_rename_to_a_taken_username_is_rejected(platform: Platform):
    admin = await platform.administrator()
    ada = await platform.add_user(admin, "ada")
    await platform.add_user(admin, "bob")

    answer = await platform.users_request(
        "PATCH", f"/api/users/{ada['id']}", admin, {"username": "BOB"}
    )

    assert answer.status_code == 409
    assert answer.json()["code"] == "username_taken"


@pytest.mark.parametrize("change", [{"role": "CLIENT"}, {"status": "suspended"}, None])
async def test_the_last_administrator_cannot_be_removed(
    platform: Platform, change: dict[str, str] | None
):
    admin = await platform.administrator()
    me = (await platform.users_request("GET", "/api/users/me", admin)).json()
    method = "DELETE" if change is None else "PATCH"

    answer = await platform.users_request(method, f"/api/users/{me['id']}", admin, change)

    assert answer.status_code == 409
    assert answer.json()["code"] == "last_administrator"


async def test_two_administrators_cannot_remove_each_other_concurrently(platform: Platform):
    admin = await platform.administrator()
    me = (await platform.users_request("GET", "/api/users/me", admin)).json()
    other = await platform.add_user(admin, "other", "ADMIN")
    other_token = await platform.token_of("other")

    answers = await together(
        platform.users_request("PATCH", f"/api/users/{me['id']}", other_token, {"role": "CLIENT"}),
        platform.users_request("PATCH", f"/api/users/{other['id']}", admin, {"role": "CLIENT"}),
    )

    assert min(answer.status_code for answer in answers) == 200
    assert {answer.status_code for answer in answers} - {200} <= {403, 409}
    count = "SELECT count(*) FROM person WHERE role = 'ADMIN' AND status = 'active'"
    assert await fetch_value(platform.env.users_database, count) == 1


async def test_a_demoted_administrator_is_a_client_at_once(platform: Platform):
    admin = await platform.administrator()
    other = await platform.add_user(admin, "other", "ADMIN")
    other_token = await platform.token_of("other")

    await platform.users_request("PATCH", f"/api/users/{other['id']}", admin, {"role": "CLIENT"})

    answer = await platform.users_request("GET", "/api/users", other_token)
    assert answer.status_code == 403


async def test_a_deleted_user_loses_access_and_their_username_is_free(platform: Platform):
    admin = await platform.administrator()
    ada = await platform.add_user(admin, "ada")
    session = (await platform.login("ada")).json()

    deleted = await platform.users_request("DELETE", f"/api/users/{ada['id']}", admin)
    again = await platform.users_request("DELETE", f"/api/users/{ada['id']}", admin)
    me = await platform.users_request("GET", "/api/users/me", session["access_token"])

    assert [deleted.status_code, again.status_code, me.status_code] == [204, 404, 401]
    successor = await platform.add_user(admin, "ada")
    assert successor["id"] != ada["id"]
    assert (await platform.login("ada")).json()["user"]["id"] == successor["id"]


async def test_the_service_reports_that_it_is_healthy(platform: Platform):
    async def healthy() -> bool:
        answer = await platform.client.get(f"{platform.env.users_url}/health")
        found = answer.json()
        checks = {"database": "ok", "outbox": "ok", "events": "ok"}
        return (found["status"], found["checks"]) == ("healthy", checks)

    await eventually(healthy)
