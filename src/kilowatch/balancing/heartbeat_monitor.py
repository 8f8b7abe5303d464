"""Receives replica heartbeats, as active balancer or standby, and detects silence."""

import asyncio
import time

import msgspec
import structlog

from kilowatch.balancing.domain import ReplicaPool
from kilowatch.contracts.readings import HEARTBEATS_EXCHANGE, ReplicaHeartbeat
from kilowatch.kit.background import run_together
from kilowatch.kit.messaging.listeners import FanOutListener

log = structlog.get_logger()

LOOK_S = 0.25
"""Seconds between two checks of the deadlines."""

OWN_DELAY_S = 1.0
"""After a delay of this process of this many seconds, silence proves nothing."""

_heartbeat = msgspec.json.Decoder(ReplicaHeartbeat)


class HeartbeatMonitor:
    """Keeps the replica pool up to date from heartbeats. ``news`` is set at every change."""

    def __init__(self, amqp_url: str, replica_pool: ReplicaPool) -> None:
        self._replica_pool = replica_pool
        self.news = asyncio.Event()
        self._listener = FanOutListener(
            amqp_url,
            "balancing heartbeats",
            HEARTBEATS_EXCHANGE,
            _heartbeat,
            self._on_heartbeat,
            on_listening=self._on_listening,
        )
        self.heartbeats = self._listener.sessions

    async def run(self) -> None:
        """Monitor until cancelled."""
        await run_together(self._listener.run(), self._look())

    def _on_listening(self) -> None:
        # Heartbeats sent without a subscriber do not count as missed.
        self._replica_pool.reset_deadlines(time.monotonic())

    def _on_heartbeat(self, heartbeat: ReplicaHeartbeat) -> None:
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
