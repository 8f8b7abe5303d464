"""A stream consumer that takes whole chunks, and keeps few at a time in memory.

rstream calls back for every entry, and keeps any number of received chunks. Here one call
takes a chunk, and a connection whose chunks are not taken is not read: the broker has to
wait, however large they are. Both override private parts of rstream, whose version is
pinned; tests/balancing/test_stream_chunks.py fails when they are gone.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

from rstream import Consumer

CHUNKS_IN_MEMORY: Final = 16
"""Chunks received and not started. One may hold many messages of the largest size."""

TakeChunk = Callable[[Sequence[tuple[int, bytes]], int], Awaitable[None]]
"""Takes the entries of a chunk, and when the broker wrote it, in milliseconds since 1970."""


class ChunkConsumer(Consumer):
    """A consumer of one stream that awaits ``take_chunk`` with each chunk's entries and time."""

    def __init__(self, take_chunk: TakeChunk, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._take_chunk = take_chunk
        self._received: asyncio.Queue[Any] = asyncio.Queue(CHUNKS_IN_MEMORY)

    @property
    def chunks_waiting(self) -> int:
        """Return the chunks received and not started."""
        return self._received.qsize()

    async def _create_subscriber(self, *args: Any, **kwargs: Any) -> Any:
        subscriber = await super()._create_subscriber(*args, **kwargs)
        subscriber.client._frames[subscriber.subscription_id] = self._received  # pyright: ignore[reportPrivateUsage]
        return subscriber

    async def _on_deliver(self, frame: Any, subscriber: Any, filter_value: Any) -> None:
        await subscriber.client.credit(subscriber.subscription_id, 1)
        entries = list(self._filter_messages(frame, subscriber, filter_value))
        await self._take_chunk(entries, frame.timestamp)
