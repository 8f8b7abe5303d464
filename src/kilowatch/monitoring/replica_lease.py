"""Leases a numbered name for this replica, which works as long as it holds it."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

import structlog

from kilowatch.kit.background import end_tasks
from kilowatch.kit.leases import LeaseKeeper
from kilowatch.monitoring.replica import Replica

log = structlog.get_logger()

REPLICA_PREFIX = "monitoring-"


class ReplicaLease:
    """Runs a `Replica` under the leased name; a new one after the lease was lost."""

    def __init__(
        self,
        lease: LeaseKeeper,
        make_replica: Callable[[str], Replica],
        calls_stuck: Callable[[str, datetime], bool],
        stuck_after_s: float,
    ) -> None:
        self._lease = lease
        self._calls_stuck = calls_stuck
        self._stuck_after_s = stuck_after_s
        self._make_replica = make_replica
        self.replica: Replica | None = None

    async def run(self) -> None:
        """Work under a name until cancelled."""
        keeping = asyncio.create_task(self._lease.run())
        try:
            while True:
                await self._run_one()
        finally:
            # The name is released only when nothing works under it any more.
            await end_tasks(keeping)

    async def _run_one(self) -> None:
        grant = await self._lease.until_held()
        self.replica = self._make_replica(grant.name)
        lost = asyncio.create_task(self._lease.until_lost())
        working = asyncio.create_task(self.replica.run())
        tasks: set[asyncio.Task[Any]] = {lost, working}
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            if working.done():
                working.result()
            log.warning("replica.name_lost", replica=grant.name)
        finally:
            await end_tasks(*tasks)

    async def check(self) -> bool:
        """Return true if this process has a name and consumes batches."""
        return self.replica is not None and self.replica.batches.connected

    def is_stuck(self, now: datetime) -> bool:
        """Return true if a delivery is stuck, as counted here or by the balancer."""
        if self.replica is None:
            return False
        return self.replica.unmoved_s() > self._stuck_after_s or self._calls_stuck(
            self.replica.name, now
        )

    async def leave(self, within_s: float) -> None:
        """Finish what was dispatched and get nothing more, if the balancer responds."""
        if self.replica is not None:
            await self.replica.leave(within_s)
