"""Receives replica heartbeats, as active balancer or standby, and detects silence."""

import asyncio
import time

import msgspec
import structlog
from aio_pika.abc import AbstractConnection, AbstractIncomingMessage

from kilowatch.balancing.domain import ReplicaPool
from kilowatch.balancing.topology import declare_heartbeats
from kilowatch.contracts.decoding import DECODING_ERRORS
from kilowatch.contracts.readings import ReplicaHeartbeat
from kilowatch.kit.background import run_together
from kilowatch.kit.broker import BrokerSessions, consume

log = structlog.get_logger()

LOOK_S = 0.25
"""Seconds between two checks of the deadlines."""

OWN_DELAY_S = 1.0
"""After a delay of our own of this many seconds, silence proves nothing."""

_heartbeat = msgspec.json.Decoder(ReplicaHeartbeat)


class HeartbeatMonitor:
    """Keeps the replica pool up to date from heartbeats. ``news`` is set at every change."""

    def __init__(self, amqp_url: str, replica_pool: ReplicaPool) -> None:
        self._replica_pool = replica_pool
        self.news = asyncio.Event()
        self.heartbeats = BrokerSessions(amqp_url, "balancing heartbeats", self._hear)

    async def run(self) -> None:
        """Monitor until cancelled."""
        await run_together(self.heartbeats.run(), self._look())

    async def _hear(self, connection: AbstractConnection, _name: str) -> None:
        async with connection.channel() as channel:
            exchange = await declare_heartbeats(channel)
            queue = await channel.declare_queue(exclusive=True)
            await queue.bind(exchange)
            # Heartbeats sent while nobody was subscribed do not count as missed.
            self._replica_pool.reset_deadlines(time.monotonic())
            await consume(channel, queue, self._on_heartbeat)

    async def _on_heartbeat(self, delivery: AbstractIncomingMessage) -> None:
        try:
            heartbeat = _heartbeat.decode(delivery.body)
        except DECODING_ERRORS as error:
            log.warning("heartbeat.unreadable", error=str(error))
            return
        if self._replica_pool.record(heartbeat, time.monotonic()):
            log.info("replica.alive", replica=heartbeat.replica)
        if heartbeat.phase != "working":
            log.info("replica.leaves", replica=heartbeat.replica, phase=heartbeat.phase)
            self.news.set()

    async def _look(self) -> None:
        last_s = time.monotonic()
        while True:
            await asyncio.sleep(LOOK_S)
            now_s = time.monotonic()
            if now_s - last_s > LOOK_S + OWN_DELAY_S or not self.heartbeats.connected:
                self._replica_pool.reset_deadlines(now_s)
            last_s = now_s
            for replica in self._replica_pool.fall_silent(now_s):
                log.warning("replica.silent", replica=replica.name)
                self.news.set()
