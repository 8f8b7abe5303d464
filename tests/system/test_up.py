"""`make up` for the first time: one command, live data, and a stop that leaves nothing."""

import asyncio
import os
import re
import signal
from asyncio.subprocess import Process
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.harness.serving import eventually
from tests.system.platform import Person, Platform

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]


@asynccontextmanager
async def in_the_foreground(platform: Platform, output: Path) -> AsyncGenerator[Process]:
    """Run ``kilowatch up`` with its demo, leading a process group as below `make`."""
    with output.open("wb") as file:
        process = await asyncio.create_subprocess_exec(
            *platform.line("up", "--replicas", "1"),
            env=platform.environment,
            stdout=file,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()


async def test_the_demo_shows_live_data_and_stopping_leaves_no_process(tmp_path: Path) -> None:
    platform = Platform(tmp_path / "home")
    output = tmp_path / "output"

    async with in_the_foreground(platform, output) as process:
        await eventually(lambda: "simulator healthy" in output.read_text(), within_s=240)
        logins = dict(re.findall(r"username  (\S+)\n  password  (\S+)", output.read_text()))
        household = await platform.log_in("household", logins["household"])
        devices = await platform.call("GET", "/api/devices", household)
        await eventually(lambda: all_live(platform, household, devices["items"]), within_s=240)
        started = psutil.Process(process.pid).children(recursive=True)
        # A signal to the group reaches the platform twice: once more through `make`.
        os.killpg(process.pid, signal.SIGTERM)
        await asyncio.sleep(0.1)
        os.killpg(process.pid, signal.SIGTERM)
        code = await process.wait()

    said = output.read_text()
    assert set(logins) == {"admin", "household", "building"}
    assert code == 0
    assert "Hurrying" not in said
    assert "killed" not in said
    await eventually(lambda: not any(map(is_alive, started)))


def is_alive(process: psutil.Process) -> bool:
    """Return true if it is the same process, and not a zombie."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


async def all_live(platform: Platform, owner: Person, devices: list[dict[str, Any]]) -> bool:
    """Check that the recording is complete, and every other meter has history and today."""
    now = datetime.now(UTC)
    today, in_its_history = str(now.date()), str((now - timedelta(days=200)).date())
    for device in devices:
        recorded = "recorded" in device["name"]
        path = f"/api/monitoring/devices/{device['id']}/consumption"
        for date in ("2013-03-31",) if recorded else (in_its_history, today):
            day = await platform.call("GET", path, owner, params={"date": date})
            if day["readings"] == 0:
                return False
    return len(devices) == 3
