"""Dispatches the stream to the replicas in batches, and stores the position."""

import asyncio
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import structlog
from aio_pika.abc import AbstractChannel, AbstractConnection

from kilowatch.balancing.batch_publisher import BatchPublisher
from kilowatch.balancing.dispatch_queue import DispatchQueue, QueueLimits
from kilowatch.balancing.domain import source_of
from kilowatch.balancing.fair_queue import Waiting
from kilowatch.balancing.quotas import QuotaMeter
from kilowatch.balancing.reader import Reader, open_reader, unless_lost
from kilowatch.balancing.settings import BalancingSettings
from kilowatch.balancing.topology import declare_readings
from kilowatch.contracts.balancing import BusySender
from kilowatch.contracts.readings import ReadingBatch, StreamMessage, device_of_routing_key
from kilowatch.kit.background import end_tasks
from kilowatch.kit.broker import BrokerSessions, open_channel
from kilowatch.kit.database import Pool

log = structlog.get_logger()

STORE_POSITION_S = 2.0
NO_ROOM_S = 0.02
BULK_IN_FLIGHT = 4
TURN_BYTES = 65_536


class StreamDispatcher:
    """Reads the stream, forms batches, publishes them and stores the position, per connection."""

    def __init__(
        self,
        settings: BalancingSettings,
        publisher: BatchPublisher,
        pool: Pool,
        is_active: Callable[[], bool],
        meter: QuotaMeter,
    ) -> None:
        self._meter = meter
        self._settings = settings
        self._publisher = publisher
        self._pool = pool
        self._is_active = is_active
        self.queue = self._new_queue(0)
        """Return the number of messages read and not dispatched."""
        self._stored = 0
        self.sessions = BrokerSessions(
            settings.amqp_url.get_secret_value(), "balancing dispatcher", self._session
        )

    def _new_queue(self, position: int) -> DispatchQueue:
        settings = self._settings
        limits = QueueLimits(settings.read_ahead_bytes, settings.turn_messages, TURN_BYTES)
        return DispatchQueue(position, limits)

    @property
    def position(self) -> int:
        """Return the offset below which everything is dispatched."""
        return self.queue.position

    def busy_senders(self) -> list[BusySender]:
        """Return the devices over their quota or with many messages waiting."""
        return self._meter.busy(self.queue.waiting(), time.monotonic())

    async def run(self) -> None:
        """Dispatch until cancelled."""
        await self.sessions.run()

    async def _session(self, connection: AbstractConnection, _name: str) -> None:
        async with open_channel(connection) as channel:
            await declare_readings(channel, self._settings.stream_max_bytes)
            reader = open_reader(self._settings, self._pool)
            try:
                epoch, position = await reader.start()
                log.info("dispatcher.started", epoch=epoch, position=position)
                self.queue, self._stored = self._new_queue(position), position
                await self._dispatch_until_lost(channel, reader, epoch)
            finally:
                await reader.close()

    async def _dispatch_until_lost(
        self, channel: AbstractChannel, reader: Reader, epoch: int
    ) -> None:
        queue = self.queue
        came, later = asyncio.Event(), asyncio.Event()
        session = _DispatchSession(
            self._settings, self._publisher, channel, epoch, queue, came, later
        )
        tasks = [
            asyncio.create_task(each)
            for each in (
                reader.lost.wait(),
                self._store_position(reader, queue),
                self._read(reader, queue, came, later),
                self._read_deferred(queue, came, later),
                session.dispatch_fresh(),
                session.dispatch_bulk(),
            )
        ]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
            raise ConnectionError("the stream's connection was closed")
        finally:
            await end_tasks(*tasks)
            if not reader.lost.is_set() and self._may_store(queue):
                async with asyncio.timeout(2):
                    await reader.store(queue.position)

    async def _read(
        self, reader: Reader, queue: DispatchQueue, came: asyncio.Event, later: asyncio.Event
    ) -> None:
        settings = self._settings
        while True:
            while queue.is_full:  # noqa: ASYNC110 - the replicas decide
                await asyncio.sleep(NO_ROOM_S)
            entries = await reader.take(
                settings.batch_messages, settings.read_ahead_bytes // 8, settings.batch_age_s
            )
            self._meter.count(entries, time.monotonic())
            queue.add(entries)
            came.set()
            if queue.has_bulk:
                later.set()

    async def _read_deferred(
        self, queue: DispatchQueue, came: asyncio.Event, later: asyncio.Event
    ) -> None:
        """Read deferred messages again whenever there is room for them."""
        while True:
            begin = queue.reread_from()
            if begin is None or not queue.has_room_for_deferred:
                await asyncio.sleep(NO_ROOM_S)
                continue
            log.info("dispatcher.reading_deferred", position=begin)
            reader = open_reader(self._settings, self._pool)
            try:
                await reader.start_at(begin)
                await self._reread(reader, queue, came, later)
            finally:
                await reader.close()

    async def _reread(
        self, reader: Reader, queue: DispatchQueue, came: asyncio.Event, later: asyncio.Event
    ) -> None:
        restarts = queue.restarts
        settings = self._settings
        while True:
            while not queue.has_room_for_deferred:  # noqa: ASYNC110 - the replicas decide
                await asyncio.sleep(NO_ROOM_S)
            entries = await unless_lost(
                reader,
                reader.take(settings.batch_messages, settings.read_ahead_bytes // 8, NO_ROOM_S),
            )
            if queue.restarts != restarts:
                return
            is_over = queue.add_deferred(entries)
            # A sender with nothing left in memory counts as fresh again.
            came.set()
            later.set()
            if is_over:
                return

    async def _store_position(self, reader: Reader, queue: DispatchQueue) -> None:
        while True:
            await asyncio.sleep(STORE_POSITION_S)
            if self._may_store(queue):
                position = queue.position
                await reader.store(position)
                self._stored = position

    def _may_store(self, queue: DispatchQueue) -> bool:
        """Return whether the position may be stored: only the active balancer moves it."""
        return queue.position > self._stored and self._is_active()


class _DispatchSession:
    """Dispatches ``queue`` over one connection: fresh senders first, bulk as capacity allows."""

    def __init__(
        self,
        settings: BalancingSettings,
        publisher: BatchPublisher,
        channel: AbstractChannel,
        epoch: int,
        queue: DispatchQueue,
        came: asyncio.Event,
        later: asyncio.Event,
    ) -> None:
        self._settings = settings
        self._publisher = publisher
        self._channel = channel
        self._epoch = epoch
        self._queue = queue
        self._came = came
        self._later = later

    async def dispatch_fresh(self) -> None:
        """Dispatch one turn of each fresh sender at once, until cancelled."""
        settings, queue = self._settings, self._queue
        in_flight = asyncio.Semaphore(settings.batches_in_flight)
        async with asyncio.TaskGroup() as publishing:
            while True:
                await self._came.wait()
                await in_flight.acquire()
                await self._publisher.until_idle(
                    lambda: queue.fresh_messages >= settings.batch_messages or queue.is_full
                )
                batch = queue.take_fresh(settings.batch_messages, settings.batch_bytes)
                if not batch:
                    in_flight.release()
                    self._came.clear()
                    continue
                publishing.create_task(self._publish(batch, in_flight, bulk=False))
                if queue.has_bulk:
                    self._later.set()
                # Let the publish choose its replica before the next batch is taken.
                await asyncio.sleep(0)

    async def dispatch_bulk(self) -> None:
        """Dispatch bulk as fast as the replicas take it, until cancelled."""
        settings, queue = self._settings, self._queue
        in_flight = asyncio.Semaphore(BULK_IN_FLIGHT)
        async with asyncio.TaskGroup() as publishing:
            while True:
                await self._later.wait()
                await in_flight.acquire()
                await self._publisher.until_room_for_bulk()
                batch = queue.take_bulk(settings.bulk_batch_messages, settings.bulk_batch_bytes)
                if not batch:
                    in_flight.release()
                    self._later.clear()
                    continue
                publishing.create_task(self._publish(batch, in_flight, bulk=True))
                await asyncio.sleep(0)

    async def _publish(
        self, batch: list[Waiting], in_flight: asyncio.Semaphore, *, bulk: bool
    ) -> None:
        made = make_batch(batch, self._epoch)
        await self._publisher.publish_batch(self._channel, made, batch[0].offset, bulk=bulk)
        self._queue.close(batch)
        in_flight.release()


def make_batch(waiting: Sequence[Waiting], epoch: int) -> ReadingBatch:
    """Return waiting messages as a batch."""
    messages = [
        StreamMessage(
            source_of(epoch, each.offset),
            device_of_routing_key(each.key),
            each.body,
            each.correlation_id,
            each.end,
            each.received_at_ms,
        )
        for each in waiting
    ]
    return ReadingBatch(messages[0].source, datetime.now(UTC), messages)
