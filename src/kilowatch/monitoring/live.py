"""Tells whoever looks on what was stored just now, without holding up the storing."""

import asyncio
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

import aio_pika
import msgspec
from aio_pika.abc import AbstractConnection

from kilowatch.contracts.ids import DeviceId
from kilowatch.contracts.live import LIVE_EXCHANGE, LiveReading
from kilowatch.kit.broker import BrokerSessions
from kilowatch.monitoring.domain import Parsed, ParsedReading

TELL_EVERY_S = 1.0
MOST_IN_A_MESSAGE = 1_000
STALE_AFTER_S = 5

_encoder = msgspec.msgpack.Encoder()


class LiveFeed:
    """The newest reading of each device stored in this second, then told and forgotten."""

    def __init__(self, amqp_url: str, name: str, news_window: timedelta) -> None:
        self._news_window = news_window
        self._newest: dict[UUID, ParsedReading] = {}
        self.sessions = BrokerSessions(amqp_url, f"{name} live", self._tell)

    async def run(self) -> None:
        """Tell until cancelled."""
        await self.sessions.run()

    def offer(self, readings: Iterable[Parsed], now: datetime) -> None:
        """Note what was stored; never waits.

        History that is loaded late is not live. What a register comes to is not known here.
        """
        if not self.sessions.connected:
            return
        newest, since = self._newest, now - self._news_window
        for each in readings:
            if not isinstance(each, ParsedReading) or not _is_news(each, since):
                continue
            known = newest.get(each.device_id)
            if known is None or _order(known) < _order(each):
                newest[each.device_id] = each

    def take(self) -> list[LiveReading]:
        """What was noted since the last time."""
        taken, self._newest = self._newest, {}
        return [
            LiveReading(
                DeviceId(each.device_id),
                each.measured_at,
                each.energy_uwh,
                each.interval_s,
                each.source,
            )
            for each in taken.values()
        ]

    async def _tell(self, connection: AbstractConnection, _name: str) -> None:
        async with connection.channel(publisher_confirms=False) as channel:
            exchange = await channel.declare_exchange(
                LIVE_EXCHANGE, aio_pika.ExchangeType.FANOUT, durable=True
            )
            while True:
                readings = self.take()
                for at in range(0, len(readings), MOST_IN_A_MESSAGE):
                    body = _encoder.encode(readings[at : at + MOST_IN_A_MESSAGE])
                    message = aio_pika.Message(body, expiration=STALE_AFTER_S)
                    await exchange.publish(message, "", mandatory=False)
                await asyncio.sleep(TELL_EVERY_S)


def _order(reading: ParsedReading) -> tuple[datetime, int, int]:
    return reading.measured_at, reading.source, reading.source_index


def _is_news(reading: ParsedReading, since: datetime) -> bool:
    """Whether its interval begins, or at least ends, after ``since``."""
    if reading.measured_at >= since:
        return True
    interval_s = reading.interval_s
    return interval_s is not None and reading.measured_at + timedelta(seconds=interval_s) > since
