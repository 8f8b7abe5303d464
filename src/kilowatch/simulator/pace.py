"""Time as the simulation sees it: real, faster, or of no concern."""

import asyncio
from datetime import UTC, datetime


class Pace:
    """Keeps the distances between recorded moments, ``speed`` times shorter. None: no waiting."""

    def __init__(self, speed: float | None) -> None:
        self._speed = speed
        self._first: tuple[datetime, float] | None = None

    async def wait_for(self, moment: datetime) -> None:
        """Wait until it is ``moment``'s turn; the first one's is at once."""
        if self._speed is None:
            return
        now_s = asyncio.get_running_loop().time()
        if self._first is None:
            self._first = (moment, now_s)
        first, begun_s = self._first
        due_s = begun_s + (moment - first).total_seconds() / self._speed
        if due_s > now_s:
            await asyncio.sleep(due_s - now_s)


class Clock:
    """The time of day, which from now on runs ``speed`` times as fast as the real one."""

    def __init__(self, speed: float = 1.0) -> None:
        self._speed = speed
        self._begun = datetime.now(UTC)

    def now(self) -> datetime:
        """Return the time of the clock, UTC."""
        return self._begun + (datetime.now(UTC) - self._begun) * self._speed

    async def wait_until(self, moment: datetime) -> None:
        """Wait until the clock shows ``moment``, give or take what the real one was set by."""
        left_s = (moment - self.now()).total_seconds() / self._speed
        await asyncio.sleep(max(left_s, 0))
