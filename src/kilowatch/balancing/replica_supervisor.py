"""Recovers the queues of failed replicas, and drains those that are stopping."""

import asyncio
import time
from collections.abc import Mapping

import msgspec
import structlog
from aio_pika.abc import AbstractChannel, AbstractConnection, AbstractIncomingMessage
from aio_pika.exceptions import ChannelNotFoundEntity, QueueEmpty

from kilowatch.balancing.batch_publisher import BatchPublisher
from kilowatch.balancing.domain import ReplicaPool, ReplicaState
from kilowatch.balancing.heartbeat_monitor import LOOK_S, HeartbeatMonitor
from kilowatch.balancing.management import UNREACHABLE, Management
from kilowatch.balancing.settings import BalancingSettings
from kilowatch.contracts.decoding import DECODING_ERRORS
from kilowatch.contracts.readings import (
    DRAIN_MARKER_HEADER,
    ReadingBatch,
    replica_queue,
    replica_queue_arguments,
)
from kilowatch.kit.background import run_together
from kilowatch.kit.broker import BrokerSessions, open_channel

log = structlog.get_logger()

COUNT_S = 0.5
FORGOTTEN_QUEUES_S = 3.0
REPLICA_QUEUES = replica_queue("monitoring-")

_batch = msgspec.msgpack.Decoder(ReadingBatch)


