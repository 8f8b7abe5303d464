"""Readings of a request as messages that fit the broker."""

import msgspec

from kilowatch.balancing.chunks import (
    FULL_BYTES,
    MAX_BODY_BYTES,
    MAX_READINGS_PER_MESSAGE,
    bodies,
)
from kilowatch.contracts.readings import MAX_MESSAGE_BYTES


def test_chunks_keep_every_reading_in_order_within_the_limits() -> None:
    items = [msgspec.json.encode({"n": n, "pad": "x" * (n % 700)}) for n in range(3_000)]

    made = list(bodies(items))

    assert [each for body in made for each in msgspec.json.decode(body)] == [
        msgspec.json.decode(each) for each in items
    ]
    assert all(len(msgspec.json.decode(each)) <= MAX_READINGS_PER_MESSAGE for each in made)
    assert all(len(each) <= FULL_BYTES + 2 for each in made)


def test_an_oversized_reading_is_truncated_alone() -> None:
    made = list(bodies([b"1", b"2" * 5_000_000, b"3"]))

    assert [len(each) for each in made] == [3, MAX_BODY_BYTES, 3]
    assert max(map(len, made)) < MAX_MESSAGE_BYTES


def test_no_readings_make_no_message() -> None:
    assert list(bodies([])) == []


def test_a_message_has_at_most_500_readings() -> None:
    assert [len(msgspec.json.decode(each)) for each in bodies([b"1"] * 1_001)] == [500, 500, 1]


def test_a_message_has_at_most_128_kib_including_commas() -> None:
    third = b"1" * 43_690

    assert [len(each) for each in bodies([third] * 6)] == [128 * 1024 + 2] * 2
    assert len(list(bodies([third, third, third + b"1"]))) == 2


def test_an_oversized_reading_is_truncated_one_byte_over_the_limit() -> None:
    assert [len(each) for each in bodies([b"1" * 300_000])] == [256 * 1024 + 1]
