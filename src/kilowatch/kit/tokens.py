"""Verifies access tokens with the public keys that the issuer publishes."""

import warnings
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from joserfc import jwt
from joserfc.errors import JoseError, SecurityWarning
from joserfc.util import urlsafe_b64decode

from kilowatch.contracts.ids import UserId
from kilowatch.contracts.roles import Role
from kilowatch.kit.errors import Unauthenticated
from kilowatch.kit.token_keys import KeySource, PublishedKeys

# RFC 9864 renames the algorithm to "Ed25519"; existing verifiers know "EdDSA".
warnings.filterwarnings("ignore", message="EdDSA is deprecated", category=SecurityWarning)

ISSUER = "kilowatch"
ALGORITHM = "EdDSA"

TOKEN_MAX_BYTES: Final = 4096
"""Ours have about 500. Longer ones are rejected before any decoding."""

HEADER_MAX_CHARACTERS: Final = 512
KEY_ID_MAX_CHARACTERS: Final = 128


class TokenClaims(msgspec.Struct, frozen=True):
    """The claims of an access token about its bearer."""

    user_id: UserId
    role: Role
    account_version: int
    session_id: UUID
    expires_at: datetime


class _Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The header of Kilowatch tokens; other or additional fields are rejected."""

    alg: str
    kid: str
    typ: str = "JWT"


class TokenVerifier:
    """Verifies tokens offline, with keys fetched once and again when a new key appears.

    The issuer passes its own ``keys`` and makes no request. A token costs at most one signature
    check, of a few kilobytes, and none if its size, header or key are not ours.
    """

    def __init__(self, jwks_url: str, keys: KeySource | None = None) -> None:
        self._keys = keys if keys is not None else PublishedKeys.at(jwks_url)

    async def verify(self, token: str) -> TokenClaims:
        """Return the claims of a valid token of this platform.

        Raises `Unauthenticated`, and `Unavailable` before the first key set.
        """
        kid = _key_id(token)
        key = await self._keys.find(kid)
        if key is None:
            raise _refused()
        try:
            decoded = jwt.decode(token, key, algorithms=[ALGORITHM])
            jwt.JWTClaimsRegistry(
                iss={"essential": True, "value": ISSUER},
                exp={"essential": True},
                sub={"essential": True},
            ).validate(decoded.claims)
            return _claims(decoded.claims)
        except _MALFORMED as error:
            raise _refused() from error


_MALFORMED: Final = (
    JoseError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    OverflowError,
    OSError,  # an expiry beyond what the platform's clock can represent
    RecursionError,
    msgspec.MsgspecError,
)


def _refused() -> Unauthenticated:
    return Unauthenticated("The access token is not valid, or has expired.")


def _key_id(token: str) -> str:
    """Return the key a token names. Raises `Unauthenticated` if it can't be one of ours."""
    if len(token) > TOKEN_MAX_BYTES or not token.isascii():
        raise _refused()
    encoded, _, _ = token.partition(".")
    if len(encoded) > HEADER_MAX_CHARACTERS:
        raise _refused()
    try:
        header = msgspec.json.decode(urlsafe_b64decode(encoded.encode()), type=_Header)
    except _MALFORMED as error:
        raise _refused() from error
    if header.alg != ALGORITHM or not 0 < len(header.kid) <= KEY_ID_MAX_CHARACTERS:
        raise _refused()
    return header.kid


def _claims(claims: dict[str, Any]) -> TokenClaims:
    return TokenClaims(
        user_id=UserId(UUID(claims["sub"])),
        role=Role(claims["role"]),
        account_version=int(claims["account_version"]),
        session_id=UUID(claims["sid"]),
        expires_at=datetime.fromtimestamp(int(claims["exp"]), UTC),
    )
