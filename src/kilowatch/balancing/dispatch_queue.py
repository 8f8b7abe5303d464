"""Entries that are read from the stream and not dispatched yet, bounded in bytes. Pure.

A sender whose messages would take more than there is room for is *deferred*: from some offset
on its messages stay in the stream, while those of all others are read on. When there is room
again a second reader reads them once more from there. So a flood of whatever length delays its
own sender alone, takes no memory, and is moved nowhere: each message keeps its source.
"""

from collections.abc import Sequence

import msgspec

from kilowatch.balancing.amqp10 import StreamEntry
from kilowatch.balancing.fair_queue import FairQueue, Waiting

Entries = Sequence[tuple[int, StreamEntry]]


class Deferred(msgspec.Struct):
    """A sender whose messages ``first`` and after are in the stream only; ``count`` of them."""

    first: int
    count: int


class QueueLimits(msgspec.Struct, frozen=True):
    """``read_ahead_bytes`` is what may wait in memory; a turn is what a sender gets at a time."""

    read_ahead_bytes: int
    turn_messages: int
    turn_bytes: int


class DispatchQueue:
    """Everything from ``position`` on that was read and is not in a replica's queue for good."""

    def __init__(self, position: int, limits: QueueLimits) -> None:
        self._most_bytes = limits.read_ahead_bytes
        self._queue = FairQueue(limits.turn_messages, limits.turn_bytes)
        self._deferred: dict[bytes, Deferred] = {}
        self._in_flight: set[int] = set()
        self._following = position
        self._position = position
        self._reread = position
        self.restarts = 0
        """Grows when the second reader has to begin again, further back."""

    @property
    def has_fresh(self) -> bool:
        """Return true where `take_fresh` would give a batch."""
        return self._queue.has_fresh

    @property
    def fresh_messages(self) -> int:
        """Return the number of messages that `take_fresh` would give if they fit into a batch."""
        return self._queue.fresh_messages

    @property
    def following(self) -> int:
        """The offset behind the last message that was read."""
        return self._following

    @property
    def has_bulk(self) -> bool:
        """Return true where `take_bulk` would give a batch."""
        return self._queue.has_bulk

    @property
    def is_full(self) -> bool:
        """Return true where no more may be read: many senders, and none could be deferred."""
        return self._queue.size > self._most_bytes

    @property
    def has_room_for_deferred(self) -> bool:
        """Return true where deferred entries may be read. Half of the room is for the others."""
        return self._queue.size < self._most_bytes // 2

    @property
    def size(self) -> int:
        """Bytes that wait in memory."""
        return self._queue.size

    def add(self, entries: Entries) -> None:
        """Take what the first reader read; the longest queues are cut where it is too much."""
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
        """Return the offset at which the second reader begins; None where nobody is deferred."""
        return self._reread if self._deferred else None

    def add_deferred(self, entries: Entries) -> bool:
        """Take what the second reader read; whether it has come as far as the first one."""
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
        """The next batch of those who were not waiting; `close` it when it is dispatched."""
        return self._open(self._queue.take_fresh(most, most_bytes))

    def take_bulk(self, most: int, most_bytes: int) -> list[Waiting]:
        """The next batch of the others; `close` it when it is dispatched."""
        return self._open(self._queue.take_bulk(most, most_bytes))

    def _open(self, batch: list[Waiting]) -> list[Waiting]:
        if batch:
            self._in_flight.add(min(each.offset for each in batch))
        return batch

    def close(self, batch: list[Waiting]) -> None:
        """The batch is in queues of replicas for good."""
        self._in_flight.remove(min(each.offset for each in batch))

    @property
    def position(self) -> int:
        """The offset below which everything is dispatched. Gaps between offsets are no loss."""
        lowest = min(self._in_flight, default=self._following)
        waiting = self._queue.first_offset()
        if waiting is not None:
            lowest = min(lowest, waiting)
        if self._deferred:
            lowest = min(lowest, self._reread)
        self._position = max(self._position, lowest)
        return self._position

    def waiting(self) -> dict[bytes, int]:
        """Messages that wait, by the routing key of senders who have more than a turn."""
        found = self._queue.waiting()
        for key, each in self._deferred.items():
            # Until the second reader has caught up, one may be listed that has nothing left.
            if each.count:
                found[key] = found.get(key, 0) + each.count
        return found
