"""A process is started, monitored, restarted, stopped, frozen: with tiny real processes."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kilowatch.local.backoff import FORGIVEN_AFTER_S, LAST_S, Backoff
from kilowatch.local.command import Command
from kilowatch.local.managed_process import ManagedProcess, ProcessSpec, State
from kilowatch.local.processes import end_leftovers, leftovers, remember, start_ticks
from tests.harness.serving import eventually

SLEEPS = "import time; time.sleep(600)"
STUBBORN = "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); " + (
    "[time.sleep(1) for _ in range(600)]"
)
WITH_A_CHILD = (
    "import subprocess, sys, time; "
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']); "
    "print(child.pid, flush=True); "
    "time.sleep(600)"
)


class ProcessFactory:
    """Makes processes of tiny programs in a folder of the test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: list[str] = []
        self.parts: list[ManagedProcess] = []

    def part(
        self,
        program: str,
        ready: Callable[[], Awaitable[bool]] | None = None,
        grace_s: float = 30.0,
    ) -> ManagedProcess:
        """A process that runs ``program``."""
        command = Command((sys.executable, "-c", program), dict(os.environ))
        plan = ProcessSpec("tiny", command, ready or _yes, grace_s=grace_s)
        part = ManagedProcess(plan, self.folder, self.folder, self.said.append)
        self.parts.append(part)
        return part

    @property
    def log(self) -> str:
        """Return the output of the programs."""
        path = self.folder / "tiny.log"
        return path.read_text() if path.exists() else ""


async def _yes() -> bool:
    return True


@pytest.fixture
async def factory(tmp_path: Path) -> AsyncGenerator[ProcessFactory]:
    factory = ProcessFactory(tmp_path)
    yield factory
    for part in factory.parts:
        part.kill()
        await part.close()


def test_restart_delays_double_up_to_a_limit_and_reset_after_health() -> None:
    backoff = Backoff()

    waits = [backoff.after(0) for _ in range(9)]

    assert waits[:4] == [0.5, 1, 2, 4]
    assert waits[-1] == LAST_S
    assert backoff.after(FORGIVEN_AFTER_S) == 0.5
    assert backoff.after(0) == 1


async def test_a_dead_process_is_restarted_and_reported(factory: ProcessFactory) -> None:
    part = factory.part(SLEEPS)
    part.start()
    await part.wait_for(State.HEALTHY, within_s=30)
    first = part.pid
    assert first

    os.kill(first, signal.SIGKILL)
    await eventually(lambda: part.pid not in {None, first})
    await part.wait_for(State.HEALTHY, within_s=30)

    assert part.restarts == 1
    assert factory.said == ["tiny was ended by SIGKILL; started again in 0.5 s"]


async def test_a_process_that_cannot_be_started_is_retried(factory: ProcessFactory) -> None:
    part = ManagedProcess(
        ProcessSpec("tiny", Command(("/nonexistent",)), _yes),
        factory.folder,
        factory.folder,
        factory.said.append,
    )
    factory.parts.append(part)

    part.start()
    await part.wait_for(State.RESTARTING, within_s=30)

    assert "cannot be started" in factory.said[0]


async def test_a_stopped_process_stays_stopped_until_it_is_started(factory: ProcessFactory) -> None:
    part = factory.part(SLEEPS)
    part.start()
    await part.wait_for(State.HEALTHY, within_s=30)

    await part.stop()
    stopped = part.state, part.pid
    part.start()
    await part.wait_for(State.HEALTHY, within_s=30)

    assert stopped == (State.STOPPED, None)
    assert part.restarts == 0
    assert factory.said == []


async def test_a_process_waiting_for_a_restart_can_be_stopped(factory: ProcessFactory) -> None:
    part = factory.part("raise SystemExit(3)")
    part.start()
    await part.wait_for(State.RESTARTING, within_s=30)

    await part.stop()

    assert part.state is State.STOPPED
    assert "tiny ended with 3" in factory.said[0]


async def test_a_process_that_ignores_termination_is_killed(factory: ProcessFactory) -> None:
    part = factory.part(STUBBORN, grace_s=1.0)
    part.start()
    await eventually(lambda: "up" in factory.log)

    await part.stop()

    assert part.state is State.STOPPED
    assert factory.said == ["tiny does not stop: killed"]


async def test_child_processes_end_with_their_parent(factory: ProcessFactory) -> None:
    part = factory.part(WITH_A_CHILD)
    part.start()
    child = int(await eventually(lambda: factory.log.strip()))

    await part.stop(signal.SIGTERM)

    await eventually(lambda: start_ticks(child) is None)


async def test_a_frozen_process_continues_when_resumed(factory: ProcessFactory) -> None:
    part = factory.part(SLEEPS)
    part.start()
    await part.wait_for(State.HEALTHY, within_s=30)
    pid = part.pid

    part.freeze()
    frozen = part.state
    part.start()
    await part.wait_for(State.HEALTHY, within_s=30)

    assert frozen is State.FROZEN
    assert part.pid == pid


