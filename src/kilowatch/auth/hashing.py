"""Decides which password is hashed next.

A hash takes a core for some 50 ms, so few run at once and the rest wait in a bounded queue. It
has two lanes: callers with a known browser, session or link, and strangers. Within a lane the
sources take turns, however many places one of them has. A free slot goes to a known caller
first; every fourth goes to a stranger. A caller that disconnects costs no hash.
"""

import asyncio
import math
from collections import deque
from collections.abc import Awaitable, Callable
from enum import Enum
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final, TypeVar

import msgspec
import structlog

from kilowatch.kit.errors import KilowatchError, Kind

log = structlog.get_logger()

AT_ONCE: Final = 2
"""Each hash takes 64 MiB and a core for some 50 ms: more at once would starve the rest."""

KNOWN_IN_A_ROW: Final = 3
LEFT_CHECKED_EVERY_S: Final = 0.5
LONGEST_WAIT_S: Final = 20.0
LONGEST_RETRY_AFTER_S: Final = 60
SITE_PREFIX: Final = 64
"""The prefix length that identifies a site in IPv6; a site controls all addresses in it."""

T = TypeVar("T")


class LoginsBusy(KilowatchError):
    """Too many passwords are waiting to be checked, in total or from this address."""

    kind = Kind.UNAVAILABLE
    code = "logins_busy"

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(
            f"Too many people are logging in right now. Try again in {retry_after_s} s.",
            retry_after_s=retry_after_s,
        )


class CallerLeft(LoginsBusy):
    """The caller has disconnected; the response is not read."""

    def __init__(self) -> None:
        super().__init__(1)


class Lane(Enum):
    """The queue in which a caller waits."""

    KNOWN = "known"
    STRANGER = "stranger"


async def _never() -> bool:
    return False


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """A place in the queue: its lane, its source, and whether the caller still waits."""

    lane: Lane
    source: str
    has_left: Callable[[], Awaitable[bool]] = _never


class Visitor(msgspec.Struct, frozen=True, kw_only=True):
    """A caller that isn't logged in, as the gateway reports it."""

    address: str | None
    has_left: Callable[[], Awaitable[bool]] = _never

    def as_stranger(self) -> Turn:
        """Return the place of a caller known by its address only."""
        return Turn(lane=Lane.STRANGER, source=site_of(self.address), has_left=self.has_left)

    def as_known(self, identity: str) -> Turn:
        """Return the place of a caller that presented ``identity``: a browser, session or link."""
        return Turn(lane=Lane.KNOWN, source=identity, has_left=self.has_left)


def site_of(address: str | None) -> str:
    """Return the address, or the site of an IPv6 address."""
    if address is None:
        return "unknown"
    parsed = ip_address(address)
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ip_network((int(parsed), SITE_PREFIX), strict=False))


class _Waiter:
    def __init__(self, turn: Turn) -> None:
        self.turn = turn
        self.granted: asyncio.Future[None] = asyncio.get_running_loop().create_future()


class _Queue:
    """The callers waiting in one lane; their sources take turns."""

    def __init__(self) -> None:
        self.length = 0
        self._sources: dict[str, deque[_Waiter]] = {}

    def waiting_of(self, source: str) -> int:
        return len(self._sources.get(source, ()))

    def append(self, waiter: _Waiter) -> None:
        self._sources.setdefault(waiter.turn.source, deque()).append(waiter)
        self.length += 1

    def take_next(self) -> _Waiter:
        source = next(iter(self._sources))
        waiting = self._sources.pop(source)
        waiter = waiting.popleft()
        if waiting:
            self._sources[source] = waiting  # at the end: the others come first
        self.length -= 1
        return waiter

    def remove(self, waiter: _Waiter) -> None:
        waiting = self._sources.get(waiter.turn.source)
        if waiting is None or waiter not in waiting:
            return
        waiting.remove(waiter)
        self.length -= 1
        if not waiting:
            del self._sources[waiter.turn.source]

    def pop_from_largest(self, unless_source_has: int) -> _Waiter | None:
        """Remove the latest entry of the source with most entries, if it has more than ``most``."""
        largest = max(self._sources.values(), key=len, default=None)
        if largest is None or len(largest) <= unless_source_has:
            return None
        waiter = largest[-1]
        self.remove(waiter)
        return waiter


