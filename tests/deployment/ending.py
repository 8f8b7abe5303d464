"""Ends cleanly, even on a signal or a timeout: everything created is removed."""

import os
import signal
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

WITHIN_S = int(os.environ.get("KILOWATCH_DEPLOY_TEST_WITHIN_S", "3600"))


class Overdue(Exception):
    """The time limit was exceeded."""


def end_in_good_order() -> None:
    """Raise SIGTERM like Ctrl-C from now on."""
    signal.signal(signal.SIGTERM, _asked_to_end)


@contextmanager
def in_time() -> Generator[None]:
    """Raise `Overdue` in the body after its time limit."""
    signal.signal(signal.SIGALRM, _time_is_up)
    signal.alarm(WITHIN_S)
    try:
        yield
    finally:
        signal.alarm(0)


def _asked_to_end(_number: int, _frame: FrameType | None) -> None:
    _end_commands()
    raise KeyboardInterrupt


def _time_is_up(_number: int, _frame: FrameType | None) -> None:
    _end_commands()
    raise Overdue(f"not done within {WITHIN_S} s")


def _end_commands() -> None:
    """End the commands that run in threads, which are waited for. The engine is not among them."""
    for listed in Path("/proc/self/task").glob("*/children"):
        for pid in map(int, listed.read_text().split()):
            with suppress(OSError):
                if b"dockerd" not in Path(f"/proc/{pid}/cmdline").read_bytes():
                    os.kill(pid, signal.SIGTERM)
