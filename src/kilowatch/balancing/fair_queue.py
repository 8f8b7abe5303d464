"""Decides whose messages are dispatched next: senders take turns. Pure.

After "The Flow Queue CoDel Packet Scheduler" (RFC 8290, section 4), without the dropping: a
sender with nothing waiting before goes first, with as much as one turn holds. A sender with
more waits for its turns behind all such senders.
"""

from collections import deque
from collections.abc import Collection
from typing import NamedTuple

OVERHEAD_BYTES = 300
"""The memory that a waiting message takes besides its body, in bytes."""


class Waiting(NamedTuple):
    """A waiting message: its offset, its sender's routing key, and what else the stream says."""

    offset: int
    key: bytes
    body: bytes
    correlation_id: str | None = None
    end: str | None = None
    received_at_ms: int | None = None


class Cut(NamedTuple):
    """Messages removed from the end of a sender's queue: its key, first offset and number."""

    key: bytes
    first: int
    messages: int


class _Sender:
    """The messages of one sender, in the order of the stream."""

    __slots__ = ("fresh", "key", "messages", "size")

    def __init__(self, key: bytes) -> None:
        self.key = key
        self.fresh = True
        self.messages: deque[Waiting] = deque()
        self.size = 0


class FairQueue:
    """Waiting messages by sender. A turn is ``turn_messages`` or ``turn_bytes``, if less."""

    def __init__(self, turn_messages: int, turn_bytes: int) -> None:
        self._turn_messages = turn_messages
        self._turn_bytes = turn_bytes
        self._senders: dict[bytes, _Sender] = {}
        self._fresh: deque[_Sender] = deque()
        self._bulk: deque[_Sender] = deque()
        self.size = 0
        """The bytes of all waiting messages."""
        self.fresh_messages = 0
        """The number that `take_fresh` would return if turns were its only limit."""

    @property
    def has_fresh(self) -> bool:
        """Return true if a sender waits that has not had a turn yet."""
        return bool(self._fresh)

    @property
    def has_bulk(self) -> bool:
        """Return true if a sender waits that had a turn and has more."""
        return bool(self._bulk)

    def put(
        self,
        offset: int,
        key: bytes,
        body: bytes,
        correlation_id: str | None = None,
        end: str | None = None,
        received_at_ms: int | None = None,
    ) -> None:
        """Add a message. The offsets of a sender are ascending."""
        sender = self._senders.get(key)
        if sender is None:
            sender = self._senders[key] = _Sender(key)
            self._fresh.append(sender)
        sender.messages.append(Waiting(offset, key, body, correlation_id, end, received_at_ms))
        if sender.fresh and len(sender.messages) <= self._turn_messages:
            self.fresh_messages += 1
        size = len(body) + OVERHEAD_BYTES
        sender.size += size
        self.size += size

    def take_fresh(self, most: int, most_bytes: int) -> list[Waiting]:
        """Return a turn of each fresh sender, as many as fit. Senders with more become bulk."""
        taken: list[Waiting] = []
        room = most_bytes
        while self._fresh and len(taken) < most and room > 0:
            sender = self._fresh.popleft()
            self.fresh_messages -= min(len(sender.messages), self._turn_messages)
            sender.fresh = False
            room -= self._take_turn(sender, taken, most - len(taken), room)
            self._keep(sender)
        return taken

    def take_bulk(self, most: int, most_bytes: int) -> list[Waiting]:
        """Return turns of bulk senders, round-robin, until a batch is full or nothing is left."""
        taken: list[Waiting] = []
        room = most_bytes
        while self._bulk and len(taken) < most and room > 0:
            sender = self._bulk.popleft()
            room -= self._take_turn(sender, taken, most - len(taken), room)
            self._keep(sender)
        return taken

    def _take_turn(self, sender: _Sender, taken: list[Waiting], most: int, room: int) -> int:
        """Take one turn; return the bytes of bodies taken. At least one message is taken."""
        most, room = min(most, self._turn_messages), min(room, self._turn_bytes)
        messages, size, count = sender.messages, 0, 0
        while messages and count < most and size < room:
            message = messages.popleft()
            taken.append(message)
            size += len(message.body)
            count += 1
        freed = size + count * OVERHEAD_BYTES
        sender.size -= freed
        self.size -= freed
        return size

    def _keep(self, sender: _Sender) -> None:
        if sender.messages:
            self._bulk.append(sender)
        else:
            del self._senders[sender.key]

    def first_offset(self) -> int | None:
        """Return the lowest waiting offset."""
        return min((each.messages[0].offset for each in self._senders.values()), default=None)

    def waiting(self) -> dict[bytes, int]:
        """Return the number of waiting messages of each bulk sender."""
        return {each.key: len(each.messages) for each in self._bulk}

    def cut_longest(self, spared: Collection[bytes]) -> Cut | None:
        """Cut the longest queue except ``spared`` down to two turns, and return its end.

        None if no queue is longer.
        """
        candidates = (each for each in self._senders.values() if each.key not in spared)
        longest = max(candidates, key=lambda each: each.size, default=None)
        if longest is None:
            return None
        kept: deque[Waiting] = deque()
        size = 0
        for message in longest.messages:
            if len(kept) >= 2 * self._turn_messages or (kept and size >= 2 * self._turn_bytes):
                break
            kept.append(message)
            size += len(message.body)
        count = len(longest.messages) - len(kept)
        if not count:
            return None
        first = longest.messages[len(kept)].offset
        longest.messages = kept
        left = size + len(kept) * OVERHEAD_BYTES
        self.size -= longest.size - left
        longest.size = left
        return Cut(longest.key, first, count)
