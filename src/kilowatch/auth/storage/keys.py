"""The key that signs access tokens."""

from typing import Final

from kilowatch.kit.database import Pool

SIGNING_KEY_LOCK: Final = 0x61_6B


async def first_signing_key(pool: Pool, kid: str, private_jwk: str) -> str:
    """The private key of this platform: the one given, unless there is one already.

    Processes that start at the same moment all get the same.
    """
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute("SELECT pg_advisory_xact_lock($1)", SIGNING_KEY_LOCK)
        existing = await connection.fetchval(
            "SELECT private_jwk FROM signing_key ORDER BY created_at DESC LIMIT 1"
        )
        if existing is not None:
            return str(existing)
        await connection.execute(
            "INSERT INTO signing_key (kid, private_jwk) VALUES ($1, $2)", kid, private_jwk
        )
        return private_jwk
