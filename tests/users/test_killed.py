"""A person is made wholly or not at all, also where a process is killed at any step of it.

`auth` and `users` are real processes here. Between them stands a network that kills one of
them at a chosen moment, with SIGKILL.
"""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Literal

import httpx
import pytest
from fastapi import FastAPI, Request, Response

from kilowatch.local.calls import local_client
from tests.harness.serving import eventually, free_port, serving
from tests.users.env import (
    BOOTSTRAP_TOKEN,
    INTERNAL_TOKEN,
    PASSWORD,
    Platform,
    UsersEnv,
    fetch_value,
)


@dataclass(frozen=True)
class Cut:
    """Kill ``victim`` when a call passes: before it reaches its callee, or its answer is lost."""

    method: str
    path: str
    moment: Literal["before", "after"]
    victim: Literal["auth", "users"]

    def concerns(self, request: Request) -> bool:
        return request.method == self.method and request.url.path.endswith(self.path)


PREPARE = ("PUT", "")
CONFIRM = ("POST", "/confirm")
REGISTER = ("POST", "/internal/users")


class Processes:
    """`auth` and `users` as processes that can be killed and started again."""

    def __init__(self, env: UsersEnv, cut: Cut) -> None:
        self.env = env
        self.cut: Cut | None = cut
        self.killed = asyncio.Event()
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._proxies = {"auth": "", "users": ""}
        self._client = local_client(60)

    async def start(self, *services: str) -> None:
        for service in services:
            self._running[service] = self._spawn(service)
        for service in services:
            await eventually(lambda service=service: self._answers(service), within_s=60)

    def _spawn(self, service: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", f"kilowatch.{service}", "serve"],
            env=self._environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def kill(self, service: str) -> None:
        process = self._running.pop(service, None)
        if process is not None:
            process.kill()
            process.wait()

    async def _answers(self, service: str) -> bool:
        url = {"auth": self.env.auth_url, "users": self.env.users_url}[service]
        try:
            return (await self._client.get(f"{url}/health")).status_code == 200
        except httpx.HTTPError:
            return False

    def _environment(self) -> dict[str, str]:
        env = self.env
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("KILOWATCH_")}
        return inherited | {
            "KILOWATCH_AMQP_URL": env.amqp_url,
            "KILOWATCH_MANAGEMENT_URL": env.management_url,
            "KILOWATCH_INTERNAL_TOKEN": INTERNAL_TOKEN,
            "KILOWATCH_BOOTSTRAP_TOKEN": BOOTSTRAP_TOKEN,
            "KILOWATCH_JWKS_URL": env.jwks_url,
            "KILOWATCH_AUTH_URL": self._proxies["auth"],
            "KILOWATCH_AUTH_PORT": str(env.auth_port),
            "KILOWATCH_AUTH_DATABASE_URL": env.auth_database,
            "KILOWATCH_AUTH_SWEEP_EVERY_S": "0.2",
            "KILOWATCH_AUTH_REGISTRATION": "open",
            "KILOWATCH_USERS_URL": self._proxies["users"],
            "KILOWATCH_USERS_PORT": str(env.users_port),
            "KILOWATCH_USERS_DATABASE_URL": env.users_database,
        }

    def _network(self, callee_url: str) -> FastAPI:
        app = FastAPI()

        @app.api_route("/{path:path}", methods=["GET", "PUT", "POST", "DELETE"])
        async def pass_on(request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
            cut = self.cut if self.cut is not None and self.cut.concerns(request) else None
            if cut is not None and cut.moment == "before":
                return self._strike(cut)
            answer = await self._client.request(
                request.method,
                f"{callee_url}{request.url.path}",
                content=await request.body(),
                headers={"Authorization": request.headers["authorization"]},
            )
            if cut is not None:
                return self._strike(cut)
            return Response(answer.content, answer.status_code)

        return app

    def _strike(self, cut: Cut) -> Response:
        self.cut = None
        self.kill(cut.victim)
        self.killed.set()
        return Response(status_code=502)

    @asynccontextmanager
    async def standing(self) -> AsyncGenerator["Processes"]:
        async with AsyncExitStack() as stack:
            for service, url in (("auth", self.env.auth_url), ("users", self.env.users_url)):
                network = serving(self._network(url), free_port())
                self._proxies[service] = await stack.enter_async_context(network)
            try:
                await self.start("auth", "users")
                yield self
            finally:
                self.kill("users")
                self.kill("auth")
                await self._client.aclose()


async def settled(env: UsersEnv) -> bool:
    """Return true if nothing is half-done; pending work is made old enough to be finished."""
    await fetch_value(
        env.auth_database,
        "UPDATE credential SET pending_since = pending_since - interval '2 minutes'",
    )
    pending = "SELECT count(*) FROM credential WHERE pending_since IS NOT NULL"
    return await fetch_value(env.auth_database, pending) == 0


async def assert_whole_or_not_at_all(platform: Platform, username: str, *, exists: bool) -> None:
    """Person and password are both there, or the name is free for the next attempt."""
    env = platform.env
    await eventually(lambda: settled(env), within_s=60)
    people = await fetch_value(
        env.users_database, "SELECT count(*) FROM person WHERE username = $1", username
    )
    credentials = await fetch_value(env.auth_database, "SELECT count(*) FROM credential")
    assert (people, credentials) == (int(exists), int(exists))

    async def logs_in() -> bool:
        return (await platform.login(username)).status_code == 200

    if not exists:
        assert not await logs_in()
        await platform.add_user(BOOTSTRAP_TOKEN, username, "ADMIN")
    await eventually(logs_in)


@pytest.mark.parametrize(
    ("cut", "exists"),
    [
        (Cut(*PREPARE, "before", "users"), False),
        (Cut(*PREPARE, "after", "users"), False),
        (Cut(*CONFIRM, "before", "users"), True),
        (Cut(*PREPARE, "before", "auth"), False),
        (Cut(*PREPARE, "after", "auth"), False),
        (Cut(*CONFIRM, "before", "auth"), True),
    ],
)
async def test_creating_a_user_survives_a_killed_process(env: UsersEnv, cut: Cut, exists: bool):
    async with (
        Processes(env, cut).standing() as processes,
        local_client(60) as client,
    ):
        platform = Platform(env, client, FastAPI())
        try:
            await platform.post_user(BOOTSTRAP_TOKEN, username="admin", role="ADMIN")
        except httpx.HTTPError:
            assert cut.victim == "users"
        assert processes.killed.is_set()
        await processes.start(cut.victim)

        await assert_whole_or_not_at_all(platform, "admin", exists=exists)


@pytest.mark.parametrize(
    ("cut", "exists"),
    [
        (Cut(*REGISTER, "before", "auth"), False),
        (Cut(*REGISTER, "after", "auth"), True),
        (Cut(*REGISTER, "before", "users"), False),
        (Cut(*REGISTER, "after", "users"), True),
    ],
)
async def test_registering_survives_a_killed_process(env: UsersEnv, cut: Cut, exists: bool):
    async with (
        Processes(env, cut).standing() as processes,
        local_client(60) as client,
    ):
        platform = Platform(env, client, FastAPI())
        body = {"name": "Ada", "username": "ada", "password": PASSWORD}
        try:
            answer = await platform.auth_request("POST", "/register", json=body)
            assert answer.status_code == 503
        except httpx.HTTPError:
            assert cut.victim == "auth"
        assert processes.killed.is_set()
        await processes.start(cut.victim)

        await assert_whole_or_not_at_all(platform, "ada", exists=exists)
