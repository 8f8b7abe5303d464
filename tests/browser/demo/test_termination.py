"""An end of `make up` that leaves nothing."""

import asyncio
import os
import signal

import psutil
import pytest

from tests.browser.demo.conftest import Foreground
from tests.harness.serving import eventually

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]


async def test_stopping_by_two_signals_leaves_no_process(
    terminal: Foreground,
) -> None:
    started = psutil.Process(terminal.process.pid).children(recursive=True)
    # A signal to the group reaches the platform twice: once more through `make`.
    os.killpg(terminal.process.pid, signal.SIGTERM)
    await asyncio.sleep(0.1)
    os.killpg(terminal.process.pid, signal.SIGTERM)
    code = await asyncio.to_thread(terminal.process.wait)

    printed = terminal.printed()
    assert code == 0
    assert "Forcing shutdown" not in printed
    assert "killed" not in printed
    assert len(started) > 10
    await eventually(lambda: not any(map(is_alive, started)))


def is_alive(process: psutil.Process) -> bool:
    """Return true if it is the process we knew, and more than an entry nobody has read yet."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
