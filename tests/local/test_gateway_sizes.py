"""Limits of bodies at the gateway, for every kind of route."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from uuid import UUID

import httpx
import pytest
import pytest_asyncio

from kilowatch.contracts.request_sizes import FILES, READINGS, RULES, SMALL, RequestSize
from tests.harness.gateways import FakeService, assert_problem, gateway_before
from tests.harness.serving import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")

TAKEN_IN_BYTES = 256 * 1024
UPLOAD = f"/api/monitoring/devices/{UUID(int=7)}/imports"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def service() -> FakeService:
    """Stands in for every service but `web`."""
    return FakeService()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def gateway(
    tmp_path_factory: pytest.TempPathFactory, service: FakeService
) -> AsyncGenerator[httpx.AsyncClient]:
    """A client of a gateway before `service` and the real `web`; `users` is gone."""
    async with gateway_before(service, tmp_path_factory.mktemp("gateway")) as client:
        yield client


async def in_pieces(count_bytes: int) -> AsyncIterator[bytes]:
    """A body without a declared length."""
    for start in range(0, count_bytes, 32 * 1024):
        yield b" " * min(32 * 1024, count_bytes - start)


async def declared(
    gateway: httpx.AsyncClient, method: str, path: str, length: int
) -> httpx.Response:
    """Return the response to a request that declares its length, and sends a short body.

    Of a long body the gateway reads nothing; a short one it reads before it answers.
    """
    url = gateway.base_url
    head = f"{method} {path} HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n"
    async with asyncio.timeout(30):
        reader, writer = await asyncio.open_connection(url.host, url.port)
        writer.write(head.encode() + (b" " * length if length < TAKEN_IN_BYTES else b""))
        lines = (await reader.readuntil(b"\r\n\r\n")).decode().splitlines()
        headers = dict(line.split(": ", 1) for line in lines[1:] if line)
        body = await reader.readexactly(int(headers["Content-Length"]))
        writer.close()
    return httpx.Response(int(lines[0].split()[1]), headers=headers, content=body)


async def refusal_of(
    gateway: httpx.AsyncClient, method: str, path: str, body: bytes | AsyncIterator[bytes]
) -> httpx.Response | None:
    """Return the response; None if the connection was closed while sending."""
    try:
        return await gateway.request(method, path, content=body)
    except httpx.TransportError:
        return None


@pytest.mark.parametrize(
    ("method", "path", "size"),
    [
        ("POST", "/api/auth/login", SMALL),
        ("PUT", "/api/users/me", SMALL),
        ("PATCH", "/api/devices/1", SMALL),
        ("DELETE", "/api/devices/1", SMALL),
        ("GET", "/api/devices", SMALL),
        ("POST", "/api/balancing/strategy", SMALL),
        ("POST", "/api/realtime/seen", SMALL),
        ("POST", "/api/monitoring/corrections", SMALL),
        ("POST", "/api/support/conversations", SMALL),
        ("POST", "/api/nothing", SMALL),
        ("POST", "/", SMALL),
        ("POST", "/api/readings/other", SMALL),
        ("POST", "/api/readings", READINGS),
        ("PUT", "/api/support/rules/3", RULES),
        ("POST", UPLOAD, FILES),
        ("POST", f"{UPLOAD}/preview", FILES),
    ],
)
async def test_a_declared_length_over_the_limit_reaches_no_service(
    gateway: httpx.AsyncClient, service: FakeService, method: str, path: str, size: RequestSize
) -> None:
    before = service.asked
    answer = await declared(gateway, method, path, size.largest_bytes + 1)

    said = assert_problem(answer, 413, size.code)
    kib = size.largest_bytes // 1024
    assert (f"{kib} KiB" if kib < 1024 else f"{kib // 1024} MiB") in said["detail"]
    assert service.asked == before


@pytest.mark.parametrize(
    ("method", "path", "size"),
    [
        ("POST", "/api/auth/login", SMALL),
        ("POST", "/api/devices", SMALL),
        ("PUT", "/api/monitoring/corrections/1", SMALL),
        ("POST", "/api/nothing", SMALL),
        ("POST", "/api/support/rules", RULES),
        ("POST", "/api/readings", READINGS),
    ],
)
async def test_a_body_without_a_declared_length_is_counted(
    gateway: httpx.AsyncClient, service: FakeService, method: str, path: str, size: RequestSize
) -> None:
    before = service.asked
    answer = await refusal_of(gateway, method, path, in_pieces(size.largest_bytes + 1))

    if answer is not None:
        assert_problem(answer, 413, size.code)
    assert service.asked == before


@pytest.mark.parametrize(
    ("path", "size"),
    [
        ("/api/devices", SMALL),
        ("/api/auth/login", SMALL),
        ("/api/support/rules", RULES),
        ("/api/readings", READINGS),
    ],
)
async def test_a_body_at_the_limit_arrives_whole(
    gateway: httpx.AsyncClient, path: str, size: RequestSize
) -> None:
    declared = await gateway.post(path, content=b" " * size.largest_bytes)
    undeclared = await gateway.post(path, content=in_pieces(size.largest_bytes))

    assert declared.json()["size"] == undeclared.json()["size"] == size.largest_bytes


async def test_a_post_without_a_body_arrives(gateway: httpx.AsyncClient) -> None:
    request = gateway.build_request("POST", "/api/auth/logout")
    del request.headers["Content-Length"]

    assert (await gateway.send(request)).json()["size"] == 0


async def test_uploads_are_streamed(gateway: httpx.AsyncClient, service: FakeService) -> None:
    arrived = asyncio.Event()

    async def body() -> AsyncIterator[bytes]:
        yield b"1" * 100_000
        await eventually(lambda: service.bytes_seen == 100_000)
        arrived.set()
        yield b"2"

    answer = await gateway.post(UPLOAD, content=body())

    assert arrived.is_set()
    assert answer.json()["size"] == 100_001
