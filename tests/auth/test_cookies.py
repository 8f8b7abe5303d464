"""The refresh token of a browser is in a cookie that scripts can't read."""

import httpx

from tests.conftest import MakeDatabase
from tests.harness.servers import Broker
from tests.users.env import (
    PASSWORD,
    Platform,
    build_stage,
    fetch_value,
    run_platform,
)


async def platform_id(platform: Platform) -> str:
    return await fetch_value(platform.env.auth_database, "SELECT id FROM platform")


class TestCookie:
    async def login(self, platform: Platform, **headers: str) -> httpx.Response:
        return await platform.client.post(
            f"{platform.env.auth_url}/api/auth/login",
            json={"username": "admin", "password": PASSWORD},
            headers=headers,
        )

    async def test_a_browser_gets_the_refresh_token_in_an_http_only_cookie(
        self, platform: Platform
    ):
        await platform.administrator()
        answer = await self.login(platform)
        cookie = answer.headers["set-cookie"]
        assert "refresh_token" not in answer.json()
        for part in (
            f"kilowatch_refresh_{await platform_id(platform)}=",
            "HttpOnly",
            "SameSite=strict",
            "Path=/api/auth",
        ):
            assert part in cookie
        assert "Secure" not in cookie

    async def test_the_cookie_is_secure_behind_tls(self, platform: Platform):
        await platform.administrator()
        answer = await self.login(platform, **{"X-Forwarded-Proto": "https"})
        for cookie in answer.headers.get_list("set-cookie"):
            assert cookie.startswith("__Host-kilowatch_")
            assert "Secure" in cookie
            assert "Path=/;" in cookie
            assert "Domain" not in cookie

    async def test_a_cookie_set_without_tls_is_not_accepted_behind_tls(self, platform: Platform):
        await platform.administrator()
        await self.login(platform)
        url = f"{platform.env.auth_url}/api/auth/refresh"
        answer = await platform.client.post(url, headers={"X-Forwarded-Proto": "https"})
        assert answer.status_code == 401
        assert (await platform.client.post(url)).status_code == 200

    async def test_two_platforms_on_one_host_keep_separate_cookies(
        self, platform: Platform, make_database: MakeDatabase, broker: Broker
    ):
        """Both respond at 127.0.0.1, on ports of their own, to one browser."""
        await platform.administrator()
        async with build_stage(make_database, broker) as env, run_platform(env) as other:
            await other.administrator()
            other.client.cookies = platform.client.cookies
            await self.login(platform)
            await self.login(other)

            for each in (platform, other, platform):
                url = f"{each.env.auth_url}/api/auth/refresh"
                assert (await each.client.post(url)).status_code == 200
            await other.client.post(f"{other.env.auth_url}/api/auth/logout")
            url = f"{platform.env.auth_url}/api/auth/refresh"
            assert (await platform.client.post(url)).status_code == 200

    async def test_the_cookie_refreshes_and_logout_clears_it(self, platform: Platform):
        await platform.administrator()
        await self.login(platform)
        base = f"{platform.env.auth_url}/api/auth"

        refreshed = await platform.client.post(f"{base}/refresh")
        out = await platform.client.post(f"{base}/logout")
        after = await platform.client.post(f"{base}/refresh")
        again = await platform.client.post(f"{base}/logout")

        assert refreshed.status_code == 200
        assert "refresh_token" not in refreshed.json()
        assert [out.status_code, after.status_code, again.status_code] == [204, 401, 204]
