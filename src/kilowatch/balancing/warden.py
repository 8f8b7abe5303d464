"""Watches over the replicas: who lives, what waits for them, and what the dead leave behind."""

import asyncio
import time

import msgspec
import structlog
from aio_pika.abc import AbstractChannel, AbstractConnection, AbstractIncomingMessage
from aio_pika.exceptions import QueueEmpty

from kilowatch.balancing.dealer import deal
from kilowatch.balancing.domain import ReplicaState, Roster
from kilowatch.balancing.management import UNREACHABLE, Management
from kilowatch.balancing.settings import BalancingSettings
from kilowatch.balancing.topology import declare_heartbeats
from kilowatch.contracts.readings import ReplicaHeartbeat, replica_queue
from kilowatch.kit.broker import BrokerSessions, open_channel

log = structlog.get_logger()

LOOK_S = 0.25
"""Between two looks at the replicas."""

OWN_DELAY_S = 1.0
"""When we ourselves were held up this long, silence is our fault and not theirs."""

COUNT_S = 0.5
FORGOTTEN_QUEUES_S = 3.0
REPLICA_QUEUES = replica_queue("monitoring-")

_heartbeat = msgspec.json.Decoder(ReplicaHeartbeat)


class Warden:
    """Hears heartbeats, cuts off the silent, deals what they leave to the others."""

    def __init__(self, settings: BalancingSettings, roster: Roster, management: Management) -> None:
        self._roster = roster
        self._management = management
        self._forgotten: set[str] = set()
        url = settings.amqp_url.get_secret_value()
        self.heartbeats = BrokerSessions(url, "balancing heartbeats", self._hear)
        self.inheritance = BrokerSessions(url, "balancing inheritance", self._inherit)
        self.counts = BrokerSessions(url, "balancing counts", self._count)

    async def run(self) -> None:
        """Watch until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.heartbeats.run())
            group.create_task(self.inheritance.run())
            group.create_task(self.counts.run())
            group.create_task(self._look())
            group.create_task(self._find_forgotten())

    async def _hear(self, connection: AbstractConnection, _name: str) -> None:
        async with connection.channel() as channel:
            exchange = await declare_heartbeats(channel)
            queue = await channel.declare_queue(exclusive=True)
            await queue.bind(exchange)
            # Whatever was said while nobody listened is not held against anyone.
            self._roster.excuse(time.monotonic())
            await queue.consume(self._on_heartbeat, no_ack=True)
            await asyncio.Future()

    async def _on_heartbeat(self, delivery: AbstractIncomingMessage) -> None:
        try:
            heartbeat = _heartbeat.decode(delivery.body)
        except msgspec.MsgspecError as error:
            log.warning("heartbeat.unreadable", error=str(error))
            return
        if self._roster.hear(heartbeat, time.monotonic()):
            log.info("replica.alive", replica=heartbeat.replica)

    async def _look(self) -> None:
        last_s = time.monotonic()
        while True:
            await asyncio.sleep(LOOK_S)
            now_s = time.monotonic()
            if now_s - last_s > LOOK_S + OWN_DELAY_S or not self.heartbeats.connected:
                self._roster.excuse(now_s)
            last_s = now_s
            for replica in self._roster.fall_silent(now_s):
                log.warning("replica.silent", replica=replica.name)

    async def _inherit(self, connection: AbstractConnection, _name: str) -> None:
        """Cut off the silent, then deal what waited for them; again and again while they are."""
        async with open_channel(connection) as channel:
            while True:
                for replica in list(self._roster.replicas.values()):
                    if replica.silent:
                        await self._cut_off(replica)
                        await self._deal_anew(channel, replica.name)
                for name in list(self._forgotten):
                    await self._deal_anew(channel, name)
                    self._forgotten.discard(name)
                await asyncio.sleep(LOOK_S)

    async def _cut_off(self, replica: ReplicaState) -> None:
        """Close its connection: a frozen process would keep its deliveries for ever."""
        connection_name = replica.heartbeat.connection_name
        try:
            if await self._management.cut_off(connection_name, "no heartbeat"):
                log.warning("replica.cut_off", replica=replica.name)
        except UNREACHABLE as error:
            log.warning("replica.not_cut_off", replica=replica.name, error=str(error))

    async def _deal_anew(self, channel: AbstractChannel, name: str) -> None:
        queue = await channel.get_queue(replica_queue(name), ensure=False)
        count = 0
        while (state := self._roster.replicas.get(name)) is None or state.silent:
            try:
                delivery = await queue.get(no_ack=False, timeout=5)
            except QueueEmpty:
                break
            messages = int(str(delivery.headers.get("x-messages", 0)))
            await deal(channel, self._roster, delivery.body, messages, f"left by {name}")
            await delivery.ack()
            count += 1
        if count:
            log.warning("replica.inherited", replica=name, batches=count)

    async def _count(self, connection: AbstractConnection, _name: str) -> None:
        async with connection.channel() as channel:
            while True:
                for replica in list(self._roster.replicas.values()):
                    dealt_before = replica.dealt_since_asked
                    queue = await channel.declare_queue(
                        replica_queue(replica.name), durable=True, passive=True
                    )
                    replica.waiting_batches = queue.declaration_result.message_count or 0
                    replica.dealt_since_asked -= dealt_before
                await asyncio.sleep(COUNT_S)

    async def _find_forgotten(self) -> None:
        """Queues of replicas that died before we started: nobody will ever speak for them."""
        while True:
            await asyncio.sleep(FORGOTTEN_QUEUES_S)
            try:
                names = await self._management.queues_with_messages(REPLICA_QUEUES)
            except UNREACHABLE as error:
                log.warning("queues.not_listed", error=str(error))
                continue
            replicas = {each.removeprefix(replica_queue("")) for each in names}
            if any(not each.silent for each in self._roster.replicas.values()):
                self._forgotten |= replicas - set(self._roster.replicas)
