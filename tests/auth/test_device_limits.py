"""A device's limits at the broker, where it can't disconnect another one either."""

import asyncio
import contextlib
from contextlib import AsyncExitStack
from typing import Any
from uuid import UUID, uuid4

import aio_pika
import aio_pika.exceptions
import aiomqtt
import pytest
from aio_pika.abc import AbstractConnection

from kilowatch.auth.device_limits import Refusal, Refusals, surplus
from kilowatch.contracts.device_access import HELD_PATH
from kilowatch.contracts.ids import DeviceId
from kilowatch.contracts.readings import (
    MAX_MESSAGE_BYTES,
    READINGS_EXCHANGE,
    reading_routing_key,
    reading_topic,
)
from kilowatch.contracts.roles import Role
from kilowatch.local.rabbitmq import MAX_CHANNELS
from tests.auth.meters import READING, is_refused_over_amqp, mqtt_client, publish_over_amqp
from tests.conftest import MakeDatabase
from tests.harness.devices import (
    INTERNAL_TOKEN,
    Access,
    make_place,
    serving_access,
    until_devices_are_let_in,
)
from tests.harness.servers import Broker
from tests.harness.serving import eventually
from tests.harness.tokens import TokenIssuer


async def refusals(access: Access, device: UUID) -> dict[str, dict[str, Any]]:
    """Return the rejections of a device that administrators see, by reason."""
    answer = await access.client.get(
        "/api/auth/devices/refusals", headers=access.issuer.headers(access.admin, Role.ADMIN)
    )
    items = answer.raise_for_status().json()["items"]
    return {each["reason"]: each for each in items if each["device_id"] == str(device)}


async def test_a_device_cannot_displace_another_mqtt_connection_by_client_id(
    access: Access, device: tuple[UUID, str]
) -> None:
    other = await access.new_device()
    async with mqtt_client(access, *device) as mine:
        for foreign in (str(device[0]), f"{device[0]}.2", "meter", f"x{other[0]}"):
            with pytest.raises(aiomqtt.MqttError):
                async with mqtt_client(access, *other, client_id=foreign):
                    pass
        # Still the same connection: aiomqtt does not connect again by itself.
        await mine.publish(reading_topic(str(device[0])), READING, qos=1)

    async with mqtt_client(access, *other, client_id=f"{other[0]}.anything") as theirs:
        await theirs.publish(reading_topic(str(other[0])), READING, qos=1)
    told = (await refusals(access, other[0]))[Refusal.FOREIGN_CLIENT_ID]
    assert told["count"] >= 4
    assert "does not begin with" in told["detail"]


async def test_a_client_id_generated_by_the_broker_is_rejected_too(
    access: Access, device: tuple[UUID, str]
) -> None:
    with pytest.raises(aiomqtt.MqttError):
        async with mqtt_client(access, *device, client_id="auto-4711"):
            pass


async def test_a_decision_is_cached_per_client_id(access: Access, device: tuple[UUID, str]) -> None:
    other = await access.new_device()
    async with mqtt_client(access, *device):
        pass
    for _ in range(3):
        async with mqtt_client(access, *other):
            pass
        with pytest.raises(aiomqtt.MqttError):
            async with mqtt_client(access, *other, client_id=str(device[0])):
                pass


async def test_a_message_over_the_limit_closes_only_its_own_channel(
    access: Access, device: tuple[UUID, str]
) -> None:
    other = await access.new_device()
    key = reading_routing_key(str(device[0]))
    async with (
        await aio_pika.connect(access.amqp_url(*device)) as connection,
        await aio_pika.connect(access.amqp_url(*other)) as neighbour,
    ):
        channel = await connection.channel()
        exchange = await channel.get_exchange(READINGS_EXCHANGE, ensure=False)
        await exchange.publish(aio_pika.Message(b"x" * MAX_MESSAGE_BYTES), key)
        with pytest.raises(aio_pika.exceptions.ChannelClosed, match="larger than configured"):
            await exchange.publish(aio_pika.Message(b"x" * (MAX_MESSAGE_BYTES + 1)), key)
        await publish_over_amqp(neighbour, other[0])
        await publish_over_amqp(connection, device[0])


async def test_channels_per_connection_are_limited(
    access: Access, device: tuple[UUID, str]
) -> None:
    async with await aio_pika.connect(access.amqp_url(*device)) as connection:
        for _ in range(MAX_CHANNELS - 1):
            await connection.channel()
        with pytest.raises((aio_pika.exceptions.AMQPError, RuntimeError)):
            await asyncio.gather(connection.channel(), connection.channel())


