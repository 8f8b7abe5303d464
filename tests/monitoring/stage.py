"""A replica as a real server, with an administrator and clients who ask it."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import httpx
from pydantic import SecretStr

from kilowatch.contracts.roles import Role
from kilowatch.monitoring.app import create_app
from kilowatch.monitoring.settings import MonitoringSettings
from tests.harness.serving import serving
from tests.harness.tokens import TokenIssuer, add_account


class Stage:
    """A running replica and its people."""

    def __init__(self, client: httpx.AsyncClient, issuer: TokenIssuer, database_url: str) -> None:
        self.client = client
        self.issuer = issuer
        self.database_url = database_url
        self.admin = uuid4()

    async def client_account(self) -> UUID:
        """Somebody who is no administrator."""
        person = uuid4()
        await add_account(self.database_url, person, Role.CLIENT)
        return person

    async def request(
        self, method: str, path: str, body: object = None, by: UUID | None = None, **params: Any
    ) -> httpx.Response:
        """Ask as the administrator, or as the client ``by``."""
        headers = (
            self.issuer.headers(self.admin, Role.ADMIN)
            if by is None
            else self.issuer.headers(by, Role.CLIENT)
        )
        return await self.client.request(
            method, f"/api/monitoring{path}", json=body, params=params, headers=headers
        )

    async def get(self, path: str, **params: Any) -> Any:
        """What the administrator is told."""
        answer = await self.request("GET", path, **params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def post(self, path: str, body: object = None) -> Any:
        """What comes of it when the administrator asks for it."""
        answer = await self.request("POST", path, body)
        assert answer.status_code in (200, 201), answer.text
        return answer.json()


@asynccontextmanager
async def run_stage(database_url: str, amqp_url: str, issuer: TokenIssuer) -> AsyncGenerator[Stage]:
    """Serve one replica."""
    settings = MonitoringSettings(
        amqp_url=SecretStr(amqp_url),
        internal_token=SecretStr("internal"),
        database_url=SecretStr(database_url),
        jwks_url=issuer.jwks_url,
        sweep_interval_s=0.2,
    )
    async with (
        serving(create_app(settings)) as base_url,
        httpx.AsyncClient(base_url=base_url, timeout=20, trust_env=False) as client,
    ):
        stage = Stage(client, issuer, database_url)
        await add_account(database_url, stage.admin, Role.ADMIN)
        yield stage
