"""A token issuer of the test's own, and accounts in a service's copy."""

import json
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

import asyncpg
from fastapi import FastAPI
from joserfc import jwt
from joserfc.jwk import OKPKey

from kilowatch.contracts.roles import AccountStatus, Role
from kilowatch.kit.tokens import ALGORITHM, ISSUER
from tests.harness.serving import serving


class TokenIssuer:
    """Signs tokens with a key of its own, which its JWKS endpoint publishes."""

    def __init__(self) -> None:
        self.jwks_url = ""
        self._key = OKPKey.generate_key("Ed25519", parameters={"kid": "test"})

    def token(
        self,
        user_id: UUID,
        role: Role = Role.ADMIN,
        account_version: int = 1,
        expires_in_s: int = 900,
        issuer: str = ISSUER,
        session_id: UUID | None = None,
    ) -> str:
        """Return an access token as `auth` would issue it."""
        now = int(time.time())
        claims = {
            "iss": issuer,
            "sub": str(user_id),
            "role": role.value,
            "username": "somebody",
            "account_version": account_version,
            "sid": str(session_id or uuid4()),
            "iat": now,
            "exp": now + expires_in_s,
        }
        header = {"alg": ALGORITHM, "kid": "test"}
        return jwt.encode(header, claims, self._key, algorithms=[ALGORITHM])

    def headers(self, user_id: UUID, role: Role = Role.ADMIN) -> dict[str, str]:
        """Request headers with such a token."""
        return {"Authorization": f"Bearer {self.token(user_id, role)}"}

    def private_jwk(self) -> str:
        """Return the whole key, as `auth` stores it."""
        return json.dumps(self._key.as_dict(private=True))

    @asynccontextmanager
    async def publishing_keys(self) -> AsyncGenerator["TokenIssuer"]:
        """Serve the public key at ``jwks_url`` while the context lasts."""
        app = FastAPI()

        @app.get("/jwks")
        async def jwks() -> dict[str, object]:  # pyright: ignore[reportUnusedFunction]
            return {"keys": [self._key.as_dict(private=False)]}

        async with serving(app) as base_url:
            self.jwks_url = f"{base_url}/jwks"
            yield self


async def add_account(
    database_url: str, user_id: UUID, role: Role, status: AccountStatus = AccountStatus.ACTIVE
) -> None:
    """Put a user into the account copy of the service with this database."""
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute(
            """INSERT INTO account (user_id, version, username, name, role, status)
               VALUES ($1, 1, $2, 'Somebody', $3, $4)""",
            user_id,
            f"user-{user_id}",
            role,
            status,
        )
    finally:
        await connection.close()


async def add_signing_key(database_url: str, issuer: TokenIssuer) -> None:
    """Have the `auth` with this database sign with the key of ``issuer``."""
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute(
            """INSERT INTO signing_key (kid, private_jwk) VALUES ('test', $1)
               ON CONFLICT DO NOTHING""",
            issuer.private_jwk(),
        )
    finally:
        await connection.close()
