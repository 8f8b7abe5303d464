"""An issuer of tokens that counts requests for its keys, and can be down or hang."""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from joserfc import jwt
from joserfc.jwk import OKPKey

from kilowatch.kit.errors import KilowatchError
from kilowatch.kit.token_keys import PublishedKeys
from kilowatch.kit.tokens import ALGORITHM, ISSUER, TokenVerifier
from tests.harness.serving import serving


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
