"""Refresh tokens: each is used once, and a stolen one ends its session."""

from tests.users.env import (
    Platform,
    execute,
    fetch_value,
    together,
)


class TestRefresh:
    async def test_each_refresh_returns_the_next_token(self, platform: Platform):
        await platform.administrator()
        first = (await platform.login("admin")).json()["refresh_token"]

        second = (await platform.refresh(first)).json()["refresh_token"]
        third = await platform.refresh(second)

        assert third.status_code == 200
        assert third.json()["access_token"]
        assert len({first, second, third.json()["refresh_token"]}) == 3
        assert third.headers["cache-control"] == "no-store"

    async def test_two_tabs_refreshing_at_once_get_the_same_token(self, platform: Platform):
        await platform.administrator()
        first = (await platform.login("admin")).json()["refresh_token"]

        answers = await together(*(platform.refresh(first) for _ in range(3)))

        successors = {answer.json()["refresh_token"] for answer in answers}
        assert len(successors) == 1
        assert (await platform.refresh(successors.pop())).status_code == 200

    async def test_reuse_after_the_grace_period_ends_the_session(self, platform: Platform):
        await platform.administrator()
        first = (await platform.login("admin")).json()["refresh_token"]
        second = (await platform.refresh(first)).json()["refresh_token"]
        await execute(
            platform.env.auth_database,
            "UPDATE refresh_token SET replaced_at = replaced_at - interval '11 seconds'",
        )

        reused = await platform.refresh(first)

        assert reused.status_code == 401
        assert reused.json()["code"] == "session_ended"
        assert (await platform.refresh(second)).status_code == 401

    async def test_reuse_of_an_older_token_ends_the_session_at_once(self, platform: Platform):
        await platform.administrator()
        first = (await platform.login("admin")).json()["refresh_token"]
        second = (await platform.refresh(first)).json()["refresh_token"]
        third = (await platform.refresh(second)).json()["refresh_token"]

        assert (await platform.refresh(first)).status_code == 401
        assert (await platform.refresh(third)).status_code == 401

    async def test_ending_one_session_keeps_the_others(self, platform: Platform):
        await platform.administrator()
        one = (await platform.login("admin")).json()["refresh_token"]
        other = (await platform.login("admin")).json()["refresh_token"]
        url = f"{platform.env.auth_url}/api/auth/logout"

        answer = await platform.client.post(url, json={"refresh_token": one})

        assert answer.status_code == 204
        assert (await platform.refresh(one)).status_code == 401
        assert (await platform.refresh(other)).status_code == 200

    async def test_an_expired_session_cannot_be_refreshed(self, platform: Platform):
        await platform.administrator()
        token = (await platform.login("admin")).json()["refresh_token"]
        await execute(platform.env.auth_database, "UPDATE session SET expires_at = now()")
        assert (await platform.refresh(token)).status_code == 401

    async def test_tokens_are_never_stored_in_plain_text(self, platform: Platform):
        await platform.administrator()
        token = (await platform.login("admin")).json()["refresh_token"]
        stored = await fetch_value(
            platform.env.auth_database, "SELECT token_hash FROM refresh_token"
        )
        assert token.encode() not in stored
        assert len(stored) == 32
