"""The work of a replica: consume batches, store each, acknowledge after the commit."""

import asyncio
import contextlib
import time
from datetime import UTC, datetime
from functools import partial
from typing import Literal
from uuid import uuid4

import aio_pika
import asyncpg
import msgspec
import structlog
from aio_pika.abc import AbstractConnection, AbstractIncomingMessage

from kilowatch.contracts.decoding import Undecodable, decode
from kilowatch.contracts.readings import (
    DRAIN_MARKER_HEADER,
    HEARTBEATS_EXCHANGE,
    UNREADABLE_BATCHES_QUEUE,
    ReadingBatch,
    ReplicaHeartbeat,
    correlation_id_of,
    replica_queue,
    replica_queue_arguments,
)
from kilowatch.kit.background import run_together
from kilowatch.kit.broker import BrokerSessions, cut_off_event, open_channel
from kilowatch.kit.correlation import correlated, usable_id
from kilowatch.kit.messaging.listeners import declare_fan_out
from kilowatch.kit.telemetry import TRACEPARENT, Kind, span
from kilowatch.monitoring.batches import DATABASE_IS_BUSY, BatchWriter
from kilowatch.monitoring.deliveries import InHand
from kilowatch.monitoring.ingest import IngestStorage
from kilowatch.monitoring.live import LiveFeed
from kilowatch.monitoring.progress import Progress
from kilowatch.monitoring.settings import MonitoringSettings

log = structlog.get_logger()

_batch = msgspec.msgpack.Decoder(ReadingBatch)
_heartbeat = msgspec.json.Encoder()


