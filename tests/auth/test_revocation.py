"""The time until a device is disconnected after its credential was revoked."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from uuid import UUID

import aio_pika
import aiomqtt

from kilowatch.kit.background import end_tasks
from tests.auth.meters import (
    READING,
    REFUSED_LOGIN,
    is_refused_over_amqp,
    is_refused_over_mqtt,
    mqtt_client,
    publish_over_amqp,
)
from tests.harness.devices import Access
from tests.harness.serving import eventually

WITHIN_S = 30
"""Two seconds on an idle machine: the broker caches decisions for one of them."""


@asynccontextmanager
async def connected_both_ways(
    access: Access, device: tuple[UUID, str]
) -> AsyncGenerator[list[asyncio.Event]]:
    """A device with an open AMQP and an open MQTT connection; records when each is lost."""
    lost = [asyncio.Event(), asyncio.Event()]

    async def live_over_mqtt(ready: asyncio.Event) -> None:
        try:
            async with mqtt_client(access, *device) as client:
                await client.publish(f"meters/{device[0]}/readings", READING, qos=1)
                ready.set()
                async for _ in client.messages:
                    pass
        except aiomqtt.MqttError:
            lost[1].set()

    connection = await aio_pika.connect(access.amqp_url(*device))
    connection.close_callbacks.add(lambda *_: lost[0].set())
    await publish_over_amqp(connection, device[0])
    ready = asyncio.Event()
    living = asyncio.create_task(live_over_mqtt(ready))
    try:
        await asyncio.wait_for(ready.wait(), 30)
        await eventually(lambda: _is_listed(access, device[0]))
        assert not any(each.is_set() for each in lost)
        yield lost
    finally:
        await end_tasks(living)
        await connection.close()


async def _is_listed(access: Access, device: UUID) -> bool:
    return await access.connections_of(device) == 2


async def assert_out_soon(
    access: Access, device: tuple[UUID, str], lost: list[asyncio.Event]
) -> None:
    async with asyncio.timeout(WITHIN_S):
        await asyncio.gather(*(each.wait() for each in lost))
        # It may reconnect while the broker caches a decision, and is disconnected again.
        await eventually(lambda: is_refused_over_amqp(access, *device))
        await eventually(lambda: is_refused_over_mqtt(access, *device))
    for _ in range(5):
        assert await is_refused_over_amqp(access, *device)
        assert await is_refused_over_mqtt(access, *device)


async def test_a_revoked_device_loses_its_connections_and_cannot_reconnect(
    access: Access, device: tuple[UUID, str]
) -> None:
    async with connected_both_ways(access, device) as lost:
        assert (await access.ask("DELETE", device[0])).status_code == 204

        await assert_out_soon(access, device, lost)


async def test_a_deleted_device_loses_its_connections_and_cannot_reconnect(
    access: Access, device: tuple[UUID, str]
) -> None:
    async with connected_both_ways(access, device) as lost:
        await access.delete(device[0])

        await assert_out_soon(access, device, lost)


async def test_rotation_disconnects_users_of_the_old_secret(
    access: Access, device: tuple[UUID, str]
) -> None:
    async with connected_both_ways(access, device) as lost:
        new = await access.issue(device[0])

        await assert_out_soon(access, device, lost)
        assert not await is_refused_over_amqp(access, device[0], new)
        assert not await is_refused_over_mqtt(access, device[0], new)


async def test_a_device_that_reconnects_by_the_broker_cache_is_disconnected_again(
    access: Access, device: tuple[UUID, str]
) -> None:
    # Has the broker cache the device's decision at the moment of the revocation.
    await (await aio_pika.connect(access.amqp_url(*device))).close()
    assert (await access.ask("DELETE", device[0])).status_code == 204

    async with asyncio.timeout(WITHIN_S):
        while True:
            try:
                connection = await aio_pika.connect(access.amqp_url(*device), timeout=30)
            except REFUSED_LOGIN:
                break
            lost = asyncio.Event()
            connection.close_callbacks.add(lambda *_, lost=lost: lost.set())
            await lost.wait()

    await eventually(lambda: _nothing_is_listed(access, device[0]))
    assert await is_refused_over_amqp(access, *device)


async def _nothing_is_listed(access: Access, device: UUID) -> bool:
    return await access.connections_of(device) == 0
