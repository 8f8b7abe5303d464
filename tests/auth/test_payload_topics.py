"""A device at a real broker publishes payloads under topics of its own, and hears nothing."""

from uuid import UUID

import aio_pika
import aio_pika.exceptions
import aiomqtt
import pytest

from kilowatch.contracts.readings import (
    READINGS_EXCHANGE,
    READINGS_STREAM,
    payload_routing_key,
    payload_topic,
)
from tests.auth.meters import READING, mqtt_client
from tests.harness.devices import Access
from tests.harness.serving import eventually

ENDS = ("p1", "tasmota.SENSOR", "tasmota.tele.LWT", "shelly.status.switch:0", "shelly.events.rpc")


async def kept(access: Access) -> int:
    """Return the number of messages in the stream."""
    async with await aio_pika.connect(access.broker.amqp_url) as connection:
        channel = await connection.channel()
        stream = await channel.declare_queue(READINGS_STREAM, durable=True, passive=True)
        return stream.declaration_result.message_count or 0


async def _holds(access: Access, count: int) -> bool:
    return await kept(access) == count


async def test_payloads_are_stored_whatever_their_topic(
    access: Access, device: tuple[UUID, str]
) -> None:
    me = str(device[0])
    async with mqtt_client(access, *device) as client:
        for end in ENDS:
            await client.publish(payload_topic(me, end), READING, qos=1)
    async with await aio_pika.connect(access.amqp_url(*device)) as connection:
        channel = await connection.channel(publisher_confirms=True, on_return_raises=True)
        exchange = await channel.get_exchange(READINGS_EXCHANGE, ensure=False)
        for end in ENDS:
            key = payload_routing_key(me, end)
            await exchange.publish(aio_pika.Message(READING), key, mandatory=True)

    await eventually(lambda: _holds(access, 2 * len(ENDS)))


async def test_a_device_may_publish_under_no_other_key(
    access: Access, device: tuple[UUID, str]
) -> None:
    other, _ = await access.new_device()
    keys = [payload_routing_key(str(device[0]), end) for end in ("elsewhere", "tasmota.cmnd.X")]
    keys.append(payload_routing_key(str(other), "tasmota.SENSOR"))
    async with await aio_pika.connect(access.amqp_url(*device)) as connection:
        for key in keys:
            channel = await connection.channel()
            exchange = await channel.get_exchange(READINGS_EXCHANGE, ensure=False)
            with pytest.raises(aio_pika.exceptions.ChannelClosed, match="ACCESS_REFUSED"):
                await exchange.publish(aio_pika.Message(READING), key)
    assert await kept(access) == 0


async def test_tasmota_may_subscribe_to_its_commands_and_goes_on_publishing(
    access: Access, device: tuple[UUID, str]
) -> None:
    me = str(device[0])
    async with mqtt_client(access, *device) as client:
        for qos in (0, 1):
            await client.subscribe(f"meters/{me}/tasmota/cmnd/#", qos=qos, timeout=30)
        await client.publish(payload_topic(me, "tasmota.SENSOR"), READING, qos=1)
    await eventually(lambda: _holds(access, 1))


async def is_refused(access: Access, device: tuple[UUID, str], topic: str, client_id: str) -> bool:
    """Return true if RabbitMQ 3 disconnects the subscriber, or 4 answers with the failure code."""
    try:
        async with mqtt_client(access, *device, client_id=client_id) as client:
            return list(await client.subscribe(topic, timeout=3)) == [0x80]
    except aiomqtt.MqttError:
        return True


async def test_a_device_may_subscribe_to_nothing_else(
    access: Access, device: tuple[UUID, str]
) -> None:
    me = str(device[0])
    assert await is_refused(access, device, f"meters/{me}/tasmota/#", me)
    # Any number of client identifiers would be any number of queues.
    assert await is_refused(access, device, f"meters/{me}/tasmota/cmnd/#", f"{me}.2")


async def test_a_device_may_have_no_queue_over_amqp(
    access: Access, device: tuple[UUID, str]
) -> None:
    async with await aio_pika.connect(access.amqp_url(*device)) as connection:
        channel = await connection.channel()
        with pytest.raises(aio_pika.exceptions.ChannelClosed, match="ACCESS_REFUSED"):
            await channel.declare_queue(f"mqtt-subscription-{device[0]}qos1", durable=True)
