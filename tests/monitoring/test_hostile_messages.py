"""No bytes stop a reader: each message gives readings or a rejection."""

from contextlib import suppress
from datetime import UTC, datetime
from uuid import uuid4

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilowatch.balancing.service.intake import MalformedReadings, RequestTooLarge, sort_by_device
from kilowatch.contracts import events
from kilowatch.contracts.decoding import Undecodable, decode
from kilowatch.contracts.events import MalformedEvent
from kilowatch.contracts.readings import MAX_READINGS_PER_MESSAGE, ReadingBatch, StreamMessage
from kilowatch.monitoring.messages import read_message
from tests.fuzz.messages import hostile_messages

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SENDER = str(uuid4())
CORPUS = list(hostile_messages(seed=1, count=600))


def reasons(body: bytes) -> list[str]:
    readings, rejections = read_message(StreamMessage(1, SENDER, body), NOW)
    assert readings or rejections, body[:100]
    assert len(readings) + len(rejections) <= MAX_READINGS_PER_MESSAGE
    return [each.reason for each in rejections]


def test_every_hostile_message_is_accepted_or_rejected() -> None:
    for body in CORPUS:
        reasons(body)


@given(st.binary(max_size=200))
def test_any_bytes_are_accepted_or_rejected(body: bytes) -> None:
    reasons(body)


@pytest.mark.parametrize("depth", [1_200, 50_000])
@pytest.mark.parametrize("before", [b"", b"[", b'{"energy_kwh":', b'{"x":', b'[1,{"y":[{"z":'])
def test_a_deeply_nested_message_is_one_rejection(before: bytes, depth: int) -> None:
    assert set(reasons(before + b"[" * depth)) <= {"too_deep", "malformed_json", "wrong_type"}
    assert len(reasons(before + b"[" * depth)) == 1


def test_a_message_with_too_many_readings_is_one_rejection() -> None:
    item = b'{"measured_at":"2025-01-01T00:00:00Z","energy_kwh":1}'

    def array(count: int) -> bytes:
        return b"[" + b",".join([item] * count) + b"]"

    assert reasons(array(MAX_READINGS_PER_MESSAGE)) == []
    assert reasons(array(MAX_READINGS_PER_MESSAGE + 1)) == ["too_many"]
    assert reasons(b"[" + b"0," * 131_000 + b"0]") == ["too_many"]


def test_an_empty_array_is_a_rejection() -> None:
    assert reasons(b"[]") == ["empty"]


def test_hostile_bodies_over_http_are_rejected_whole_or_item_by_item() -> None:
    for body in CORPUS:
        with suppress(MalformedReadings, RequestTooLarge):
            by_device, refused = sort_by_device(body, None)
            assert by_device or refused or not body.strip(b" \n\t[]")


def test_hostile_events_are_malformed() -> None:
    key = next(iter(events.declared_events()))
    for body in CORPUS:
        with pytest.raises(MalformedEvent):
            events.decode(key, body)


def test_hostile_batches_are_undecodable() -> None:
    decoder = msgspec.msgpack.Decoder(ReadingBatch)
    loose = msgspec.msgpack.Decoder()
    for body in CORPUS:
        with pytest.raises(Undecodable):
            decode(decoder, body)
        with suppress(Undecodable):
            decode(loose, body)
