"""Senders take turns, whatever one of them sends, and nothing is skipped or lost."""

import random
from collections import Counter
from itertools import pairwise

import pytest

from kilowatch.balancing.amqp10 import StreamEntry
from kilowatch.balancing.dispatch_queue import DispatchQueue, QueueLimits
from kilowatch.balancing.fair_queue import Waiting

TURN = 4
LIMITS = QueueLimits(read_ahead_bytes=50_000, turn_messages=TURN, turn_bytes=2_000)
FLOOD = b"meters.flood.readings"
QUIET = b"meters.quiet.readings"

Stream = list[tuple[int, StreamEntry]]


def stream_of(keys: list[bytes], body: bytes = b"{}") -> Stream:
    """A stream whose offsets have gaps, as a real one's have."""
    return [(offset + offset // 7, StreamEntry(key, body)) for offset, key in enumerate(keys)]


def quiet(n: int) -> bytes:
    return b"meters.quiet-%d.readings" % n


def drain(queue: DispatchQueue, most: int = 1_000) -> list[Waiting]:
    """Return everything that waits in memory, in the order of dispatch."""
    taken: list[Waiting] = []
    while queue.has_fresh or queue.has_bulk:
        batch = queue.take_fresh(most, 100_000) or queue.take_bulk(most, 100_000)
        queue.close(batch)
        taken += batch
    return taken


def test_a_quiet_message_behind_a_flood_is_dispatched_after_one_turn() -> None:
    queue = DispatchQueue(0, LIMITS)
    queue.add(stream_of([FLOOD] * 50 + [QUIET]))

    batch = queue.take_fresh(1_000, 100_000)

    assert [each.key for each in batch] == [FLOOD] * TURN + [QUIET]


@pytest.mark.parametrize("flood", [100, 10_000, 100_000])
def test_the_delay_of_quiet_senders_does_not_grow_with_the_flood(flood: int) -> None:
    queue = DispatchQueue(0, LIMITS)
    stream = stream_of([FLOOD] * flood + [quiet(n) for n in range(100)])
    for at in range(0, len(stream), 500):
        queue.add(stream[at : at + 500])
        assert queue.size <= LIMITS.read_ahead_bytes

    before = 0
    seen: set[bytes] = set()
    while len(seen) < 100:
        batch = queue.take_fresh(50, 100_000)
        before += sum(each.key == FLOOD for each in batch)
        seen |= {each.key for each in batch} - {FLOOD}

    assert before <= TURN


def test_a_hundred_floods_do_not_delay_a_later_sender() -> None:
    queue = DispatchQueue(0, LIMITS)
    floods = [b"meters.flood-%d.readings" % n for n in range(100)]
    queue.add(stream_of(floods * 100))
    while batch := queue.take_fresh(1_000, 100_000):
        queue.close(batch)
    queue.add([(1_000_000, StreamEntry(QUIET, b"{}"))])

    assert [each.key for each in queue.take_fresh(1_000, 100_000)] == [QUIET]


def test_bulk_is_shared_equally_between_senders() -> None:
    queue = DispatchQueue(0, QueueLimits(10_000_000, TURN, 2_000))
    big, small = b"big", b"small"
    queue.add([(n, StreamEntry(small if n % 9 == 0 else big, b"x" * 10)) for n in range(9_000)])
    queue.close(queue.take_fresh(1_000, 100_000))

    shares = Counter(each.key for each in queue.take_bulk(400, 100_000))

    assert abs(shares[big] - shares[small]) <= TURN


def test_the_turn_of_large_messages_is_counted_in_bytes() -> None:
    queue = DispatchQueue(0, QueueLimits(10_000_000, 1_000, 2_000))
    queue.add([(n, StreamEntry(FLOOD, b"x" * 1_500)) for n in range(100)])
    queue.add([(n, StreamEntry(QUIET, b"x")) for n in range(100, 104)])

    batch = queue.take_fresh(1_000, 1_000_000)

    assert Counter(each.key for each in batch) == {FLOOD: 2, QUIET: 4}


def test_batches_are_bounded_in_bytes_and_one_message_always_fits() -> None:
    queue = DispatchQueue(0, QueueLimits(10_000_000, 1_000, 1_000_000))
    queue.add([(n, StreamEntry(quiet(n), b"x" * 600)) for n in range(10)])

    assert len(queue.take_fresh(1_000, 1_000)) == 2
    assert len(queue.take_fresh(1_000, 1)) == 1


def test_reading_pauses_when_no_sender_can_be_deferred() -> None:
    queue = DispatchQueue(0, LIMITS)
    queue.add(stream_of([quiet(n) for n in range(400)]))

    assert queue.is_full
    assert queue.reread_from() is None
    drain(queue)
    assert not queue.is_full


class TwoReaders:
    """Reads a stream as the dealer does, one step at a time."""

    def __init__(self, stream: Stream, limits: QueueLimits, chance: random.Random) -> None:
        self.stream = stream
        self.queue = DispatchQueue(0, limits)
        self.chance = chance
        self.read = 0
        self.second: int | None = None
        self.restarts = 0

    @property
    def is_over(self) -> bool:
        queue = self.queue
        everything_read = self.read == len(self.stream) and queue.reread_from() is None
        return everything_read and not queue.has_fresh and not queue.has_bulk

    def read_on(self) -> None:
        """Do a step of the first reader."""
        if self.read < len(self.stream) and not self.queue.is_full:
            some = self.stream[self.read : self.read + self.chance.randrange(1, 60)]
            self.queue.add(some)
            self.read += len(some)

    def reread(self) -> None:
        """Do a step of the second reader, which may be ahead of the first."""
        begin = self.queue.reread_from()
        if begin is None or not self.queue.has_room_for_deferred:
            return
        if self.second is None or self.restarts != self.queue.restarts:
            self.restarts = self.queue.restarts
            self.second = next(n for n, each in enumerate(self.stream) if each[0] >= begin)
        some = self.stream[self.second : self.second + self.chance.randrange(1, 60)]
        self.second += len(some)
        if some and self.queue.add_deferred(some):
            self.second = None


@pytest.mark.parametrize("seed", range(20))
def test_every_message_is_dispatched_once_in_sender_order_with_the_right_position(
    seed: int,
) -> None:
    chance = random.Random(seed)
    floods = [b"meters.flood-%d.readings" % n for n in range(chance.randrange(1, 4))]
    keys = [
        chance.choice(floods) if chance.random() < 0.8 else quiet(chance.randrange(30))
        for _ in range(2_000)
    ]
    stream = stream_of(keys, b"x" * chance.randrange(200))
    readers = TwoReaders(stream, LIMITS, chance)
    queue = readers.queue
    undone = {offset for offset, _ in stream}
    open_batches: list[list[Waiting]] = []
    dispatched: list[Waiting] = []
    positions = [0]
    while not readers.is_over or open_batches:
        chance.choice([readers.read_on, readers.read_on, readers.reread])()
        take = chance.choice([queue.take_fresh, queue.take_bulk])
        if chance.random() < 0.4 and (batch := take(chance.randrange(1, 40), 5_000)):
            open_batches.append(batch)
            dispatched += batch
        if open_batches and (chance.random() < 0.4 or readers.is_over):
            batch = open_batches.pop(chance.randrange(len(open_batches)))
            queue.close(batch)
            undone -= {each.offset for each in batch}
        positions.append(queue.position)
        assert queue.position <= min(undone, default=stream[-1][0] + 1)
        assert queue.size <= LIMITS.read_ahead_bytes * 2

    assert [each.offset for each in dispatched] != [offset for offset, _ in stream]
    assert sorted(each.offset for each in dispatched) == [offset for offset, _ in stream]
    for key in set(keys):
        mine = [each.offset for each in dispatched if each.key == key]
        assert all(one < other for one, other in pairwise(mine))
    assert positions == sorted(positions)
    assert queue.position == stream[-1][0] + 1
    assert queue.waiting() == {}


def test_deferred_senders_are_listed_with_their_waiting_messages() -> None:
    queue = DispatchQueue(0, LIMITS)
    queue.add(stream_of([QUIET, *[FLOOD] * 999]))

    assert queue.reread_from() is not None
    queue.close(queue.take_fresh(1_000, 100_000))
    assert queue.waiting() == {FLOOD: 999 - TURN}


def test_a_sender_without_bulk_left_is_not_deferred_while_the_second_reader_is_behind() -> None:
    queue = DispatchQueue(0, LIMITS)
    stream = stream_of([FLOOD] * 2_000 + [QUIET] * 5)
    queue.add(stream)
    drain(queue)
    for at in range(0, 2_000, 100):
        assert not queue.add_deferred(stream[at : at + 100])
        drain(queue)

    assert queue.reread_from() is not None
    assert queue.waiting() == {}
