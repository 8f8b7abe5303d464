"""Shares of a scarce resource: no user gets more than theirs."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from kilowatch.kit.turns import REFUSED, NoTurn, Turns
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


async def test_a_turn_that_is_given_to_somebody_who_leaves_at_that_moment_goes_on() -> None:
    turns = _turns(at_once=1)
    async with turns.turn("one"):
        leaving = asyncio.create_task(_use(turns, "two"))
        await asyncio.sleep(0)
        waits = asyncio.create_task(_use(turns, "three"))
        await asyncio.sleep(0)
    leaving.cancel()

    async with asyncio.timeout(60):
        await asyncio.wait({leaving})
        await waits
        await _use(turns, "four")


async def test_each_person_may_wait_whoever_else_does_and_those_who_may_not_are_counted() -> None:
    turns = _turns(at_once=1, each_waiting=2)
    async with turns.turn("one"):
        waiting = [asyncio.create_task(_use(turns, each)) for each in ("two", "three", "two")]
        await asyncio.sleep(0)
        before = _refused()
        with pytest.raises(NoTurn):
            await _use(turns, "two")
        assert not any(each.done() for each in waiting)
    await asyncio.gather(*waiting)

    assert _refused() == before + 1


async def test_who_waits_in_vain_is_counted_and_who_leaves_is_not() -> None:
    turns = _turns(at_once=1, patience_s=0.01)
    before = _refused()
    async with turns.turn("one"):
        with pytest.raises(NoTurn) as refused:
            await _use(turns, "two")
        assert isinstance(refused.value.__cause__, TimeoutError)
    assert _refused() == before + 1

    turns = _turns(at_once=1)
    async with turns.turn("one"):
        left = asyncio.create_task(_use(turns, "two"))
        await asyncio.sleep(0)
        left.cancel()
        with pytest.raises(asyncio.CancelledError):
            await left
    assert _refused() == before + 1


async def test_all_turns_are_used_and_no_more() -> None:
    turns = _turns(at_once=3, each_at_once=1)
    async with turns.turn("one"), turns.turn("two"), turns.turn("three"):
        waits = asyncio.create_task(_use(turns, "four"))
        await asyncio.sleep(0)
        assert not waits.done()
    await waits


async def test_a_turn_that_is_given_back_is_one_turn_and_goes_to_one() -> None:
    turns = _turns(at_once=1)
    may_end = asyncio.Event()
    async with turns.turn("one"):
        holders = [asyncio.create_task(_hold(turns, each, may_end)) for each in ("two", "three")]
        await asyncio.sleep(0)
    late = asyncio.create_task(_use(turns, "four"))
    await _settle()

    assert turns.waiting == 2, "two has the turn, three and four wait"
    may_end.set()
    await asyncio.gather(*holders, late)


async def test_who_gave_up_waiting_leaves_no_turn_behind() -> None:
    turns = _turns(at_once=1, patience_s=0.01)
    async with turns.turn("one"):
        for person in ("two", "three"):
            with pytest.raises(NoTurn):
                await _use(turns, person)
        assert turns.waiting == 0


async def test_who_leaves_the_queue_gives_nobody_a_turn() -> None:
    turns = _turns()
    async with turns.turn("flood"), turns.turn("flood"), turns.turn("one"):
        waits = asyncio.create_task(_use(turns, "two"))
        await asyncio.sleep(0)
        leaves = asyncio.create_task(_use(turns, "flood"))
        await asyncio.sleep(0)
        leaves.cancel()
        await asyncio.wait({leaves})
        await _settle()

        assert (waits.done(), turns.waiting) == (False, 1)
    await waits


async def test_one_of_two_turns_that_is_given_back_leaves_the_other_counted() -> None:
    turns = _turns(each_at_once=2, each_waiting=0)
    async with turns.turn("flood"):
        async with turns.turn("flood"):
            pass
        async with turns.turn("flood"):
            with pytest.raises(NoTurn):
                await _use(turns, "flood")


async def _hold(turns: Turns, person: str, may_end: asyncio.Event) -> None:
    async with turns.turn(person):
        await may_end.wait()


async def _settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


def _refused() -> float:
    """Return how often a turn was refused so far."""
    [metric] = REFUSED.collect()
    found = [
        each.value
        for each in metric.samples
        if each.name.endswith("_total") and each.labels == {"what": "test"}
    ]
    return found[0] if found else 0.0


async def _use(turns: Turns, person: str) -> None:
    async with turns.turn(person):
        pass