async def test_a_frozen_process_can_be_stopped(factory: ProcessFactory) -> None:
    part = factory.part(SLEEPS)
    part.start()
    await part.wait_for(State.HEALTHY, within_s=30)

    part.freeze()
    await part.stop()

    assert part.state is State.STOPPED
    assert factory.said == []


async def test_a_process_whose_check_fails_is_unhealthy_until_it_succeeds(
    factory: ProcessFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kilowatch.local.managed_process.LOOKS_EVERY_S", 0.02)
    works = asyncio.Event()
    works.set()

    async def check() -> bool:
        if not works.is_set():
            raise ConnectionError
        return True

    part = factory.part(SLEEPS, check)
    part.start()
    await part.wait_for(State.HEALTHY, within_s=30)
    works.clear()
    unhealthy = await part.wait_for(State.UNHEALTHY, within_s=30)
    works.set()

    assert unhealthy
    assert await part.wait_for(State.HEALTHY, within_s=30)


async def test_output_is_appended_to_the_log(factory: ProcessFactory) -> None:
    (factory.folder / "tiny.log").write_text("before\n")
    part = factory.part("print('now', flush=True); import time; time.sleep(600)")

    part.start()

    await eventually(lambda: factory.log == "before\nnow\n")


async def test_processes_of_a_crashed_supervisor_are_ended_by_their_records(
    factory: ProcessFactory, tmp_path: Path
) -> None:
    program = f"""
import asyncio, os, signal, sys
from pathlib import Path
from typing import Any
from kilowatch.local.command import Command
from kilowatch.local.managed_process import ManagedProcess, ProcessSpec, State
async def yes(): return True
async def main():
    folder = Path({str(tmp_path)!r})
    command = Command((sys.executable, "-c", {WITH_A_CHILD!r}), dict(os.environ))
    part = ManagedProcess(ProcessSpec("left", command, yes), folder, folder, print)
    part.start()
    await part.wait_for(State.HEALTHY, within_s=30)
    while not (folder / "left.log").read_text().strip():
        await asyncio.sleep(0.01)
    os.kill(os.getpid(), signal.SIGKILL)
asyncio.run(main())
"""
    crashed = await asyncio.create_subprocess_exec(sys.executable, "-c", program)
    await crashed.wait()
    [record] = leftovers(tmp_path)
    child = int((tmp_path / "left.log").read_text())
    assert start_ticks(record.pid)
    assert start_ticks(child)

    ended = await asyncio.to_thread(end_leftovers, tmp_path, patience_s=0.5)

    assert ended == ["left"]
    assert start_ticks(record.pid) is None
    assert start_ticks(child) is None
    assert leftovers(tmp_path) == []


async def test_a_record_of_another_process_or_boot_ends_nothing(
    factory: ProcessFactory, tmp_path: Path
) -> None:
    part = factory.part(SLEEPS)
    part.start()
    await part.wait_for(State.HEALTHY, within_s=30)
    record = (tmp_path / "tiny.json").read_text()
    ticks = start_ticks(part.pid or 0)

    (tmp_path / "tiny.json").write_text(record.replace(str(ticks), str((ticks or 0) - 1)))
    reused = await asyncio.to_thread(end_leftovers, tmp_path)
    (tmp_path / "tiny.json").write_text(record.replace('"boot_id":"', '"boot_id":"other'))
    rebooted = await asyncio.to_thread(end_leftovers, tmp_path)

    assert reused == rebooted == []
    assert part.state is State.HEALTHY
    assert start_ticks(part.pid or 0) == ticks


async def test_a_process_blocked_from_starting_starts_once_allowed(factory: ProcessFactory) -> None:
    part, allowed = factory.part(SLEEPS), False
    part.spec = replace(part.spec, may_start=lambda: allowed)

    part.start()
    await asyncio.sleep(0)
    waiting = (part.state, part.pid)
    allowed = True
    await part.wait_for(State.HEALTHY, within_s=30)

    assert waiting == (State.WAITING, None)
    assert part.state is State.HEALTHY


async def test_a_process_waiting_to_start_can_be_stopped(factory: ProcessFactory) -> None:
    part = factory.part(SLEEPS)
    part.spec = replace(part.spec, may_start=lambda: False)
    part.start()

    await part.stop()

    await part.wait_for(State.STOPPED, within_s=30)
    assert part.pid is None


async def test_a_process_whose_record_cannot_be_written_keeps_running_and_is_recorded_later(
    factory: ProcessFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = True

    def record(folder: Path, *more: Any) -> None:
        if full:
            raise OSError(28, "No space left on device")
        remember(folder, *more)

    monkeypatch.setattr("kilowatch.local.managed_process.remember", record)
    monkeypatch.setattr("kilowatch.local.managed_process.LOOKS_EVERY_S", 0.1)
    part = factory.part(SLEEPS)
    part.start()
    await part.wait_for(State.HEALTHY, within_s=30)
    before = (leftovers(factory.folder), part.restarts)

    full = False
    await eventually(lambda: leftovers(factory.folder))

    assert before == ([], 0)
