"""Shares a scarce resource: no user gets more than a share, the others take turns."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Hashable
from contextlib import asynccontextmanager
from typing import Final

from prometheus_client import Counter as Metric

from kilowatch.kit.errors import KilowatchError, Kind

REFUSED = Metric("kilowatch_turns_refused_total", "Requests that got no turn in time.", ["what"])

RETRY_AFTER_S: Final = 2


class NoTurn(KilowatchError):
    """The caller, or all callers together, have too many requests in progress."""

    kind = Kind.TOO_MANY
    code = "too_many_at_once"

    def __init__(self) -> None:
        super().__init__(
            "Too many requests are being answered at once. Try again in a moment.",
            retry_after_s=RETRY_AFTER_S,
        )


class Turns:
    """Admits ``at_once`` in total, ``each_at_once`` per user; ``each_waiting`` more may wait."""

    def __init__(
        self, what: str, *, at_once: int, each_at_once: int, each_waiting: int, patience_s: float
    ) -> None:
        self._what = what
        self._at_once = at_once
        self._each_at_once = each_at_once
        self._each_waiting = each_waiting
        self._patience_s = patience_s
        self._busy: Counter[Hashable] = Counter()
        self._waiting: list[tuple[Hashable, asyncio.Future[None]]] = []

    @property
    def waiting(self) -> int:
        """Return the number of requests that wait for a turn."""
        return len(self._waiting)

    @asynccontextmanager
    async def turn(self, person: Hashable) -> AsyncGenerator[None]:
        """Hold a turn while the body runs. Raises `NoTurn`."""
        if self._may(person):
            self._busy[person] += 1
        else:
            await self._wait(person)
        try:
            yield
        finally:
            self._give_back(person)

    def _may(self, person: Hashable) -> bool:
        return self._busy.total() < self._at_once and self._busy[person] < self._each_at_once

    async def _wait(self, person: Hashable) -> None:
        if sum(each == person for each, _ in self._waiting) >= self._each_waiting:
            REFUSED.labels(self._what).inc()
            raise NoTurn
        given: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((person, given))
        try:
            async with asyncio.timeout(self._patience_s):
                await asyncio.shield(given)
        except BaseException as error:
            if given.done():
                self._give_back(person)
            else:
                self._waiting.remove((person, given))
            if isinstance(error, TimeoutError):
                REFUSED.labels(self._what).inc()
                raise NoTurn from error
            raise

    def _give_back(self, person: Hashable) -> None:
        self._busy[person] -= 1
        if self._busy[person] == 0:
            del self._busy[person]
        for each, given in list(self._waiting):
            if self._may(each):
                self._waiting.remove((each, given))
                self._busy[each] += 1
                given.set_result(None)
