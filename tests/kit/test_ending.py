"""A task is ended even if its first cancellation gets lost."""

import asyncio

import pytest

from kilowatch.kit import background as module
from kilowatch.kit.background import background, end_tasks, run_together


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CANCEL_AGAIN_S", 0.05)


async def test_a_swallowed_cancellation_is_repeated():
    lost = 0

    async def deaf() -> None:
        nonlocal lost
        while True:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                if lost == 2:
                    raise
                lost += 1

    async with asyncio.timeout(30), background(deaf()):
        await asyncio.sleep(0)

    assert lost == 2


async def test_a_task_that_fails_while_ending_counts_as_ended():
    async def failing() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            raise ConnectionError("closed")

    task = asyncio.create_task(failing())
    await asyncio.sleep(0)

    await end_tasks(task)

    assert isinstance(task.exception(), ConnectionError)


async def test_ending_finished_or_no_tasks_is_allowed():
    async def nothing() -> None: ...

    task = asyncio.create_task(nothing())
    await task

    await end_tasks(task)
    await end_tasks()


async def test_a_cancelled_caller_still_ends_the_tasks():
    ended = asyncio.Event()

    async def slow() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            try:
                await asyncio.sleep(60)
            finally:
                ended.set()

    work = asyncio.create_task(slow())
    await asyncio.sleep(0)
    ending = asyncio.create_task(end_tasks(work))
    await asyncio.sleep(0)
    ending.cancel()

    with pytest.raises(asyncio.CancelledError):
        await ending
    assert ended.is_set()


async def test_a_failing_task_ends_the_others_of_its_group():
    others: list[asyncio.Task[None] | None] = []

    async def waiting() -> None:
        others.append(asyncio.current_task())
        await asyncio.sleep(60)

    async def failing() -> None:
        await asyncio.sleep(0)
        raise ConnectionError("lost")

    with pytest.raises(ConnectionError, match="lost"):
        await run_together(waiting(), failing())
    assert [each is not None and each.cancelled() for each in others] == [True]
