"""Headers are read as the library reads them, without the values it can't read."""

import struct
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pamqp import commands, encode
from pamqp.decode import METHODS
from pamqp.header import ContentHeader

from kilowatch.kit.amqp_fields import read_leniently
from tests.harness.raw_amqp import entry, hostile_properties, table

read_leniently()

ORDINARY: dict[str, Any] = {
    "x-stream-offset": 2**40,
    "text": "Ștefan",
    "bytes": bytearray(b"\xff\xfe"),
    "true": True,
    "small": -3,
    "large": 2**31 + 5,
    "real": 0.25,
    "decimal": Decimal("3.14"),
    "moment": datetime(2026, 3, 1, 12, tzinfo=UTC),
    "nothing": None,
    "list": [1, "two", [3], {"four": 4}],
    "table": {"deep": {"deeper": "deepest"}},
}


def content(payload: bytes) -> commands.Basic.Properties:
    """Return the properties in a content header."""
    header = ContentHeader()
    header.unmarshal(struct.pack(">HHQ", 60, 0, 0) + payload)
    return header.properties


def test_ordinary_properties_are_read_completely() -> None:
    sent = commands.Basic.Properties(
        content_type="application/json",
        headers=dict(ORDINARY),
        delivery_mode=2,
        message_id="Ț-1",
        timestamp=datetime(2026, 3, 1, tzinfo=UTC),
    )

    read = content(sent.marshal())

    assert read == sent
    assert read.headers == ORDINARY


@pytest.mark.parametrize("name", list(hostile_properties()))
def test_hostile_properties_are_read(name: str) -> None:
    content(hostile_properties()[name])


def test_readable_fields_beside_unreadable_ones_are_kept() -> None:
    read = METHODS["table"]
    latest = entry(b"latest", b"T", struct.pack(">Q", 2**64 - 1))
    offset = entry(b"x-stream-offset", b"l", struct.pack(">q", 7))

    _, found = read(table(latest, offset))
    _, cut_short = read(table(offset, entry(b"x", b"?", b"")))

    assert found == {"latest": None, "x-stream-offset": 7}
    assert cut_short == {"x-stream-offset": 7}


def test_tables_nested_too_deeply_are_skipped_and_later_fields_read() -> None:
    deep = table()
    for _ in range(2_000):
        deep = table(entry(b"a", b"F", deep))
    after = entry(b"after", b"t", b"\x01")

    _, found = METHODS["table"](table(entry(b"deep", b"F", deep), after))

    assert isinstance(found, dict)
    assert found["after"] is True


@given(st.binary(max_size=300))
def test_any_table_is_read_as_far_as_possible(noise: bytes) -> None:
    size, found = METHODS["table"](table(noise) + b"rest")

    assert size == 4 + len(noise)
    assert isinstance(found, dict)


@given(st.dictionaries(st.text(max_size=20), st.integers(-(2**62), 2**62), max_size=5))
def test_tables_survive_a_round_trip(values: dict[str, int]) -> None:
    assert METHODS["table"](encode.field_table(dict(values)))[1] == values
