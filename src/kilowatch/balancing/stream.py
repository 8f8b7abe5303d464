"""Reads the stream over RabbitMQ's own protocol, as raw chunks, with back-pressure.

rstream reports a lost connection only through a handler and reconnects slowly, so a reader
lives for one session: when it is lost, a new one starts at the stored position.
"""

import asyncio
import ssl
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

import structlog
from rstream import ConsumerOffsetSpecification, MessageContext, OffsetNotFound, OffsetType

from kilowatch.balancing.amqp10 import NotAmqp, StreamEntry, make_entry, read_entry
from kilowatch.balancing.chunks import MAX_BODY_BYTES
from kilowatch.balancing.storage import epochs
from kilowatch.balancing.stream_chunks import ChunkConsumer
from kilowatch.contracts.payloads import sender_key
from kilowatch.contracts.readings import READINGS_STREAM
from kilowatch.kit.database import Pool

log = structlog.get_logger()

MOST_BUFFERED_BYTES = 4 * 1024 * 1024
"""The bytes that may be read and not taken yet, besides the chunk being read."""

CHUNKS_AHEAD = 100
"""Chunks that the broker may send before it learns that one arrived. On a busy machine it learns
late, and chunks are small if many meters wait for each confirm: with 4, reading fell behind
a flood that it keeps up with by 100. `ChunkConsumer` bounds the memory they take."""

READER = "balancing"
"""Name under which the position is stored in the stream: the next offset to be read."""


class StreamReader:
    """A `Reader` over the stream protocol."""

    def __init__(self, url: str, pool: Pool) -> None:
        parts = urlsplit(url)
        self._pool = pool
        self._buffer: list[tuple[int, bytes, int]] = []
        self._size = 0
        self._filled = asyncio.Event()
        self._drained = asyncio.Event()
        self.lost = asyncio.Event()
        tls = parts.scheme.endswith("+tls")
        self._consumer = ChunkConsumer(
            self._on_chunk,
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
        """Start reading; return the epoch and the position. A stream without one is new."""
        try:
            position = await self._consumer.query_offset(READINGS_STREAM, READER)
            epoch = await epochs.current(self._pool)
        except OffsetNotFound:
            position, epoch = 0, None
        if epoch is None:
            epoch = await epochs.begin(self._pool, datetime.now(UTC))
            await self.store(position)
            log.info("stream.first_seen", epoch=epoch)
        await self.start_at(position)
        return epoch, position

    async def start_at(self, position: int) -> None:
        """Start reading at ``position``."""
        await self._consumer.subscribe(
            READINGS_STREAM,
            _never_called,
            offset_specification=ConsumerOffsetSpecification(OffsetType.OFFSET, position),
            initial_credit=CHUNKS_AHEAD,
        )

    async def store(self, position: int) -> None:
        """Store the position in the stream itself."""
        await self._consumer.store_offset(READINGS_STREAM, READER, position)

    async def close(self) -> None:
        """Stop reading; buffered entries are dropped and will be read again."""
        self._drained.set()
        try:
            async with asyncio.timeout(3):
                await self._consumer.close()
        except Exception as error:  # noqa: BLE001 - a lost connection fails to close in many ways
            log.debug("stream.close_failed", error=repr(error))

    async def take(self, most: int, most_bytes: int, age_s: float) -> list[tuple[int, StreamEntry]]:
        """Return the next entries: at most ``most``, waiting ``age_s`` for more than one."""
        await self._filled.wait()
        if len(self._buffer) < most and self._size < most_bytes:
            await asyncio.sleep(age_s)
        count, size = 0, 0
        for _, entry, _ in self._buffer[:most]:
            if count and size + len(entry) > most_bytes:
                break
            size += len(entry)
            count += 1
        taken, self._buffer = self._buffer[:count], self._buffer[count:]
        self._size -= size
        if not self._buffer:
            self._filled.clear()
        if self._has_room:
            self._drained.set()
        return [(offset, _entry(raw, stored_at_ms)) for offset, raw, stored_at_ms in taken]

    async def _on_chunk(self, entries: Sequence[tuple[int, bytes]], stored_at_ms: int) -> None:
        """Take a chunk, and return when there is room for the next one."""
        kept = [(offset, cut(raw), stored_at_ms) for offset, raw in entries]
        self._buffer += kept
        self._size += sum(len(raw) for _, raw, _ in kept)
        if self._buffer:
            self._filled.set()
        if not self._has_room and not self.lost.is_set():
            self._drained.clear()
            await self._drained.wait()

    @property
    def buffered_bytes(self) -> int:
        """Return the bytes read and not taken yet."""
        return self._size

    @property
    def chunks_in_memory(self) -> int:
        """Return the chunks received and not started."""
        return self._consumer.chunks_waiting

    @property
    def _has_room(self) -> bool:
        return self._size < MOST_BUFFERED_BYTES

    async def _on_close(self, _: object) -> None:
        self.lost.set()
        self._drained.set()


def _never_called(_message: object, _context: MessageContext) -> None:
    """Serve as the callback that rstream requires for every entry: chunks are taken whole."""


LARGE_BYTES = MAX_BODY_BYTES + 4_096
"""An entry whose body may be truncated: the rest of an entry is smaller than this."""


def cut(raw: bytes) -> bytes:
    """Return the entry, or a smaller one with the same key and the start of its body."""
    if len(raw) <= LARGE_BYTES:
        return raw
    try:
        entry = read_entry(raw)
    except NotAmqp:
        return raw[:MAX_BODY_BYTES]
    return make_entry(entry.routing_key, entry.body[:MAX_BODY_BYTES], entry.correlation_id)


def _entry(raw: bytes, stored_at_ms: int) -> StreamEntry:
    """Decode a stored entry; if it is not AMQP it is passed on and rejected later."""
    try:
        entry = read_entry(raw)
    except NotAmqp:
        return StreamEntry(b"", raw[:MAX_BODY_BYTES])
    key, end = sender_key(entry.routing_key)
    body = entry.body[:MAX_BODY_BYTES]
    return StreamEntry(key, body, entry.correlation_id, end, stored_at_ms)