async def close_quietly(connection: AbstractConnection) -> None:
    """Close a connection that the broker may have closed before."""
    with contextlib.suppress(aio_pika.exceptions.AMQPError, OSError, RuntimeError):
        await connection.close()


async def test_surplus_connections_of_a_device_are_closed_and_new_ones_denied(
    make_database: MakeDatabase, broker: Broker, issuer: TokenIssuer
) -> None:
    await make_place(broker)
    database_url = await make_database("auth")
    async with (
        serving_access(broker, issuer, database_url, connections_per_device=3) as access,
        AsyncExitStack() as stack,
    ):
        device = await access.new_device()
        neighbour = await access.new_device()
        await until_devices_are_let_in(access, *device)
        # All while the broker caches the first response.
        url = access.amqp_url(*device)
        opened = await asyncio.gather(*(aio_pika.connect(url) for _ in range(8)))
        for each in opened:
            stack.push_async_callback(close_quietly, each)

        async def only_three_are_left() -> bool:
            return await access.connections_of(device[0]) == 3

        await eventually(only_three_are_left, within_s=60)
        await eventually(lambda: is_refused_over_amqp(access, *device))
        assert not await is_refused_over_amqp(access, *neighbour)
        assert Refusal.TOO_MANY_CONNECTIONS in await refusals(access, device[0])

        for each in opened:
            await close_quietly(each)

        async def let_in_again() -> bool:
            return not await is_refused_over_amqp(access, *device)

        await eventually(let_in_again, within_s=60)


async def hold(access: Access, *devices: UUID, for_s: float = 60) -> None:
    """Report the devices over their quota, as the balancer does."""
    answer = await access.client.put(
        HELD_PATH,
        headers={"Authorization": f"Bearer {INTERNAL_TOKEN}"},
        json={"device_ids": [str(each) for each in devices], "for_s": for_s},
    )
    assert answer.status_code == 204, answer.text


async def test_a_held_device_is_disconnected_and_may_reconnect_afterwards(
    access: Access, device: tuple[UUID, str]
) -> None:
    neighbour = await access.new_device()
    async with (
        await aio_pika.connect(access.amqp_url(*device)) as connection,
        await aio_pika.connect(access.amqp_url(*neighbour)) as other,
    ):
        closed = asyncio.Event()
        connection.close_callbacks.add(lambda *_: closed.set())
        await publish_over_amqp(connection, device[0])
        await hold(access, device[0])
        await asyncio.wait_for(closed.wait(), 60)
        await eventually(lambda: is_refused_over_amqp(access, *device))
        await publish_over_amqp(other, neighbour[0])
    assert Refusal.OVER_QUOTA in await refusals(access, device[0])

    await hold(access)

    async def let_in_again() -> bool:
        return not await is_refused_over_amqp(access, *device)

    await eventually(let_in_again)


async def test_only_services_hold_devices_and_only_administrators_see_rejections(
    access: Access, device: tuple[UUID, str]
) -> None:
    held = await access.client.put(HELD_PATH, json={"device_ids": [], "for_s": 1})
    listed = await access.client.get("/api/auth/devices/refusals")
    as_client = await access.client.get(
        "/api/auth/devices/refusals", headers=access.issuer.headers(uuid4(), Role.CLIENT)
    )

    assert (held.status_code, listed.status_code) == (401, 401)
    assert as_client.status_code in {401, 403}


def test_the_oldest_connections_stay_and_services_are_not_limited() -> None:
    device, quiet = uuid4(), uuid4()
    listed = [
        *({"user": str(device), "name": f"c{n}", "connected_at": n} for n in (3, 1, 2, 4)),
        *({"user": "kilowatch", "name": f"s{n}", "connected_at": n} for n in range(9)),
        {"user": str(quiet), "name": "q", "connected_at": 1},
        {"name": "without a user yet"},
    ]

    assert surplus(listed, 2) == {DeviceId(device): ["c3", "c4"]}
    assert surplus(listed, 4) == {DeviceId(device): []}
    assert surplus(listed, 5) == {}


def test_rejections_are_bounded_and_listed_newest_first() -> None:
    noted = Refusals()
    first = DeviceId(uuid4())
    noted.note(first, Refusal.OVER_QUOTA, "one")
    for _ in range(999):
        noted.note(DeviceId(uuid4()), Refusal.FOREIGN_CLIENT_ID, "many")
    noted.note(first, Refusal.OVER_QUOTA, "two")
    noted.note(DeviceId(uuid4()), Refusal.OVER_QUOTA, "new")

    listed = noted.listed()
    assert len(listed) == 1_000
    assert (listed[1].device_id, listed[1].count, listed[1].detail) == (first, 2, "two")
