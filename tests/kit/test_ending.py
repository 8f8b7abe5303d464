"""A task is ended also where its first cancellation gets lost."""

import asyncio

import pytest

from kilowatch.kit import background as module
from kilowatch.kit.background import background, end_tasks, run_together


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CANCEL_AGAIN_S", 0.05)


async def test_a_lost_cancellation_is_said_again():
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


async def test_what_fails_while_it_ends_has_ended():
    async def failing() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            raise ConnectionError("closed")

    task = asyncio.create_task(failing())
    await asyncio.sleep(0)

    await end_tasks(task)

    assert isinstance(task.exception(), ConnectionError)


async def test_there_may_be_nothing_to_end():
    async def nothing() -> None: ...

    task = asyncio.create_task(nothing())
    await task

    await end_tasks(task)
    await end_tasks()


async def test_who_is_cancelled_while_ending_others_still_ends_them():
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


async def test_of_those_that_run_together_one_that_fails_ends_the_others():
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
