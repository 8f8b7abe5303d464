"""Publishes batches to the replicas' queues while this balancer holds the lease."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import aio_pika
import msgspec
import structlog
from aio_pika.abc import AbstractChannel
from aio_pika.exceptions import DeliveryError
from prometheus_client import Counter

from kilowatch.balancing.domain import ReplicaPool, ReplicaState, Share, Standing
from kilowatch.contracts.readings import (
    DRAIN_MARKER_HEADER,
    ReadingBatch,
    StreamMessage,
    correlation_id_of,
    replica_queue,
)
from kilowatch.kit.correlation import correlated, correlation_id
from kilowatch.kit.log_text import MOST_ITEMS
from kilowatch.kit.telemetry import Kind, span, trace_headers

log = structlog.get_logger()

NOBODY_READY_S = 0.05
NO_ROOM_S = 0.01
CONFIRMED_WITHIN_S = 30

batches_dispatched = Counter(
    "kilowatch_batches_dispatched", "Batches dispatched, by replica", ["replica"]
)
messages_dispatched = Counter(
    "kilowatch_messages_dispatched", "Messages dispatched, by replica", ["replica"]
)

_encoder = msgspec.msgpack.Encoder()


class BatchPublisher:
    """Publishes batches.

    ``is_active`` is checked before each publish, so that a process that was frozen stops.
    """

    def __init__(self, replica_pool: ReplicaPool, is_active: Callable[[], bool]) -> None:
        self._replica_pool = replica_pool
        self._is_active = is_active

    async def until_room_for_bulk(self) -> None:
        """Wait until a replica has room for a bulk batch."""
        while not self._is_active() or not self._replica_pool.has_room_for_bulk():  # noqa: ASYNC110 - time and heartbeats decide
            await asyncio.sleep(NO_ROOM_S)

    async def until_idle(self, is_full: Callable[[], bool]) -> None:
        """Wait until a replica would start on a batch soon, or ``is_full``."""
        while not is_full() and not (self._is_active() and self._replica_pool.is_idle()):  # noqa: ASYNC110 - time and heartbeats decide
            await asyncio.sleep(NO_ROOM_S)

    async def publish_batch(
        self, channel: AbstractChannel, batch: ReadingBatch, name: int | str, *, bulk: bool = False
    ) -> None:
        """Publish ``batch`` to replica queues; return once the broker has confirmed all of it.

        Waits while no replica has room. ``name`` is the batch's name in the log.
        """
        devices = [each.sender for each in batch.messages]
        while not self._is_active() or not (shares := self._replica_pool.allot(devices, bulk=bulk)):  # noqa: ASYNC110 - time and heartbeats decide
            await asyncio.sleep(NO_ROOM_S if bulk else NOBODY_READY_S)
        # Counted before anything is awaited: a batch in flight must precede the drain marker.
        for share in shares:
            share.replica.in_flight += 1
        try:
            async with asyncio.TaskGroup() as parts:
                for share in shares:
                    part = batch if len(shares) == 1 else part_of(batch, share)
                    parts.create_task(self._publish_share(channel, part, share.replica, name))
        finally:
            for share in shares:
                share.replica.in_flight -= 1

    async def _publish_share(
        self, channel: AbstractChannel, batch: ReadingBatch, replica: ReplicaState, name: int | str
    ) -> None:
        messages = len(batch.messages)
        replica.dispatched_since_poll += 1
        replica.dispatched_batches += 1
        replica.dispatched_messages += messages
        batch_id = correlation_id_of(batch)
        log_dispatch(batch, name, replica.name, batch_id)
        try:
            with (
                correlated(batch_id),
                span("dispatch batch", Kind.PRODUCER, None, {"messages": messages}),
            ):
                headers = {"x-messages": messages, **trace_headers()}
                await self._publish(channel, replica, _encoder.encode(batch), headers)
        except DeliveryError:
            # The queue was just deleted, or the broker rejected the message.
            log.warning("batch.returned", replica=replica.name)
            replica.become(Standing.SILENT, replica.seen_at_s)
            replica.dispatched_batches -= 1
            replica.dispatched_messages -= messages
            await self.publish_batch(channel, batch, name)
            return
        batches_dispatched.labels(replica.name).inc()
        messages_dispatched.labels(replica.name).inc(messages)

    async def send_drain_marker(self, channel: AbstractChannel, replica: ReplicaState) -> None:
        """Publish the last message to the queue of a replica that is draining."""
        incarnation = replica.heartbeat.incarnation
        try:
            await self._publish(channel, replica, b"", {DRAIN_MARKER_HEADER: incarnation})
        except DeliveryError:
            log.info("drain_marker.returned", replica=replica.name)
        replica.drain_marker_sent_to = incarnation
        log.info("replica.drain_marker_sent", replica=replica.name)

    @staticmethod
    async def _publish(
        channel: AbstractChannel,
        replica: ReplicaState,
        body: bytes,
        headers: dict[str, Any],
    ) -> None:
        message = aio_pika.Message(
            body,
            delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
            headers=headers,
            correlation_id=correlation_id(),
        )
        await channel.default_exchange.publish(
            message, replica_queue(replica.name), mandatory=True, timeout=CONFIRMED_WITHIN_S
        )


def log_dispatch(batch: ReadingBatch, name: int | str, replica: str, batch_id: str) -> None:
    """Log a batch, with the correlation ids of its messages that differ from its own."""
    came_with = {each.correlation_id for each in batch.messages} - {None, batch_id}
    contains = sorted(filter(None, came_with))
    listed = {"contains": contains[:MOST_ITEMS]} if contains else {}
    log.info(
        "reading batch %s -> %s",
        name,
        replica,
        messages=len(batch.messages),
        correlation_id=batch_id,
        **listed,
    )
    for at in range(MOST_ITEMS, len(contains), MOST_ITEMS):
        more = contains[at : at + MOST_ITEMS]
        log.debug("batch.contains", correlation_id=batch_id, contains=more)


def part_of(batch: ReadingBatch, share: Share) -> ReadingBatch:
    """Return the part of ``batch`` that is in ``share``. Messages keep their sources."""
    messages: Sequence[StreamMessage] = [batch.messages[place] for place in share.places]
    return ReadingBatch(messages[0].source, batch.dispatched_at, list(messages))
