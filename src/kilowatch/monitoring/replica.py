"""A replica's work: take batches off its queue, store each, acknowledge after the commit."""

import asyncio
import contextlib
from datetime import UTC, datetime
from functools import partial
from typing import Literal
from uuid import uuid4

import aio_pika
import asyncpg
import msgspec
import structlog
from aio_pika.abc import AbstractConnection, AbstractIncomingMessage
from prometheus_client import Counter

from kilowatch.contracts.readings import (
    FAREWELL_HEADER,
    HEARTBEATS_EXCHANGE,
    UNREADABLE_BATCHES_QUEUE,
    ReadingBatch,
    ReplicaHeartbeat,
    StreamMessage,
    replica_queue,
    replica_queue_arguments,
)
from kilowatch.kit.background import run_together
from kilowatch.kit.broker import BrokerSessions, open_channel
from kilowatch.kit.database import CONNECTION_LOST
from kilowatch.monitoring.domain import Parsed, Rejection, read_message
from kilowatch.monitoring.ingest import BatchOutcome, IngestStorage
from kilowatch.monitoring.live import LiveFeed
from kilowatch.monitoring.progress import Progress
from kilowatch.monitoring.settings import MonitoringSettings

log = structlog.get_logger()

WORTH_ANOTHER_TRY = (
    *CONNECTION_LOST,
    TimeoutError,
    asyncpg.DeadlockDetectedError,
    asyncpg.LockNotAvailableError,
    asyncpg.QueryCanceledError,
    asyncpg.SerializationError,
)
"""Nothing is wrong with the batch: the database is away, busy or restarting."""

LONGEST_PAUSE_S = 5.0

readings_stored = Counter("kilowatch_readings_stored", "Readings stored for the first time")
readings_rejected = Counter(
    "kilowatch_readings_rejected", "Readings rejected, by reason", ["reason"]
)

_batch = msgspec.msgpack.Decoder(ReadingBatch)
_heartbeat = msgspec.json.Encoder()


class _InHand:
    """The batches taken in one session and not done yet; ``over`` once no more can come."""

    def __init__(self) -> None:
        self.count = 0
        self.farewell_came = False
        self.over = asyncio.Event()

    def note_end(self) -> None:
        """Something in hand was done, or the farewell came."""
        if self.farewell_came and self.count == 0:
            self.over.set()


