"""Ends the process of a test that hangs, and says in what.

``pytest-timeout`` lets a test fail, and its clock stands still from the first failure on: a
fixture that then waits for ever in its teardown would hold up the whole run. What happens
here can't be waited away. A worker process that ends so is reported as the crash of the
test it was running.
"""

import asyncio
import faulthandler
import gc
import os
import threading
from collections.abc import Generator

import pytest

TEARDOWN_S = 180
"""Seconds for setting up and tearing down, beside the time that a test is allowed."""

_errors_fd = pytest.StashKey[int]()


def pytest_configure(config: pytest.Config) -> None:
    """Keep the real standard error: during a test it leads into what pytest captures."""
    config.stash[_errors_fd] = os.dup(2)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Watch over one test, its fixtures included."""
    marker = item.get_closest_marker("timeout")
    allowed_s = marker.args[0] if marker else float(item.config.getini("timeout"))
    longest_s = allowed_s + TEARDOWN_S
    errors_fd = item.config.stash[_errors_fd]
    timer = threading.Timer(longest_s, _end_process, (item.nodeid, longest_s, errors_fd))
    timer.daemon = True
    timer.start()
    try:
        return (yield)
    finally:
        timer.cancel()


def _end_process(test: str, after_s: float, errors_fd: int) -> None:
    with os.fdopen(errors_fd, "w", encoding="utf-8") as errors:
        print(f"\n{test} hangs: its process ends after {after_s:g} s.", file=errors, flush=True)
        faulthandler.dump_traceback(errors)
        for each in gc.get_objects():
            if isinstance(each, asyncio.Task) and not each.done():
                each.print_stack(file=errors)
    os._exit(1)
