"""Changing the number of monitoring replicas while the platform runs."""

import asyncio
from collections.abc import Callable

from kilowatch.local.errors import LocalError
from kilowatch.local.home import Home
from kilowatch.local.instances import REPLICATED, replica
from kilowatch.local.managed_process import ManagedProcess, ProcessSpec, State
from kilowatch.local.platform import Platform
from kilowatch.local.ports import is_free
from kilowatch.local.settings import MOST_REPLICAS, LocalSettings

HEALTHY_WITHIN_S = 90.0


class Scaling:
    """Adds replicas to the running processes and removes them, one change after the other."""

    def __init__(
        self,
        settings: LocalSettings,
        home: Home,
        platform: Platform,
        parts: list[ManagedProcess],
        make_process: Callable[[ProcessSpec], ManagedProcess],
    ) -> None:
        self._settings = settings
        self._home = home
        self._platform = platform
        self._parts = parts
        self._make_process = make_process
        self._turn = asyncio.Lock()

    async def do(self, service: str, number: int) -> str:
        """Scale as a command requests; return an error sentence, or nothing."""
        if service != REPLICATED:
            return f"Only {REPLICATED} can be scaled, not {service!r}."
        try:
            await self.to(number)
        except LocalError as error:
            return str(error)
        return ""

    async def to(self, number: int) -> None:
        """Set the number of replicas, now and at the next start. Raises `LocalError`.

        New ones get requests from the gateway once they are healthy. Removed ones first get no more
        requests; then they finish their batches, and leave.
        """
        if not 1 <= number <= MOST_REPLICAS:
            raise LocalError(f"There can be 1 to {MOST_REPLICAS} replicas, not {number}.")
        async with self._turn:
            present = self._settings.replicas
            if number > present:
                await self._add(range(present + 1, number + 1))
            self._settings.replicas = number
            self._home.save_replicas(number)
            self._platform.write_routes()
            if number < present:
                await self._remove({f"{REPLICATED}-{n}" for n in range(number + 1, present + 1)})

    async def _add(self, numbers: range) -> None:
        ports = {n: replica(self._settings, n).port for n in numbers}
        taken = [str(port) for port in ports.values() if not is_free("", port)]
        if taken:
            raise LocalError(f"Ports that further replicas need are taken: {', '.join(taken)}.")
        added = [self._make_process(self._platform.replica(n)) for n in numbers]
        self._parts += added
        for part in added:
            part.start()
        healthy = [part.wait_for(State.HEALTHY, within_s=HEALTHY_WITHIN_S) for part in added]
        if not all(await asyncio.gather(*healthy)):
            await self._remove({part.spec.name for part in added})
            raise LocalError("The new replicas did not become healthy; see their logs.")

    async def _remove(self, names: set[str]) -> None:
        leaving = [part for part in self._parts if part.spec.name in names]
        await asyncio.gather(*(part.close() for part in leaving))
        # In place: the supervisor uses the same list.
        self._parts[:] = [part for part in self._parts if part not in leaving]
