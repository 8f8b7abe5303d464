"""Deals the stream to the replicas, batch by batch, and remembers up to where all is dealt."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import structlog
from aio_pika.abc import AbstractChannel, AbstractConnection

from kilowatch.balancing.amqp10 import StreamEntry
from kilowatch.balancing.dealing import Hand
from kilowatch.balancing.domain import OffsetLedger, source_of
from kilowatch.balancing.reader import Reader, open_reader
from kilowatch.balancing.settings import BalancingSettings
from kilowatch.balancing.storage import EpochStorage
from kilowatch.balancing.topology import declare_readings
from kilowatch.contracts.readings import ReadingBatch, StreamMessage, device_of_routing_key
from kilowatch.kit.background import end_tasks
from kilowatch.kit.broker import BrokerSessions, open_channel

log = structlog.get_logger()

STORE_POSITION_S = 2.0
MAX_BODY_BYTES = 256 * 1024 + 1
"""A larger body is cut to this: the replica sees that it is too large, and refuses it."""


class Dealer:
    """One session after the other: read, batch, deal, store the position."""

    def __init__(
        self,
        settings: BalancingSettings,
        hand: Hand,
        epochs: EpochStorage,
        is_active: Callable[[], bool],
    ) -> None:
        self._settings = settings
        self._hand = hand
        self._epochs = epochs
        self._is_active = is_active
        self._ledger = OffsetLedger(0)
        self._stored = 0
        self.sessions = BrokerSessions(
            settings.amqp_url.get_secret_value(), "balancing dealer", self._session
        )

    @property
    def position(self) -> int:
        """The offset below which everything is dealt."""
        return self._ledger.position

    async def run(self) -> None:
        """Deal until cancelled."""
        await self.sessions.run()

    async def _session(self, connection: AbstractConnection, _name: str) -> None:
        async with open_channel(connection) as channel:
            await declare_readings(channel, self._settings.stream_max_bytes)
            reader = open_reader(self._settings, self._epochs)
            try:
                epoch, position = await reader.start()
                log.info("dealer.started", epoch=epoch, position=position)
                self._ledger, self._stored = OffsetLedger(position), position
                await self._deal_until_lost(channel, reader, epoch, self._ledger)
            finally:
                await reader.close()

    async def _deal_until_lost(
        self, channel: AbstractChannel, reader: Reader, epoch: int, ledger: OffsetLedger
    ) -> None:
        lost = asyncio.create_task(reader.lost.wait())
        storing = asyncio.create_task(self._store_position(reader, ledger))
        dealing = asyncio.create_task(self._deal(channel, reader, epoch, ledger))
        tasks: set[asyncio.Task[Any]] = {lost, storing, dealing}
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done - {lost}:
                task.result()
            raise ConnectionError("the stream's connection was closed")
        finally:
            await end_tasks(*tasks)
            if not reader.lost.is_set() and self._may_store(ledger):
                async with asyncio.timeout(2):
                    await reader.store(ledger.position)

    async def _deal(
        self, channel: AbstractChannel, reader: Reader, epoch: int, ledger: OffsetLedger
    ) -> None:
        settings = self._settings
        in_flight = asyncio.Semaphore(settings.batches_in_flight)
        async with asyncio.TaskGroup() as publishing:
            while True:
                entries = await reader.take(
                    settings.batch_messages, settings.batch_bytes, settings.batch_age_s
                )
                await in_flight.acquire()
                first, following = entries[0][0], entries[-1][0] + 1
                ledger.open(first, following)
                batch = make_batch(entries, epoch)
                publishing.create_task(self._publish(channel, batch, first, ledger, in_flight))
                # Let the publish choose its replica before the next batch is taken.
                await asyncio.sleep(0)

    async def _publish(
        self,
        channel: AbstractChannel,
        batch: ReadingBatch,
        first: int,
        ledger: OffsetLedger,
        in_flight: asyncio.Semaphore,
    ) -> None:
        await self._hand.deal(channel, batch, first)
        ledger.close(first)
        in_flight.release()

    async def _store_position(self, reader: Reader, ledger: OffsetLedger) -> None:
        while True:
            await asyncio.sleep(STORE_POSITION_S)
            if self._may_store(ledger):
                position = ledger.position
                await reader.store(position)
                self._stored = position

    def _may_store(self, ledger: OffsetLedger) -> bool:
        """A balancer that another has taken over from must not move the other's position."""
        return ledger.position > self._stored and self._is_active()


def make_batch(entries: list[tuple[int, StreamEntry]], epoch: int) -> ReadingBatch:
    """Entries of the stream as a batch."""
    messages: list[StreamMessage] = []
    for offset, entry in entries:
        sender = device_of_routing_key(entry.routing_key)
        source = source_of(epoch, offset)
        messages.append(StreamMessage(source, sender, entry.body[:MAX_BODY_BYTES]))
    return ReadingBatch(messages[0].source, datetime.now(UTC), messages)
