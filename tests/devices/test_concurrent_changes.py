"""Changes of one device at the same time: the later one sees all that the earlier one did."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest

from kilowatch.contracts.devices import ChannelState
from kilowatch.contracts.ids import DeviceId, UserId
from kilowatch.devices import storage
from kilowatch.devices.channels import storage as channel_storage
from kilowatch.devices.domain import Device
from kilowatch.kit.database import Connection, Pool, connect
from tests.conftest import MakeDatabase
from tests.harness.serving import eventually

DEVICE = DeviceId(UUID(int=1))
OWNER = UserId(UUID(int=2))
NOW = datetime(2025, 3, 1, tzinfo=UTC)
EXPORT = ChannelState(
    code="export", label=None, kind="electricity", direction="export", tariff=None, unit="kWh"
)

Fetch = Callable[[Connection], Awaitable[Device | None]]


@pytest.fixture
async def pool(make_database: MakeDatabase) -> AsyncGenerator[Pool]:
    """A database with one device."""
    async with await connect(await make_database("devices"), application="test") as pool:
        await pool.execute(
            """INSERT INTO device (id, version, name, owner_id, time_zone, created_at)
               VALUES ($1, 1, 'Home', $2, 'UTC', $3)""",
            DEVICE,
            OWNER,
            NOW,
        )
        yield pool


async def for_update(connection: Connection) -> Device | None:
    return await storage.fetch_for_update(connection, DEVICE)


async def for_share(connection: Connection) -> Device | None:
    return await storage.fetch_for_share(connection, DEVICE)


async def of_owner(connection: Connection) -> Device | None:
    found = await storage.fetch_owned_for_update(connection, OWNER)
    return found[0] if found else None


@pytest.mark.parametrize("fetch", [for_update, for_share, of_owner])
async def test_who_waited_for_a_device_sees_the_channel_that_was_added_meanwhile(
    pool: Pool, fetch: Fetch
) -> None:
    async with pool.acquire() as first, pool.acquire() as second:
        async with first.transaction():
            await first.execute("UPDATE device SET version = 2 WHERE id = $1", DEVICE)
            await channel_storage.save(first, DEVICE, EXPORT, NOW)
            waiting = asyncio.create_task(_fetched(second, fetch))
            await eventually(lambda: _is_waiting(first, second.get_server_pid()))
        found = await waiting

    assert found is not None
    assert (found.version, [each.code for each in found.channels]) == (2, ["export"])


@pytest.mark.parametrize("fetch", [for_update, for_share, of_owner])
async def test_who_waited_for_a_device_that_was_deleted_meanwhile_finds_none(
    pool: Pool, fetch: Fetch
) -> None:
    async with pool.acquire() as first, pool.acquire() as second:
        async with first.transaction():
            await storage.bury(first, DEVICE, 2, NOW)
            waiting = asyncio.create_task(_fetched(second, fetch))
            await eventually(lambda: _is_waiting(first, second.get_server_pid()))
        assert await waiting is None


async def _fetched(connection: Connection, fetch: Fetch) -> Device | None:
    async with connection.transaction():
        return await fetch(connection)


async def _is_waiting(connection: Connection, pid: int) -> bool:
    return bool(await connection.fetchval("SELECT cardinality(pg_blocking_pids($1)) > 0", pid))
