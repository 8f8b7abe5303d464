"""A broker with the readings exchange, and the readings that arrived there."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import aio_pika
import msgspec
from aio_pika.abc import AbstractChannel, AbstractIncomingMessage

from kilowatch.contracts.readings import READINGS_BINDING, READINGS_EXCHANGE
from kilowatch.local.calls import local_client
from tests.harness.servers import Broker
from tests.harness.serving import eventually

QUEUE = "readings-of-the-test"
MARK = b"as far as here"


class Readings:
    """The queue that readings arrive in, consumed at once."""

    def __init__(self, channel: AbstractChannel) -> None:
        self.messages: list[AbstractIncomingMessage] = []
        self._channel = channel
        self._marks = 0

    @property
    def bodies(self) -> list[bytes]:
        """Return the messages in the order of arrival."""
        return [message.body for message in self.messages]

    @property
    def distinct_bodies(self) -> set[bytes]:
        """Return the readings, each once: a message may arrive twice."""
        return set(self.bodies)

    def rows(self) -> list[dict[str, Any]]:
        """Yield every reading that came, single or in arrays."""
        rows: list[dict[str, Any]] = []
        for body in self.bodies:
            content = msgspec.json.decode(body)
            rows += content if isinstance(content, list) else [content]
        return rows

    async def take(self, message: AbstractIncomingMessage) -> None:
        """Receive a message."""
        if message.body == MARK:
            self._marks += 1
        else:
            self.messages.append(message)

    async def caught_up(self) -> None:
        """Wait until everything is received that was in the queue when this was called."""
        seen = self._marks
        await self._channel.default_exchange.publish(aio_pika.Message(MARK), QUEUE)
        await eventually(lambda: self._marks > seen)


@asynccontextmanager
async def channel_of(broker: Broker) -> AsyncGenerator[AbstractChannel]:
    """Open a channel of the test's own."""
    connection = await aio_pika.connect(
        broker.amqp_url, client_properties={"connection_name": "the test"}
    )
    async with connection, connection.channel() as channel:
        yield channel


async def declare_exchange(channel: AbstractChannel) -> None:
    """Declare the exchange that meters publish to, without a binding."""
    await channel.declare_exchange(READINGS_EXCHANGE, aio_pika.ExchangeType.TOPIC, durable=True)


async def collect(channel: AbstractChannel) -> Readings:
    """Bind a queue to the readings and receive whatever arrives."""
    await declare_exchange(channel)
    queue = await channel.declare_queue(QUEUE, durable=True)
    await queue.bind(READINGS_EXCHANGE, READINGS_BINDING)
    readings = Readings(channel)
    await queue.consume(readings.take, no_ack=True)
    return readings


async def kill_meters(broker: Broker) -> int:
    """Kill every connection of a meter; return their number."""
    async with local_client(30, broker.management_url) as client:

        async def meters() -> list[str]:
            answer = await client.get(f"/api/vhosts/{broker.vhost}/connections")
            return [
                each["name"]
                for each in answer.raise_for_status().json()
                if each.get("client_properties", {}).get("connection_name", "").startswith("meter")
            ]

        names: list[str] = await eventually(meters)
        for name in names:
            await client.delete(f"/api/connections/{name}")
        return len(names)
