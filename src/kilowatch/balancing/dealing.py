"""Puts batches into the replicas' queues, for as long as this balancer is the active one."""

import asyncio
from collections.abc import Callable, Sequence

import aio_pika
import msgspec
import structlog
from aio_pika.abc import AbstractChannel
from aio_pika.exceptions import DeliveryError
from prometheus_client import Counter

from kilowatch.balancing.domain import ReplicaState, Roster, Share, Standing
from kilowatch.contracts.readings import FAREWELL_HEADER, ReadingBatch, StreamMessage, replica_queue

log = structlog.get_logger()

NOBODY_READY_S = 0.05
NO_ROOM_S = 0.01
CONFIRMED_WITHIN_S = 30

batches_dealt = Counter("kilowatch_batches_dealt", "Batches dealt, by replica", ["replica"])
messages_dealt = Counter("kilowatch_messages_dealt", "Messages dealt, by replica", ["replica"])

_encoder = msgspec.msgpack.Encoder()


class Hand:
    """Deals. ``is_active`` is asked before every card: one who woke from a freeze holds still."""

    def __init__(self, roster: Roster, is_active: Callable[[], bool]) -> None:
        self._roster = roster
        self._is_active = is_active

    async def until_room_for_bulk(self) -> None:
        """Wait until a bulk batch could go."""
        while not self._is_active() or not self._roster.has_room_for_bulk():  # noqa: ASYNC110 - time and heartbeats decide
            await asyncio.sleep(NO_ROOM_S)

    async def until_idle(self, is_full: Callable[[], bool]) -> None:
        """Wait until a batch would soon be begun with, or ``is_full``."""
        while not is_full() and not (self._is_active() and self._roster.is_idle()):  # noqa: ASYNC110 - time and heartbeats decide
            await asyncio.sleep(NO_ROOM_S)

    async def deal(
        self, channel: AbstractChannel, batch: ReadingBatch, name: int | str, *, bulk: bool = False
    ) -> None:
        """Put ``batch`` into queues; returns when the broker has all of it for good.

        Waits while nobody has room. ``name`` is what the log calls it.
        """
        devices = [each.sender for each in batch.messages]
        while not self._is_active() or not (shares := self._roster.allot(devices, bulk=bulk)):  # noqa: ASYNC110 - time and heartbeats decide
            await asyncio.sleep(NO_ROOM_S if bulk else NOBODY_READY_S)
        # Noted at once and together: whoever is on the way to a replica comes before its farewell.
        for share in shares:
            share.replica.in_flight += 1
        try:
            async with asyncio.TaskGroup() as parts:
                for share in shares:
                    part = batch if len(shares) == 1 else part_of(batch, share)
                    parts.create_task(self._deal_share(channel, part, share.replica, name))
        finally:
            for share in shares:
                share.replica.in_flight -= 1

    async def _deal_share(
        self, channel: AbstractChannel, batch: ReadingBatch, replica: ReplicaState, name: int | str
    ) -> None:
        messages = len(batch.messages)
        replica.dealt_since_asked += 1
        replica.dealt_batches += 1
        replica.dealt_messages += messages
        log.info("reading batch %s -> %s", name, replica.name, messages=messages)
        try:
            await self._publish(channel, replica, _encoder.encode(batch), {"x-messages": messages})
        except DeliveryError:
            # Its queue is gone, so it left or lapsed in this moment; or the broker refused.
            log.warning("batch.returned", replica=replica.name)
            replica.become(Standing.SILENT, replica.seen_at_s)
            replica.dealt_batches -= 1
            replica.dealt_messages -= messages
            await self.deal(channel, batch, name)
            return
        batches_dealt.labels(replica.name).inc()
        messages_dealt.labels(replica.name).inc(messages)

    async def say_farewell(self, channel: AbstractChannel, replica: ReplicaState) -> None:
        """Put the last message into the queue of a replica that is leaving."""
        incarnation = replica.heartbeat.incarnation
        try:
            await self._publish(channel, replica, b"", {FAREWELL_HEADER: incarnation})
        except DeliveryError:
            log.info("farewell.returned", replica=replica.name)
        replica.farewell_to = incarnation
        log.info("replica.farewell", replica=replica.name)

    @staticmethod
    async def _publish(
        channel: AbstractChannel, replica: ReplicaState, body: bytes, headers: dict[str, int | str]
    ) -> None:
        message = aio_pika.Message(
            body,
            delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
            headers={**headers},
        )
        await channel.default_exchange.publish(
            message, replica_queue(replica.name), mandatory=True, timeout=CONFIRMED_WITHIN_S
        )


def part_of(batch: ReadingBatch, share: Share) -> ReadingBatch:
    """The part of ``batch`` that is in ``share``. Its messages keep their sources."""
    messages: Sequence[StreamMessage] = [batch.messages[place] for place in share.places]
    return ReadingBatch(messages[0].source, batch.dealt_at, list(messages))
