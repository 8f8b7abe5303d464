"""A short form of ``make fuzz``: hostile messages and requests at a platform of its own."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.system, pytest.mark.timeout(900)]

SHORT = ("--messages", "120", "--examples", "1", "--quiet", "10")
AS_LONG_AS_IT_TAKES = ("--p99-s", "600")
"""The delay of quiet readings is a measurement, unsuitable for a busy machine."""


async def test_hostile_messages_and_requests_cause_no_failure() -> None:
    done = await asyncio.to_thread(
        subprocess.run,
        (sys.executable, "-m", "tests.fuzz", *SHORT, *AS_LONG_AS_IT_TAKES),
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=840,
        check=False,
    )

    assert done.returncode == 0, done.stdout[-4_000:]
    assert "all stored" in done.stdout
    assert "Nothing to report." in done.stdout
