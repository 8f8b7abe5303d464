"""Events leave a service through a table, in the transaction of the change they tell of.

`emit` writes the row; the `OutboxRelay` of any process of the service publishes it and
deletes it once the broker has confirmed. A crash in between publishes it again: consumers
know an event by its id.
"""

import asyncio
from collections.abc import Iterable
from typing import Protocol

import aio_pika
import asyncpg
import structlog
from aio_pika.abc import AbstractConnection, AbstractExchange

from kilowatch.contracts import events
from kilowatch.contracts.events import EVENTS_EXCHANGE, Event
from kilowatch.kit.background import run_together
from kilowatch.kit.broker import BrokerSessions, open_channel
from kilowatch.kit.database import CONNECTION_LOST, Connection, Pool

log = structlog.get_logger()

BATCH = 200
POLL_S = 2.0
"""A wake-up can be missed (a lost connection); a look every so often can not."""


class Executor(Protocol):
    """Whatever runs SQL inside the caller's transaction."""

    async def execute(self, query: str, *args: object) -> str:
        """Run one statement."""
        ...


async def emit(connection: Executor, event: Event) -> None:
    """Put ``event`` in the outbox as part of the transaction open on ``connection``."""
    await connection.execute(
        "INSERT INTO outbox (event_id, routing_key, body) VALUES ($1, $2, $3)",
        event.event_id,
        events.routing_key(type(event)),
        events.encode(event).decode(),
    )


async def emit_all(connection: Connection, told: Iterable[Event]) -> None:
    """Put events in the outbox in their order, all on one way to the database."""
    await connection.executemany(
        "INSERT INTO outbox (event_id, routing_key, body) VALUES ($1, $2, $3)",
        [
            (each.event_id, events.routing_key(type(each)), events.encode(each).decode())
            for each in told
        ],
    )


class OutboxRelay:
    """Publishes what is in the outbox, oldest first, for as long as it runs."""

    def __init__(self, pool: Pool, amqp_url: str, service: str) -> None:
        self._pool = pool
        self.sessions = BrokerSessions(amqp_url, f"{service} outbox", self._session)
        self._wake = asyncio.Event()

    async def run(self) -> None:
        """Relay until cancelled, whatever the broker or the database do meanwhile."""
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
                        pass
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
                """SELECT id, event_id, routing_key, body FROM outbox
                   ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED""",
                BATCH,
            )
            if not rows:
                return 0
            await asyncio.gather(*(self._publish(exchange, row) for row in rows))
            await connection.execute(
                "DELETE FROM outbox WHERE id = ANY($1::bigint[])", [row["id"] for row in rows]
            )
        return len(rows)

    async def _publish(self, exchange: AbstractExchange, row: asyncpg.Record) -> None:
        message = aio_pika.Message(
            row["body"].encode(),
            content_type="application/json",
            delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
            message_id=str(row["event_id"]),
        )
        # An event nobody listens to yet is no fault: it is not mandatory.
        await exchange.publish(message, row["routing_key"], mandatory=False, timeout=4)
