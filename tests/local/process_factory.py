"""Processes of tiny programs."""

import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from kilowatch.local.command import Command
from kilowatch.local.managed_process import ManagedProcess, ProcessSpec

SLEEPS = "import time; time.sleep(600)"


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
        plan = ProcessSpec("tiny", command, ready or is_ready, grace_s=grace_s)
        part = ManagedProcess(plan, self.folder, self.folder, self.said.append)
        self.parts.append(part)
        return part

    @property
    def log(self) -> str:
        """Return the output of the programs."""
        path = self.folder / "tiny.log"
        return path.read_text() if path.exists() else ""


async def is_ready() -> bool:
    return True
