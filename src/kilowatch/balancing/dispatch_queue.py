"""Entries read from the stream and not dispatched yet, bounded in bytes. Pure.

A sender whose messages would exceed the room is *deferred*: from some offset on its messages
stay in the stream, while those of all others are read. When there is room again, a second
reader reads them again from there. So a flood of any length delays only its own sender,
takes no memory, and is not moved anywhere: each message keeps its source.
"""

from collections.abc import Sequence

import msgspec

from kilowatch.balancing.amqp10 import StreamEntry
from kilowatch.balancing.fair_queue import FairQueue, Waiting

Entries = Sequence[tuple[int, StreamEntry]]


class Deferred(msgspec.Struct):
    """A sender with ``count`` messages from ``first`` on that are only in the stream."""

    first: int
    count: int


class QueueLimits(msgspec.Struct, frozen=True):
    """``read_ahead_bytes`` may wait in memory; a turn is what a sender gets at a time."""

    read_ahead_bytes: int
    turn_messages: int
    turn_bytes: int


class DispatchQueue:
    """Everything read from ``position`` on that is not yet confirmed in a replica's queue."""

    def __init__(self, position: int, limits: QueueLimits) -> None:
        self._most_bytes = limits.read_ahead_bytes
        self._queue = FairQueue(limits.turn_messages, limits.turn_bytes)
        self._deferred: dict[bytes, Deferred] = {}
        self._in_flight: set[int] = set()
        self._following = position
        self._position = position
        self._reread = position
        self.restarts = 0
        """Incremented when the second reader has to start again, further back."""

    @property
    def has_fresh(self) -> bool:
        """Return true if `take_fresh` would return a batch."""
        return self._queue.has_fresh

    @property
    def fresh_messages(self) -> int:
        """Return the number of messages that `take_fresh` would return if they fit into a batch."""
        return self._queue.fresh_messages

    @property
    def following(self) -> int:
        """Return the offset after the last message read."""
        return self._following

    @property
    def has_bulk(self) -> bool:
        """Return true if `take_bulk` would return a batch."""
        return self._queue.has_bulk

    @property
    def is_full(self) -> bool:
        """Return true if reading must pause: there are many senders, and none can be deferred."""
        return self._queue.size > self._most_bytes

    @property
    def has_room_for_deferred(self) -> bool:
        """Return true if deferred entries may be read. Half of the room is for the others."""
        return self._queue.size < self._most_bytes // 2

    @property
    def size(self) -> int:
        """Return the bytes waiting in memory."""
        return self._queue.size

    def add(self, entries: Entries) -> None:
        """Add entries of the first reader; the longest queues are cut if they exceed the room."""
        for offset, entry in entries:
            deferred = self._deferred.get(entry.routing_key)
            if deferred is None:
                self._queue.put(offset, *entry)
            else:
                deferred.count += 1
        self._following = entries[-1][0] + 1
        while self.is_full:
            cut = self._queue.cut_longest(self._deferred)
            if cut is None:
                return
            self._defer(cut.key, cut.first, cut.messages)

    def _defer(self, key: bytes, first: int, count: int) -> None:
        if not self._deferred:
            self._reread = first
        elif first < self._reread:
            self._reread = first
            self.restarts += 1
        self._deferred[key] = Deferred(first, count)

    def reread_from(self) -> int | None:
        """Return the offset at which the second reader starts; None if no sender is deferred."""
        return self._reread if self._deferred else None

    def add_deferred(self, entries: Entries) -> bool:
        """Add entries of the second reader; return whether it has caught up with the first."""
        for offset, entry in entries:
            if offset >= self._following:
                break
            deferred = self._deferred.get(entry.routing_key)
            if deferred is not None and offset >= deferred.first:
                self._queue.put(offset, *entry)
                deferred.first = offset + 1
                deferred.count -= 1
            self._reread = offset + 1
        if entries[-1][0] + 1 < self._following:
            return False
        self._deferred.clear()
        return True

    def take_fresh(self, most: int, most_bytes: int) -> list[Waiting]:
        """Return the next batch of fresh senders; `close` it when it is dispatched."""
        return self._open(self._queue.take_fresh(most, most_bytes))

    def take_bulk(self, most: int, most_bytes: int) -> list[Waiting]:
        """Return the next bulk batch; `close` it when it is dispatched."""
        return self._open(self._queue.take_bulk(most, most_bytes))

    def _open(self, batch: list[Waiting]) -> list[Waiting]:
        if batch:
            self._in_flight.add(min(each.offset for each in batch))
        return batch

    def close(self, batch: list[Waiting]) -> None:
        """Record that the batch is confirmed in the queues of replicas."""
        self._in_flight.remove(min(each.offset for each in batch))

    @property
    def position(self) -> int:
        """Return the offset below which everything is dispatched. Gaps of offsets are allowed."""
        lowest = min(self._in_flight, default=self._following)
        waiting = self._queue.first_offset()
        if waiting is not None:
            lowest = min(lowest, waiting)
        if self._deferred:
            lowest = min(lowest, self._reread)
        self._position = max(self._position, lowest)
        return self._position

    def waiting(self) -> dict[bytes, int]:
        """Return the waiting messages by routing key, of senders with more than a turn."""
        found = self._queue.waiting()
        for key, each in self._deferred.items():
            # Until the second reader has caught up, a sender with nothing left may be listed.
            if each.count:
                found[key] = found.get(key, 0) + each.count
        return found
