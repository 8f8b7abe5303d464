"""A process is started, monitored, restarted, stopped, frozen: with tiny real processes."""

import asyncio
import os
import signal
from dataclasses import replace

import pytest

from kilowatch.local.backoff import FORGIVEN_AFTER_S, LAST_S, Backoff
from kilowatch.local.command import Command
from kilowatch.local.managed_process import ManagedProcess, ProcessSpec, State
from kilowatch.local.processes import start_ticks
from tests.harness.serving import eventually
from tests.local.process_factory import SLEEPS, WITH_A_CHILD, ProcessFactory, is_ready

STUBBORN = "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); " + (
    "[time.sleep(1) for _ in range(600)]"
)


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
        ProcessSpec("tiny", Command(("/nonexistent",)), is_ready),
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
