"""Turns of senders: how much each holds, what is counted, and what is cut off a long queue."""

from kilowatch.balancing.fair_queue import Cut, FairQueue, Waiting

BODY = b"0123456789"
OVERHEAD = 300
A, B, C = b"a", b"b", b"c"


def queue_of(*keys: bytes, turn_messages: int = 4, turn_bytes: int = 1_000) -> FairQueue:
    """Return a queue with a message of ten bytes of each key, at offsets from 0 on."""
    queue = FairQueue(turn_messages, turn_bytes)
    for offset, key in enumerate(keys):
        queue.put(offset, key, BODY)
    return queue


def keys_of(batch: list[Waiting]) -> bytes:
    return b"".join(each.key for each in batch)


def test_waiting_messages_count_with_300_bytes_of_overhead_each() -> None:
    queue = queue_of(A, A, B)
    assert queue.size == 3 * (10 + OVERHEAD)

    queue.take_fresh(2, 1_000)
    assert queue.size == 10 + OVERHEAD
    queue.take_fresh(2, 1_000)
    assert queue.size == 0


def test_fresh_messages_are_the_first_turns_of_senders_without_one() -> None:
    queue = queue_of(A, A, A, B, C, C, turn_messages=2)
    assert queue.fresh_messages == 5

    assert keys_of(queue.take_fresh(3, 1_000)) == b"aab"
    assert queue.fresh_messages == 2
    queue.put(10, A, BODY)
    assert queue.fresh_messages == 2, "who waits for a second turn is not fresh"
    assert keys_of(queue.take_fresh(9, 1_000)) == b"cc"
    assert queue.fresh_messages == 0
    assert queue.waiting() == {A: 2}


def test_a_batch_of_fresh_senders_ends_with_its_messages_or_bytes() -> None:
    queue = queue_of(A, A, B, B)
    assert keys_of(queue.take_fresh(3, 1_000)) == b"aab"

    queue = queue_of(A, B, B)
    assert keys_of(queue.take_fresh(9, 10)) == b"a"
    assert queue.has_fresh
    assert not queue.has_bulk
    assert queue.fresh_messages == 2


def test_a_batch_of_fresh_senders_goes_on_while_a_byte_is_left() -> None:
    assert keys_of(queue_of(A, B, C).take_fresh(9, 11)) == b"ab"


def test_the_first_offset_is_the_lowest_of_all_that_waits() -> None:
    queue = queue_of(A, A, B, turn_messages=1)
    assert queue.first_offset() == 0

    queue.take_fresh(1, 1_000)
    assert (queue.first_offset(), queue.has_bulk) == (1, True)
    queue.take_bulk(1, 1_000)
    assert (queue.first_offset(), queue.has_bulk) == (2, False)
    queue.take_fresh(1, 1_000)
    assert queue.first_offset() is None


def bulk_of(*keys: bytes) -> FairQueue:
    """Return a queue in which each of ``keys`` has had a turn of one message."""
    queue = queue_of(*dict.fromkeys(keys), *keys, turn_messages=1)
    queue.take_fresh(9, 1_000)
    return queue


def test_a_bulk_batch_ends_with_its_messages_or_bytes() -> None:
    assert keys_of(bulk_of(A, A, B, B).take_bulk(3, 1_000)) == b"aba"
    assert keys_of(bulk_of(A, A, B, B).take_bulk(9, 10)) == b"a"
    assert keys_of(bulk_of(A, A, B, B).take_bulk(9, 11)) == b"ab"
    assert keys_of(bulk_of(A, A, B, B).take_bulk(9, 1_000)) == b"abab"

    queue = queue_of(*[A] * 6, *[B] * 6)
    assert keys_of(queue.take_fresh(9, 1_000)) == b"aaaabbbb"
    assert keys_of(queue.take_bulk(3, 1_000)) == b"aab"


def test_a_turn_ends_with_the_message_that_reaches_its_bytes() -> None:
    queue = queue_of(A, A, A, A, turn_bytes=20)

    assert keys_of(queue.take_fresh(9, 1_000)) == b"aa"
    assert keys_of(queue.take_bulk(2, 1_000)) == b"aa"


def test_two_turns_are_left_of_the_longest_queue() -> None:
    queue = queue_of(B, *[A] * 6, turn_messages=2)

    assert queue.cut_longest(()) == Cut(A, first=5, messages=2)
    assert queue.size == 5 * (10 + OVERHEAD)
    assert queue.cut_longest(()) is None

    queue = queue_of(*[A] * 6, turn_messages=99, turn_bytes=20)
    assert queue.cut_longest((A,)) is None
    assert queue.cut_longest((B,)) == Cut(A, first=4, messages=2)
    assert queue.size == 4 * (10 + OVERHEAD)


def test_the_longest_queue_is_the_one_with_most_remaining() -> None:
    queue = queue_of(*[A] * 6, *[B] * 5, turn_messages=2)
    queue.take_fresh(2, 1_000)

    assert queue.cut_longest(()) == Cut(B, first=10, messages=1)
