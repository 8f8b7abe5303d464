"""The wait of a login behind strangers: ``python -m benchmarks.login_flood``.

200 logins of one address come at once; then one from a known browser and one from another address
want to log in. Compared are the queue as it is and two slots without any order, as it was before;
both in this process, with real Argon2 hashes. What counts beside the seconds, which are this
machine's, is the number of hashes before it was their turn.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from kilowatch.auth.hashing import AT_ONCE, HashingQueue, LoginsBusy, Turn, Visitor

FLOOD = 200
STRANGER = Visitor(address="203.0.113.66").as_stranger()
OTHERS = {
    "known browser": Visitor(address="192.0.2.1").as_known("browser"),
    "other address": Visitor(address="192.0.2.2").as_stranger(),
}

Run = Callable[[Turn, Callable[[], bool]], Awaitable[bool]]


class Flood:
    """200 strangers, and a user who comes after them."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._argon2 = PasswordHash((Argon2Hasher(),))
        self._stored = self._argon2.hash("the right one")
        self._hashed = 0
        self._refused = 0

    async def login(self, turn: Turn) -> tuple[int, float]:
        """Gives after how many hashes it was done, and after how many seconds."""
        began, before = time.perf_counter(), self._hashed
        try:
            await self._run(turn, self._hash)
        except LoginsBusy:
            self._refused += 1
        return self._hashed - before, time.perf_counter() - began

    def _hash(self) -> bool:
        fits = self._argon2.verify("a guess", self._stored)
        self._hashed += 1
        return fits

    async def measure(self, what: str) -> None:
        """Print after how many hashes and seconds each of the others was done."""
        strangers = [asyncio.create_task(self.login(STRANGER)) for _ in range(FLOOD)]
        await asyncio.sleep(0)
        asked = {name: asyncio.create_task(self.login(turn)) for name, turn in OTHERS.items()}
        for name, task in asked.items():
            hashes, seconds = await task
            print(f"{what:>12}  {name}: after {hashes:3d} hashes, {seconds:6.2f} s")
        await asyncio.gather(*strangers)
        print(f"{what:>12}  strangers refused at once: {self._refused} of {FLOOD}")


def two_slots() -> Run:
    """The old behavior: every caller waits, for as long as it takes."""
    slots = asyncio.Semaphore(AT_ONCE)

    async def run(_: Turn, work: Callable[[], bool]) -> bool:
        async with slots:
            return await asyncio.to_thread(work)

    return run


async def main() -> None:
    """Measure both, one after the other."""
    await Flood(two_slots()).measure("before")
    await Flood(HashingQueue(128, 32).run).measure("after")


if __name__ == "__main__":
    asyncio.run(main())
