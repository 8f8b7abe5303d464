"""The keys that sign access tokens, and the platform's name."""

from datetime import datetime
from typing import Final

from kilowatch.auth.keyring import VERIFIES_ON_FOR, SigningKey
from kilowatch.kit.database import Connection, Pool

SIGNING_KEY_LOCK: Final = 0x61_6B


async def lock(connection: Connection) -> None:
    """Serialize processes that change the keys, until the transaction ends."""
    await connection.execute("SELECT pg_advisory_xact_lock($1)", SIGNING_KEY_LOCK)


async def fetch_all(connection: Connection | Pool) -> list[SigningKey]:
    """Return all keys, oldest first."""
    rows = await connection.fetch(
        """SELECT kid, private_jwk, created_at, active_from, retired_at FROM signing_key
           ORDER BY active_from, kid"""
    )
    return [SigningKey(**dict(row)) for row in rows]


async def insert(connection: Connection, key: SigningKey) -> None:
    """Store a key, which is published from now on."""
    await connection.execute(
        """INSERT INTO signing_key (kid, private_jwk, created_at, active_from)
           VALUES ($1, $2, $3, $4)""",
        key.kid,
        key.private_jwk,
        key.created_at,
        key.active_from,
    )


async def retire(connection: Connection, moment: datetime) -> None:
    """Set the keys without a successor to sign until ``moment``."""
    await connection.execute(
        "UPDATE signing_key SET retired_at = $1 WHERE retired_at IS NULL", moment
    )


async def delete_all(connection: Connection) -> int:
    """Delete every key, so that its signatures are no longer accepted; return the number."""
    done = await connection.execute("DELETE FROM signing_key")
    return int(done.removeprefix("DELETE "))


async def delete_lapsed(connection: Connection | Pool, now: datetime) -> int:
    """Delete the keys whose last token has expired; return the number."""
    done = await connection.execute(
        "DELETE FROM signing_key WHERE retired_at <= $1", now - VERIFIES_ON_FOR
    )
    return int(done.removeprefix("DELETE "))


async def platform_id(pool: Pool) -> str:
    """Return the name that distinguishes this platform from others on the same host."""
    return str(await pool.fetchval("SELECT id FROM platform"))
