"""Estimates when entries of the stream arrived from samples of its newest offset. Pure."""

from bisect import bisect_left
from datetime import datetime

MOST_KEPT = 1_024
"""A sample a second covers a quarter of an hour; longer periods are remembered more coarsely."""

ONE_LOOK = 200
"""A sample may end before it has seen all of the newest chunk: so much less is ignored."""


class Arrivals:
    """Samples of the newest offset of the stream, each with its time.

    Two samples of the same offset are one, of the later time: nothing newer had come until then.
    """

    def __init__(self) -> None:
        self._newest: list[int] = []
        self._seen_at: list[datetime] = []

    def note(self, seen_at: datetime, newest_offset: int) -> None:
        """Record that the newest offset was ``newest_offset`` at ``seen_at``."""
        if self._newest and newest_offset < self._newest[-1]:
            if newest_offset > self._newest[-1] - ONE_LOOK:
                return
            # Another stream: the samples of the previous one are of no use.
            self._newest.clear()
            self._seen_at.clear()
        if self._newest and newest_offset == self._newest[-1]:
            self._seen_at[-1] = max(self._seen_at[-1], seen_at)
            return
        self._newest.append(newest_offset)
        self._seen_at.append(seen_at)
        if len(self._newest) > MOST_KEPT:
            # Drop every other one of the older half, from the second on: results only become older.
            half = MOST_KEPT // 2
            del self._newest[1:half:2]
            del self._seen_at[1:half:2]

    def before(self, position: int) -> datetime | None:
        """Return the latest time at which nothing from ``position`` on had come, if known."""
        looks_below = bisect_left(self._newest, position)
        return self._seen_at[looks_below - 1] if looks_below else None
