"""The order of hashing: bounded, fair between addresses, known callers first, none who left."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any

import pytest

from kilowatch.auth import hashing
from kilowatch.auth.hashing import (
    AT_ONCE,
    CallerLeft,
    HashingQueue,
    LoginsBusy,
    Turn,
    Visitor,
    site_of,
)
from tests.harness.serving import eventually


class GatedQueue:
    """A queue whose hashes wait until the test opens it, and record their order."""

    def __init__(self, most_waiting: int = 100, most_per_source: int = 100) -> None:
        self.queue = HashingQueue(most_waiting, most_per_source)
        self.hashed: list[str] = []
        self._open = threading.Event()
        self._tasks: list[asyncio.Task[str]] = []
        self.left: set[str] = set()

    async def come(self, name: str, source: str = "192.0.2.1", *, known: bool = False) -> None:
        async def has_left() -> bool:
            return name in self.left

        visitor = Visitor(address=None if known else source, has_left=has_left)
        turn = visitor.as_known(source) if known else visitor.as_stranger()
        self._tasks.append(asyncio.create_task(self._hash(turn, name), name=name))
        await asyncio.sleep(0)

    async def fill_slots(self) -> None:
        for number in range(AT_ONCE):
            await self.come(f"first-{number}", "198.51.100.1")

    async def _hash(self, turn: Turn, name: str) -> str:
        def work() -> str:
            self._open.wait(60)
            self.hashed.append(name)
            return name

        return await self.queue.run(turn, work)

    async def open(self) -> dict[str, Any]:
        """Open the gate; return the outcome of each."""
        self._open.set()
        outcomes = await asyncio.gather(*self._tasks, return_exceptions=True)
        assert self.queue.waiting == 0
        return {
            task.get_name(): outcome for task, outcome in zip(self._tasks, outcomes, strict=True)
        }

    def has_hashed(self, *names: str) -> Callable[[], Awaitable[bool]]:
        async def is_so() -> bool:
            return sorted(self.hashed) == sorted(names)

        return is_so

    async def nobody_waits(self) -> bool:
        return self.queue.waiting == 0

    def later(self) -> list[str]:
        """Return the callers whose hash was made, without those who filled the slots."""
        return [each for each in self.hashed if not each.startswith("first-")]

    def cancel(self, name: str) -> None:
        next(each for each in self._tasks if each.get_name() == name).cancel()


@pytest.fixture
async def gated() -> AsyncGenerator[GatedQueue]:
    gated = GatedQueue()
    await gated.fill_slots()
    yield gated
    await gated.open()


async def test_a_full_queue_rejects_with_a_retry_time():
    gated = GatedQueue(most_waiting=5)
    await gated.fill_slots()
    for number in range(7):
        await gated.come(f"s{number}", f"192.0.2.{number}")

    outcomes = await gated.open()

    refused = {name: each for name, each in outcomes.items() if isinstance(each, LoginsBusy)}
    assert set(refused) == {"s5", "s6"}
    assert all(each.fields["retry_after_s"] >= 1 for each in refused.values())
    assert len(gated.hashed) == AT_ONCE + 5


async def test_queued_logins_per_address_are_limited():
    gated = GatedQueue(most_per_source=3)
    await gated.fill_slots()
    for number in range(10):
        await gated.come(f"s{number}", f"2001:db8::{number}")
    await gated.come("neighbour", "2001:db8:0:1::1")

    outcomes = await gated.open()

    refused = [name for name, each in outcomes.items() if isinstance(each, LoginsBusy)]
    assert refused == [f"s{number}" for number in range(3, 10)], "a /64 is one address"
    assert "neighbour" in gated.hashed


async def test_addresses_take_turns_regardless_of_their_queue_length(gated: GatedQueue):
    for number in range(30):
        await gated.come(f"flood-{number}", "192.0.2.66")
    await gated.come("one", "192.0.2.1")
    await gated.come("two", "192.0.2.2")

    await gated.open()

    for name in ("one", "two"):
        assert gated.hashed.index(name) < 2 * AT_ONCE + 3


async def test_a_full_queue_makes_room_for_an_address_with_fewer_entries():
    gated = GatedQueue(most_waiting=4)
    await gated.fill_slots()
    for number in range(4):
        await gated.come(f"flood-{number}", "192.0.2.66")
    await gated.come("one", "192.0.2.1")
    await gated.come("flood-again", "192.0.2.66")

    outcomes = await gated.open()

    refused = [name for name, each in outcomes.items() if isinstance(each, LoginsBusy)]
    assert refused == ["flood-3", "flood-again"]
    assert "one" in gated.hashed


async def test_known_clients_go_first_and_leave_every_fourth_slot_to_strangers(gated: GatedQueue):
    for number in range(20):
        await gated.come(f"stranger-{number}", f"192.0.2.{number}")
        await gated.come(f"known-{number}", f"browser-{number}", known=True)

    await gated.open()

    order = [each.partition("-")[0] for each in gated.later()]
    half = order[:16]
    assert half.count("stranger") in {3, 4, 5}, half
    assert gated.hashed.index("known-0") < 2 * AT_ONCE + 1


async def test_strangers_do_not_take_queue_places_of_known_clients():
    gated = GatedQueue(most_waiting=2, most_per_source=2)
    await gated.fill_slots()
    for number in range(4):
        await gated.come(f"stranger-{number}", f"192.0.2.{number}")
    await gated.come("known", "browser", known=True)
    await gated.open()
    assert "known" in gated.hashed


async def test_a_cancelled_login_is_not_hashed(gated: GatedQueue):
    for name in ("stays", "leaves", "stays too"):
        await gated.come(name)
    gated.left.add("leaves")

    outcomes = await gated.open()

    assert isinstance(outcomes["leaves"], CallerLeft)
    assert sorted(gated.later()) == ["stays", "stays too"]


async def test_a_cancelled_login_frees_its_place_while_slots_are_taken(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(hashing, "LEFT_CHECKED_EVERY_S", 0.01)
    gated = GatedQueue(most_waiting=2)
    await gated.fill_slots()
    for name in ("leaves", "leaves too"):
        await gated.come(name)
    gated.left |= {"leaves", "leaves too"}
    await eventually(gated.nobody_waits)
    await gated.come("comes later")
    await gated.open()
    assert gated.later() == ["comes later"]


async def test_waiting_is_bounded_in_time(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(hashing, "LONGEST_WAIT_S", 0.0)
    monkeypatch.setattr(hashing, "LEFT_CHECKED_EVERY_S", 0.01)
    gated = GatedQueue()
    await gated.fill_slots()
    await gated.come("waits")
    await eventually(gated.nobody_waits)
    assert isinstance((await gated.open())["waits"], LoginsBusy)


async def test_a_slot_is_held_until_its_thread_ends_and_released_once(gated: GatedQueue):
    await gated.come("cancelled while it waits")
    await gated.come("later")
    gated.cancel("first-0")
    gated.cancel("cancelled while it waits")
    await asyncio.sleep(0)
    assert gated.hashed == []

    outcomes = await gated.open()

    assert isinstance(outcomes["first-0"], asyncio.CancelledError)
    # The thread of the cancelled one ends by itself: nothing waits for it but its slot.
    await eventually(gated.has_hashed("first-0", "first-1", "later"))
    for number in range(5):
        await gated.come(f"after-{number}")
    await gated.open()
    assert len(gated.hashed) == 8


async def test_a_failed_hash_releases_its_slot():
    queue = HashingQueue(10, 10)
    turn = Visitor(address=None).as_stranger()

    def fail() -> None:
        raise ValueError("no hash of this")

    for _ in range(2 * AT_ONCE):
        with pytest.raises(ValueError, match="no hash"):
            await queue.run(turn, fail)
    assert await queue.run(turn, lambda: "well") == "well"


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        (None, "unknown"),
    ],
)
def test_addresses_are_grouped_by_network(address: str | None, site: str):
    assert site_of(address) == site
