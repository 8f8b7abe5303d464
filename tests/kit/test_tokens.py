"""Tokens with a foreign header, an invalid claim or a forged signature are rejected."""

import base64
import json
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OKPKey

from kilowatch.kit.errors import Unauthenticated
from kilowatch.kit.tokens import ALGORITHM, TOKEN_MAX_BYTES
from tests.kit.token_issuer import Issuer, key_of, refusal, token_by


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
