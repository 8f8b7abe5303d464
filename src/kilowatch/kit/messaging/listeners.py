"""Fan-out listening: every process receives all that is published from now on.

What is published this way matters only at that moment: each process has its own queue, which
is deleted with its connection, and nothing is acknowledged or kept for an absent process.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import aio_pika
import structlog
from aio_pika.abc import (
    AbstractChannel,
    AbstractConnection,
    AbstractExchange,
    AbstractIncomingMessage,
)

from kilowatch.contracts.decoding import DECODING_ERRORS, Decoder
from kilowatch.kit.broker import BrokerSessions, consume
from kilowatch.kit.correlation import correlated, usable_id

log = structlog.get_logger()

T = TypeVar("T")


async def declare_fan_out(channel: AbstractChannel, name: str) -> AbstractExchange:
    """Declare and return the exchange that sends each message to all listeners."""
    return await channel.declare_exchange(name, aio_pika.ExchangeType.FANOUT, durable=True)


class FanOutListener(Generic[T]):
    """Passes each decoded message of ``exchange`` to ``on_message`` while it runs.

    ``most_waiting`` messages are kept while this process is busy, older ones are dropped; None
    keeps all. ``on_listening`` is called each time the queue has just been bound. A message that
    can't be decoded is logged and skipped.
    """

    def __init__(
        self,
        amqp_url: str,
        name: str,
        exchange: str,
        decoder: Decoder[T],
        on_message: Callable[[T], None],
        *,
        most_waiting: int | None = None,
        on_listening: Callable[[], None] | None = None,
    ) -> None:
        self._name = name
        self._exchange = exchange
        self._decoder = decoder
        self._on_message = on_message
        self._most_waiting = most_waiting
        self._on_listening = on_listening
        self.sessions = BrokerSessions(amqp_url, name, self._listen)

    async def run(self) -> None:
        """Listen until cancelled, on a new connection and queue whenever the old ones are lost."""
        await self.sessions.run()

    async def _listen(self, connection: AbstractConnection, _name: str) -> None:
        async with connection.channel() as channel:
            exchange = await declare_fan_out(channel, self._exchange)
            queue = await channel.declare_queue(exclusive=True, arguments=self.queue_arguments)
            await queue.bind(exchange)
            if self._on_listening is not None:
                self._on_listening()
            await consume(channel, queue, self._take)

    @property
    def queue_arguments(self) -> dict[str, Any]:
        """Return the arguments with which the queue is declared."""
        if self._most_waiting is None:
            return {}
        return {"x-max-length": self._most_waiting, "x-overflow": "drop-head"}

    async def _take(self, delivery: AbstractIncomingMessage) -> None:
        try:
            message = self._decoder.decode(delivery.body)
        except DECODING_ERRORS as error:
            log.warning("listener.message_unreadable", listener=self._name, error=str(error))
            return
        with correlated(usable_id(delivery.correlation_id)):
            self._on_message(message)
