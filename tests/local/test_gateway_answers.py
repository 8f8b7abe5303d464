"""The gateway's own errors: problem documents, which never replace a service's responses."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio

from kilowatch.kit.service import KEEP_ALIVE_S
from kilowatch.local.gateway_routes import IDLE_S, routes_to
from kilowatch.web.app import create_app
from kilowatch.web.settings import WebSettings
from tests.harness.gateways import (
    SERVICES,
    FakeService,
    assert_problem,
    frozen,
    gateway_before,
    running_gateway,
)
from tests.harness.serving import eventually, free_port, serving

pytestmark = pytest.mark.asyncio(loop_scope="module")

EVERY_METHOD = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "KILOWATT")
TAKEN_IN_BYTES = 256 * 1024
UPLOAD = f"/api/monitoring/devices/{uuid4()}/imports"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def gateway(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[httpx.AsyncClient]:
    """A client of a gateway before the real `web` and stand-ins; `users` is gone."""
    folder = tmp_path_factory.mktemp("gateway")
    async with gateway_before(FakeService(), folder) as client:
        yield client


@pytest.mark.parametrize("status", [400, 401, 404, 409, 413, 422, 429, 500, 503])
@pytest.mark.parametrize(
    "path",
    [
        "/api/devices/1",
        "/api/monitoring/devices",
        "/api/readings",
        "/api/support/rules",
        "/api/balancing/strategy",
    ],
)
async def test_responses_of_a_service_are_passed_through_unchanged(
    gateway: httpx.AsyncClient, path: str, status: int
) -> None:
    for method in ("GET", "POST"):
        answer = await gateway.request(method, path, params={"status": status}, content=b"{}")

        assert answer.status_code == status
        assert answer.json() == {"size": 2, "code": "own"}
        assert (answer.headers["Retry-After"], answer.headers["X-Own"]) == ("77", "yes")


async def test_a_busy_login_response_is_passed_through(gateway: httpx.AsyncClient) -> None:
    async def guess() -> httpx.Response:
        return await gateway.post("/api/auth/login?status=503", content=b"{}")

    # Once the rate limit allows it again: other tests log in here as well.
    answer = await eventually(lambda: _unless_too_many(guess), every_s=0.2)

    assert (answer.status_code, answer.json()["code"]) == (503, "own")
    assert answer.headers["Retry-After"] == "77"


async def _unless_too_many(ask: Any) -> httpx.Response | None:
    answer = await ask()
    return None if answer.status_code == 429 else answer


async def test_a_rate_limited_login_gets_a_retry_time(gateway: httpx.AsyncClient) -> None:
    guesses = await asyncio.gather(*(gateway.post("/api/auth/login") for _ in range(150)))

    refused = [each for each in guesses if each.status_code == 429]
    assert refused
    assert assert_problem(refused[0], 429, "too_many_requests")["retry_after_s"] == 1


async def test_an_unavailable_service_differs_from_a_nonexistent_path(
    gateway: httpx.AsyncClient,
) -> None:
    for method in ("GET", "POST", "DELETE"):
        assert_problem(await gateway.request(method, "/api/users/me"), 502, "service_unreachable")


@pytest.mark.parametrize("method", EVERY_METHOD)
@pytest.mark.parametrize("path", ["/api", "/api/", "/api/nothing", "/api/users-of-another-kind/1"])
async def test_an_unknown_api_is_not_found_with_any_method(
    gateway: httpx.AsyncClient, method: str, path: str
) -> None:
    assert_problem(await gateway.request(method, path), 404, "path_not_found")


@pytest.mark.parametrize("path", ["/internal", "/internal/gateway/502", "/health", "/metrics"])
async def test_internal_paths_are_not_found(gateway: httpx.AsyncClient, path: str) -> None:
    for method in ("GET", "POST"):
        assert_problem(await gateway.request(method, path), 404, "path_not_found")


async def test_exports_are_streamed(tmp_path: Path) -> None:
    service = FakeService()
    path = "/api/monitoring/devices/1/readings"
    async with (
        gateway_before(service, tmp_path) as gateway,
        gateway.stream("GET", path, params={"live": "yes"}) as answer,
    ):
        pieces = answer.aiter_raw()
        assert await anext(pieces) == b"first"
        service.go_on.set()
        assert b"".join([each async for each in pieces]) == b"last"


async def test_an_unreachable_or_silent_service_is_not_answered_as_unknown(tmp_path: Path) -> None:
    web_settings = WebSettings(services={"monitoring": "", "balancing": ""}, front_end=tmp_path)
    async with (
        serving(create_app(web_settings)) as web,
        serving(frozen()) as silent,
        running_gateway(
            tmp_path,
            answers_within_s=0.2,
            instead={
                "web": [web],
                "balancing": [silent],
                "monitoring": [f"http://127.0.0.1:{free_port()}" for _ in range(2)],
            },
        ) as gateway,
    ):
        assert_problem(await gateway.get("/api/balancing/replicas"), 504, "service_silent")

        async def away(method: str) -> httpx.Response | None:
            answer = await gateway.request(method, "/api/monitoring/hours")
            return answer if answer.status_code == 503 else None

        # Until its first health checks, the gateway tries the instances.
        for method in ("GET", "POST"):
            answer = await eventually(lambda method=method: away(method))
            assert_problem(answer, 503, "unavailable")


async def test_idle_connections_are_closed_before_the_service_closes_them() -> None:
    http = routes_to({name: ["http://a", "http://b"] for name in (*SERVICES, "monitoring")})["http"]

    waits = http["serversTransports"]
    balancers = [
        each["loadBalancer"] for each in http["services"].values() if "failover" not in each
    ]
    assert {each["serversTransport"] for each in balancers} <= waits.keys()
    assert {each["forwardingTimeouts"]["idleConnTimeout"] for each in waits.values()} == {
        f"{IDLE_S:g}s"
    }
    assert IDLE_S < KEEP_ALIVE_S
