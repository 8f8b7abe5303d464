"""A consumer that the broker cancels starts again."""

import asyncio
from collections.abc import Callable
from typing import Any

import aio_pika
import pytest
from aio_pika.abc import AbstractConnection, AbstractIncomingMessage

from kilowatch.kit.background import end_tasks
from kilowatch.kit.broker import BrokerSessions, consume, cut_off_event
from tests.harness.servers import Broker
from tests.harness.serving import eventually


async def test_a_listener_recreates_a_deleted_queue(broker: Broker) -> None:
    heard: list[bytes] = []

    async def hear(delivery: AbstractIncomingMessage) -> None:
        heard.append(delivery.body)

    async def listen(connection: AbstractConnection, _name: str) -> None:
        async with connection.channel() as channel:
            queue = await channel.declare_queue("ears", durable=True)
            await consume(channel, queue, hear)

    sessions = BrokerSessions(broker.amqp_url, "test", listen)
    listening = asyncio.create_task(sessions.run())
    try:
        async with await aio_pika.connect(broker.amqp_url) as connection:
            for word in (b"one", b"two"):
                channel = await connection.channel(on_return_raises=True)
                await eventually(_says(channel, "ears", word))
                await eventually(lambda word=word: word in heard)
                await channel.queue_delete("ears")
    finally:
        await end_tasks(listening)


def _says(channel: aio_pika.abc.AbstractChannel, queue: str, word: bytes) -> Callable[[], Any]:
    async def say() -> bool:
        try:
            await channel.default_exchange.publish(aio_pika.Message(word), queue)
        except aio_pika.exceptions.DeliveryError:
            return False
        return True

    return say


async def test_a_channel_closed_by_the_broker_is_noticed(broker: Broker) -> None:
    async with await aio_pika.connect(broker.amqp_url) as connection:
        channel = await connection.channel()
        cut_off = await cut_off_event(channel)
        assert not cut_off.is_set()

        with pytest.raises(aio_pika.exceptions.ChannelClosed):
            await channel.get_queue("there is none")

        await eventually(cut_off.is_set)
