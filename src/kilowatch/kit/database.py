"""A service's own PostgreSQL database, spoken to in plain SQL through asyncpg."""

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
    # What asyncpg says when a session ends at the wrong moment of its own bookkeeping.
    asyncpg.InternalClientError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
    # A database that takes no connections for now, as in a maintenance, and a lock waited for
    # in vain.
    asyncpg.ObjectNotInPrerequisiteStateError,
)
"""Raised when the server is away, restarting or full: worth trying again, nothing is wrong."""


async def connect(url: str, *, application: str, max_size: int = 8, **options: Any) -> Pool:
    """A pool on the database at ``url``.

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
    """Give back the connections of ``pool``, in good order where that does not take long.

    A session that the server ended at a bad moment can stay marked as in use for ever; a
    service that waited for it would never end.
    """
    with contextlib.suppress(TimeoutError):
        # Cancelled, it closes what is left by force.
        async with asyncio.timeout(CLOSE_WITHIN_S):
            await pool.close()


async def correlate(connection: Connection) -> None:
    """Let the events that SQL functions write in the open transaction carry our id and span."""
    current = correlation_id()
    if current is not None:
        await connection.execute(
            """SELECT set_config('kilowatch.correlation_id', $1, true),
                      set_config('kilowatch.traceparent', $2, true)""",
            current,
            traceparent() or "",
        )


async def answers(pool: Pool) -> bool:
    """Return true where the database of ``pool`` answers."""
    try:
        return bool(await pool.fetchval("SELECT true", timeout=2))
    except Exception:  # noqa: BLE001 - any failure means the same here
        return False


@asynccontextmanager
async def connected(url: str, *, application: str, **options: Any) -> AsyncGenerator[Pool]:
    """A pool for as long as the body runs."""
    pool = await connect(url, application=application, **options)
    try:
        yield pool
    finally:
        await close(pool)


def alphabetical(column: str) -> str:
    """SQL that orders ``column`` as people do: in whatever case, "Ștefan" beside "Stefan".

    Databases sort by code point here, so that no upgrade of the host breaks an index.
    """
    return f"regexp_replace(normalize(lower({column}), NFKD), '[\\u0300-\\u036f]', '', 'g')"
