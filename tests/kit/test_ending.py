"""A task is ended also where its first cancellation gets lost."""

import asyncio

import pytest

from kilowatch.kit import background as module
from kilowatch.kit.background import background, end_tasks


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

    async with asyncio.timeout(5), background(deaf()):
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
