"""Requests that are too large, too slow or unusable are rejected before an app sees them."""

import asyncio
import base64
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

import httpx
import pytest
from fastapi import APIRouter, Depends, FastAPI, Query, Request
from pydantic import BaseModel, ConfigDict, SecretStr

from kilowatch.kit import request_limits
from kilowatch.kit.app import create_service_app
from kilowatch.kit.errors import Unauthenticated
from kilowatch.kit.request_limits import LARGEST_BODY_BYTES, LARGEST_TARGET_BYTES, BodyLimit
from kilowatch.local.calls import local_client
from tests.harness.serving import serving

LARGE_BYTES = 1024 * 1024


class Secret(BaseModel):
    """A body like that of a login."""

    model_config = ConfigDict(extra="forbid")

    secret: SecretStr
    notes: list[dict[str, Any]] = []


@asynccontextmanager
async def nothing(_: FastAPI) -> AsyncGenerator[None]:
    yield


async def strangers_are_refused(request: Request) -> None:
    if "authorization" not in request.headers:
        raise Unauthenticated("Log in first.")


router = APIRouter()


@router.post("/secret")
async def post_secret(body: Secret) -> int:
    """Encode the secret, as hashing it does."""
    return len(body.secret.get_secret_value().encode())


@router.get("/search")
async def search(text: Annotated[str, Query()] = "") -> str:
    """Return the query."""
    return text


@router.get("/named/{name}")
async def named(name: str) -> str:
    """Return the name."""
    return name


@router.post("/large", dependencies=[Depends(strangers_are_refused)])
async def post_large(request: Request) -> int:
    """Count piece by piece."""
    return sum([len(piece) async for piece in request.stream()])


@router.post("/unread")
async def post_unread() -> None:
    """Ignore the body."""


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    limit = BodyLimit("/large", LARGE_BYTES, within_s=30)
    app = create_service_app("test", "", router, lifespan=nothing, large_bodies=[limit])
    async with (
        serving(app) as base_url,
        local_client(60, base_url) as client,
    ):
        yield client


def refusal(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == answer.status_code
    return answer.status_code, problem["code"]


async def raw(client: httpx.AsyncClient, *pieces: bytes) -> tuple[bytes, bytes]:
    """Send ``pieces`` and read to the end of the connection: head and body."""
    reader, writer = await asyncio.open_connection(client.base_url.host, client.base_url.port)
    try:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
        async with asyncio.timeout(60):
            head, _, body = (await reader.read()).partition(b"\r\n\r\n")
        return head, body
    finally:
        writer.close()


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
    limit = BodyLimit("/large", LARGE_BYTES, within_s=0.1)
    app = create_service_app("test", "", router, lifespan=nothing, large_bodies=[limit])
    async with serving(app) as url, local_client(5, url) as client:
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


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (rb'{"secret": "\ud800"}', "secret"),
        (rb'{"secret": "\uDFFFx"}', "secret"),
        (rb'{"secret": "a\u0000b"}', "secret"),
        (rb'{"secret": "x", "notes": [{}, {"a": {"b": ["\udc00"]}}]}', "notes.1.a.b.0"),
        (rb'{"secret": "x", "\ud800": 1}', "body"),
        (b'{"secret": "\xff"}', "body"),
        (b'{"secret": "\xed\xa0\x80"}', "body"),
        ('{"secret": "wide"}'.encode("utf-16"), "body"),
    ],
)
async def test_invalid_text_is_rejected_in_json(client: httpx.AsyncClient, body: bytes, field: str):
    answer = await client.post(
        "/secret", content=body, headers={"Content-Type": "application/json"}
    )

    assert refusal(answer) == (422, "invalid_request")
    assert [each["field"] for each in answer.json()["errors"]] == [field]


