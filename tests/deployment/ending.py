"""An end in good order, also when somebody or the clock ends it: what was made is removed."""

import os
import signal
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

WITHIN_S = int(os.environ.get("KILOWATCH_DEPLOY_TEST_WITHIN_S", "3600"))


class Overdue(Exception):
    """It took longer than it may."""


def end_in_good_order() -> None:
    """From now on a SIGTERM is raised as Ctrl-C is."""
    signal.signal(signal.SIGTERM, _asked_to_end)


@contextmanager
def in_time() -> Generator[None]:
    """Raises `Overdue` in the body when its time is up."""
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
    """End the commands that run in threads, which are waited for. The engine is none of them."""
    for listed in Path("/proc/self/task").glob("*/children"):
        for pid in map(int, listed.read_text().split()):
            with suppress(OSError):
                if b"dockerd" not in Path(f"/proc/{pid}/cmdline").read_bytes():
                    os.kill(pid, signal.SIGTERM)
