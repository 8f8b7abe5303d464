"""Shares of a scarce resource: nobody gets more than theirs."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from kilowatch.kit.turns import NoTurn, Turns
from tests.harness.serving import eventually


def _turns(**changed: float) -> Turns:
    chosen = {"at_once": 3, "each_at_once": 2, "each_waiting": 1, "patience_s": 60.0} | changed
    return Turns("test", **chosen)  # pyright: ignore[reportArgumentType]


async def test_one_user_cannot_take_every_turn() -> None:
    turns = _turns()
    async with AsyncExitStack() as held:
        for _ in range(2):
            await held.enter_async_context(turns.turn("flood"))
        waits = asyncio.create_task(_use(turns, "flood"))
        await asyncio.sleep(0)
        with pytest.raises(NoTurn) as refused:
            await _use(turns, "flood")
        await _use(turns, "quiet")
        assert not waits.done()
    await waits

    assert refused.value.fields == {"retry_after_s": 2}


async def test_a_released_turn_goes_to_the_next_eligible_user() -> None:
    turns = _turns(at_once=2)
    async with turns.turn("flood"):
        async with turns.turn("flood"):
            flood = asyncio.create_task(_use(turns, "flood"))
            quiet = asyncio.create_task(_use(turns, "quiet"))
            await asyncio.sleep(0)
            assert not quiet.done()
        await asyncio.gather(flood, quiet)


async def test_waiting_times_out_and_a_cancelled_wait_frees_its_place() -> None:
    turns = _turns(at_once=1, patience_s=0.01)
    async with turns.turn("one"):
        with pytest.raises(NoTurn):
            await _use(turns, "two")
    turns = _turns(at_once=1)
    async with turns.turn("one"):
        left = asyncio.create_task(_use(turns, "two"))
        await asyncio.sleep(0)
        left.cancel()
        await eventually(left.done)
        waits = asyncio.create_task(_use(turns, "two"))
        await asyncio.sleep(0)
    await waits
    await _use(turns, "three")


async def _use(turns: Turns, person: str) -> None:
    async with turns.turn(person):
        pass
