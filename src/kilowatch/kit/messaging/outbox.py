"""Publishes events through a table, written in the transaction of the change they describe.

`emit` writes the row; the `OutboxRelay` of any process of the service publishes it and
deletes it once the broker has confirmed. A crash in between publishes it again: consumers
recognize an event by its id. An event that names its consumer is kept even if that service
never ran: its queue is declared, and the event waits there.
"""

import asyncio
import time
from collections.abc import Iterable, Sequence
from typing import Protocol

import aio_pika
import asyncpg
import structlog
from aio_pika.abc import AbstractConnection, AbstractExchange
from aio_pika.exceptions import DeliveryError

from kilowatch.contracts import events
from kilowatch.contracts.events import EVENTS_EXCHANGE, Event
from kilowatch.kit.background import run_together
from kilowatch.kit.broker import BrokerSessions, open_channel
from kilowatch.kit.correlation import correlation_id
from kilowatch.kit.database import CONNECTION_LOST, Connection, Pool
from kilowatch.kit.messaging.queues import declare_event_queues
from kilowatch.kit.telemetry import TRACEPARENT, traceparent

log = structlog.get_logger()

BATCH = 200
POLL_S = 2.0
"""A wake-up can be missed (a lost connection); polling at this interval can't."""
HOLD_S = 2.0
"""The pause for events that no queue accepts: the others overtake them meanwhile."""


_INSERT = """INSERT INTO outbox (event_id, routing_key, body, correlation_id, traceparent)
             VALUES ($1, $2, $3, $4, $5)"""


class Executor(Protocol):
    """Runs SQL inside the caller's transaction."""

    async def execute(self, query: str, *args: object) -> str:
        """Run one statement."""
        ...


async def emit(connection: Executor, event: Event) -> None:
    """Put ``event`` in the outbox as part of the transaction open on ``connection``."""
    await connection.execute(_INSERT, *_row(event))


async def emit_new(connection: Connection, emitted: Sequence[Event]) -> None:
    """Put events in the outbox, except those already waiting in it under the same id."""
    await connection.executemany(
        f"{_INSERT} ON CONFLICT (event_id) DO NOTHING", [_row(each) for each in emitted]
    )


async def emit_all(connection: Connection, emitted: Iterable[Event]) -> None:
    """Put events in the outbox in order, in one round trip."""
    await connection.executemany(_INSERT, [_row(each) for each in emitted])


def _row(event: Event) -> tuple[object, ...]:
    key, body = events.routing_key(type(event)), events.encode(event).decode()
    return event.event_id, key, body, correlation_id(), traceparent()


class OutboxRelay:
    """Publishes the events of the outbox, oldest first, while it runs."""

    def __init__(self, pool: Pool, amqp_url: str, service: str) -> None:
        self._pool = pool
        self.sessions = BrokerSessions(amqp_url, f"{service} outbox", self._session)
        self._wake = asyncio.Event()
        self._held: dict[str, float] = {}
        """Routing keys that no queue accepted, and until when (monotonic, s) they are skipped."""

    async def run(self) -> None:
        """Relay until cancelled, through any outage of the broker or the database."""
        await run_together(self.sessions.run(), self._listen())

    async def _listen(self) -> None:
        while True:
            try:
                async with self._pool.acquire() as connection:
                    await connection.add_listener("outbox", self._on_notify)
                    try:
                        while not connection.is_closed():
                            await asyncio.sleep(POLL_S)
                            await connection.execute("SELECT 1")
                    finally:
                        if not connection.is_closed():
                            await connection.remove_listener("outbox", self._on_notify)
            except CONNECTION_LOST as error:
                log.warning("outbox.listener_lost", error=str(error))
                await asyncio.sleep(1)

    def _on_notify(self, *_: object) -> None:
        self._wake.set()

    async def _session(self, connection: AbstractConnection, _name: str) -> None:
        async with open_channel(connection) as channel:
            exchange = await channel.declare_exchange(
                EVENTS_EXCHANGE, aio_pika.ExchangeType.TOPIC, durable=True
            )
            while True:
                self._wake.clear()
                try:
                    while await self._relay_batch(exchange):
                        await self._make_missing_queues(connection)
                except CONNECTION_LOST as error:
                    log.warning("outbox.database_lost", error=str(error))
                    await asyncio.sleep(1)
                try:
                    async with asyncio.timeout(POLL_S):
                        await self._wake.wait()
                except TimeoutError:
                    continue

    async def _relay_batch(self, exchange: AbstractExchange) -> int:
        async with self._pool.acquire() as connection, connection.transaction():
            rows = await connection.fetch(
                """SELECT id, event_id, routing_key, body, correlation_id, traceparent FROM outbox
                   WHERE routing_key <> ALL($2::text[])
                   ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED""",
                BATCH,
                self._still_held(),
            )
            if not rows:
                return 0
            taken = await asyncio.gather(*(self._publish(exchange, row) for row in rows))
            await connection.execute(
                "DELETE FROM outbox WHERE id = ANY($1::bigint[])",
                [row["id"] for row, was_taken in zip(rows, taken, strict=True) if was_taken],
            )
        return len(rows)

    def _still_held(self) -> list[str]:
        now = time.monotonic()
        self._held = {key: until for key, until in self._held.items() if until > now}
        return list(self._held)

    async def _publish(self, exchange: AbstractExchange, row: asyncpg.Record) -> bool:
        """Publish one event; False if it names its consumer, whose queue doesn't exist yet."""
        message = aio_pika.Message(
            row["body"].encode(),
            content_type="application/json",
            delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
            message_id=str(row["event_id"]),
            correlation_id=row["correlation_id"],
            headers={TRACEPARENT: row["traceparent"]} if row["traceparent"] else {},
        )
        key = row["routing_key"]
        try:
            # An event without a consumer is not an error, unless it names one.
            mandatory = events.taker(key) is not None
            await exchange.publish(message, key, mandatory=mandatory, timeout=4)
        except DeliveryError:
            self._held[key] = time.monotonic() + HOLD_S
            return False
        return True

    async def _make_missing_queues(self, connection: AbstractConnection) -> None:
        """Declare the queues that events were to go to, as their services will."""
        for key in tuple(self._held):
            taker = events.taker(key)
            if taker is not None:
                log.info("outbox.queue_made", key=key, service=taker)
                async with open_channel(connection) as channel:
                    handled = [events.declared_events()[key]]
                    await declare_event_queues(channel, taker, handled)
                del self._held[key]
