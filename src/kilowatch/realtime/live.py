"""Hears what the monitoring replicas say of readings they have just stored."""

import aio_pika
import msgspec
import structlog
from aio_pika.abc import AbstractConnection, AbstractIncomingMessage

from kilowatch.contracts.decoding import DECODING_ERRORS
from kilowatch.contracts.live import LIVE_EXCHANGE, LiveReading
from kilowatch.kit.broker import BrokerSessions, consume
from kilowatch.realtime.watching import Watchers

log = structlog.get_logger()

MOST_WAITING = 100
"""Messages kept for this process while it is busy; older ones are dropped, newer follow."""

_decoder = msgspec.msgpack.Decoder(list[LiveReading])


class LiveListener:
    """Receives everything in every process of `realtime`, through a queue that goes with it."""

    def __init__(self, amqp_url: str, watchers: Watchers) -> None:
        self._watchers = watchers
        self.sessions = BrokerSessions(amqp_url, "realtime live", self._listen)

    async def run(self) -> None:
        """Listen until cancelled."""
        await self.sessions.run()

    async def _listen(self, connection: AbstractConnection, _name: str) -> None:
        async with connection.channel() as channel:
            exchange = await channel.declare_exchange(
                LIVE_EXCHANGE, aio_pika.ExchangeType.FANOUT, durable=True
            )
            queue = await channel.declare_queue(
                exclusive=True, arguments={"x-max-length": MOST_WAITING, "x-overflow": "drop-head"}
            )
            await queue.bind(exchange)
            await consume(channel, queue, self._on_readings)

    async def _on_readings(self, delivery: AbstractIncomingMessage) -> None:
        try:
            readings = _decoder.decode(delivery.body)
        except DECODING_ERRORS as error:
            log.warning("live.unreadable", error=str(error))
            return
        self._watchers.show(readings)
