"""The deliveries that a replica has received and not acknowledged, and their progress."""

import asyncio
import time

from aio_pika.abc import AbstractIncomingMessage


class InHand:
    """The unfinished batches of one session; ``over`` once no more can come.

    Setting ``cut_off`` ends the session: the broker then redelivers what is in progress.
    """

    def __init__(self, cut_off: asyncio.Event) -> None:
        self.cut_off = cut_off
        self.is_drained = False
        self.over = asyncio.Event()
        self._moved_at_s: dict[int, float] = {}

    @property
    def count(self) -> int:
        """Return the number of deliveries that the broker waits for."""
        return len(self._moved_at_s)

    def begin(self, delivery: AbstractIncomingMessage) -> None:
        """Record a new delivery."""
        self._moved_at_s[_tag(delivery)] = time.monotonic()

    def move(self, delivery: AbstractIncomingMessage) -> None:
        """Record progress of a delivery: a large batch takes its time."""
        self._moved_at_s[_tag(delivery)] = time.monotonic()

    def end(self, delivery: AbstractIncomingMessage) -> None:
        """Record that a delivery was acknowledged or rejected."""
        self._moved_at_s.pop(_tag(delivery), None)
        if self.is_drained and not self._moved_at_s:
            self.over.set()

    def unmoved_s(self, now_s: float) -> float:
        """Return how long the longest waiting delivery has made no progress; 0 without any."""
        return max(0.0, now_s - min(self._moved_at_s.values(), default=now_s))


def _tag(delivery: AbstractIncomingMessage) -> int:
    # A consumer's deliveries always have one.
    return delivery.delivery_tag or 0
