"""The reader of the stream, over the protocol that the broker offers."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Protocol, TypeVar

from kilowatch.balancing.amqp10 import StreamEntry
from kilowatch.balancing.settings import BalancingSettings, ReadOver
from kilowatch.balancing.stream import StreamReader
from kilowatch.balancing.stream_amqp import AmqpStreamReader
from kilowatch.kit.background import end_tasks
from kilowatch.kit.database import Pool

T = TypeVar("T")


class Reader(Protocol):
    """Reads entries of the stream from the stored position on; lives for one session."""

    lost: asyncio.Event
    """Set when the connection is gone."""

    async def start(self) -> tuple[int, int]:
        """Start reading; return the epoch and the position."""
        ...

    async def start_at(self, position: int) -> None:
        """Start reading at ``position`` as a second reader, which stores nothing."""
        ...

    async def take(self, most: int, most_bytes: int, age_s: float) -> list[tuple[int, StreamEntry]]:
        """Return the next entries, each with its offset; waits ``age_s`` for more than one."""
        ...

    async def store(self, position: int) -> None:
        """Store durably the offset up to which everything is dispatched."""
        ...

    async def close(self) -> None:
        """Stop reading; buffered entries are dropped and will be read again."""
        ...


def open_reader(settings: BalancingSettings, pool: Pool) -> Reader:
    """Return a reader over the protocol in ``settings``."""
    # The settings ensure that there is an address if the stream protocol is chosen.
    if settings.read_over is ReadOver.AMQP or settings.stream_url is None:
        return AmqpStreamReader(
            settings.amqp_url.get_secret_value(),
            settings.management_url.get_secret_value(),
            pool,
            2 * settings.batch_messages,
        )
    return StreamReader(settings.stream_url.get_secret_value(), pool)


async def unless_lost(reader: Reader, taking: Coroutine[Any, Any, T]) -> T:
    """Return the result of ``taking``. Raises `ConnectionError` if the reader is lost first."""
    taken, lost = asyncio.create_task(taking), asyncio.create_task(reader.lost.wait())
    try:
        await asyncio.wait({taken, lost}, return_when=asyncio.FIRST_COMPLETED)
        if not taken.done():
            raise ConnectionError("the connection that reads what was deferred is lost")
        return taken.result()
    finally:
        await end_tasks(taken, lost)
