"""Reads the stream over AMQP 0-9-1, for brokers without the stream protocol.

Slower, since every message is a frame and a task of its own. The position can't be stored in
the stream this way, so it is in the database, and a mark on the stream shows whether the
position still belongs to it: a binding with the epoch in its key. It is deleted with the
stream, and devices cannot publish under it, since they may use their own keys only.
"""

import asyncio
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final
from urllib.parse import quote
from uuid import uuid4

import aio_pika
import structlog
from aio_pika.abc import AbstractChannel, AbstractConnection, AbstractIncomingMessage

from kilowatch.balancing.amqp10 import StreamEntry
from kilowatch.balancing.chunks import MAX_BODY_BYTES
from kilowatch.balancing.storage import epochs
from kilowatch.contracts.payloads import sender_key
from kilowatch.contracts.readings import READINGS_EXCHANGE, READINGS_STREAM
from kilowatch.kit.broker import BROKER_LOST
from kilowatch.kit.correlation import usable_id
from kilowatch.kit.database import Pool
from kilowatch.kit.management import MANAGEMENT_UNREACHABLE, management_client, vhost_of

log = structlog.get_logger()

OFFSET_HEADER: Final = "x-stream-offset"
MOST_PREFETCHED: Final = 65_535


class AmqpStreamReader:
    """A `Reader` over AMQP 0-9-1."""

    def __init__(self, amqp_url: str, management_url: str, pool: Pool, most_buffered: int) -> None:
        self._amqp_url = amqp_url
        self._management_url = management_url
        self._prefetch = min(most_buffered, MOST_PREFETCHED)
        self._buffer: list[AbstractIncomingMessage] = []
        self._size = 0
        self._filled = asyncio.Event()
        self._connection: AbstractConnection | None = None
        self._pool = pool
        self._epoch = 0
        self.lost = asyncio.Event()

    async def start(self) -> tuple[int, int]:
        """Start reading; return the epoch and the position. A stream without the mark is new."""
        channel = await self._open_channel()
        self._epoch = await self._find_epoch(channel)
        position = await epochs.position(self._pool, self._epoch)
        await self._consume(channel, position)
        return self._epoch, position

    async def start_at(self, position: int) -> None:
        """Start reading at ``position``."""
        await self._consume(await self._open_channel(), position)

    async def _open_channel(self) -> AbstractChannel:
        name = f"balancing stream {uuid4().hex[:8]}"
        self._connection = await aio_pika.connect(
            self._amqp_url, timeout=10, client_properties={"connection_name": name}
        )
        self._connection.close_callbacks.add(lambda *_: self._on_lost())
        channel = await self._connection.channel()
        channel.close_callbacks.add(lambda *_: self._on_lost())
        await channel.set_qos(prefetch_count=self._prefetch)
        return channel

    async def _consume(self, channel: AbstractChannel, position: int) -> None:
        stream = await channel.get_queue(READINGS_STREAM, ensure=False)
        await stream.consume(self._on_delivery, arguments={OFFSET_HEADER: position})

    async def _find_epoch(self, channel: AbstractChannel) -> int:
        epoch = await epochs.current(self._pool)
        if epoch is not None and await self._has_mark(epoch):
            return epoch
        epoch = await epochs.begin(self._pool, datetime.now(UTC))
        stream = await channel.get_queue(READINGS_STREAM, ensure=False)
        await stream.bind(READINGS_EXCHANGE, mark(epoch))
        log.info("stream.first_seen", epoch=epoch)
        return epoch

    async def _has_mark(self, epoch: int) -> bool:
        vhost = quote(vhost_of(self._amqp_url), safe="")
        path = f"/bindings/{vhost}/e/{READINGS_EXCHANGE}/q/{READINGS_STREAM}"
        try:
            async with management_client(self._management_url) as management:
                answer = await management.get(path)
                if answer.status_code == HTTPStatus.NOT_FOUND:
                    return False
                bindings = answer.raise_for_status().json()
        except MANAGEMENT_UNREACHABLE as error:
            # Taking a known stream for a new one would read all of it again.
            raise ConnectionError(f"the stream's mark can't be looked for: {error!r}") from error
        return any(each["routing_key"] == mark(epoch) for each in bindings)

    async def store(self, position: int) -> None:
        """Store the position in the database."""
        await epochs.store_position(self._pool, self._epoch, position)

    async def close(self) -> None:
        """Stop reading; buffered messages are not acknowledged and will be read again."""
        if self._connection is None:
            return
        try:
            async with asyncio.timeout(3):
                await self._connection.close()
        except BROKER_LOST as error:
            log.debug("stream.close_failed", error=repr(error))

    async def take(self, most: int, most_bytes: int, age_s: float) -> list[tuple[int, StreamEntry]]:
        """Return the next entries: at most ``most``, waiting ``age_s`` for more than one."""
        await self._filled.wait()
        if len(self._buffer) < most and self._size < most_bytes:
            await asyncio.sleep(age_s)
        count, size = 0, 0
        for delivery in self._buffer[:most]:
            if count and size + len(delivery.body) > most_bytes:
                break
            size += len(delivery.body)
            count += 1
        taken, self._buffer = self._buffer[:count], self._buffer[count:]
        self._size -= size
        if not self._buffer:
            self._filled.clear()
        # In a stream this only grants credit for more; the position is stored elsewhere.
        await taken[-1].ack(multiple=True)
        return [(offset_of(each), _entry(each)) for each in taken]

    async def _on_delivery(self, delivery: AbstractIncomingMessage) -> None:
        if len(delivery.body) > MAX_BODY_BYTES:
            delivery.body = delivery.body[:MAX_BODY_BYTES]
        self._buffer.append(delivery)
        self._size += len(delivery.body)
        self._filled.set()

    def _on_lost(self) -> None:
        self.lost.set()


def mark(epoch: int) -> str:
    """Return the routing key of the binding that marks the stream of an epoch."""
    return f"kilowatch.epoch.{epoch}"


def offset_of(delivery: AbstractIncomingMessage) -> int:
    """Return the offset of a message in its stream."""
    return int(str(delivery.headers[OFFSET_HEADER]))


def _entry(delivery: AbstractIncomingMessage) -> StreamEntry:
    key, end = sender_key((delivery.routing_key or "").encode())
    # Over AMQP 0-9-1 the broker doesn't tell when it stored a message.
    return StreamEntry(key, delivery.body, usable_id(delivery.correlation_id), end)
