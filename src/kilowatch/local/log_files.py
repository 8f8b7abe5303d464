"""The log files of processes: output goes through a pipe to one process that writes it.

So files can be rotated while the processes keep running, whatever programs they are, and nothing
is lost in between. A process holds both ends of its pipe: it does not end when the writer does,
and its output waits until there is a writer again.
"""

import array
import asyncio
import contextlib
import fcntl
import os
import subprocess
import sys
import termios
import time
from dataclasses import dataclass
from pathlib import Path

from kilowatch.local import log_writer
from kilowatch.local.command import inherited_environment

DEFAULT_MAX_BYTES = 10_000_000
DEFAULT_KEPT = 2

PIPE_BYTES = 262_144
"""The most bytes waiting for the writer. The kernel's limit for a user allows 16 MiB."""

DRAINED_WITHIN_S = 5.0
STEP_S = 0.01


@dataclass(frozen=True)
class Output:
    """The pipe for the output of a process, as long as it runs."""

    descriptor: int

    async def close(self) -> None:
        """Close it once everything has been read."""
        try:
            deadline_s = time.monotonic() + DRAINED_WITHIN_S
            while _waiting_bytes(self.descriptor) and time.monotonic() < deadline_s:  # noqa: ASYNC110 - there is no event to wait for
                await asyncio.sleep(STEP_S)
        finally:
            os.close(self.descriptor)


class LogFiles:
    """One log file per process in ``folder``, of ``max_bytes`` each, with ``kept`` older ones."""

    def __init__(
        self, folder: Path, max_bytes: int = DEFAULT_MAX_BYTES, kept: int = DEFAULT_KEPT
    ) -> None:
        self._folder = folder
        self._max_bytes = max_bytes
        self._kept = kept
        self._writer: subprocess.Popen[bytes] | None = None
        self._pipes: dict[str, Path] = {}

    def open(self, part: str) -> Output:
        """Return a new pipe whose end is the log file of ``part``. Raises `OSError`."""
        # It exists from the start, so that it can be followed.
        self._path(part).touch(0o600)
        pipe = self._folder / f".{part}.pipe"
        pipe.unlink(missing_ok=True)
        os.mkfifo(pipe, 0o600)
        descriptor = os.open(pipe, os.O_RDWR | os.O_CLOEXEC)
        with contextlib.suppress(OSError):  # less room is enough as well
            fcntl.fcntl(descriptor, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
        self._pipes[part] = pipe.absolute()
        if not self.ensure_writer():
            self._name(part)
        return Output(descriptor)

    def ensure_writer(self) -> bool:
        """Start the writer if it has ended. Return whether it had."""
        if self._writer is not None and self._writer.poll() is None:
            return False
        self.close()
        limits = (str(self._max_bytes), str(self._kept))
        self._writer = subprocess.Popen(
            # Isolated and without packages: it starts quickly and takes little memory.
            (sys.executable, "-I", "-S", log_writer.__file__, *limits),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=inherited_environment(),
            cwd="/",
            # It runs as long as the processes do, even if the supervisor ends.
            start_new_session=True,
        )
        for part in self._pipes:
            self._name(part)
        return True

    @property
    def writer_pid(self) -> int | None:
        """Return the writer process, if there is one."""
        return self._writer.pid if self._writer is not None else None

    def _name(self, part: str) -> None:
        if self._writer is None or self._writer.stdin is None:
            return
        line = f"{self._pipes[part]}\t{self._path(part)}\n"
        with contextlib.suppress(BrokenPipeError):  # it has just ended; the next writer reports it
            self._writer.stdin.write(os.fsencode(line))
            self._writer.stdin.flush()

    def _path(self, part: str) -> Path:
        return self._folder.absolute() / f"{part}.log"

    def forget(self, part: str) -> None:
        """Remove the pipe of a process that has ended."""
        pipe = self._pipes.pop(part, None)
        if pipe is not None:
            pipe.unlink(missing_ok=True)

    def close(self) -> None:
        """Let the writer end once it has written everything."""
        writer, self._writer = self._writer, None
        if writer is None or writer.stdin is None:
            return
        with contextlib.suppress(BrokenPipeError):
            writer.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            writer.wait(DRAINED_WITHIN_S)


def _waiting_bytes(descriptor: int) -> int:
    waiting = array.array("i", [0])
    fcntl.ioctl(descriptor, termios.FIONREAD, waiting)
    return waiting[0]
