"""The newest offset of the stream, read over AMQP, which works on every RabbitMQ release."""

import asyncio
from datetime import UTC, datetime

from aio_pika.abc import AbstractConnection, AbstractIncomingMessage, AbstractQueue

from kilowatch.balancing.arrivals import ONE_LOOK
from kilowatch.contracts.readings import READINGS_STREAM
from kilowatch.kit.broker import BrokerSessions

ASK_EVERY_S = 1.0
READ_FOR_S = 0.1
READ_FIRST_FOR_S = 1.0
EMPTY_AFTER_LOOKS = 3
"""After this many long polls without a message the stream is empty, not slow."""

EMPTY = -1
"""The newest offset of an empty stream."""

READ_MOST = ONE_LOOK
"""Messages read of the newest chunk: a chunk rarely holds more, and each has a cost."""


class StreamHead:
    """Tracks the newest offset seen in the stream, and when; None if unknown, `EMPTY` if empty.

    Reading a stream "from the last" starts with its newest chunk. If that has more than
    `READ_MOST` messages, the rest of it is not seen until the next chunk comes.
    """

    def __init__(self, amqp_url: str) -> None:
        self.offset: int | None = None
        self.seen_at: datetime | None = None
        self.sessions = BrokerSessions(amqp_url, "balancing newest", self._ask)

    async def run(self) -> None:
        """Poll once a second until cancelled."""
        await self.sessions.run()

    async def _ask(self, connection: AbstractConnection, _name: str) -> None:
        self.offset = self.seen_at = None
        empty_looks = 0
        async with connection.channel() as channel:
            await channel.set_qos(prefetch_count=READ_MOST)
            queue = await channel.get_queue(READINGS_STREAM, ensure=False)
            while True:
                begun_at = datetime.now(UTC)
                nothing_yet = self.offset in (None, EMPTY)
                seen = await _newest_of(queue, READ_FIRST_FOR_S if nothing_yet else READ_FOR_S)
                if seen is None and nothing_yet:
                    empty_looks += 1
                    seen = EMPTY if empty_looks >= EMPTY_AFTER_LOOKS else None
                if seen is not None:
                    self.offset, self.seen_at = seen, begun_at
                await asyncio.sleep(ASK_EVERY_S)


async def _newest_of(queue: AbstractQueue, read_for_s: float) -> int | None:
    """Return the newest offset, None if no message came."""
    newest: int | None = None
    enough = asyncio.Event()
    deliveries: list[AbstractIncomingMessage] = []

    async def take(delivery: AbstractIncomingMessage) -> None:
        nonlocal newest
        newest = int(str(delivery.headers["x-stream-offset"]))
        deliveries.append(delivery)
        if len(deliveries) == READ_MOST:
            enough.set()

    tag = await queue.consume(take, arguments={"x-stream-offset": "last"})
    try:
        async with asyncio.timeout(read_for_s):
            await enough.wait()
    except TimeoutError:
        pass
    finally:
        await queue.cancel(tag)
    if deliveries:
        await deliveries[-1].ack(multiple=True)
    return newest
