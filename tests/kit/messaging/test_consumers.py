"""A service applies each event once; a failing one is retried, then dead-lettered."""

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from uuid import uuid4

import aio_pika
import pytest
from aio_pika.abc import AbstractChannel, AbstractIncomingMessage

from kilowatch.contracts.events import EVENTS_EXCHANGE, routing_key
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.sessions import SessionEnded
from kilowatch.kit.background import end_tasks
from kilowatch.kit.database import Connection, Pool, connected
from kilowatch.kit.messaging import consumers, queues
from kilowatch.kit.messaging.consumers import EventConsumer, Handlers
from kilowatch.kit.messaging.queues import KEY_HEADER, REASON_HEADER, declare_event_queues
from tests.conftest import MakeDatabase
from tests.harness.publishing import publish_event
from tests.harness.servers import Broker
from tests.harness.serving import eventually

KEY = routing_key(SessionEnded)
Handler = Callable[[Connection, SessionEnded], Awaitable[None]]


def session_ended() -> SessionEnded:
    return SessionEnded(
        session_id=uuid4(), user_id=UserId(uuid4()), tokens_expire_at=datetime.now(UTC)
    )


@pytest.fixture
async def pool(make_database: MakeDatabase) -> AsyncGenerator[Pool]:
    async with connected(await make_database("devices"), application="test") as pool:
        yield pool


@asynccontextmanager
async def consuming(
    broker: Broker, pool: Pool, handler: Handler
) -> AsyncGenerator[tuple[AbstractChannel, aio_pika.abc.AbstractExchange]]:
    """A consumer whose queues are there, and a channel beside it."""
    handlers: Handlers = {SessionEnded: handler}
    async with await aio_pika.connect(broker.amqp_url) as connection:
        channel = await connection.channel(on_return_raises=True)
        await declare_event_queues(channel, "test", handlers)
        consumer = EventConsumer(pool, broker.amqp_url, "test", handlers)
        task = asyncio.create_task(consumer.run())
        try:
            yield channel, await channel.get_exchange(EVENTS_EXCHANGE)
        finally:
            await end_tasks(task)


async def dead_letter(channel: AbstractChannel) -> AbstractIncomingMessage:
    """Return the first dead letter, once there is one."""
    queue = await channel.get_queue("events.test.dead")
    return await eventually(lambda: queue.get(fail=False, no_ack=True))


async def test_a_failing_event_is_dead_lettered_with_its_reason_after_five_attempts(
    broker: Broker, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queues, "RETRY_DELAY_MS", 1)
    tried: list[SessionEnded] = []

    async def fail(_: Connection, event: SessionEnded) -> None:
        tried.append(event)
        raise RuntimeError("the handler's own words")

    event = session_ended()
    async with consuming(broker, pool, fail) as (channel, exchange):
        await publish_event(exchange, event)
        letter = await dead_letter(channel)

    assert tried == [event] * 5
    assert letter.message_id == str(event.event_id)
    assert letter.headers[KEY_HEADER] == KEY
    assert "the handler's own words" in str(letter.headers[REASON_HEADER])


async def test_a_failed_event_is_retried_after_two_seconds(broker: Broker, pool: Pool) -> None:
    tried_at_s: list[float] = []

    async def fail_once(connection: Connection, event: SessionEnded) -> None:
        tried_at_s.append(time.monotonic())
        if len(tried_at_s) == 1:
            raise RuntimeError

    async with consuming(broker, pool, fail_once) as (_, exchange):
        await publish_event(exchange, session_ended())
        await eventually(lambda: len(tried_at_s) == 2)
        await eventually(lambda: pool.fetchval("SELECT count(*) = 1 FROM inbox"))

    assert tried_at_s[1] - tried_at_s[0] >= 2


async def test_a_repeated_event_is_applied_once(broker: Broker, pool: Pool) -> None:
    applied: list[SessionEnded] = []

    async def apply(_: Connection, event: SessionEnded) -> None:
        applied.append(event)

    twice, last = session_ended(), session_ended()
    async with consuming(broker, pool, apply) as (_, exchange):
        for event in (twice, twice, last):
            await publish_event(exchange, event)
        await eventually(lambda: last in applied)

    assert applied == [twice, last]


@pytest.mark.parametrize(
    ("key", "error"), [(KEY, "MalformedEvent"), ("auth.nobody_declared_this.v1", "UnknownEvent")]
)
async def test_an_unreadable_event_is_dead_lettered_at_once(
    broker: Broker, pool: Pool, key: str, error: str
) -> None:
    applied: list[SessionEnded] = []

    async def apply(_: Connection, event: SessionEnded) -> None:
        applied.append(event)

    before, after = session_ended(), session_ended()
    async with consuming(broker, pool, apply) as (channel, exchange):
        await publish_event(exchange, before)
        bad = aio_pika.Message(b"{}", headers={KEY_HEADER: key})
        await channel.default_exchange.publish(bad, "events.test")
        await publish_event(exchange, after)
        letter = await dead_letter(channel)
        await eventually(lambda: after in applied)

    assert applied == [before, after]
    assert (letter.body, letter.headers[KEY_HEADER]) == (b"{}", key)
    assert str(letter.headers[REASON_HEADER]).startswith(error)


async def test_consuming_resumes_after_the_queue_was_deleted(broker: Broker, pool: Pool) -> None:
    applied: list[SessionEnded] = []

    async def apply(_: Connection, event: SessionEnded) -> None:
        applied.append(event)

    async with consuming(broker, pool, apply) as (channel, exchange):
        for event in (session_ended(), session_ended()):
            await publish_event(exchange, event)
            await eventually(lambda event=event: event in applied)
            await channel.queue_delete("events.test")


@pytest.mark.parametrize(
    "error",
    [OSError("a file is missing"), RuntimeError("a fault of ours"), RecursionError()],
    ids=lambda error: type(error).__name__,
)
async def test_a_failing_event_becomes_a_dead_letter_and_blocks_no_other(
    broker: Broker, pool: Pool, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """An `OSError` looks like a lost database, and once blocked the events behind it."""
    monkeypatch.setattr(consumers, "MAX_ATTEMPTS", 2)
    monkeypatch.setattr(queues, "RETRY_DELAY_MS", 10)
    monkeypatch.setattr(consumers, "RETRY_DATABASE_S", 0.01)
    bad, good = session_ended(), session_ended()
    applied: list[SessionEnded] = []

    async def apply(_: Connection, event: SessionEnded) -> None:
        if event == bad:
            raise error
        applied.append(event)

    async with consuming(broker, pool, apply) as (channel, exchange):
        await publish_event(exchange, bad)
        await publish_event(exchange, good)

        await eventually(lambda: good in applied)
        letter = await dead_letter(channel)

    assert letter.message_id == str(bad.event_id)
