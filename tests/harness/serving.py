"""Runs a service inside a test, and waits for conditions."""

import asyncio
import os
import secrets
import socket
import time
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from fastapi import FastAPI

from kilowatch.kit.service import WS_MAX_BYTES

ALL_PORTS = range(15_000, 32_000)
"""Below the kernel's range for outgoing connections."""


def _own_ports() -> range:
    """A range for the main process of a run, and for each of its worker processes.

    A port is used a while after it was found free, and some are to stay free.
    """
    of_leader, others = ALL_PORTS[: len(ALL_PORTS) // 3], ALL_PORTS[len(ALL_PORTS) // 3 :]
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        return of_leader
    workers = int(os.environ["PYTEST_XDIST_WORKER_COUNT"])
    size = len(others) // workers
    # A worker that replaces a crashed one counts on.
    first = int(worker.removeprefix("gw")) % workers * size
    return others[first : first + size]


PORTS = _own_ports()
MOST_GIVEN_OUT = 1_000

PATIENCE = 0.05
"""The share of a wait that `eventually` may add to it."""

LONGEST_PAUSE_S = 0.25
"""Short enough to see a state that lasts a second."""

_given_out: deque[int] = deque(maxlen=MOST_GIVEN_OUT)
"""Ports that a test may still use, or keep free."""


def free_port() -> int:
    """Return a TCP port that is free now, and that no connection will use."""
    return free_run(1)


def free_run(count: int) -> int:
    """Return the first of ``count`` adjacent ports, each as `free_port` returns it."""
    while True:
        # By the machine's own randomness: a test's seed must not make two runs collide.
        first = PORTS.start + secrets.randbelow(len(PORTS) - count)
        run = range(first, first + count)
        if not set(run).intersection(_given_out) and all(map(_is_free, run)):
            _given_out.extend(run)
            return first


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


@asynccontextmanager
async def serving(app: FastAPI, port: int | None = None) -> AsyncGenerator[str]:
    """Serve ``app`` by a real server on a free port; return its base URL."""
    port = port or free_port()
    config = uvicorn.Config(
        app,
        host="127.0.0.1",
        port=port,
        log_config=None,
        access_log=False,
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        ws_max_size=WS_MAX_BYTES,
        timeout_graceful_shutdown=3,
    )
    server = uvicorn.Server(config)
    server.capture_signals = _no_signals  # pyright: ignore[reportAttributeAccessIssue]
    task = asyncio.create_task(server.serve())
    try:
        await eventually(lambda: server.started or task.done(), within_s=60, every_s=0.01)
        if task.done():
            task.result()
            raise RuntimeError("the server ended while starting")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await task


class _NoSignals:
    def __enter__(self) -> None: ...
    def __exit__(self, *_: object) -> None: ...


def _no_signals() -> _NoSignals:
    return _NoSignals()


async def eventually(
    condition: Callable[[], Any], within_s: float = 30, every_s: float = 0.05
) -> Any:
    """Wait until ``condition`` is true, and return its value. Raises AssertionError otherwise.

    Checks it every ``every_s``, and less often the longer the wait: a check may go through the
    whole platform, which needs the processor for what the test is waiting for.
    """
    started = time.monotonic()
    while True:
        value = condition()
        if isinstance(value, Awaitable):
            value = await value
        if value:
            return value
        waited_s = time.monotonic() - started
        if waited_s > within_s:
            raise AssertionError(f"not within {within_s} s: {condition} is {value!r}")
        await asyncio.sleep(max(every_s, min(waited_s * PATIENCE, LONGEST_PAUSE_S)))
