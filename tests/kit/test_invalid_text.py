"""Text that no service can keep is rejected before an app sees it."""

import base64
import json
from collections.abc import AsyncGenerator

import httpx
import pytest

from tests.kit.guarded_app import raw, refusal, serving_guarded


@pytest.fixture
async def client() -> AsyncGenerator[httpx.AsyncClient]:
    async with serving_guarded() as client:
        yield client


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
