"""Restarts the processes whose sources were edited, for developers of Kilowatch."""

import asyncio
import importlib.util
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Final

from kilowatch.local.databases import SOURCES
from kilowatch.local.errors import LocalError
from kilowatch.local.instances import SIMULATOR, START_ORDER
from kilowatch.local.managed_process import ManagedProcess, State

SERVICES: Final = (*START_ORDER, SIMULATOR)
SHARED: Final = frozenset({"kit", "contracts"})
SOURCE_SUFFIXES: Final = frozenset({".py", ".sql"})
HEALTHY_WITHIN_S: Final = 30.0

Edits = AsyncIterator[Collection[Path]]
"""Sets of changed files."""


def check_watchable() -> None:
    """Raise `LocalError` if the library that watches files isn't installed."""
    if importlib.util.find_spec("watchfiles") is None:
        raise LocalError("--watch needs the package watchfiles, which `make setup` installs.")


def edited_services(files: Iterable[Path], sources: Path = SOURCES) -> set[str]:
    """Return the services that run code of ``files``: all of them for ``kit`` and ``contracts``."""
    edited: set[str] = set()
    for file in files:
        if file.suffix not in SOURCE_SUFFIXES or not file.is_relative_to(sources):
            continue
        package = file.relative_to(sources).parts[0]
        if package in SHARED:
            return set(SERVICES)
        edited |= {package} & set(SERVICES)
    return edited


def service_of(process_name: str) -> str:
    """Return the service of a process: ``monitoring-2`` is one of ``monitoring``."""
    return process_name.partition("-")[0]


async def edits_of(sources: Path = SOURCES) -> AsyncIterator[set[Path]]:
    """Yield the files below ``sources`` that changed, whenever some did."""
    # In developers' installations only.
    from watchfiles import awatch

    async for changes in awatch(sources):
        yield {Path(path) for _, path in changes}


class EditWatch:
    """Migrates and restarts edited services, until cancelled.

    ``migrate`` applies new steps and SQL files. Failures are reported, and the next edit retries.
    """

    def __init__(
        self,
        processes: Callable[[], Sequence[ManagedProcess]],
        migrate: Callable[[], Awaitable[None]],
        say: Callable[[str], None],
    ) -> None:
        self._processes = processes
        self._migrate = migrate
        self._say = say

    async def run(self, edits: Edits | None = None) -> None:
        """Restart after each of ``edits``, by default those of the installed sources."""
        async for files in edits or edits_of():
            services = edited_services(files)
            if services:
                await self._apply(files, services)

    async def _apply(self, files: Collection[Path], services: Collection[str]) -> None:
        if any("migrations" in each.parts or each.suffix == ".sql" for each in files):
            try:
                await self._migrate()
            except LocalError as error:
                self._say(str(error))
                return
        edited = [each for each in self._processes() if service_of(each.spec.name) in services]
        running = [each for each in edited if each.state is not State.STOPPED]
        await asyncio.gather(*(self._restart(each) for each in running))

    async def _restart(self, process: ManagedProcess) -> None:
        name = process.spec.name
        await process.stop()
        process.start()
        if await process.wait_for(State.HEALTHY, within_s=HEALTHY_WITHIN_S):
            self._say(f"{name} restarted")
        else:
            self._say(f"{name} does not start: see `kilowatch logs {name}`")
