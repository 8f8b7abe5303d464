"""Tokens of unknown keys cost one request at a time, and delay no other token."""

import asyncio
import base64
import itertools
import json
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from joserfc import jwt
from joserfc.jwk import OKPKey

from kilowatch.kit import token_keys
from kilowatch.kit.errors import KilowatchError, Unauthenticated, Unavailable
from kilowatch.kit.token_keys import PublishedKeys
from kilowatch.kit.tokens import ALGORITHM, ISSUER, TOKEN_MAX_BYTES, TokenVerifier
from tests.harness.serving import eventually, serving


def key_of(kid: str) -> OKPKey:
    return OKPKey.generate_key("Ed25519", parameters={"kid": kid})


def token_by(key: OKPKey, kid: str | None = None, **more: Any) -> str:
    now = int(time.time())
    claims: dict[str, Any] = {
        "iss": ISSUER,
        "sub": str(uuid4()),
        "role": "CLIENT",
        "account_version": 1,
        "sid": str(uuid4()),
        "iat": now,
        "exp": now + 900,
    }
    header = {"alg": ALGORITHM, "kid": kid or key.kid}
    return jwt.encode(header, claims | more, key, algorithms=[ALGORITHM])


class Issuer:
    """Publishes keys, counts requests, and can be down or hang."""

    def __init__(self, *keys: OKPKey) -> None:
        self.keys = list(keys)
        self.asked = 0
        self.is_away = False
        self.answers = asyncio.Event()
        self.answers.set()
        self.now = 1000.0

    async def fetch(self) -> dict[str, Any]:
        self.asked += 1
        await self.answers.wait()
        if self.is_away:
            raise OSError("connection refused")
        return {"keys": [each.as_dict(private=False) for each in self.keys]}

    def verifier(self) -> TokenVerifier:
        return TokenVerifier("", PublishedKeys(self.fetch, lambda: self.now))

    async def has_been_asked(self, times: int) -> bool:
        return self.asked >= times

    async def settle(self) -> None:
        """Let other tasks run."""
        for _ in range(20):
            await asyncio.sleep(0)

    @asynccontextmanager
    async def serve(self) -> AsyncGenerator[str]:
        app = FastAPI()

        @app.get("/jwks")
        async def jwks() -> dict[str, Any]:  # pyright: ignore[reportUnusedFunction]
            return await self.fetch()

        async with serving(app) as url:
            yield f"{url}/jwks"


async def refusal(verifier: TokenVerifier, token: str) -> type[KilowatchError]:
    with pytest.raises(KilowatchError) as caught:
        await verifier.verify(token)
    return caught.type


