from tests.users.env import (
    BOOTSTRAP_TOKEN,
    INTERNAL,
    INTERNAL_TOKEN,
    PASSWORD,
    Platform,
    fetch_value,
    together,
)


async def test_the_bootstrap_token_creates_the_first_administrator(platform: Platform):
    answer = await platform.post_user(BOOTSTRAP_TOKEN, username="admin", role="ADMIN")
    assert answer.status_code == 201
    assert answer.json()["role"] == "ADMIN"
    assert (await platform.login("admin")).status_code == 200


async def test_a_used_bootstrap_token_is_rejected_like_any_bad_token(platform: Platform):
    await platform.administrator()

    again = await platform.post_user(BOOTSTRAP_TOKEN, username="second", role="ADMIN")
    nonsense = await platform.post_user("nonsense", username="second", role="ADMIN")

    assert again.status_code == nonsense.status_code == 401
    assert again.json() == nonsense.json()


async def test_two_concurrent_bootstraps_create_one_administrator(platform: Platform):
    answers = await together(
        *(
            platform.post_user(BOOTSTRAP_TOKEN, username=name, role="ADMIN")
            for name in ("first", "second", "third")
        )
    )

    assert sorted(answer.status_code for answer in answers) == [201, 401, 401]
    count = "SELECT count(*) FROM person WHERE role = 'ADMIN'"
    assert await fetch_value(platform.env.users_database, count) == 1
    # The losers' credentials were withdrawn.
    assert await fetch_value(platform.env.auth_database, "SELECT count(*) FROM credential") == 1


async def test_the_bootstrap_token_cannot_create_a_client(platform: Platform):
    answer = await platform.post_user(BOOTSTRAP_TOKEN, username="ada", role="CLIENT")
    assert answer.status_code == 422
    assert answer.json()["code"] == "bootstrap_role"


async def test_the_bootstrap_token_allows_nothing_else(platform: Platform):
    answer = await platform.users_request("GET", "/api/users", BOOTSTRAP_TOKEN)
    assert answer.status_code == 401


async def test_the_operator_adds_an_administrator_with_the_internal_token(platform: Platform):
    url = f"{platform.env.users_url}/internal/administrators"
    body = {"name": "Op", "username": "operator", "password": PASSWORD}

    refused = await platform.client.post(url, json=body)
    answer = await platform.client.post(url, json=body, headers=INTERNAL)

    assert refused.status_code == 401
    assert answer.status_code == 201
    assert answer.json()["role"] == "ADMIN"
    assert (await platform.login("operator")).status_code == 200


async def test_the_internal_token_is_not_an_access_token(platform: Platform):
    answer = await platform.users_request("GET", "/api/users", INTERNAL_TOKEN)
    assert answer.status_code == 401


async def test_internal_routes_are_not_documented(platform: Platform):
    document = await platform.client.get(f"{platform.env.users_url}/api/docs/users.json")
    paths = document.json()["paths"]
    assert "/api/users" in paths
    assert not [path for path in paths if "internal" in path]
