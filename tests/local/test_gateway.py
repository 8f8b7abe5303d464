"""The gateway: what is reachable from outside, and what never is."""

import asyncio
from collections.abc import AsyncGenerator
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from kilowatch.local.traefik import LARGEST_BYTES
from tests.harness.gateways import frozen, running_gateway

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def gateway(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[httpx.AsyncClient]:
    async with running_gateway(tmp_path_factory.mktemp("gateway")) as client:
        yield client


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/", "web"),
        ("/api/docs", "web"),
        ("/api/docs/users.json", "web"),
        ("/api/auth/jwks", "auth"),
        ("/api/auth/devices/1/credential", "auth"),
        ("/api/users", "users"),
        ("/api/users/me", "users"),
        ("/api/users-of-another-kind", "web"),
        ("/api/devices/1/owner", "devices"),
        ("/api/readings", "balancing"),
        ("/api/balancing/replicas", "balancing"),
        ("/api/monitoring/devices/1/consumption", "monitoring-1"),
        ("/ws", "realtime"),
        ("/api/support/conversations", "support"),
        # Without a demo the page service answers for the simulator, and has no such API.
        ("/api/simulator", "web"),
    ],
)
async def test_each_path_is_routed_to_its_service(
    gateway: httpx.AsyncClient, path: str, service: str
) -> None:
    answer = await gateway.get(path)

    assert answer.json()["service"] == service
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/internal/administrators",
        "/internal/broker/user",
        "/internal/provisioning/1",
        "/internal",
        "/health",
        "/metrics",
        "/api/../internal/users/1",
        "//internal/users/1",
        "/%69nternal/users/1",
    ],
)
async def test_internal_endpoints_are_not_reachable(gateway: httpx.AsyncClient, path: str) -> None:
    answer = await gateway.get(path)

    # Only the page service may answer, which has no such thing.
    assert answer.status_code in {301, 400, 404} or answer.json()["service"] == "web"


async def test_the_simulator_is_reachable_if_present(tmp_path: Path) -> None:
    async with running_gateway(tmp_path, "simulator") as gateway:
        for path in ("/api/simulator", "/api/simulator/devices/1/overconsumption"):
            assert (await gateway.get(path)).json()["service"] == "simulator"


async def test_reads_succeed_despite_a_dead_replica(tmp_path: Path) -> None:
    async with running_gateway(tmp_path) as gateway:
        answers = [await gateway.get("/api/monitoring/hours") for _ in range(20)]

    assert {each.status_code for each in answers} == {200}


async def test_reads_and_readings_succeed_despite_a_frozen_instance(tmp_path: Path) -> None:
    async with running_gateway(
        tmp_path, answers_within_s=2, monitoring=frozen(), balancing=frozen()
    ) as gateway:
        reads = [await gateway.get("/api/monitoring/hours") for _ in range(4)]
        readings = [await gateway.post("/api/readings", content=b"12345") for _ in range(4)]

    assert {each.status_code for each in (*reads, *readings)} == {200}
    assert {each.json()["service"] for each in reads} == {"monitoring-1"}
    assert {each.json()["size"] for each in readings} == {5}


async def test_logins_are_rate_limited_and_reads_are_not(gateway: httpx.AsyncClient) -> None:
    guesses = await asyncio.gather(*(gateway.post("/api/auth/login") for _ in range(300)))
    reads = await asyncio.gather(*(gateway.get("/api/auth/jwks") for _ in range(90)))

    assert 429 in {each.status_code for each in guesses}
    assert {each.status_code for each in reads} == {200}


async def test_oversized_readings_are_rejected_at_the_gateway(gateway: httpx.AsyncClient) -> None:
    fitting = await gateway.post("/api/readings", content=b" " * LARGEST_BYTES)
    try:
        oversized = await gateway.post("/api/readings", content=b" " * (LARGEST_BYTES + 1))
        refused = oversized.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    except httpx.TransportError:
        # It disconnects a client that keeps sending data that is not read.
        refused = True

    assert fitting.json()["size"] == LARGEST_BYTES
    assert refused
