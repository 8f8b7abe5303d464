"""The two real files, row by row. Expected values are those of data/README.md."""

from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from kilowatch.contracts.ids import DeviceId
from kilowatch.simulator.replay import (
    Format,
    RecordingError,
    detect_format,
    recorded_readings,
    wire_value,
)
from kilowatch.simulator.wire import Reading, chunks, message

DATA = Path(__file__).parents[2] / "data"
LONDON = DATA / "london_household_MAC000002.csv"
UCI = DATA / "uci_household_2007-02-01_02.csv"
DEVICE = DeviceId(UUID("6f9619ff-8b86-4011-b42d-00cf4fc964ff"))


def valid(readings: list[Reading]) -> list[tuple[datetime, Decimal]]:
    return [
        (each.timestamp, Decimal(bytes(each.measurement_value).decode()))
        for each in readings
        if isinstance(each.measurement_value, msgspec.Raw)
    ]


def test_the_london_file_keeps_duplicates_and_invalid_rows() -> None:
    readings = list(recorded_readings(LONDON, DEVICE, detect_format(LONDON)))

    counted = Counter(valid(readings))
    assert len(readings) == 24_158
    assert len(counted) == 24_140
    assert sum(kwh for _, kwh in counted) == Decimal("6095.6720007")
    assert sum(times - 1 for times in counted.values()) == 17
    refused = [each for each in readings if isinstance(each.measurement_value, str)]
    assert refused == [
        Reading(datetime(2012, 12, 19, 12, 7, 27, tzinfo=UTC), str(DEVICE), "Null", 1800)
    ]


def test_the_london_file_is_sent_in_file_order_by_interval_start() -> None:
    readings = list(recorded_readings(LONDON, DEVICE, Format.LONDON))

    assert readings[0].timestamp == datetime(2012, 10, 12, 0, 0, tzinfo=UTC)
    assert message(readings[-1:]).body == (
        b'{"timestamp":"2014-02-27T23:30:00Z","device_id":"6f9619ff-8b86-4011-b42d-00cf4fc964ff",'
        b'"measurement_value":1.387,"interval_s":1800}'
    )
    assert readings[-1] == readings[-2]


def test_timestamps_can_be_declared_interval_starts() -> None:
    first = next(recorded_readings(LONDON, DEVICE, Format.LONDON, stamps_end=False))

    assert first.timestamp == datetime(2012, 10, 12, 0, 30, tzinfo=UTC)


def test_the_uci_file_is_energy_per_minute_in_utc() -> None:
    readings = list(recorded_readings(UCI, DEVICE, detect_format(UCI)))

    counted = dict(valid(readings))
    assert len(readings) == len(counted) == 2_880
    assert round(sum(counted.values()), 6) == Decimal("58.208267")
    assert message(readings[:1]).body == (
        b'{"timestamp":"2007-01-31T23:00:00Z","device_id":"6f9619ff-8b86-4011-b42d-00cf4fc964ff",'
        b'"measurement_value":0.005433333,"interval_s":60}'
    )


def test_several_readings_are_sent_as_an_array() -> None:
    readings = list(recorded_readings(LONDON, DEVICE, Format.LONDON))

    messages = [message(chunk) for chunk in chunks(readings, 500)]

    assert [each.readings for each in messages] == [500] * 48 + [158]
    assert len(msgspec.json.decode(messages[0].body)) == 500
    assert max(len(each.body) for each in messages) < 100_000


@pytest.mark.parametrize("text", ["Null", "", "NaN", "1,5", ".5", "01", "1e", "--1", "Infinity"])
def test_a_value_that_is_not_a_number_is_sent_as_text(text: str) -> None:
    assert wire_value(text) == text


@pytest.mark.parametrize("text", ["0", "0.2", "1.2180001", "-3", "1e-05"])
def test_a_number_is_sent_digit_by_digit(text: str) -> None:
    assert msgspec.json.encode(wire_value(text)) == text.encode()


def test_an_unknown_header_is_rejected(tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text("time,value\n2025-01-01,1\n", encoding="utf-8")

    with pytest.raises(RecordingError, match=r"other\.csv has no header we know"):
        detect_format(file)


def test_a_row_without_a_time_is_reported_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "broken.csv"
    header = LONDON.read_text(encoding="utf-8").splitlines()[0]
    file.write_text(f"{header}\nMAC1,2013-01-01 00:30:00, 1 \nMAC1,soon, 1 \n", encoding="utf-8")

    with pytest.raises(RecordingError, match="line 3"):
        list(recorded_readings(file, DEVICE, Format.LONDON))
