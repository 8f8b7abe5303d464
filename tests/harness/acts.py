"""Receives the acts that services record, as their collector would."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import aio_pika
from aio_pika.abc import AbstractQueue

from kilowatch.contracts.audit import AuditRecorded
from kilowatch.contracts.events import EVENTS_EXCHANGE, decode, routing_key

KEY = routing_key(AuditRecorded)


class Acts:
    """The acts received since listening began."""

    def __init__(self, queue: AbstractQueue) -> None:
        self._queue = queue
        self.heard: list[AuditRecorded] = []

    async def hear(self, *actions: str) -> list[AuditRecorded]:
        """Wait until each of ``actions`` was recorded; return the newest act of each."""
        async with asyncio.timeout(60):
            while not set(actions) <= {each.action for each in self.heard}:
                message = await self._queue.get(no_ack=True, fail=False)
                if message is None:
                    await asyncio.sleep(0.02)
                    continue
                act = decode(KEY, message.body)
                assert isinstance(act, AuditRecorded)
                self.heard.append(act)
        newest = {each.action: each for each in self.heard}
        return [newest[each] for each in actions]


@asynccontextmanager
async def hearing_acts(amqp_url: str) -> AsyncGenerator[Acts]:
    """Listen to the acts of all services on this broker."""
    async with await aio_pika.connect(amqp_url) as connection:
        channel = await connection.channel()
        exchange = await channel.declare_exchange(
            EVENTS_EXCHANGE, aio_pika.ExchangeType.TOPIC, durable=True
        )
        queue = await channel.declare_queue(durable=True, exclusive=True)
        await queue.bind(exchange, KEY)
        yield Acts(queue)
