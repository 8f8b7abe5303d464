"""Requests that are too large or too slow are rejected before an app sees them."""

import json
from collections.abc import AsyncGenerator, AsyncIterator

import httpx
import pytest

from kilowatch.kit import request_limits
from kilowatch.kit.request_limits import LARGEST_BODY_BYTES, LARGEST_TARGET_BYTES
from tests.kit.guarded_app import LARGE_BYTES, raw, refusal, serving_guarded


@pytest.fixture
async def client() -> AsyncGenerator[httpx.AsyncClient]:
    async with serving_guarded() as client:
        yield client


async def test_a_declared_length_over_the_limit_is_rejected_before_the_body(
    client: httpx.AsyncClient,
):
    head, body = await raw(
        client,
        b"POST /secret HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
        b"Content-Length: 80000000\r\n\r\n",
    )

    assert b" 413 " in head
    assert b"connection: close" in head.lower()
    assert json.loads(body)["code"] == "request_too_large"


@pytest.mark.parametrize("path", ["/secret", "/unread", "/nowhere", "/health", "/search"])
async def test_every_path_has_the_limit(client: httpx.AsyncClient, path: str):
    fits = await client.post(path, content=b" " * LARGEST_BODY_BYTES)
    too_large = await client.post(path, content=b" " * (LARGEST_BODY_BYTES + 1))

    assert fits.status_code != 413
    assert refusal(too_large) == (413, "request_too_large")


async def test_a_body_without_a_length_is_counted(client: httpx.AsyncClient):
    piece = b"8000\r\n" + b" " * 0x8000 + b"\r\n"

    head, body = await raw(
        client,
        b"POST /secret HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
        *[piece] * 3,
    )

    assert b" 413 " in head
    assert json.loads(body)["code"] == "request_too_large"


async def test_a_large_body_streams_within_its_own_limit(client: httpx.AsyncClient):
    known = {"Authorization": "Bearer x"}

    async def pieces(count: int) -> AsyncIterator[bytes]:
        for _ in range(count):
            yield b" " * 65_536

    whole = await client.post("/large", content=pieces(16), headers=known)
    too_much = await client.post("/large", content=pieces(17), headers=known)

    assert whole.json() == LARGE_BYTES
    assert refusal(too_much) == (413, "request_too_large")


async def test_an_unauthenticated_large_upload_is_rejected_before_it_is_read(
    client: httpx.AsyncClient,
):
    head, _ = await raw(
        client, b"POST /large HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nfirst"
    )

    assert b" 401 " in head
    assert b"connection: close" in head.lower()


async def test_a_slow_body_times_out(client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(request_limits, "BODY_WITHIN_S", 0.1)

    head, body = await raw(
        client, b"POST /secret HTTP/1.1\r\nHost: a\r\nContent-Length: 20\r\n\r\n{"
    )

    assert b" 408 " in head
    assert json.loads(body)["code"] == "request_too_slow"


async def test_a_slow_large_body_times_out():
    async with serving_guarded(large_within_s=0.1) as client:
        head, _ = await raw(
            client,
            b"POST /large HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer x\r\n"
            b"Content-Length: 20\r\n\r\n{",
        )

    assert b" 408 " in head


async def test_addresses_headers_and_queries_have_limits(client: httpx.AsyncClient):
    address = await client.get("/search", params={"text": "x" * LARGEST_TARGET_BYTES})
    many = await client.get("/search", headers=[(f"x-{n}", "1") for n in range(101)])
    large = await client.get("/search", headers={"x-large": "x" * 33_000})
    deep = await client.get("/search?" + "&".join(["text=1"] * 501))

    assert refusal(address) == (414, "address_too_long")
    assert refusal(many) == (431, "headers_too_large")
    assert refusal(large) == (431, "headers_too_large")
    assert refusal(deep) == (422, "invalid_request")
