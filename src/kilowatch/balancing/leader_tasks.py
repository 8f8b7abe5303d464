"""Runs the tasks that only one balancer may do, for as long as it holds the lease.

A second active balancer would not corrupt data: a message dispatched twice changes nothing.
But the work would be done twice, and the dispatch status would be inconsistent.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine, Set
from typing import Any

import structlog

from kilowatch.kit.background import end_tasks
from kilowatch.kit.leases import Choose, LeaseKeeper

log = structlog.get_logger()

DISPATCHER_LEASE = "dispatcher"
OTHERS_FIRST_S = 10.0

Work = Callable[[], Coroutine[Any, Any, None]]


class LeaderTasks:
    """Runs ``work`` whenever, and for as long as, ``lease`` is held."""

    def __init__(self, name: str, lease: LeaseKeeper, *work: Work) -> None:
        self._name = name
        self._lease = lease
        self._work = work

    async def run(self) -> None:
        """Run the work or wait as standby, until cancelled."""
        log.info("balancing.stands_by", balancer=self._name)
        while True:
            grant = await self._lease.until_held()
            log.info("balancing.active", balancer=self._name, fence=grant.fence)
            await self._work_until_lost()
            log.warning("balancing.stands_by", balancer=self._name)

    async def _work_until_lost(self) -> None:
        lost = asyncio.create_task(self._lease.until_lost())
        tasks = [lost, *(asyncio.create_task(each()) for each in self._work)]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            await end_tasks(*tasks)


def claim_dispatch(*, stands_by: bool) -> Choose:
    """Claim the lease when it is free; at a start a standby lets the others go first."""
    patient_until_s = time.monotonic() + (OTHERS_FIRST_S if stands_by else 0.0)
    somebody_deals = False

    def choose(held: Set[str]) -> str | None:
        nonlocal somebody_deals
        if DISPATCHER_LEASE in held:
            somebody_deals = True
            return None
        waits = not somebody_deals and time.monotonic() < patient_until_s
        return None if waits else DISPATCHER_LEASE

    return choose
