"""How far the stream reaches: asked of the broker over AMQP, which works on every release."""

import asyncio

import structlog
from aio_pika.abc import AbstractConnection, AbstractIncomingMessage, AbstractQueue

from kilowatch.contracts.readings import READINGS_STREAM
from kilowatch.kit.broker import BrokerSessions

log = structlog.get_logger()

ASK_EVERY_S = 1.0
ANSWER_WITHIN_S = 1.0
"""An empty stream has no newest chunk, and gives no answer."""


class NewestOffset:
    """The offset at which the newest chunk of the stream begins; None where it is not known.

    Reading a stream "from the last" begins at its newest chunk; one message of it is enough.
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
            await channel.set_qos(prefetch_count=1)
            queue = await channel.get_queue(READINGS_STREAM, ensure=False)
            while True:
                try:
                    async with asyncio.timeout(ANSWER_WITHIN_S):
                        self.offset = await _first_of_last_chunk(queue)
                except TimeoutError:
                    log.debug("stream.empty")
                await asyncio.sleep(ASK_EVERY_S)


async def _first_of_last_chunk(queue: AbstractQueue) -> int:
    answer: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def take(delivery: AbstractIncomingMessage) -> None:
        await delivery.ack()
        if not answer.done():
            answer.set_result(int(str(delivery.headers["x-stream-offset"])))

    tag = await queue.consume(take, arguments={"x-stream-offset": "last"})
    try:
        return await answer
    finally:
        await queue.cancel(tag)
