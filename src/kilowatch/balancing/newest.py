"""How far the stream reaches: asked of the broker over AMQP, which works on every release."""

import asyncio

from aio_pika.abc import AbstractConnection, AbstractIncomingMessage, AbstractQueue

from kilowatch.contracts.readings import READINGS_STREAM
from kilowatch.kit.broker import BrokerSessions

ASK_EVERY_S = 1.0
READ_FOR_S = 0.1
READ_MOST = 200
"""Messages read of the newest chunk: a chunk rarely holds more, and each costs a little."""


class NewestOffset:
    """The newest offset in the stream that we have seen; None where it is not known.

    Reading a stream "from the last" begins with its newest chunk. Where that is larger than
    `READ_MOST` messages, what is behind them is not seen until the next chunk comes.
    """

    def __init__(self, amqp_url: str) -> None:
        self.offset: int | None = None
        self.sessions = BrokerSessions(amqp_url, "balancing newest", self._ask)

    async def run(self) -> None:
        """Ask once a second until cancelled."""
        await self.sessions.run()

    async def _ask(self, connection: AbstractConnection, _name: str) -> None:
        self.offset = None
        async with connection.channel() as channel:
            await channel.set_qos(prefetch_count=READ_MOST)
            queue = await channel.get_queue(READINGS_STREAM, ensure=False)
            while True:
                seen = await _newest_of(queue)
                if seen is not None:
                    self.offset = seen
                await asyncio.sleep(ASK_EVERY_S)


async def _newest_of(queue: AbstractQueue) -> int | None:
    """None where the stream is empty."""
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
        async with asyncio.timeout(READ_FOR_S):
            await enough.wait()
    except TimeoutError:
        pass
    finally:
        await queue.cancel(tag)
    if deliveries:
        await deliveries[-1].ack(multiple=True)
    return newest
