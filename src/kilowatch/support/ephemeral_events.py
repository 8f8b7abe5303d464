"""Publishes ephemeral events: typing, marks, the sentences of an answer in progress."""

import asyncio

import aio_pika
import msgspec
from aio_pika.abc import AbstractConnection

from kilowatch.contracts.ids import UserId
from kilowatch.contracts.socket import Message
from kilowatch.contracts.support import CHAT_EXCHANGE, ChatMoment
from kilowatch.kit.broker import BrokerSessions
from kilowatch.kit.correlation import correlation_id
from kilowatch.kit.messaging.listeners import declare_fan_out

MOST_WAITING = 1_000
STALE_AFTER_S = 5

_encoder = msgspec.msgpack.Encoder()


class EphemeralEvents:
    """Publishes ephemeral events to current viewers; never waits, never stores."""

    def __init__(self, amqp_url: str) -> None:
        self._waiting: asyncio.Queue[tuple[ChatMoment, str | None]] = asyncio.Queue(MOST_WAITING)
        self.sessions = BrokerSessions(amqp_url, "support chat", self._publish)

    async def run(self) -> None:
        """Publish until cancelled."""
        await self.sessions.run()

    def publish(
        self, client_id: UserId, message: Message, *, client: bool = True, staff: bool = True
    ) -> None:
        """Send ``message`` to the client and to administrators who are connected."""
        if not self.sessions.connected or self._waiting.full():
            return
        moment = ChatMoment(client_id, client, staff, msgspec.json.encode(message))
        self._waiting.put_nowait((moment, correlation_id()))

    async def _publish(self, connection: AbstractConnection, _name: str) -> None:
        async with connection.channel(publisher_confirms=False) as channel:
            exchange = await declare_fan_out(channel, CHAT_EXCHANGE)
            while True:
                moment, its_id = await self._waiting.get()
                message = aio_pika.Message(
                    _encoder.encode(moment), expiration=STALE_AFTER_S, correlation_id=its_id
                )
                await exchange.publish(message, "", mandatory=False)