async def test_valid_escapes_are_accepted(client: httpx.AsyncClient):
    pair = await client.post(
        "/secret",
        content=rb'{"secret": "\ud83d\ude00\\ud800\u00e9"}',
        headers={"Content-Type": "application/json"},
    )
    query = await client.get("/search?text=%F0%9F%98%80+caf%C3%A9%2B")

    assert pair.json() == len("😀\\ud800é".encode())
    assert query.json() == "😀 café+"


@pytest.mark.parametrize(
    ("target", "field"),
    [
        ("/search?text=%00", "text"),
        ("/search?text=%ED%A0%80", "text"),
        ("/search?text=%FF", "text"),
        ("/search?text=a%0Ab", "text"),
        ("/search?text=%C2%85", "text"),
        ("/search?%00=1", "query"),
        ("/named/%00", "path"),
        ("/named/%FF", "path"),
        ("/named/a%7Fb", "path"),
        ("/nowhere/%00", "path"),
    ],
)
async def test_invalid_text_is_rejected_in_addresses(
    client: httpx.AsyncClient, target: str, field: str
):
    head, body = await raw(
        client, f"GET {target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode()
    )

    assert b" 422 " in head
    assert json.loads(body)["errors"][0]["field"] == field


async def test_invalid_text_is_rejected_in_headers(client: httpx.AsyncClient):
    credentials = base64.b64encode(b"device:a\x00b").decode()
    basic = await client.get("/search", headers={"Authorization": f"Basic {credentials}"})
    head, body = await raw(
        client, b"GET /search HTTP/1.1\r\nHost: a\r\nX-Name: a\x01b\r\nConnection: close\r\n\r\n"
    )

    assert refusal(basic) == (422, "invalid_request")
    assert basic.json()["errors"][0]["field"] == "authorization"
    # The server itself may reject such a head; no app sees it either way.
    assert head.split()[1] in {b"400", b"422"}, body


async def test_invalid_text_is_rejected_in_forms(client: httpx.AsyncClient):
    form = {"Content-Type": "application/x-www-form-urlencoded"}

    answer = await client.post("/secret", content=b"user=a&secret=%00", headers=form)

    assert refusal(answer) == (422, "invalid_request")
    assert answer.json()["errors"][0]["field"] == "secret"


async def test_a_problem_that_quotes_the_client_is_valid(client: httpx.AsyncClient):
    deep = await client.post(
        "/secret", content=b"[" * 60_000, headers={"Content-Type": "application/json"}
    )
    numbers = await client.post(
        "/secret",
        content=b'{"secret": ' + b"1" * 5_000 + b"}",
        headers={"Content-Type": "application/json"},
    )

    assert deep.status_code in {400, 422}
    assert numbers.status_code in {400, 422}
    assert {deep.headers["content-type"], numbers.headers["content-type"]} == {
        "application/problem+json"
    }


async def test_redirects_do_not_use_the_host_header(client: httpx.AsyncClient):
    answer = await client.get("/search/", headers={"Host": "evil.example"})

    assert refusal(answer) == (404, "not_found")
    assert "location" not in answer.headers


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 60_000,
        b'{"a":' * 10_000,
        b"[" * 20_000 + b"]" * 20_000,
        b'{"secret":"s","notes":[' + b'{"a":' * 8_000 + b"1" + b"}" * 8_000 + b"]}",
        b'{"secret":"s","notes":[{"a":' + b"[" * 20_000 + b"]" * 20_000 + b"}]}",
        b'{"secret":"\\u0041","notes":[{"a":' + b"[" * 900 + b"]" * 900 + b"}]}",
    ],
    ids=["unclosed", "objects", "arrays", "within a field", "within a value", "with an escape"],
)
async def test_deep_nesting_is_rejected_or_accepted_without_failure(
    client: httpx.AsyncClient, body: bytes
):
    answer = await client.post(
        "/secret", content=body, headers={"content-type": "application/json"}
    )
    if answer.status_code != 200:
        assert answer.status_code in {400, 422}
        assert answer.headers["content-type"] == "application/problem+json"
    assert (await client.get("/search", params={"text": "well"})).json() == "well"
