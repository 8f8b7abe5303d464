"""Applies each event exactly once, in one transaction with its entry in the inbox.

Every service has a queue of its own. An event is acknowledged after the commit. During a
database outage the delivery is kept and retried; an event whose handler fails is retried after
a delay, and after `MAX_ATTEMPTS` it goes to the service's dead letters, with the reason in its
headers. An unreadable one goes there at once. No delivery stays unfinished: an error that looks
like a lost database while the database responds counts as a failure.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
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
from kilowatch.contracts.events import Event, MalformedEvent, UnknownEvent
from kilowatch.kit.broker import BrokerSessions, open_channel, run_until_cut_off
from kilowatch.kit.correlation import correlated, usable_id
from kilowatch.kit.database import CONNECTION_LOST, Connection, Pool, answers, correlate
from kilowatch.kit.messaging.copies import Copy, ask_for_what_is_empty
from kilowatch.kit.messaging.queues import (
    ATTEMPT_HEADER,
    KEY_HEADER,
    REASON_HEADER,
    dead_queue,
    declare_event_queues,
    queue_name,
    retry_queue,
)
from kilowatch.kit.telemetry import TRACEPARENT, Kind, span

log = structlog.get_logger()

MAX_ATTEMPTS = 5
RETRY_DATABASE_S = 1.0
PREFETCH = 50

Handler: TypeAlias = Callable[[Connection, Any], Awaitable[None]]
"""Applies one event on the connection whose transaction also records it in the inbox."""

Handlers: TypeAlias = Mapping[type[Event], Handler]


class EventConsumer:
    """Passes a service's events to their handlers.

    Requests those of its ``copies`` that are empty, whenever it starts to listen.
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
        self.sessions = BrokerSessions(amqp_url, f"{service} events", self._session)

    async def run(self) -> None:
        """Consume until cancelled."""
        await self.sessions.run()

    async def _session(self, connection: AbstractConnection, _name: str) -> None:
        async with open_channel(connection) as channel:
            await channel.set_qos(prefetch_count=PREFETCH)
            await declare_event_queues(channel, self._service, self._handlers)
            await ask_for_what_is_empty(channel, self._pool, self._service, self._copies)
            queue = await channel.get_queue(queue_name(self._service))
            await run_until_cut_off(channel, partial(self._take_all, channel, queue))

    async def _take_all(self, channel: AbstractChannel, queue: AbstractQueue) -> None:
        async with queue.iterator() as deliveries:
            async for delivery in deliveries:
                await self._take(channel, delivery)

    async def _take(self, channel: AbstractChannel, delivery: AbstractIncomingMessage) -> None:
        key = str(delivery.headers.get(KEY_HEADER) or delivery.routing_key)
        parent = delivery.headers.get(TRACEPARENT)
        with correlated(usable_id(delivery.correlation_id)), span(key, Kind.CONSUMER, parent):
            await self._take_correlated(channel, delivery, key)

    async def _take_correlated(
        self, channel: AbstractChannel, delivery: AbstractIncomingMessage, key: str
    ) -> None:
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
                # If the database responds, it is the handler that fails, with the same error.
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
                await correlate(connection)
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
        await self._move(channel, delivery, retry_queue(self._service), headers)

    async def _set_apart(
        self, channel: AbstractChannel, delivery: AbstractIncomingMessage, key: str, reason: str
    ) -> None:
        log.error("event.dead_lettered", key=key, reason=reason)
        headers = {KEY_HEADER: key, REASON_HEADER: _sendable(reason[:1000])}
        await self._move(channel, delivery, dead_queue(self._service), headers)

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
            correlation_id=delivery.correlation_id,
            timestamp=datetime.now(UTC),
            delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
        )
        await channel.default_exchange.publish(message, queue, mandatory=True, timeout=10)
        await delivery.ack()


def _sendable(text: str) -> str:
    """Return text for a header: what is quoted from a message may not be Unicode."""
    return text.encode("utf-8", errors="replace").decode()
