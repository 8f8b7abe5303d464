"""Receives the balancer's status and stores it for all replicas.

Only the balancer sees what waits in the stream before it is dispatched; without it a replica
would show a meter as silent although its readings have arrived.
"""

import asyncio
from datetime import datetime, timedelta

import asyncpg
import msgspec
import structlog

from kilowatch.contracts.balancing import BALANCING_EXCHANGE, BalancingSample
from kilowatch.kit.database import CONNECTION_LOST, Pool
from kilowatch.kit.messaging.listeners import FanOutListener

log = structlog.get_logger()

NOTE_EVERY_S = 1.0
BELIEVED_FOR = timedelta(seconds=10)
"""The time for which the balancer's last report about this replica applies without a new one."""

_decoder = msgspec.json.Decoder(BalancingSample)


class BalancerStatusListener:
    """Receives samples on a queue of its own, like every replica, and keeps the newest."""

    def __init__(self, pool: Pool, amqp_url: str, name: str) -> None:
        self._pool = pool
        self._heard: BalancingSample | None = None
        self._latest: BalancingSample | None = None
        self._listener = FanOutListener(
            amqp_url,
            f"{name} status",
            BALANCING_EXCHANGE,
            _decoder,
            self._on_sample,
            most_waiting=1,
        )

    async def run(self) -> None:
        """Listen and store, until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._listener.run())
            group.create_task(self._note_all())

    def calls_stuck(self, replica: str, now: datetime) -> bool:
        """Return true if the balancer reports a stuck delivery of ``replica``."""
        sample = self._latest
        if sample is None or now - sample.at > BELIEVED_FOR:
            return False
        return any(each.name == replica and each.stuck_since for each in sample.replicas)

    async def note(self, sample: BalancingSample) -> None:
        """Store a sample, unless a newer one is there or its balancer was replaced."""
        await self._pool.execute(
            """INSERT INTO dispatch_progress AS d (
                   reported_at, fence, undispatched_messages, dispatched_until)
               VALUES ($1, $2, $3, $4)
               ON CONFLICT (is_single) DO UPDATE
               SET reported_at = excluded.reported_at, fence = excluded.fence,
                   undispatched_messages = excluded.undispatched_messages,
                   dispatched_until = excluded.dispatched_until
               WHERE (excluded.fence, excluded.reported_at) > (d.fence, d.reported_at)""",
            sample.at,
            sample.fence,
            sample.lag_messages,
            sample.dispatched_until,
            timeout=5,
        )

    def _on_sample(self, sample: BalancingSample) -> None:
        self._heard = self._latest = sample

    async def _note_all(self) -> None:
        while True:
            sample, self._heard = self._heard, None
            if sample is not None:
                try:
                    await self.note(sample)
                except (*CONNECTION_LOST, asyncpg.PostgresError, TimeoutError) as error:
                    log.warning("balancer_status.not_stored", error=str(error) or repr(error))
            await asyncio.sleep(NOTE_EVERY_S)
