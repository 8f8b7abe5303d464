"""The health of every service, as administrators see it."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from fastapi.responses import JSONResponse

from kilowatch.balancing.service import health as health_poller
from kilowatch.contracts.roles import Role
from kilowatch.local.calls import local_client
from tests.balancing.fleet import Fleet
from tests.balancing.reading_path import ADMIN
from tests.harness.serving import eventually, free_port, serving
from tests.harness.tokens import add_account


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A healthy service is polled for as long as it takes."""
    monkeypatch.setattr(health_poller, "PATIENCE_S", 30)


class Service:
    """A ``/health`` that the test controls."""

    def __init__(self) -> None:
        self.checks = {"database": "ok", "events": "ok"}
        self.awake = asyncio.Event()
        self.awake.set()
        self.app = FastAPI()
        self.app.get("/health")(self.health)

    async def health(self) -> JSONResponse:
        await self.awake.wait()
        healthy = all(state == "ok" for state in self.checks.values())
        body = {"status": "healthy" if healthy else "unhealthy", "checks": self.checks}
        return JSONResponse(body, status_code=200 if healthy else 503)


class HealthPollerEnv:
    """A balancer with one service, and one that is absent."""

    def __init__(self, fleet: Fleet, url: str, service: Service) -> None:
        self.fleet = fleet
        self.service = service
        self.path = f"{url}/api/balancing/services"

    async def told(self) -> dict[str, tuple[str, list[str]]]:
        headers = self.fleet.issuer.headers(ADMIN)
        async with local_client(30) as http:
            items: list[Any] = (await http.get(self.path, headers=headers)).json()["items"]
        return {each["name"]: (each["state"], each["failing"]) for each in items}


@asynccontextmanager
async def watched(fleet: Fleet) -> AsyncGenerator[HealthPollerEnv]:
    service = Service()
    async with serving(service.app) as there:
        services = {"users": there, "devices": f"http://127.0.0.1:{free_port()}"}
        async with fleet.balancer(services=services) as url:
            yield HealthPollerEnv(fleet, url, service)


async def test_each_service_reports_its_health_and_a_dead_one_is_unreachable(fleet: Fleet) -> None:
    async with watched(fleet) as env:
        assert await env.told() == {"users": ("healthy", []), "devices": ("unreachable", [])}

        env.service.checks["events"] = "unreachable"

        async def is_unwell() -> bool:
            return (await env.told())["users"] == ("unhealthy", ["events"])

        await eventually(is_unwell)


async def test_an_optional_service_is_listed_after_its_first_response(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health_poller, "KEPT_FOR_S", 0.0)
    service, port = Service(), free_port()
    occasional = {"simulator": f"http://127.0.0.1:{port}"}
    async with fleet.balancer(services={}, occasional_services=occasional) as url:
        env = HealthPollerEnv(fleet, url, service)
        assert await env.told() == {}

        async with serving(service.app, port):
            assert await env.told() == {"simulator": ("healthy", [])}

        assert await env.told() == {"simulator": ("unreachable", [])}


async def test_a_frozen_service_does_not_delay_the_others(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health_poller, "PATIENCE_S", 0.3)
    async with watched(fleet) as env:
        env.service.awake.clear()
        try:
            assert (await env.told())["users"] == ("unreachable", [])
        finally:
            env.service.awake.set()


async def test_only_administrators_see_service_health(fleet: Fleet) -> None:
    client = uuid4()
    await add_account(fleet.balancing_url, client, Role.CLIENT)
    async with watched(fleet) as env, local_client(30) as http:
        assert (await http.get(env.path)).status_code == 401
        headers = fleet.issuer.headers(client, Role.CLIENT)
        assert (await http.get(env.path, headers=headers)).status_code == 403
