"""Records of processes: what a crashed supervisor left is ended, and nothing else."""

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest

from kilowatch.local.managed_process import State
from kilowatch.local.processes import end_leftovers, leftovers, remember, start_ticks
from tests.harness.serving import eventually
from tests.local.process_factory import SLEEPS, WITH_A_CHILD, ProcessFactory


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