class HashingQueue:
    """Runs work in threads, `AT_ONCE` at a time, in the order of its lanes."""

    def __init__(self, most_waiting: int, most_per_source: int) -> None:
        self._most_waiting = most_waiting
        self._most_per_source = most_per_source
        self._running = 0
        self._known_in_a_row = 0
        self._mean_s = 0.1
        self._lanes = {lane: _Queue() for lane in Lane}

    @property
    def waiting(self) -> int:
        """Return the number of callers waiting in both lanes."""
        return sum(each.length for each in self._lanes.values())

    async def run(self, turn: Turn, work: Callable[[], T]) -> T:
        """Return the result of ``work``, run in a thread when it is its turn.

        Raises `LoginsBusy` if the queue is full, and `CallerLeft`.
        """
        await self._acquire(turn)
        loop = asyncio.get_running_loop()
        started = loop.time()
        running = loop.run_in_executor(None, work)
        # The slot is free when the thread ends, even if the caller was cancelled before.
        running.add_done_callback(lambda _: self._release(loop.time() - started))
        return await asyncio.shield(running)

    async def _acquire(self, turn: Turn) -> None:
        if self._running < AT_ONCE and not self.waiting:
            self._running += 1
            return
        waiter = self._enqueue(turn)
        try:
            await self._until_granted(waiter)
            if await turn.has_left():
                raise CallerLeft
        except BaseException:
            self._lanes[turn.lane].remove(waiter)
            if waiter.granted.done() and not waiter.granted.exception():
                self._release(None)
            waiter.granted.cancel()
            raise

    def _enqueue(self, turn: Turn) -> _Waiter:
        lane = self._lanes[turn.lane]
        so_far = lane.waiting_of(turn.source)
        if so_far >= self._most_per_source:
            raise self._busy(turn)
        if lane.length >= self._most_waiting:
            # A source with few places is not turned away because of one with many.
            displaced = lane.pop_from_largest(so_far + 1)
            if displaced is None:
                raise self._busy(turn)
            displaced.granted.set_exception(self._busy(displaced.turn))
        waiter = _Waiter(turn)
        lane.append(waiter)
        return waiter

    async def _until_granted(self, waiter: _Waiter) -> None:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + LONGEST_WAIT_S
        while not waiter.granted.done():
            await asyncio.wait({waiter.granted}, timeout=LEFT_CHECKED_EVERY_S)
            if waiter.granted.done():
                break
            if await waiter.turn.has_left():
                raise CallerLeft
            if loop.time() >= deadline:
                raise self._busy(waiter.turn)
        waiter.granted.result()

    def _release(self, took_s: float | None) -> None:
        if took_s is not None:
            self._mean_s += (took_s - self._mean_s) / 8
        self._running -= 1
        while self._running < AT_ONCE and self.waiting:
            self._running += 1
            self._next_lane().take_next().granted.set_result(None)

    def _next_lane(self) -> _Queue:
        known, strangers = self._lanes[Lane.KNOWN], self._lanes[Lane.STRANGER]
        if known.length and (self._known_in_a_row < KNOWN_IN_A_ROW or not strangers.length):
            self._known_in_a_row += 1
            return known
        self._known_in_a_row = 0
        return strangers

    def _busy(self, turn: Turn) -> LoginsBusy:
        log.warning("logins.busy", lane=turn.lane.value, source=turn.source, waiting=self.waiting)
        seconds = math.ceil(self.waiting * self._mean_s / AT_ONCE)
        return LoginsBusy(min(max(seconds, 1), LONGEST_RETRY_AFTER_S))
