"""The AMQP 1.0 decoder trusts only the broker's annotations."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilowatch.balancing.amqp10 import NotAmqp, StreamEntry, make_entry, read_entry
from kilowatch.balancing.chunks import MAX_BODY_BYTES
from kilowatch.balancing.stream import LARGE_BYTES, cut


def short(constructor: int, content: bytes) -> bytes:
    return bytes([constructor, len(content)]) + content


def long(constructor: int, content: bytes) -> bytes:
    return bytes([constructor]) + len(content).to_bytes(4, "big") + content


def section(code: int, value: bytes) -> bytes:
    return bytes([0x00, 0x53, code]) + value


def map8(*pairs: tuple[bytes, bytes]) -> bytes:
    content = bytes([2 * len(pairs)]) + b"".join(key + value for key, value in pairs)
    return short(0xC1, content)


def map32(*pairs: tuple[bytes, bytes]) -> bytes:
    content = (2 * len(pairs)).to_bytes(4, "big") + b"".join(key + value for key, value in pairs)
    return long(0xD1, content)


ROUTE = (short(0xA3, b"x-routing-key"), short(0xA1, b"meters.one.readings"))
EXCHANGE = (short(0xA3, b"x-exchange"), short(0xA1, b"readings"))
FORGED = (short(0xA1, b"x-routing-key"), short(0xA1, b"meters.other.readings"))


@pytest.mark.parametrize("make_map", [map8, map32])
def test_finds_routing_key_and_body(make_map: object) -> None:
    annotations = make_map(EXCHANGE, ROUTE)  # type: ignore[operator]
    entry = (
        section(0x70, short(0xC0, b"\x01\x41"))
        + section(0x72, annotations)
        + section(0x75, short(0xA0, b"body"))
    )

    assert read_entry(entry) == StreamEntry(b"meters.one.readings", b"body")


def test_an_application_property_named_like_the_routing_key_is_ignored() -> None:
    entry = section(0x74, map8(FORGED)) + section(0x75, long(0xB0, b"{}"))

    assert read_entry(entry) == StreamEntry(b"", b"{}")


ID_OF_UUID = bytes([0x98]) + bytes(16)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (short(0xA1, b"a-1"), "a-1"),
        (long(0xB1, b"a-1"), "a-1"),
        (short(0xA0, b"a-1"), "a-1"),
        (short(0xA1, b"x" * 64), "x" * 64),
        (short(0xA1, b"x" * 65), None),
        (short(0xA1, b"forged line\n"), None),
        (short(0xA1, "ș".encode()), None),
        (short(0xA1, b"-"), None),
        (short(0xA1, b""), None),
        (bytes([0x40]), None),
        (ID_OF_UUID, None),
    ],
)
def test_reads_a_valid_id(value: bytes, read: str | None) -> None:
    before = short(0xA1, b"message") + bytes([0x40]) * 4
    for properties in (
        short(0xC0, b"\x06" + before + value),
        long(0xD0, b"\0\0\0\x06" + before + value),
    ):
        entry = section(0x73, properties) + section(0x75, short(0xA0, b"{}"))
        assert read_entry(entry) == StreamEntry(b"", b"{}", read)


@pytest.mark.parametrize(
    "properties", [bytes([0x45]), short(0xC0, b"\x01\xa1\x01m"), bytes([0x40])]
)
def test_a_message_with_few_or_no_properties_has_no_id(properties: bytes) -> None:
    entry = section(0x73, properties) + section(0x75, short(0xA0, b"{}"))

    assert read_entry(entry) == StreamEntry(b"", b"{}")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_rejected(entry: bytes) -> None:
    with suppress(NotAmqp):
        read_entry(entry)


@given(
    st.binary(max_size=255),
    st.binary(max_size=400),
    st.none() | st.from_regex(r"\A[a-z0-9-]{0,63}[a-z]\Z"),
)
def test_encoded_entries_are_decoded_unchanged(
    key: bytes, body: bytes, correlation_id: str | None
) -> None:
    entry = make_entry(key, body, correlation_id)

    assert read_entry(entry) == StreamEntry(key, body, correlation_id)


def test_an_oversized_body_is_truncated_when_read() -> None:
    kept = cut(make_entry(b"meters.a.readings", b"x" * 5_000_000, "an-id"))

    assert len(kept) < LARGE_BYTES
    assert read_entry(kept) == StreamEntry(b"meters.a.readings", b"x" * MAX_BODY_BYTES, "an-id")
    assert len(cut(b"\x01" * 5_000_000)) == MAX_BODY_BYTES
