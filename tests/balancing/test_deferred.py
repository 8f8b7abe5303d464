"""Deferred senders, message by message: what is cut, read again, and where a batch may begin."""

from kilowatch.balancing.amqp10 import StreamEntry
from kilowatch.balancing.dispatch_queue import DispatchQueue, QueueLimits

MESSAGE_BYTES = 310
"""A body of ten bytes and its overhead."""

Stream = list[tuple[int, StreamEntry]]


def queue_for(messages: int) -> DispatchQueue:
    """Return a queue with room for so many messages, and turns of one."""
    return DispatchQueue(0, QueueLimits(messages * MESSAGE_BYTES, 1, 1_000))


def stream_of(keys: str, first: int = 0) -> Stream:
    """Return a message of each key (one letter), at offsets from ``first`` on."""
    return [
        (offset, StreamEntry(key.encode(), b"0123456789"))
        for offset, key in enumerate(keys, start=first)
    ]


def dispatch_all(queue: DispatchQueue) -> str:
    """Dispatch what waits in memory; return the offsets in order."""
    offsets: list[int] = []
    while batch := queue.take_fresh(99, 9_999) or queue.take_bulk(99, 9_999):
        queue.close(batch)
        offsets += [each.offset for each in batch]
    return " ".join(map(str, offsets))


def test_memory_is_full_beyond_its_size_and_has_room_for_deferred_below_half_of_it() -> None:
    queue = queue_for(6)
    queue.add(stream_of("abc"))
    assert not queue.has_room_for_deferred
    queue.add(stream_of("def", first=3))
    assert not queue.is_full
    queue.add(stream_of("g", first=6))
    assert queue.is_full

    smaller = DispatchQueue(0, QueueLimits(2_000, 1, 1_000))
    smaller.add(stream_of("abc"))
    assert smaller.has_room_for_deferred, "930 of 2,000 bytes"


def test_what_does_not_fit_of_the_longest_queue_stays_in_the_stream_and_is_counted() -> None:
    queue = queue_for(3)
    queue.add(stream_of("aaaaa"))
    assert (queue.reread_from(), queue.following, queue.fresh_messages) == (2, 5, 1)
    assert queue.waiting() == {b"a": 3}

    queue.add(stream_of("a", first=5))
    assert queue.waiting() == {b"a": 4}
    assert (queue.size, queue.restarts) == (2 * MESSAGE_BYTES, 0)


def test_the_second_reader_begins_again_only_where_it_is_needed() -> None:
    queue = queue_for(3)
    queue.add(stream_of("bbbbaaaaaa"))
    assert (queue.reread_from(), queue.restarts) == (2, 1), "a from 6 on, then b from 2 on"

    queue = queue_for(6)
    queue.add(stream_of("bbaaaabc"))
    assert queue.reread_from() == 4
    assert not queue.add_deferred(stream_of("aa", first=4))
    queue.add(stream_of("c", first=8))
    assert (queue.reread_from(), queue.restarts) == (6, 0), "b from 6 on, where it is anyway"


def test_the_second_reader_takes_each_deferred_message_once_and_stops_behind_the_first() -> None:
    queue = queue_for(4)
    queue.add(stream_of("aaaaac"))
    assert queue.reread_from() == 2

    assert queue.add_deferred(stream_of("a", first=2)) is False
    assert queue.add_deferred(stream_of("aa", first=2)) is False
    assert (queue.reread_from(), queue.size) == (4, 5 * MESSAGE_BYTES)
    assert queue.add_deferred(stream_of("a", first=4)) is False, "it has not read c"
    assert queue.add_deferred(stream_of("caa", first=5)) is True
    assert queue.size == 6 * MESSAGE_BYTES, "a from 6 on is for the first reader"
    assert queue.reread_from() is None
    assert dispatch_all(queue) == "0 5 1 2 3 4"


def test_once_nobody_is_deferred_the_position_is_what_is_dispatched() -> None:
    queue = queue_for(3)
    queue.add(stream_of("aaaaa"))
    assert dispatch_all(queue) == "0 1"
    assert queue.position == 2
    assert queue.add_deferred(stream_of("aaa", first=2)) is True
    assert dispatch_all(queue) == "2 3 4"

    queue.add(stream_of("bc", first=5))
    assert queue.position == 5
    dispatch_all(queue)
    assert queue.position == 7
