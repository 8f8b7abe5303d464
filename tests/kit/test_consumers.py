"""A consumer that the broker ends begins anew, and no delivery stays without an end."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import aio_pika
import pytest
from aio_pika.abc import AbstractConnection, AbstractIncomingMessage

from kilowatch.contracts.events import EVENTS_EXCHANGE
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.sessions import SessionEnded
from kilowatch.kit import events as event_consumer
from kilowatch.kit.background import end_tasks
from kilowatch.kit.broker import BrokerSessions, consume, cut_off_event
from kilowatch.kit.database import Connection, connected
from kilowatch.kit.events import EventConsumer
from tests.conftest import MakeDatabase
from tests.harness.publishing import publish_event
from tests.harness.servers import Broker
from tests.harness.serving import eventually


def session_ended() -> SessionEnded:
    return SessionEnded(
        session_id=uuid4(), user_id=UserId(uuid4()), tokens_expire_at=datetime.now(UTC)
    )


async def test_a_listener_whose_queue_is_deleted_listens_anew(broker: Broker) -> None:
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


async def test_a_channel_that_the_broker_closes_is_noticed(broker: Broker) -> None:
    async with await aio_pika.connect(broker.amqp_url) as connection:
        channel = await connection.channel()
        cut_off = await cut_off_event(channel)
        assert not cut_off.is_set()

        with pytest.raises(aio_pika.exceptions.ChannelClosed):
            await channel.get_queue("there is none")

        await eventually(cut_off.is_set)


async def _run(
    broker: Broker,
    url: str,
    handler: Callable[[Connection, SessionEnded], Awaitable[None]],
    test: Callable[[aio_pika.abc.AbstractChannel], Awaitable[None]],
) -> None:
    """Run ``test`` beside a consumer whose only handler is ``handler``."""
    async with connected(url, application="test") as pool:
        consumer = EventConsumer(pool, broker.amqp_url, "test", {SessionEnded: handler})
        consuming = asyncio.create_task(consumer.run())
        try:
            async with await aio_pika.connect(broker.amqp_url) as connection:
                await test(await connection.channel(on_return_raises=True))
        finally:
            await end_tasks(consuming)


async def test_events_go_on_after_their_queue_was_deleted(
    broker: Broker, make_database: MakeDatabase
) -> None:
    applied: list[SessionEnded] = []

    async def apply(_: Connection, event: SessionEnded) -> None:
        applied.append(event)

    async def twice(channel: aio_pika.abc.AbstractChannel) -> None:
        exchange = await channel.declare_exchange(
            EVENTS_EXCHANGE, aio_pika.ExchangeType.TOPIC, durable=True
        )
        for event in (session_ended(), session_ended()):
            await publish_event(exchange, event)
            await eventually(lambda event=event: event in applied)
            await channel.queue_delete("events.test")

    await _run(broker, await make_database("devices"), apply, twice)


@pytest.mark.parametrize(
    "error",
    [OSError("a file is missing"), RuntimeError("a fault of ours"), RecursionError()],
    ids=lambda error: type(error).__name__,
)
async def test_an_event_that_always_fails_becomes_a_dead_letter(
    broker: Broker, make_database: MakeDatabase, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """An `OSError` looks like a database that is away, and once blocked what was behind it."""
    monkeypatch.setattr(event_consumer, "MAX_ATTEMPTS", 2)
    monkeypatch.setattr(event_consumer, "RETRY_DELAY_MS", 10)
    monkeypatch.setattr(event_consumer, "RETRY_DATABASE_S", 0.01)
    bad, good = session_ended(), session_ended()
    applied: list[SessionEnded] = []

    async def apply(_: Connection, event: SessionEnded) -> None:
        if event == bad:
            raise error
        applied.append(event)

    async def both(channel: aio_pika.abc.AbstractChannel) -> None:
        exchange = await channel.declare_exchange(
            EVENTS_EXCHANGE, aio_pika.ExchangeType.TOPIC, durable=True
        )
        await publish_event(exchange, bad)
        await publish_event(exchange, good)

        await eventually(lambda: good in applied)

        async def dead() -> bool:
            queue = await channel.declare_queue("events.test.dead", passive=True)
            return queue.declaration_result.message_count == 1

        await eventually(dead)

    await _run(broker, await make_database("devices"), apply, both)