class Replica:
    """Consumes the queue of ``name`` and sends a heartbeat to the balancer twice a second."""

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
        self._writer = BatchWriter(storage, progress, live)
        self._incarnation = uuid4().hex
        self._connection_name = ""
        self._in_hand = InHand(asyncio.Event())
        self._phase: Literal["working", "leaving", "left"] = "working"
        self._left = asyncio.Event()
        self._speak_up = asyncio.Event()
        self._batches_total = 0
        self._readings_total = 0
        self._taken_total = 0
        url = settings.amqp_url.get_secret_value()
        self.batches = BrokerSessions(url, f"{name} batches", self._consume)
        self.heartbeats = BrokerSessions(url, f"{name} heartbeats", self._beat)

    async def run(self) -> None:
        """Work until cancelled."""
        await run_together(
            self.batches.run(), self.heartbeats.run(), self._sweep(), self._progress.run()
        )

    async def leave(self, within_s: float) -> bool:
        """Finish the queue, then leave it; return whether that succeeded in time.

        The balancer is notified, dispatches nothing more, and puts a drain marker after its
        batches. Without it (no balancer is active) the rest stays in the queue and goes to others.
        """
        if not (self.batches.connected and self.heartbeats.connected):
            return False
        self._phase = "leaving"
        self._speak_up.set()
        try:
            async with asyncio.timeout(within_s):
                await self._left.wait()
        except TimeoutError:
            log.warning("replica.no_drain_marker", replica=self.name)
            return False
        log.info("replica.left", replica=self.name)
        return True

    def unmoved_s(self) -> float:
        """Return how long a batch has been without progress; 0 without one."""
        return self._in_hand.unmoved_s(time.monotonic())

    async def _consume(self, connection: AbstractConnection, name: str) -> None:
        if self._phase == "left":
            await asyncio.Future()
        async with open_channel(connection) as channel:
            await channel.set_qos(prefetch_count=self._settings.prefetch_batches)
            await channel.declare_queue(
                UNREADABLE_BATCHES_QUEUE, durable=True, arguments={"x-queue-type": "quorum"}
            )
            queue = await channel.declare_queue(
                replica_queue(self.name), durable=True, arguments=replica_queue_arguments()
            )
            cut_off = await cut_off_event(channel)
            self._in_hand = in_hand = InHand(cut_off)
            self._connection_name = name
            await queue.consume(partial(self._take, in_hand))
            await _either(cut_off, in_hand.over)
            # What is left in progress is no longer ours: the broker redelivers it.
            self._in_hand = InHand(asyncio.Event())
            if not in_hand.over.is_set():
                raise ConnectionError("the broker ended the consumer, or a batch has no end")
            await queue.delete(if_unused=False, if_empty=False)
        await self._say_last_word()
        await asyncio.Future()

    async def _say_last_word(self) -> None:
        self._phase = "left"
        self._speak_up.set()
        await self._left.wait()

    async def _take(self, in_hand: InHand, delivery: AbstractIncomingMessage) -> None:
        """Finish a delivery: acknowledge it, or reject it into the queue of unreadable ones."""
        in_hand.begin(delivery)
        self._taken_total += DRAIN_MARKER_HEADER not in delivery.headers
        is_done = await self._process(in_hand, delivery)
        try:
            if is_done:
                await delivery.ack()
            else:
                await delivery.reject(requeue=False)
        except Exception as error:  # noqa: BLE001 - whatever it is, the broker still waits
            # The session ends, if the channel has not: then the broker redelivers the batch.
            log.warning("batch.not_acknowledged", error=str(error) or repr(error))
            in_hand.cut_off.set()
            return
        in_hand.end(delivery)
        # The balancer has the next batch ready, and waits until there is room.
        self._speak_up.set()

    async def _process(self, in_hand: InHand, delivery: AbstractIncomingMessage) -> bool:
        """Process a delivery; false if no replica ever can. Raises no `Exception`."""
        drain_marker = delivery.headers.get(DRAIN_MARKER_HEADER)
        if drain_marker is not None:
            # A marker for an earlier process says nothing about this one.
            in_hand.is_drained |= drain_marker == self._incarnation
            return True
        try:
            batch = decode(_batch, delivery.body)
        except Undecodable as error:
            log.error("batch.unreadable", error=error.detail)
            return False
        # A batch of a balancer of the previous release has no such property.
        parent = delivery.headers.get(TRACEPARENT)
        attributes = {"messages": len(batch.messages)}
        with (
            correlated(usable_id(delivery.correlation_id) or correlation_id_of(batch)),
            span("store batch", Kind.CONSUMER, parent, attributes),
        ):
            return await self._write(in_hand, delivery, batch)

    async def _write(
        self, in_hand: InHand, delivery: AbstractIncomingMessage, batch: ReadingBatch
    ) -> bool:
        try:
            self._readings_total += await self._writer.write(batch, partial(in_hand.move, delivery))
        except Exception as error:
            # Not even its rejection could be stored: it is kept and listed among the dead letters.
            log.error("batch.given_up", messages=len(batch.messages), exc_info=error)
            return False
        self._batches_total += 1
        return True

    async def _beat(self, connection: AbstractConnection, _name: str) -> None:
        async with connection.channel(publisher_confirms=False) as channel:
            exchange = await declare_fan_out(channel, HEARTBEATS_EXCHANGE)
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
            unmoved_s=self.unmoved_s(),
            batches_total=self._batches_total,
            readings_total=self._readings_total,
            taken_total=self._taken_total,
            phase=self._phase,
        )

    async def _sweep(self) -> None:
        """Take in what was set aside and is due, and judge hours that have begun."""
        while True:
            try:
                now = datetime.now(UTC)
                while taken := await self._storage.take_in_due(now):
                    self._live.offer(taken, now)
                await self._storage.judge_begun_hours(now)
            except (*DATABASE_IS_BUSY, asyncpg.PostgresError) as error:
                log.warning("pending.waits", error=str(error) or repr(error))
            await asyncio.sleep(self._settings.sweep_interval_s)


async def _either(one: asyncio.Event, other: asyncio.Event) -> None:
    """Wait for either event."""
    waiting = [asyncio.ensure_future(each.wait()) for each in (one, other)]
    try:
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in waiting:
            each.cancel()
