"""Tasks that run as long as a service. If one fails, the process ends.

A service that answers HTTP while its consumer is dead looks healthy and is not; a process
that ends is noticed and restarted by its supervisor.
"""

import asyncio
import os
import signal
from collections.abc import AsyncGenerator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import structlog

log = structlog.get_logger()

CANCEL_AGAIN_S = 3.0
"""Longer than a clean close of a connection takes."""


@asynccontextmanager
async def background(*coroutines: Coroutine[Any, Any, None]) -> AsyncGenerator[None]:
    """Run ``coroutines`` beside the body, and cancel them when the body ends.

    A failure while the body runs ends the process. A failure during cancellation, when
    connections break anyway, is only logged.
    """
    tasks = [asyncio.create_task(each, name=each.__qualname__) for each in coroutines]
    for task in tasks:
        task.add_done_callback(_on_early_end)
    try:
        yield
    finally:
        for task in tasks:
            task.remove_done_callback(_on_early_end)
        await end_tasks(*tasks)
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        for task, outcome in zip(tasks, outcomes, strict=True):
            if isinstance(outcome, Exception | BaseExceptionGroup):
                log.warning("background.ended_badly", task=task.get_name(), exc_info=outcome)


async def run_together(*coroutines: Coroutine[Any, Any, None]) -> None:
    """Run ``coroutines`` until all are done or one fails; raise its error.

    Unlike `asyncio.TaskGroup` it repeats a cancellation until each of them ends.
    """
    tasks = [asyncio.create_task(each, name=each.__qualname__) for each in coroutines]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        for task in done:
            task.result()
    finally:
        await end_tasks(*tasks)


async def end_tasks(*tasks: asyncio.Future[Any]) -> None:
    """Cancel ``tasks`` until all have ended, even if the caller is cancelled meanwhile.

    Once is not enough: `asyncio.wait_for` of Python 3.11 swallows a cancellation that comes
    at the moment its awaitable is done, and the task would continue indefinitely.
    """
    pending: set[asyncio.Future[Any]] = {task for task in tasks if not task.done()}
    cancelled: asyncio.CancelledError | None = None
    while pending:
        for task in pending:
            task.cancel()
        try:
            await asyncio.wait(pending, timeout=CANCEL_AGAIN_S)
        except asyncio.CancelledError as error:
            cancelled = error
        pending = {task for task in pending if not task.done()}
    for task in tasks:
        # A failure during a requested cancellation is marked as retrieved, so it isn't logged.
        if not task.cancelled():
            task.exception()
    if cancelled is not None:
        raise cancelled


def _on_early_end(task: asyncio.Task[None]) -> None:
    if task.cancelled():
        return
    error = task.exception()
    log.critical("background.ended", task=task.get_name(), exc_info=error)
    end_process(task.get_name())


def end_process(task: str) -> None:
    """Ask this process to end because ``task`` did. Tests replace it."""
    del task
    os.kill(os.getpid(), signal.SIGTERM)


async def all_of(*work: Coroutine[Any, Any, None]) -> None:
    """Run all at once; if one fails, cancel the others. Raises the first failure."""
    try:
        async with asyncio.TaskGroup() as group:
            for each in work:
                group.create_task(each)
    except ExceptionGroup as failures:
        raise failures.exceptions[0] from None
