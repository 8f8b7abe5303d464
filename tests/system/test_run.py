"""A process in a terminal replaces the supervisor's, and returns it."""

import asyncio

import psutil
import pytest

from tests.harness.serving import eventually
from tests.system.platform import Platform

pytestmark = [pytest.mark.system, pytest.mark.timeout(300)]

WITHIN_S = 60


async def pid_of(platform: Platform, part: str) -> int:
    """Return the process that the supervisor runs, once the platform is healthy."""
    status = await asyncio.to_thread(platform.status)
    return next(each["pid"] for each in status["parts"] if each["name"] == part)


async def serves_pages(platform: Platform) -> bool:
    return (await platform.ask("GET", "/")).status_code == 200


async def test_a_process_in_a_terminal_replaces_the_supervised_one(platform: Platform) -> None:
    first = await pid_of(platform, "web")
    command = psutil.Process(first).cmdline()

    terminal = await asyncio.create_subprocess_exec(
        *platform.line("run", "web"), env=platform.environment
    )
    try:
        in_it = psutil.Process(terminal.pid)
        await eventually(lambda: in_it.children(), within_s=WITHIN_S)
        assert not psutil.pid_exists(first)
        assert in_it.children()[0].cmdline() == command
        await eventually(lambda: serves_pages(platform), within_s=WITHIN_S)
    finally:
        terminal.terminate()
        assert await terminal.wait() == 0

    async def is_handed_back() -> bool:
        return await serves_pages(platform) and await pid_of(platform, "web") != first

    await eventually(is_handed_back, within_s=WITHIN_S)


async def test_only_a_running_service_of_the_platform_can_run_in_a_terminal(
    platform: Platform,
) -> None:
    for part, reason in (("postgres", "isn't one of our services"), ("nobody", "no process")):
        with pytest.raises(AssertionError, match=reason):
            await platform.kilowatch("run", part)
