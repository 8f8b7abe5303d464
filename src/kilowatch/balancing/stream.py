"""Reading the stream over RabbitMQ's own protocol, raw, with back-pressure.

rstream tells of a lost connection only through a handler and mends it slowly, so a reader
lives for one session: when it is lost, a new one starts at the stored position.
"""

import asyncio
import ssl
from collections.abc import Awaitable
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

import structlog
from rstream import (
    Consumer,
    ConsumerOffsetSpecification,
    MessageContext,
    OffsetNotFound,
    OffsetType,
)

from kilowatch.balancing.amqp10 import NotAmqp, StreamEntry, read_entry
from kilowatch.balancing.storage import EpochStorage
from kilowatch.contracts.readings import READINGS_STREAM

log = structlog.get_logger()

READER = "balancing"
"""Name under which the position is stored in the stream: the next offset to be read."""


class StreamReader:
    """A `Reader` over the stream protocol."""

    def __init__(self, url: str, epochs: EpochStorage, most_buffered: int) -> None:
        parts = urlsplit(url)
        self._epochs = epochs
        self._most_buffered = most_buffered
        self._buffer: list[tuple[int, bytes]] = []
        self._filled = asyncio.Event()
        self._drained = asyncio.Event()
        self.lost = asyncio.Event()
        tls = parts.scheme.endswith("+tls")
        self._consumer = Consumer(
            parts.hostname or "127.0.0.1",
            parts.port or 5552,
            username=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            vhost=unquote(parts.path.removeprefix("/")) or "/",
            ssl_context=ssl.create_default_context() if tls else None,
            on_close_handler=self._on_close,
            connection_name="balancing stream",
            max_retries=1,
        )

    async def start(self) -> tuple[int, int]:
        """Begin to read; gives the epoch and the position. A stream without one is new."""
        try:
            position = await self._consumer.query_offset(READINGS_STREAM, READER)
            epoch = await self._epochs.current()
        except OffsetNotFound:
            position, epoch = 0, None
        if epoch is None:
            epoch = await self._epochs.begin(datetime.now(UTC))
            await self.store(position)
            log.info("stream.first_seen", epoch=epoch)
        await self._consumer.subscribe(
            READINGS_STREAM,
            self._on_entry,  # pyright: ignore[reportArgumentType] - raw without a decoder
            decoder=None,
            offset_specification=ConsumerOffsetSpecification(OffsetType.OFFSET, position),
            initial_credit=4,
        )
        return epoch, position

    async def store(self, position: int) -> None:
        """Store the position in the stream itself."""
        await self._consumer.store_offset(READINGS_STREAM, READER, position)

    async def close(self) -> None:
        """Stop reading; what is buffered is dropped and will be read again."""
        self._drained.set()
        try:
            async with asyncio.timeout(3):
                await self._consumer.close()
        except Exception as error:  # noqa: BLE001 - a lost connection fails to close in many ways
            log.debug("stream.close_failed", error=repr(error))

    async def take(self, most: int, most_bytes: int, age_s: float) -> list[tuple[int, StreamEntry]]:
        """The next entries: at most ``most``, waiting ``age_s`` for more than one."""
        await self._filled.wait()
        if len(self._buffer) < most:
            await asyncio.sleep(age_s)
        count, size = 0, 0
        for _, entry in self._buffer[:most]:
            size += len(entry)
            if count and size > most_bytes:
                break
            count += 1
        taken, self._buffer = self._buffer[:count], self._buffer[count:]
        if not self._buffer:
            self._filled.clear()
        if len(self._buffer) < self._most_buffered:
            self._drained.set()
        return [(offset, _entry(raw)) for offset, raw in taken]

    def _on_entry(self, entry: bytes, context: MessageContext) -> Awaitable[None] | None:
        """Called for every entry; where it gives something to wait for, rstream waits."""
        self._buffer.append((context.offset, entry))
        self._filled.set()
        if len(self._buffer) < self._most_buffered or self.lost.is_set():
            return None
        self._drained.clear()
        return self._room()

    async def _room(self) -> None:
        await self._drained.wait()

    async def _on_close(self, _: object) -> None:
        self.lost.set()
        self._drained.set()


def _entry(raw: bytes) -> StreamEntry:
    """What the broker kept; what is not AMQP goes on as it is, to be refused."""
    try:
        return read_entry(raw)
    except NotAmqp:
        return StreamEntry(b"", raw)
