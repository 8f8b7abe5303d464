"""Messages that name channels, or show several registers at once."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import msgspec
import pytest

from kilowatch.contracts.channels import channel_id
from kilowatch.contracts.readings import MAX_READINGS_PER_MESSAGE, StreamMessage
from kilowatch.monitoring.domain import (
    ChannelName,
    Parsed,
    ParsedReading,
    ParsedRegister,
    Rejection,
)
from kilowatch.monitoring.messages import read_again, read_message

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
NINE = datetime(2025, 6, 2, 9, tzinfo=UTC)
DEVICE = UUID("7d8f6c1e-0000-4000-8000-000000000001")
KWH = 1_000_000_000


def read(*readings: dict[str, object]) -> tuple[list[Parsed], list[Rejection]]:
    items = [{"measured_at": NINE, **each} for each in readings]
    body = msgspec.json.encode(items[0] if len(items) == 1 else items)
    return read_message(StreamMessage(7, str(DEVICE), body), NOW)


def one(**fields: object) -> Parsed:
    [parsed], [] = read(fields)
    return parsed


def reason(**fields: object) -> str:
    [], [rejection] = read(fields)
    return rejection.reason


def test_a_reading_without_a_channel_is_one_of_import() -> None:
    assert one(energy_kwh=0.5) == ParsedReading(DEVICE, NINE, KWH // 2, None, 7, 0)
    assert one(energy_kwh=0.5, channel="1.8.0") == one(energy_kwh=0.5)
    assert one(value=0.5) == one(energy_kwh=0.5)
    assert one(register=12.5) == one(register_kwh=12.5)


@pytest.mark.parametrize("name", ["export", "2.8.0", "1-0:2.8.0*255"])
def test_a_reading_names_its_channel(name: str) -> None:
    parsed = one(energy_kwh=0.5, channel=name, interval_s=900)

    key = channel_id(DEVICE, "export")
    channel = ChannelName(DEVICE, "export", "kWh")
    assert parsed == ParsedReading(key, NINE, KWH // 2, 900, 7, 0, channel)
    assert parsed.device_id == DEVICE


def test_a_value_is_in_the_unit_of_its_channel() -> None:
    parsed = one(register="123.456", channel="gas")

    channel = ChannelName(DEVICE, "gas", None)
    key = channel_id(DEVICE, "gas")
    assert parsed == ParsedRegister(key, NINE, 123_456_000_000, 7, 0, channel)
    assert one(value=2, channel="gas").channel == channel


def test_one_message_shows_several_registers() -> None:
    readings, rejections = read({"registers": {"1.8.0": 5.5, "2.8.1": 1, "gas": "0.125"}})

    assert rejections == []
    assert [(each.channel_id, each.source_index) for each in readings] == [
        (DEVICE, 0),
        (channel_id(DEVICE, "export-t1"), 1),
        (channel_id(DEVICE, "gas"), 2),
    ]
    shown = [each.register_uwh for each in readings if isinstance(each, ParsedRegister)]
    assert shown == [11 * KWH // 2, KWH, KWH // 8]


def test_numbers_go_through_the_whole_message() -> None:
    readings, rejections = read(
        {"energy_kwh": 1},
        {"registers": {"export": 1, "import": 2}},
        {"energy_kwh": -1},
        {"energy_kwh": 3},
    )

    assert [each.source_index for each in readings] == [0, 1, 2, 4]
    assert [each.source_index for each in rejections] == [3]


def test_a_faulty_register_spoils_no_other_and_can_be_replayed_alone() -> None:
    readings, [rejection] = read({"registers": {"export": -1, "import": 2}})

    assert [each.source_index for each in readings] == [1]
    assert (rejection.reason, rejection.source_index) == ("register_negative", 0)
    kept = msgspec.json.decode(rejection.body)
    assert (kept["channel"], Decimal(kept["register"])) == ("export", -1)
    body = rejection.body.replace("-1", "1").encode()
    again = read_again(StreamMessage(7, str(DEVICE), body), 0, NOW)
    channel = ChannelName(DEVICE, "export", None)
    expected = ParsedRegister(channel_id(DEVICE, "export"), NINE, KWH, 7, 0, channel)
    assert again == expected


def test_several_registers_are_not_replayed_as_one() -> None:
    body = msgspec.json.encode({"measured_at": NINE, "registers": {"export": 1, "import": 2}})
    again = read_again(StreamMessage(7, str(DEVICE), body), 0, NOW)
    assert isinstance(again, Rejection)
    assert again.reason == "several_registers"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"energy_kwh": 1, "channel": "1.7.0"}, "channel_malformed"),
        ({"energy_kwh": 1, "channel": ""}, "channel_malformed"),
        ({"energy_kwh": 1, "channel": "x" * 33}, "channel_malformed"),
        ({"energy_kwh": 1, "channel": 7}, "wrong_type"),
        ({"register": 1, "register_kwh": 1}, "two_registers"),
        ({"register": 1, "energy_kwh": 1}, "energy_and_register"),
        ({"registers": {}}, "energy_missing"),
        ({"registers": {"export": 1}, "energy_kwh": 1}, "registers_and_value"),
        ({"registers": {"export": 1}, "register": 1}, "registers_and_value"),
        ({"registers": {"export": 1}, "channel": "import"}, "registers_and_value"),
        ({"registers": {f"r{n}": 1 for n in range(65)}}, "too_many"),
        ({"registers": {"export": "abc"}}, "wrong_type"),
        ({"registers": {"voltage!": 1}}, "channel_malformed"),
    ],
)
def test_rejects_unclear_channels(fields: dict[str, object], expected: str) -> None:
    assert reason(**fields) == expected


def test_registers_count_towards_the_readings_of_a_message() -> None:
    most = MAX_READINGS_PER_MESSAGE // 50
    item: dict[str, object] = {"registers": {f"r{n}": 1 for n in range(50)}}
    readings, rejections = read(*[item] * most)
    assert (len(readings), rejections) == (MAX_READINGS_PER_MESSAGE, [])

    readings, [rejection] = read(*[item] * most, {"energy_kwh": 1}, item)
    assert (readings, rejection.reason, rejection.source_index) == ([], "too_many", 0)
