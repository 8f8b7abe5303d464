"""Applies each event exactly once, in one transaction with its entry in the inbox.

Every service has a queue of its own. An event is acknowledged after the commit. While the
database is away the delivery is kept and tried again; an event whose handler fails is tried
again after a delay, and after `MAX_ATTEMPTS` it goes to the service's dead letters, with the
reason in its headers. One that can't be read goes there at once. No delivery stays without an
end: an error that looks like a lost database while the database answers counts as a failure.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeAlias

import aio_pika
import structlog
from aio_pika.abc import (
    AbstractChannel,
    AbstractConnection,
    AbstractIncomingMessage,
    AbstractQueue,
)

from kilowatch.contracts import events
from kilowatch.contracts.events import EVENTS_EXCHANGE, Event, MalformedEvent, UnknownEvent
from kilowatch.kit.broker import BrokerSessions, open_channel, run_until_cut_off
from kilowatch.kit.copies import KEY_HEADER, Copy, ask_for_what_is_empty
from kilowatch.kit.database import CONNECTION_LOST, Connection, Pool, answers

log = structlog.get_logger()

MAX_ATTEMPTS = 5
RETRY_DELAY_MS = 2_000
RETRY_DATABASE_S = 1.0
PREFETCH = 50
ATTEMPT_HEADER = "x-attempt"
REASON_HEADER = "x-reason"

Handler: TypeAlias = Callable[[Connection, Any], Awaitable[None]]
"""Applies one event on the connection whose transaction also notes that it came."""

Handlers: TypeAlias = Mapping[type[Event], Handler]


def queue_name(service: str) -> str:
    """The queue in which a service's events wait."""
    return f"events.{service}"


class EventConsumer:
    """Feeds a service's handlers with the events they ask for.

    Of its ``copies`` it asks for those that are empty, whenever it begins to listen.
    """

    def __init__(
        self,
        pool: Pool,
        amqp_url: str,
        service: str,
        handlers: Handlers,
        copies: Sequence[Copy] = (),
    ) -> None:
        self._pool = pool
        self._service = service
        self._handlers = handlers
        self._copies = copies
        self._queue_name = queue_name(service)
        self.sessions = BrokerSessions(amqp_url, f"{service} events", self._session)

    async def run(self) -> None:
        """Consume until cancelled."""
        await self.sessions.run()

    async def _session(self, connection: AbstractConnection, _name: str) -> None:
        async with open_channel(connection) as channel:
            await channel.set_qos(prefetch_count=PREFETCH)
            await declare_event_queues(channel, self._queue_name, self._handlers)
            await ask_for_what_is_empty(channel, self._pool, self._service, self._copies)
            queue = await channel.get_queue(self._queue_name)
            await run_until_cut_off(channel, partial(self._take_all, channel, queue))

    async def _take_all(self, channel: AbstractChannel, queue: AbstractQueue) -> None:
        async with queue.iterator() as deliveries:
            async for delivery in deliveries:
                await self._take(channel, delivery)

    async def _take(self, channel: AbstractChannel, delivery: AbstractIncomingMessage) -> None:
        key = str(delivery.headers.get(KEY_HEADER) or delivery.routing_key)
        try:
            event = events.decode(key, delivery.body)
        except (UnknownEvent, MalformedEvent) as error:
            await self._set_apart(channel, delivery, key, f"{type(error).__name__}: {error}")
            return
        tries = MAX_ATTEMPTS
        while True:
            try:
                await self.apply(event)
                break
            except CONNECTION_LOST as error:
                log.warning("event.database_lost", key=key, error=str(error))
                # Where the database answers it is the handler that fails, in the same words.
                tries -= await answers(self._pool)
                if tries <= 0:
                    await self._try_later(channel, delivery, key, repr(error))
                    return
                await asyncio.sleep(RETRY_DATABASE_S)
            except Exception as error:
                log.error("event.failed", key=key, event_id=str(event.event_id), exc_info=error)
                await self._try_later(channel, delivery, key, repr(error))
                return
        await delivery.ack()

    async def apply(self, event: Event) -> None:
        """Apply ``event`` unless it was applied before."""
        handler = self._handlers.get(type(event))
        if handler is None:
            return
        async with self._pool.acquire() as connection, connection.transaction():
            noted = await connection.execute(
                "INSERT INTO inbox (event_id) VALUES ($1) ON CONFLICT DO NOTHING", event.event_id
            )
            if noted == "INSERT 0 1":
                await handler(connection, event)

    async def _try_later(
        self, channel: AbstractChannel, delivery: AbstractIncomingMessage, key: str, reason: str
    ) -> None:
        said = delivery.headers.get(ATTEMPT_HEADER)
        attempt = said if isinstance(said, int) else 1
        if attempt >= MAX_ATTEMPTS:
            await self._set_apart(channel, delivery, key, reason)
            return
        headers = {ATTEMPT_HEADER: attempt + 1, KEY_HEADER: key}
        await self._move(channel, delivery, f"{self._queue_name}.retry", headers)

    async def _set_apart(
        self, channel: AbstractChannel, delivery: AbstractIncomingMessage, key: str, reason: str
    ) -> None:
        log.error("event.dead_lettered", key=key, reason=reason)
        headers = {KEY_HEADER: key, REASON_HEADER: _sendable(reason[:1000])}
        await self._move(channel, delivery, f"{self._queue_name}.dead", headers)

    @staticmethod
    async def _move(
        channel: AbstractChannel,
        delivery: AbstractIncomingMessage,
        queue: str,
        headers: dict[str, Any],
    ) -> None:
        message = aio_pika.Message(
            delivery.body,
            headers=headers,
            message_id=delivery.message_id,
            timestamp=datetime.now(UTC),
            delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
        )
        await channel.default_exchange.publish(message, queue, mandatory=True, timeout=10)
        await delivery.ack()


def _sendable(text: str) -> str:
    """Text as a header can hold it: what is quoted from a message may be no Unicode at all."""
    return text.encode("utf-8", errors="replace").decode()


async def declare_event_queues(
    channel: AbstractChannel, name: str, handlers: Iterable[type[Event]]
) -> None:
    """Declare a service's queue, its waiting room for retries and its dead letters."""
    exchange = await channel.declare_exchange(
        EVENTS_EXCHANGE, aio_pika.ExchangeType.TOPIC, durable=True
    )
    quorum: dict[str, Any] = {"x-queue-type": "quorum"}
    queue = await channel.declare_queue(name, durable=True, arguments=quorum)
    for event_type in handlers:
        await queue.bind(exchange, events.routing_key(event_type))
    await channel.declare_queue(
        f"{name}.retry",
        durable=True,
        arguments={
            **quorum,
            "x-message-ttl": RETRY_DELAY_MS,
            "x-dead-letter-exchange": "",
            "x-dead-letter-routing-key": name,
        },
    )
    await channel.declare_queue(f"{name}.dead", durable=True, arguments=quorum)
