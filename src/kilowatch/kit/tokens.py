"""Checking access tokens with the public keys that the token's issuer publishes."""

import asyncio
import time
import warnings
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx
import msgspec
import structlog
from joserfc import jws, jwt
from joserfc.errors import JoseError, SecurityWarning
from joserfc.jwk import KeySet

from kilowatch.contracts.ids import UserId
from kilowatch.contracts.roles import Role
from kilowatch.kit.errors import Unauthenticated, Unavailable

log = structlog.get_logger()

# RFC 9864 renames the algorithm to "Ed25519"; verifiers in the field know "EdDSA".
warnings.filterwarnings("ignore", message="EdDSA is deprecated", category=SecurityWarning)

ISSUER = "kilowatch"
ALGORITHM = "EdDSA"
REFETCH_S = 5.0
"""How often, at most, an unknown key makes us ask the issuer again."""


class TokenClaims(msgspec.Struct, frozen=True):
    """What an access token says of its bearer."""

    user_id: UserId
    role: Role
    account_version: int
    session_id: UUID
    expires_at: datetime


class TokenVerifier:
    """Verifies tokens offline, with keys fetched once and again when a new key appears.

    The issuer itself gives its ``own_keys`` and need not ask.
    """

    def __init__(self, jwks_url: str, own_keys: dict[str, Any] | None = None) -> None:
        self._jwks_url = jwks_url
        self._keys = KeySet.import_key_set(own_keys) if own_keys is not None else None  # pyright: ignore[reportArgumentType]
        self._fetched_at = float("-inf")
        self._lock = asyncio.Lock()

    async def verify(self, token: str) -> TokenClaims:
        """The claims of a token that is ours and still good. Raises `Unauthenticated`."""
        try:
            kid = _key_id(token)
            keys = await self._keys_with(kid)
            decoded = jwt.decode(token, keys, algorithms=[ALGORITHM])
            jwt.JWTClaimsRegistry(
                iss={"essential": True, "value": ISSUER},
                exp={"essential": True},
                sub={"essential": True},
            ).validate(decoded.claims)
            return _claims(decoded.claims)
        except (JoseError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise Unauthenticated("The access token is not valid, or has expired.") from error

    async def _keys_with(self, kid: str) -> KeySet:
        async with self._lock:
            known = self._keys is not None and any(key.kid == kid for key in self._keys.keys)
            if not known and time.monotonic() - self._fetched_at > REFETCH_S:
                await self._fetch()
        if self._keys is None:
            raise Unavailable("Tokens can not be checked right now; try again in a moment.")
        return self._keys

    async def _fetch(self) -> None:
        try:
            async with httpx.AsyncClient(timeout=3) as client:
                response = await client.get(self._jwks_url)
                response.raise_for_status()
                self._keys = KeySet.import_key_set(response.json())
                self._fetched_at = time.monotonic()
        except (httpx.HTTPError, ValueError, JoseError) as error:
            log.warning("tokens.keys_unreachable", error=str(error) or repr(error))


def _key_id(token: str) -> str:
    return str(jws.extract_compact(token.encode()).headers()["kid"])


def _claims(claims: dict[str, Any]) -> TokenClaims:
    return TokenClaims(
        user_id=UserId(UUID(claims["sub"])),
        role=Role(claims["role"]),
        account_version=int(claims["account_version"]),
        session_id=UUID(claims["sid"]),
        expires_at=datetime.fromtimestamp(int(claims["exp"]), UTC),
    )
