"""Hears what `support` says of the moment, and passes it on to whoever is connected."""

import aio_pika
import msgspec
import structlog
from aio_pika.abc import AbstractConnection, AbstractIncomingMessage

from kilowatch.contracts.decoding import DECODING_ERRORS
from kilowatch.contracts.support import CHAT_EXCHANGE, ChatMoment
from kilowatch.kit.broker import BrokerSessions, consume
from kilowatch.realtime.connections import Hub

log = structlog.get_logger()

MOST_WAITING = 500
"""Moments kept for this process while it is busy; older ones have passed."""

_decoder = msgspec.msgpack.Decoder(ChatMoment)


class EphemeralEventListener:
    """Receives everything in every process of `realtime`, through a queue that goes with it."""

    def __init__(self, amqp_url: str, hub: Hub) -> None:
        self._hub = hub
        self.sessions = BrokerSessions(amqp_url, "realtime chat", self._listen)

    async def run(self) -> None:
        """Listen until cancelled."""
        await self.sessions.run()

    async def _listen(self, connection: AbstractConnection, _name: str) -> None:
        async with connection.channel() as channel:
            exchange = await channel.declare_exchange(
                CHAT_EXCHANGE, aio_pika.ExchangeType.FANOUT, durable=True
            )
            queue = await channel.declare_queue(
                exclusive=True, arguments={"x-max-length": MOST_WAITING, "x-overflow": "drop-head"}
            )
            await queue.bind(exchange)
            await consume(channel, queue, self._on_moment)

    async def _on_moment(self, delivery: AbstractIncomingMessage) -> None:
        try:
            moment = _decoder.decode(delivery.body)
        except DECODING_ERRORS as error:
            log.warning("chat.unreadable", error=str(error))
            return
        text = moment.body.decode()
        if moment.for_client:
            for session in self._hub.of(moment.client_id):
                session.mention(text)
        if moment.for_administrators:
            for session in self._hub.administrators():
                session.mention(text)
