"""Publishes readings that were just stored to live viewers, without delaying ingestion."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final, TypeAlias
from uuid import UUID

import aio_pika
import asyncpg
import msgspec
import structlog
from aio_pika.abc import AbstractConnection

from kilowatch.contracts.ids import DeviceId
from kilowatch.contracts.live import LIVE_EXCHANGE, LiveReading
from kilowatch.kit.broker import BrokerSessions
from kilowatch.kit.correlation import correlation_id
from kilowatch.kit.database import CONNECTION_LOST
from kilowatch.kit.messaging.listeners import declare_fan_out
from kilowatch.monitoring.domain import Parsed, ParsedReading, ParsedRegister
from kilowatch.monitoring.ingest import CLOCK_TOLERANCE, NewestInterval

log = structlog.get_logger()

TELL_EVERY_S = 1.0
MOST_IN_A_MESSAGE = 1_000
STALE_AFTER_S = 5
NO_IDS: Final[Mapping[int, str]] = {}

_encoder = msgspec.msgpack.Encoder()


ReadIntervals: TypeAlias = Callable[[list[UUID], datetime], Awaitable[list[NewestInterval]]]
"""Looks up the intervals of the newest registers of devices that began after a moment."""


class LiveFeed:
    """The latest reading of each device stored in this second, then published and dropped.

    The energy of a register depends on its neighbors: it is looked up when published, by
    ``read_intervals``, once a second for all devices.
    """

    def __init__(
        self,
        amqp_url: str,
        name: str,
        news_window: timedelta,
        read_intervals: ReadIntervals,
        clock_tolerance: timedelta = CLOCK_TOLERANCE,
    ) -> None:
        self._news_window = news_window
        self._clock_tolerance = clock_tolerance
        self._read_intervals = read_intervals
        self._newest: dict[UUID, ParsedReading] = {}
        self._registers: dict[UUID, int] = {}
        self._ids: dict[UUID, str | None] = {}
        self.sessions = BrokerSessions(amqp_url, f"{name} live", self._tell)

    async def run(self) -> None:
        """Publish until cancelled."""
        await self.sessions.run()

    def offer(
        self, readings: Iterable[Parsed], now: datetime, ids: Mapping[int, str] = NO_IDS
    ) -> None:
        """Add stored readings; never waits. History that arrives late is not live.

        Nor are future readings, which are offered when their time has come. ``ids`` are correlation
        ids of messages, by their source; the others have the current one.
        """
        if not self.sessions.connected:
            return
        newest, since = self._newest, now - self._news_window
        latest = now + self._clock_tolerance
        others_id = correlation_id()
        for each in readings:
            # Live values are those of the channel that every device has.
            if each.channel is not None:
                continue
            if each.measured_at > latest or not _is_news(each, since):
                continue
            if isinstance(each, ParsedRegister):
                known_source = self._registers.get(each.device_id, each.source)
                self._registers[each.device_id] = max(known_source, each.source)
                self._ids[each.device_id] = ids.get(each.source, others_id)
                continue
            known = newest.get(each.device_id)
            if known is None or _order(known) < _order(each):
                newest[each.device_id] = each
                self._ids[each.device_id] = ids.get(each.source, others_id)

    async def take(self, now: datetime) -> list[LiveReading]:
        """Return what was added since the last call, registers as the intervals that they end."""
        taken, self._newest = self._newest, {}
        registers, self._registers = self._registers, {}
        ids, self._ids = self._ids, {}
        for each in await self._intervals_of(list(registers), now - self._news_window):
            # Of two values for the same interval the one published later is better: a spike or a
            # late value changed it. Its source is that of the reading that triggered the lookup.
            interval = ParsedReading(
                each.channel_id,
                each.measured_at,
                each.energy_uwh,
                each.interval_s,
                registers[each.channel_id],
                0,
            )
            known = taken.get(each.channel_id)
            if known is None or _order(known) < _order(interval):
                taken[each.channel_id] = interval
        return [
            LiveReading(
                DeviceId(each.device_id),
                each.measured_at,
                each.energy_uwh,
                each.interval_s,
                each.source,
                ids.get(each.device_id),
            )
            for each in taken.values()
        ]

    async def _intervals_of(self, device_ids: list[UUID], since: datetime) -> list[NewestInterval]:
        if not device_ids:
            return []
        try:
            return await self._read_intervals(device_ids, since)
        except (*CONNECTION_LOST, asyncpg.PostgresError, TimeoutError) as error:
            # The next register of a device brings it again.
            log.warning("live.registers_not_read", error=str(error) or repr(error))
            return []

    async def _tell(self, connection: AbstractConnection, _name: str) -> None:
        async with connection.channel(publisher_confirms=False) as channel:
            exchange = await declare_fan_out(channel, LIVE_EXCHANGE)
            while True:
                readings = await self.take(datetime.now(UTC))
                for at in range(0, len(readings), MOST_IN_A_MESSAGE):
                    body = _encoder.encode(readings[at : at + MOST_IN_A_MESSAGE])
                    message = aio_pika.Message(body, expiration=STALE_AFTER_S)
                    await exchange.publish(message, "", mandatory=False)
                await asyncio.sleep(TELL_EVERY_S)


def _order(reading: ParsedReading) -> tuple[datetime, int, int]:
    return reading.measured_at, reading.source, reading.source_index


def _is_news(reading: Parsed, since: datetime) -> bool:
    """Return true if its interval begins, or at least ends, after ``since``."""
    if reading.measured_at >= since:
        return True
    if isinstance(reading, ParsedRegister):
        return False
    interval_s = reading.interval_s
    return interval_s is not None and reading.measured_at + timedelta(seconds=interval_s) > since
