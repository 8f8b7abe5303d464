"""`auth` and `users` as real servers that know each other."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import asyncpg
import httpx
from fastapi import FastAPI
from pydantic import SecretStr

from kilowatch.auth.app import create_app as create_auth
from kilowatch.auth.settings import AuthSettings
from kilowatch.local.calls import local_client
from kilowatch.users.app import create_app as create_users
from kilowatch.users.settings import UsersSettings
from tests.conftest import MakeDatabase
from tests.harness.servers import Broker
from tests.harness.serving import free_port, serving

BOOTSTRAP_TOKEN = "bootstrap-" + "x" * 32
INTERNAL_TOKEN = "internal-" + "y" * 32
INTERNAL = {"Authorization": f"Bearer {INTERNAL_TOKEN}"}
PASSWORD = "correct horse battery"


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


class UsersEnv:
    """Addresses, databases and the few steps that most tests begin with."""

    def __init__(self, auth_database: str, users_database: str, broker: Broker) -> None:
        self.auth_database = auth_database
        self.users_database = users_database
        self.amqp_url = broker.amqp_url
        self.management_url = broker.management_url
        self.auth_port = free_port()
        self.users_port = free_port()
        self.auth_url = f"http://127.0.0.1:{self.auth_port}"
        self.users_url = f"http://127.0.0.1:{self.users_port}"
        self.jwks_url = f"{self.auth_url}/api/auth/jwks"

    def auth_app(self, **changes: Any) -> FastAPI:
        settings = AuthSettings(
            amqp_url=SecretStr(self.amqp_url),
            internal_token=SecretStr(INTERNAL_TOKEN),
            database_url=SecretStr(self.auth_database),
            users_url=self.users_url,
            jwks_url=self.jwks_url,
            management_url=SecretStr(self.management_url),
            registration="open",
        )
        return create_auth(settings.model_copy(update=changes))

    def users_app(self, **changes: Any) -> FastAPI:
        settings = UsersSettings(
            amqp_url=SecretStr(self.amqp_url),
            internal_token=SecretStr(INTERNAL_TOKEN),
            database_url=SecretStr(self.users_database),
            jwks_url=self.jwks_url,
            auth_url=self.auth_url,
            bootstrap_token=SecretStr(BOOTSTRAP_TOKEN),
        )
        return create_users(settings.model_copy(update=changes))

    @asynccontextmanager
    async def auth(self, **changes: Any) -> AsyncGenerator[FastAPI]:
        """Serve `auth`."""
        app = self.auth_app(**changes)
        async with serving(app, self.auth_port):
            yield app

    @asynccontextmanager
    async def users(self, **changes: Any) -> AsyncGenerator[FastAPI]:
        """Serve `users`."""
        app = self.users_app(**changes)
        async with serving(app, self.users_port):
            yield app


class Platform:
    """Both services, running, and a client to talk to them."""

    def __init__(self, env: UsersEnv, client: httpx.AsyncClient, auth_app: FastAPI) -> None:
        self.env = env
        self.client = client
        self.auth_app = auth_app

    async def post_user(self, token: str, **fields: str) -> httpx.Response:
        body = {"name": "Jane Doe", "password": PASSWORD, "role": "CLIENT", **fields}
        return await self.client.post(
            f"{self.env.users_url}/api/users", json=body, headers=bearer(token)
        )

    async def add_user(self, token: str, username: str, role: str = "CLIENT") -> dict[str, Any]:
        answer = await self.post_user(token, username=username, role=role)
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def login(self, username: str, password: str = PASSWORD) -> httpx.Response:
        """Log in the way a program does, with the refresh token in the body."""
        return await self.client.post(
            f"{self.env.auth_url}/api/auth/login",
            json={"username": username, "password": password, "refresh_in": "body"},
        )

    async def token_of(self, username: str) -> str:
        answer = await self.login(username)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["access_token"])

    async def administrator(self) -> str:
        """The first administrator's token; their username is ``admin``."""
        await self.add_user(BOOTSTRAP_TOKEN, "admin", "ADMIN")
        return await self.token_of("admin")

    async def refresh(self, refresh_token: str) -> httpx.Response:
        return await self.client.post(
            f"{self.env.auth_url}/api/auth/refresh", json={"refresh_token": refresh_token}
        )

    async def auth_request(
        self,
        method: str,
        path: str,
        token: str | None = None,
        json: object = None,
        **headers: str,
    ) -> httpx.Response:
        """A request to `auth`; ``path`` begins after ``/api/auth``."""
        return await self.client.request(
            method,
            f"{self.env.auth_url}/api/auth{path}",
            json=json,
            headers=headers | (bearer(token) if token else {}),
        )

    async def users_request(
        self, method: str, path: str, token: str, json: Mapping[str, object] | None = None
    ) -> httpx.Response:
        return await self.client.request(
            method, f"{self.env.users_url}{path}", json=json, headers=bearer(token)
        )


@asynccontextmanager
async def build_stage(make_database: MakeDatabase, broker: Broker) -> AsyncGenerator[UsersEnv]:
    yield UsersEnv(await make_database("auth"), await make_database("users"), broker)


@asynccontextmanager
async def run_platform(env: UsersEnv) -> AsyncGenerator[Platform]:
    async with (
        env.auth() as auth_app,
        env.users(),
        local_client(60) as client,
    ):
        yield Platform(env, client, auth_app)


async def execute(database_url: str, query: str) -> None:
    """Run a statement in a database."""
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute(query)
    finally:
        await connection.close()


async def fetch_value(database_url: str, query: str, *arguments: object) -> Any:
    connection = await asyncpg.connect(database_url)
    try:
        return await connection.fetchval(query, *arguments)
    finally:
        await connection.close()


async def credential_is_pending(auth_database: str, user_id: UUID | str) -> bool | None:
    """None when there is no credential."""
    return await fetch_value(
        auth_database,
        "SELECT pending_since IS NOT NULL FROM credential WHERE user_id = $1::text::uuid",
        str(user_id),
    )


async def together(*answers: Any) -> list[httpx.Response]:
    return list(await asyncio.gather(*answers))