class Replica:
    """Consumes the queue of ``name`` and tells the balancer twice a second that it lives."""

    def __init__(
        self,
        name: str,
        settings: MonitoringSettings,
        storage: IngestStorage,
        progress: Progress,
        live: LiveFeed,
    ) -> None:
        self.name = name
        self._settings = settings
        self._storage = storage
        self._progress = progress
        self._live = live
        self._incarnation = uuid4().hex
        self._connection_name = ""
        self._in_hand = _InHand()
        self._phase: Literal["working", "leaving", "left"] = "working"
        self._left = asyncio.Event()
        self._speak_up = asyncio.Event()
        self._batches_total = 0
        self._readings_total = 0
        url = settings.amqp_url.get_secret_value()
        self.batches = BrokerSessions(url, f"{name} batches", self._consume)
        self.heartbeats = BrokerSessions(url, f"{name} heartbeats", self._beat)

    async def run(self) -> None:
        """Work until cancelled."""
        await run_together(
            self.batches.run(), self.heartbeats.run(), self._sweep(), self._progress.run()
        )

    async def leave(self, within_s: float) -> bool:
        """Do what is in the queue, then leave it; whether that came about in time.

        The balancer is told, deals nothing more, and puts a farewell behind what it dealt.
        Without it (nobody is balancing) the rest stays in the queue and is dealt to others.
        """
        if not (self.batches.connected and self.heartbeats.connected):
            return False
        self._phase = "leaving"
        self._speak_up.set()
        try:
            async with asyncio.timeout(within_s):
                await self._left.wait()
        except TimeoutError:
            log.warning("replica.no_farewell", replica=self.name)
            return False
        log.info("replica.left", replica=self.name)
        return True

    async def _consume(self, connection: AbstractConnection, name: str) -> None:
        if self._phase == "left":
            await asyncio.Future()
        in_hand = _InHand()
        async with open_channel(connection) as channel:
            await channel.set_qos(prefetch_count=self._settings.prefetch_batches)
            await channel.declare_queue(
                UNREADABLE_BATCHES_QUEUE, durable=True, arguments={"x-queue-type": "quorum"}
            )
            queue = await channel.declare_queue(
                replica_queue(self.name), durable=True, arguments=replica_queue_arguments()
            )
            cut_off = asyncio.Event()
            underlay = await channel.get_underlay_channel()
            underlay.on_consumer_cancel_callbacks.add(lambda _: cut_off.set())
            self._in_hand = in_hand
            self._connection_name = name
            await queue.consume(partial(self._take, in_hand))
            await _either(cut_off, in_hand.over)
            if not in_hand.over.is_set():
                raise ConnectionError("the queue was deleted: we had been given up")
            await queue.delete(if_unused=False, if_empty=False)
        await self._say_last_word()
        await asyncio.Future()

    async def _say_last_word(self) -> None:
        self._phase = "left"
        self._speak_up.set()
        await self._left.wait()

    async def _take(self, in_hand: _InHand, delivery: AbstractIncomingMessage) -> None:
        in_hand.count += 1
        try:
            farewell = delivery.headers.get(FAREWELL_HEADER)
            if farewell is not None:
                # One meant for a process before us says nothing about our own time.
                in_hand.farewell_came |= farewell == self._incarnation
                await delivery.ack()
                return
            try:
                batch = _batch.decode(delivery.body)
            except msgspec.MsgspecError as error:
                log.error("batch.unreadable", error=str(error))
                await delivery.reject(requeue=False)
                return
            await self._store_noted(batch)
            await delivery.ack()
        except (aio_pika.exceptions.AMQPError, RuntimeError) as error:
            # Cut off in the middle: the batch is stored and will come again, to no effect.
            log.warning("batch.not_acknowledged", error=str(error) or repr(error))
        else:
            self._batches_total += 1
        finally:
            in_hand.count -= 1
            in_hand.note_end()

    async def _store_noted(self, batch: ReadingBatch) -> None:
        stored = False
        self._progress.taken(batch.dealt_at)
        try:
            await self._store(batch.messages, batch.dealt_at)
            stored = True
        finally:
            self._progress.done(batch.dealt_at, stored=stored)

    async def _store(self, messages: list[StreamMessage], dealt_at: datetime) -> None:
        """Store messages. One that the database can not take is found by halving, and rejected."""
        now = datetime.now(UTC)
        readings: list[Parsed] = []
        rejections: list[Rejection] = []
        for message in messages:
            some, refused = read_message(message, now)
            readings += some
            rejections += refused
        try:
            outcome = await self._store_patiently(readings, rejections, now, dealt_at)
        except (asyncpg.PostgresError, ValueError) as error:
            log.error("batch.failed", messages=len(messages), error=str(error))
            if len(messages) > 1:
                middle = len(messages) // 2
                await self._store(messages[:middle], dealt_at)
                await self._store(messages[middle:], dealt_at)
                return
            unstorable = _unstorable(messages[0], error)
            await self._store_patiently([], [unstorable], now, dealt_at)
            return
        self._live.offer(readings, now)
        self._count(outcome, len(readings), rejections)

    async def _store_patiently(
        self,
        readings: list[Parsed],
        rejections: list[Rejection],
        now: datetime,
        dealt_at: datetime,
    ) -> BatchOutcome:
        pause_s = 0.1
        while True:
            try:
                return await self._storage.take(readings, rejections, now, dealt_at)
            except WORTH_ANOTHER_TRY as error:
                log.warning("batch.waits", error=str(error) or repr(error), again_in_s=pause_s)
                await asyncio.sleep(pause_s)
                pause_s = min(pause_s * 2, LONGEST_PAUSE_S)

    def _count(self, outcome: BatchOutcome, readings: int, rejections: list[Rejection]) -> None:
        self._readings_total += readings
        readings_stored.inc(outcome.stored)
        for each in rejections:
            readings_rejected.labels(each.reason).inc()
        log.debug(
            "batch.stored",
            readings=readings,
            stored=outcome.stored,
            corrected=outcome.corrected,
            rejected=len(rejections),
            alerts=outcome.alerts,
        )

    async def _beat(self, connection: AbstractConnection, _name: str) -> None:
        async with connection.channel(publisher_confirms=False) as channel:
            exchange = await channel.declare_exchange(
                HEARTBEATS_EXCHANGE, aio_pika.ExchangeType.FANOUT, durable=True
            )
            while True:
                if self.batches.connected and self._connection_name:
                    body = _heartbeat.encode(self._state())
                    await exchange.publish(aio_pika.Message(body), "", mandatory=False)
                    if self._phase == "left":
                        self._left.set()
                        await asyncio.Future()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(self._settings.heartbeat_interval_s):
                        await self._speak_up.wait()
                self._speak_up.clear()

    def _state(self) -> ReplicaHeartbeat:
        return ReplicaHeartbeat(
            replica=self.name,
            incarnation=self._incarnation,
            connection_name=self._connection_name,
            sent_at=datetime.now(UTC),
            unacknowledged=self._in_hand.count,
            batches_total=self._batches_total,
            readings_total=self._readings_total,
            phase=self._phase,
        )

    async def _sweep(self) -> None:
        """Look again at what was set aside: an event and a batch can pass each other."""
        while True:
            try:
                while await self._storage.take_in_set_aside(datetime.now(UTC)):
                    pass
            except (*WORTH_ANOTHER_TRY, asyncpg.PostgresError) as error:
                log.warning("set_aside.waits", error=str(error) or repr(error))
            await asyncio.sleep(self._settings.sweep_interval_s)


async def _either(one: asyncio.Event, other: asyncio.Event) -> None:
    """Wait for either event."""
    waiting = [asyncio.ensure_future(each.wait()) for each in (one, other)]
    try:
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in waiting:
            each.cancel()


def _unstorable(message: StreamMessage, error: Exception) -> Rejection:
    body = message.body[:1000].decode("ascii", errors="replace").replace("\x00", "")
    detail = f"The database can not store this reading ({type(error).__name__})."
    return Rejection(message.source, 0, None, "not_storable", detail, body)
