"""Tasks that live as long as a service. One that fails takes the process with it.

A service that answers HTTP while its consumer is dead looks healthy and is not; a process
that ends is noticed and started again by whoever watches it.
"""

import asyncio
import os
import signal
from collections.abc import AsyncGenerator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import structlog

log = structlog.get_logger()


@asynccontextmanager
async def background(*coroutines: Coroutine[Any, Any, None]) -> AsyncGenerator[None]:
    """Run ``coroutines`` beside the body, and cancel them when the body ends."""
    tasks = [asyncio.create_task(each, name=each.__qualname__) for each in coroutines]
    for task in tasks:
        task.add_done_callback(_end_process_on_failure)
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _end_process_on_failure(task: asyncio.Task[None]) -> None:
    if task.cancelled():
        return
    error = task.exception()
    log.critical("background.ended", task=task.get_name(), exc_info=error)
    os.kill(os.getpid(), signal.SIGTERM)
