"""A service's own PostgreSQL database, used with plain SQL through asyncpg."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

import asyncpg
import asyncpg.pool

from kilowatch.kit.correlation import correlation_id
from kilowatch.kit.telemetry import traceparent

if TYPE_CHECKING:
    # Generic in the stubs only; at run time asyncpg's classes take no parameters.
    Pool: TypeAlias = asyncpg.Pool[asyncpg.Record]
    Connection: TypeAlias = asyncpg.pool.PoolConnectionProxy[asyncpg.Record]
else:
    Pool = asyncpg.Pool
    Connection = asyncpg.pool.PoolConnectionProxy

CLOSE_WITHIN_S = 3.0

CONNECTION_LOST: tuple[type[Exception], ...] = (
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    # What asyncpg raises when a session ends at the wrong moment of its own bookkeeping.
    asyncpg.InternalClientError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
    # A database that accepts no connections for now, as during maintenance, and a lock that was
    # not granted in time.
    asyncpg.ObjectNotInPrerequisiteStateError,
)
"""Raised when the server is down, restarting or full: retrying is worthwhile."""


async def connect(url: str, *, application: str, max_size: int = 8, **options: Any) -> Pool:
    """Return a pool on the database at ``url``.

    A client that freezes inside a transaction must not hold its locks for long, so the
    server ends such a session by itself.
    """
    return await asyncpg.create_pool(
        url,
        min_size=1,
        max_size=max_size,
        command_timeout=60,
        server_settings={
            "application_name": f"kilowatch-{application}",
            "idle_in_transaction_session_timeout": "5000",
            "lock_timeout": "30000",
            "timezone": "UTC",
        },
        **options,
    )


async def close(pool: Pool) -> None:
    """Close the connections of ``pool``, cleanly if that does not take long.

    A session that the server ended at a bad moment can stay marked as in use; a service
    that waited for it would never end.
    """
    with contextlib.suppress(TimeoutError):
        # On cancellation it terminates the remaining connections.
        async with asyncio.timeout(CLOSE_WITHIN_S):
            await pool.close()


async def correlate(connection: Connection) -> None:
    """Let events that SQL functions write in this transaction carry the current id and span."""
    current = correlation_id()
    if current is not None:
        await connection.execute(
            """SELECT set_config('kilowatch.correlation_id', $1, true),
                      set_config('kilowatch.traceparent', $2, true)""",
            current,
            traceparent() or "",
        )


async def answers(pool: Pool) -> bool:
    """Return true if the database of ``pool`` responds."""
    try:
        return bool(await pool.fetchval("SELECT true", timeout=2))
    except Exception:  # noqa: BLE001 - any failure means the same here
        return False


@asynccontextmanager
async def connected(url: str, *, application: str, **options: Any) -> AsyncGenerator[Pool]:
    """Provide a pool while the body runs."""
    pool = await connect(url, application=application, **options)
    try:
        yield pool
    finally:
        await close(pool)


def alphabetical(column: str) -> str:
    """Return SQL that orders ``column`` as people expect: ignoring case, "Ștefan" next to "Stefan".

    Databases sort by code point here, so that no upgrade of the host breaks an index.
    """
    return f"regexp_replace(normalize(lower({column}), NFKD), '[\\u0300-\\u036f]', '', 'g')"
