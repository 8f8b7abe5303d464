"""Time in the simulation: real, faster, or ignored."""

import asyncio
from datetime import UTC, datetime


class Pace:
    """Keeps the distances between recorded moments, divided by ``speed``. None: no waiting."""

    def __init__(self, speed: float | None) -> None:
        self._speed = speed
        self._first: tuple[datetime, float] | None = None

    async def wait_for(self, moment: datetime) -> None:
        """Wait until ``moment`` is due; the first one is due at once."""
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
    """A clock that runs ``speed`` times as fast as the real one from now on."""

    def __init__(self, speed: float = 1.0) -> None:
        self._speed = speed
        self._begun = datetime.now(UTC)

    def now(self) -> datetime:
        """Return the time of the clock, UTC."""
        return self._begun + (datetime.now(UTC) - self._begun) * self._speed

    async def wait_until(self, moment: datetime) -> None:
        """Wait until the clock shows ``moment``, apart from changes of the real clock."""
        left_s = (moment - self.now()).total_seconds() / self._speed
        await asyncio.sleep(max(left_s, 0))
