"""Ends the process of a hanging test, and reports where.

``pytest-timeout`` fails a test, and its clock stops at the first failure: a fixture that then
waits forever in its teardown would block the whole run. The action here can't be caught. A
worker process that ends so is reported as a crash of the test it was running.
"""

import asyncio
import faulthandler
import gc
import os
import threading
from collections.abc import Generator

import pytest

TEARDOWN_S = 180
"""Seconds for setup and teardown, in addition to the time that a test is allowed."""

_errors_fd = pytest.StashKey[int]()


def pytest_configure(config: pytest.Config) -> None:
    """Keep the real standard error: during a test pytest captures it."""
    config.stash[_errors_fd] = os.dup(2)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Watch one test, including its fixtures."""
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