async def test_known_keys_are_found_while_unknown_ones_wait_for_a_hanging_issuer(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(token_keys, "FETCH_EVERY_S", 0.0)
    known = key_of("known")
    issuer = Issuer(known)
    async with issuer.serve() as url:
        verifier = TokenVerifier(url)
        await verifier.verify(token_by(known))
        issuer.answers.clear()
        strangers = [
            asyncio.create_task(refusal(verifier, token_by(key_of(f"k{n}")))) for n in range(20)
        ]
        await eventually(lambda: issuer.has_been_asked(2))

        try:
            async with asyncio.timeout(60):
                for _ in range(5):
                    await verifier.verify(token_by(known))
            assert issuer.asked <= 2
        finally:
            issuer.answers.set()
        assert set(await asyncio.gather(*strangers)) == {Unauthenticated}


async def test_concurrent_unknown_keys_share_one_fetch():
    issuer = Issuer(key_of("known"))
    verifier = issuer.verifier()
    issuer.answers.clear()
    asking = [asyncio.create_task(refusal(verifier, token_by(key_of(f"k{n}")))) for n in range(50)]
    await issuer.settle()
    issuer.answers.set()

    assert set(await asyncio.gather(*asking)) == {Unauthenticated}
    assert issuer.asked == 1


async def test_a_cancelled_caller_does_not_cancel_the_fetch_of_the_others():
    key = key_of("known")
    issuer = Issuer(key)
    verifier = issuer.verifier()
    issuer.answers.clear()
    first = asyncio.create_task(verifier.verify(token_by(key)))
    second = asyncio.create_task(verifier.verify(token_by(key)))
    await issuer.settle()

    first.cancel()
    await issuer.settle()
    issuer.answers.set()

    assert (await second).account_version == 1
    assert issuer.asked == 1


async def test_requests_for_unknown_keys_are_limited():
    issuer = Issuer(key_of("known"))
    verifier = issuer.verifier()
    for _ in range(3):
        for number in range(30):
            assert await refusal(verifier, token_by(key_of(f"k{number}"))) is Unauthenticated
        issuer.now += token_keys.FETCH_EVERY_S
    assert issuer.asked == 3


async def test_failures_are_cached_with_growing_bounded_pauses():
    key = key_of("known")
    issuer = Issuer(key)
    verifier = issuer.verifier()
    await verifier.verify(token_by(key))
    issuer.is_away = True
    issuer.now += token_keys.FETCH_EVERY_S
    asked_at: list[float] = []
    while len(asked_at) < 9:
        before = issuer.asked
        assert await refusal(verifier, token_by(key_of("new"))) is Unauthenticated
        if issuer.asked > before:
            asked_at.append(issuer.now)
        issuer.now += 0.125

    pauses = [later - earlier for earlier, later in itertools.pairwise(asked_at)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (token_keys.FIRST_PAUSE_S, token_keys.LONGEST_PAUSE_S)


async def test_unknown_keys_are_answered_at_once_while_the_issuer_hangs():
    key = key_of("known")
    issuer = Issuer(key)
    verifier = issuer.verifier()
    await verifier.verify(token_by(key))
    issuer.now += token_keys.FETCH_EVERY_S
    issuer.answers.clear()
    first = asyncio.create_task(refusal(verifier, token_by(key_of("first"))))
    await issuer.settle()

    issuer.now += token_keys.WAIT_FOR_FETCH_S
    later = asyncio.create_task(refusal(verifier, token_by(key_of("later"))))
    await issuer.settle()

    assert later.done(), "the fetch it shares has had its time"
    issuer.answers.set()
    assert {await first, await later} == {Unauthenticated}


async def test_a_known_key_waits_for_no_request():
    known = key_of("known")
    issuer = Issuer(known)
    verifier = issuer.verifier()
    await verifier.verify(token_by(known))
    issuer.now += token_keys.FETCH_EVERY_S
    issuer.answers.clear()
    unknown = asyncio.create_task(refusal(verifier, token_by(key_of("unknown"))))
    await issuer.settle()
    assert issuer.asked == 2

    found = asyncio.create_task(verifier.verify(token_by(known)))
    await issuer.settle()

    assert found.done()
    issuer.answers.set()
    assert await unknown is Unauthenticated


async def test_known_keys_survive_an_outage_and_invalid_key_sets():
    key = key_of("known")
    issuer = Issuer(key)
    verifier = issuer.verifier()
    await verifier.verify(token_by(key))
    issuer.is_away = True
    for _ in range(3):
        issuer.now += token_keys.KEYS_GOOD_FOR_S
        await verifier.verify(token_by(key))
        await issuer.settle()
    assert issuer.asked == 4
    issuer.is_away, issuer.keys = False, []
    issuer.now += token_keys.KEYS_GOOD_FOR_S
    await verifier.verify(token_by(key))
    await issuer.settle()
    assert issuer.asked == 5
    await verifier.verify(token_by(key))


async def test_an_unpublished_key_is_forgotten_after_a_while():
    old, new = key_of("old"), key_of("new")
    issuer = Issuer(old)
    verifier = issuer.verifier()
    await verifier.verify(token_by(old))
    issuer.keys = [new]

    issuer.now += token_keys.KEYS_GOOD_FOR_S
    await verifier.verify(token_by(old))
    await issuer.settle()

    assert await refusal(verifier, token_by(old)) is Unauthenticated
    await verifier.verify(token_by(new))


async def test_without_any_keys_the_service_is_unavailable():
    key = key_of("known")
    issuer = Issuer(key)
    issuer.is_away = True
    verifier = issuer.verifier()
    for _ in range(5):
        assert await refusal(verifier, token_by(key)) is Unavailable
    assert issuer.asked == 1
    issuer.is_away = False
    issuer.now += token_keys.LONGEST_PAUSE_WITHOUT_KEYS_S
    await verifier.verify(token_by(key))


def with_header(header: bytes, token: str) -> str:
    encoded = base64.urlsafe_b64encode(header).rstrip(b"=").decode()
    return ".".join([encoded, *token.split(".")[1:]])


def malformed(key: OKPKey) -> list[str]:
    good = token_by(key)
    names = {"alg": ALGORITHM, "kid": key.kid}
    headers: list[Any] = [
        {"alg": ALGORITHM},
        {"alg": "none", "kid": key.kid},
        {"alg": "HS256", "kid": key.kid},
        {"alg": ALGORITHM, "kid": ""},
        {"alg": ALGORITHM, "kid": 7},
        {"alg": ALGORITHM, "kid": ["known"]},
        {"alg": ALGORITHM, "kid": "k" * 129},
        names | {"jwk": {}},
        names | {"crit": ["exp"]},
        names | {"b64": False},
        [],
        None,
    ]
    padded = json.dumps(names).encode() + b" " * 400
    deep = [
        padded,
        b"[" * 300,
        b'{"alg":' * 60,
        b'{"alg":"EdDSA","kid":' + b"[" * 300,
        b"\xff",
        b"",
    ]
    made = [with_header(json.dumps(each).encode(), good) for each in headers]
    return [
        *made,
        *(with_header(each, good) for each in deep),
        token_by(key, padding="x" * TOKEN_MAX_BYTES),
        good + "A" * TOKEN_MAX_BYTES,
        good.replace(".", "ș"),
        "",
        ".",
        "..",
        "a" * 100,
        "\ud800",
    ]


async def test_a_foreign_token_costs_no_signature_check_and_no_request(
    monkeypatch: pytest.MonkeyPatch,
):
    key = key_of("known")
    issuer = Issuer(key)
    verifier = issuer.verifier()
    tokens = malformed(key)

    def decode(*_: object, **__: object) -> None:
        raise AssertionError("a signature was checked")

    monkeypatch.setattr(jwt, "decode", decode)
    for token in tokens:
        assert await refusal(verifier, token) is Unauthenticated
    assert issuer.asked == 0


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": 10**30},
        {"exp": 1},
        {"exp": None},
        {"sub": "nobody"},
        {"sub": 7},
        {"role": "ROOT"},
        {"role": []},
        {"account_version": "x"},
        {"account_version": None},
        {"sid": {}},
        {"iss": "somebody"},
    ],
)
async def test_every_invalid_claim_gets_the_same_response(claims: dict[str, Any]):
    key = key_of("known")
    assert await refusal(Issuer(key).verifier(), token_by(key, **claims)) is Unauthenticated


async def test_a_token_signed_by_another_key_with_a_known_id_is_rejected():
    key = key_of("known")
    forged = token_by(key_of("other"), kid="known")
    assert await refusal(Issuer(key).verifier(), forged) is Unauthenticated