class ReplicaSupervisor:
    """Disconnects silent replicas, publishes their batches to others, and drains replicas."""

    def __init__(
        self,
        settings: BalancingSettings,
        monitor: HeartbeatMonitor,
        replica_pool: ReplicaPool,
        publisher: BatchPublisher,
        management: Management,
    ) -> None:
        self._settings = settings
        self._monitor = monitor
        self._replica_pool = replica_pool
        self._publisher = publisher
        self._management = management
        self._forgotten: set[str] = set()
        url = settings.amqp_url.get_secret_value()
        self.recovery = BrokerSessions(url, "balancing recovery", self._supervise)
        self.counts = BrokerSessions(url, "balancing counts", self._count)

    async def run(self) -> None:
        """Supervise until cancelled."""
        await run_together(self.recovery.run(), self.counts.run(), self._find_forgotten())

    async def _supervise(self, connection: AbstractConnection, _name: str) -> None:
        """While a replica is silent, disconnect it and publish its batches to others."""
        async with open_channel(connection) as channel:
            while True:
                self._monitor.news.clear()
                for replica in list(self._replica_pool.replicas.values()):
                    await self._supervise_one(channel, replica)
                for name in list(self._forgotten):
                    await self._deal_anew(channel, name)
                    if not self._is_gone(name) or await self._delete_queue(channel, name):
                        self._forgotten.discard(name)
                try:
                    async with asyncio.timeout(LOOK_S):
                        await self._monitor.news.wait()
                except TimeoutError:
                    continue

    async def _supervise_one(self, channel: AbstractChannel, replica: ReplicaState) -> None:
        if replica.silent:
            await self._cut_off(replica)
            await self._deal_anew(channel, replica.name)
            after_s = self._settings.forgotten_after_s
            lapsed = replica in self._replica_pool.lapsed(time.monotonic(), after_s)
            if lapsed and not replica.in_flight and await self._delete_queue(channel, replica.name):
                self._replica_pool.forget(replica.name)
        elif replica.awaits_drain_marker:
            await self._publisher.send_drain_marker(channel, replica)

    async def _cut_off(self, replica: ReplicaState) -> None:
        """Close its connection: a frozen process would keep its deliveries indefinitely."""
        connection_name = replica.heartbeat.connection_name
        try:
            if await self._management.cut_off(connection_name, "no heartbeat"):
                log.warning("replica.cut_off", replica=replica.name)
        except UNREACHABLE as error:
            log.warning("replica.not_cut_off", replica=replica.name, error=str(error))

    async def _deal_anew(self, channel: AbstractChannel, name: str) -> None:
        queue = await channel.declare_queue(
            replica_queue(name), durable=True, arguments=replica_queue_arguments()
        )
        count = 0
        while self._is_gone(name):
            try:
                delivery = await queue.get(no_ack=False, timeout=5)
            except QueueEmpty:
                break
            count += await self._deal_delivery(channel, delivery, f"left by {name}")
        if count:
            log.warning("replica.recovered", replica=name, batches=count)

    async def _deal_delivery(
        self, channel: AbstractChannel, delivery: AbstractIncomingMessage, name: str
    ) -> bool:
        if DRAIN_MARKER_HEADER in delivery.headers:
            await delivery.ack()
            return False
        try:
            batch = _batch.decode(delivery.body)
        except DECODING_ERRORS as error:
            log.error("batch.unreadable", error=str(error))
            await delivery.reject(requeue=False)
            return False
        await self._publisher.publish_batch(channel, batch, name)
        await delivery.ack()
        return True

    def _is_gone(self, name: str) -> bool:
        state = self._replica_pool.replicas.get(name)
        return state is None or state.silent

    async def _delete_queue(self, channel: AbstractChannel, name: str) -> bool:
        """Delete a queue that is empty and that only this balancer publishes to; False if not.

        A process that still consumes from it may hold unacknowledged batches, which would be
        deleted too: a frozen process that could not be disconnected. The broker itself
        disconnects it in the end. One that wakes at this moment loses its consumer and restarts.
        """
        queue = await channel.declare_queue(
            replica_queue(name), durable=True, arguments=replica_queue_arguments()
        )
        found = queue.declaration_result
        if found.consumer_count or found.message_count or not self._is_gone(name):
            return False
        await channel.queue_delete(queue.name)
        log.warning("replica.forgotten", replica=name)
        return True

    async def _count(self, connection: AbstractConnection, _name: str) -> None:
        async with connection.channel() as channel:
            while True:
                for replica in list(self._replica_pool.replicas.values()):
                    try:
                        await self._count_one(channel, replica)
                    except ChannelNotFoundEntity:
                        # It left a moment ago. The broker closes the channel on the declare.
                        replica.waiting_batches = 0
                        await channel.reopen()
                await asyncio.sleep(COUNT_S)

    @staticmethod
    async def _count_one(channel: AbstractChannel, replica: ReplicaState) -> None:
        dispatched_before, received_before = (
            replica.dispatched_since_poll,
            replica.received_since_poll,
        )
        name = replica_queue(replica.name)
        queue = await channel.declare_queue(name, durable=True, passive=True)
        replica.waiting_batches = queue.declaration_result.message_count or 0
        replica.dispatched_since_poll -= dispatched_before
        replica.received_since_poll -= received_before

    def _note_unacknowledged(self, counts: Mapping[str, int | None]) -> None:
        for replica in self._replica_pool.replicas.values():
            at_broker = counts.get(replica.name)
            replica.deliveries.note(at_broker, replica.heartbeat, time.monotonic())

    async def _find_forgotten(self) -> None:
        """Find queues of replicas that died before this balancer started: none will return.

        Also record how many deliveries of each queue the broker waits for.
        """
        seen: set[str] = set()
        while True:
            await asyncio.sleep(FORGOTTEN_QUEUES_S)
            try:
                found = await self._management.queues(REPLICA_QUEUES)
            except UNREACHABLE as error:
                log.warning("queues.not_listed", error=str(error))
                self._note_unacknowledged({})
                continue
            queues = {name.removeprefix(replica_queue("")): count for name, count in found.items()}
            self._note_unacknowledged(queues)
            unknown = set(queues) - set(self._replica_pool.replicas)
            if any(not each.silent for each in self._replica_pool.replicas.values()):
                # Twice in a row: one that has just started may not have sent a heartbeat yet.
                self._forgotten |= unknown & seen
            seen = unknown
