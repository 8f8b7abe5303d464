"""A replica's work: take batches off its queue, store each, acknowledge after the commit."""

import asyncio
from datetime import UTC, datetime
from uuid import uuid4

import aio_pika
import asyncpg
import msgspec
import structlog
from aio_pika.abc import AbstractConnection, AbstractIncomingMessage
from prometheus_client import Counter

from kilowatch.contracts.readings import (
    HEARTBEATS_EXCHANGE,
    UNREADABLE_BATCHES_QUEUE,
    ReadingBatch,
    ReplicaHeartbeat,
    StreamMessage,
    replica_queue,
    replica_queue_arguments,
)
from kilowatch.kit.broker import BrokerSessions, open_channel
from kilowatch.kit.database import CONNECTION_LOST
from kilowatch.monitoring.domain import Parsed, Rejection, read_message
from kilowatch.monitoring.ingest import BatchOutcome, IngestStorage
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


class Replica:
    """Consumes this replica's queue and tells the balancer twice a second that it lives."""

    def __init__(
        self, settings: MonitoringSettings, storage: IngestStorage, progress: Progress
    ) -> None:
        self._settings = settings
        self._storage = storage
        self._progress = progress
        self._incarnation = uuid4().hex
        self._connection_name = ""
        self._in_hand = 0
        self._batches_total = 0
        self._readings_total = 0
        url = settings.amqp_url.get_secret_value()
        self.batches = BrokerSessions(url, f"{settings.replica} batches", self._consume)
        self.heartbeats = BrokerSessions(url, f"{settings.replica} heartbeats", self._beat)

    async def run(self) -> None:
        """Work until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.batches.run())
            group.create_task(self.heartbeats.run())
            group.create_task(self._sweep())

    async def _consume(self, connection: AbstractConnection, name: str) -> None:
        async with open_channel(connection) as channel:
            await channel.set_qos(prefetch_count=self._settings.prefetch_batches)
            await channel.declare_queue(
                UNREADABLE_BATCHES_QUEUE, durable=True, arguments={"x-queue-type": "quorum"}
            )
            queue = await channel.declare_queue(
                replica_queue(self._settings.replica),
                durable=True,
                arguments=replica_queue_arguments(),
            )
            self._in_hand = 0
            self._connection_name = name
            await queue.consume(self._take)
            await asyncio.Future()

    async def _take(self, delivery: AbstractIncomingMessage) -> None:
        self._in_hand += 1
        try:
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
            self._in_hand = max(0, self._in_hand - 1)

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
                await asyncio.sleep(self._settings.heartbeat_interval_s)

    def _state(self) -> ReplicaHeartbeat:
        return ReplicaHeartbeat(
            replica=self._settings.replica,
            incarnation=self._incarnation,
            connection_name=self._connection_name,
            sent_at=datetime.now(UTC),
            unacknowledged=self._in_hand,
            batches_total=self._batches_total,
            readings_total=self._readings_total,
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


def _unstorable(message: StreamMessage, error: Exception) -> Rejection:
    body = message.body[:1000].decode("ascii", errors="replace").replace("\x00", "")
    detail = f"The database can not store this reading ({type(error).__name__})."
    return Rejection(message.source, 0, None, "not_storable", detail, body)
