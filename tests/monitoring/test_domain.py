"""Parsing a message, and the reason of each rejection: exactly at each boundary."""

import time
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import msgspec
import pytest

from kilowatch.contracts.readings import StreamMessage
from kilowatch.monitoring.domain import (
    Parsed,
    ParsedReading,
    ParsedRegister,
    Rejection,
)
from kilowatch.monitoring.messages import read_again, read_message

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
NINE = datetime(2025, 6, 2, 9, tzinfo=UTC)
DEVICE = UUID("7d8f6c1e-0000-4000-8000-000000000001")


def read(body: bytes, sender: str | None = str(DEVICE)) -> tuple[list[Parsed], list[Rejection]]:
    return read_message(StreamMessage(7, sender, body), NOW)


def said(**fields: object) -> bytes:
    """Return a valid reading except for these fields; None omits one."""
    usual: dict[str, object] = {"measured_at": NINE, "energy_kwh": 0.125}
    kept = {name: value for name, value in (usual | fields).items() if value is not None}
    return msgspec.json.encode(kept)


def one(body: bytes, sender: str | None = str(DEVICE)) -> Parsed:
    [parsed], [] = read(body, sender)
    return parsed


def reason(body: bytes, sender: str | None = str(DEVICE)) -> str:
    [], [rejection] = read(body, sender)
    return rejection.reason


def test_a_reading_has_two_accepted_forms() -> None:
    long = said(interval_s=900)
    plain = b'{"timestamp":"2025-06-02T09:00:00Z","measurement_value":0.125,"interval_s":900}'

    expected = ParsedReading(DEVICE, NINE, 125_000_000, 900, 7, 0)
    assert one(long) == one(plain) == expected


def test_the_long_form_takes_precedence_over_the_plain_one() -> None:
    both = said(timestamp="2001-01-01", measurement_value=9)

    assert one(both) == one(said())


@pytest.mark.parametrize(
    "moment",
    [
        "2025-06-02T09:00:00Z",
        "2025-06-02T09:00:00",
        "2025-06-02T12:00:00+03:00",
        1_748_854_800,
        1_748_854_800.0,
        1_748_854_800_000,
    ],
)
def test_a_time_is_iso_or_unix_and_utc_without_an_offset(moment: str | float) -> None:
    assert one(said(measured_at=moment)).measured_at == NINE


def test_a_time_without_an_offset_is_utc_whatever_the_machines_time_zone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    try:
        with monkeypatch.context() as there:
            there.setenv("TZ", "Asia/Tokyo")
            time.tzset()
            assert one(said(measured_at="2025-06-02T09:00:00")).measured_at == NINE
    finally:
        time.tzset()


def test_a_number_from_10_to_the_11th_is_in_milliseconds() -> None:
    assert reason(said(measured_at=1e11)) == "too_early"
    assert reason(said(measured_at=1e11 - 1)) == "too_late"


@pytest.mark.parametrize(
    ("at", "refused"),
    [
        (datetime(2000, 1, 1, tzinfo=UTC), None),
        (datetime(2000, 1, 1, tzinfo=UTC) - timedelta(microseconds=1), "too_early"),
        (NOW + timedelta(days=1), None),
        (NOW + timedelta(days=1, microseconds=1), "too_late"),
    ],
)
def test_times_from_2000_to_a_day_ahead_are_accepted(at: datetime, refused: str | None) -> None:
    readings, rejections = read(said(measured_at=at))

    assert [each.measured_at for each in readings] == ([] if refused else [at])
    assert [each.reason for each in rejections] == ([refused] if refused else [])


@pytest.mark.parametrize(
    ("kwh", "uwh"),
    [(0, 0), (1e-9, 1), (0.4e-9, 0), (1_000_000, 10**15), (1_000_000.5, None), (-1e-9, None)],
)
def test_energy_ranges_from_0_to_1_000_000_kwh(kwh: float, uwh: int | None) -> None:
    body = said(energy_kwh=kwh)
    if uwh is None:
        assert reason(body) == ("energy_negative" if kwh < 0 else "energy_absurd")
    else:
        parsed = one(body)
        assert isinstance(parsed, ParsedReading)
        assert parsed.energy_uwh == uwh


@pytest.mark.parametrize(
    ("kwh", "uwh"),
    [("0", 0), ("1000000000", 10**18), ("1000000000.000000001", None), ("-0.000000001", None)],
)
def test_a_register_ranges_from_0_to_1_000_000_000_kwh(kwh: str, uwh: int | None) -> None:
    body = said(energy_kwh=None, register_kwh=msgspec.Raw(kwh.encode()))
    if uwh is None:
        assert reason(body) == ("register_negative" if kwh[0] == "-" else "register_absurd")
    else:
        assert one(body) == ParsedRegister(DEVICE, NINE, uwh, 7, 0)


def test_a_register_is_rounded_to_a_whole_second() -> None:
    at = NINE + timedelta(seconds=1, microseconds=999_999)

    register = one(said(energy_kwh=None, register_kwh=1, measured_at=at))

    assert register.measured_at == NINE + timedelta(seconds=1)
    assert one(said(measured_at=at)).measured_at == at


@pytest.mark.parametrize(
    ("interval_s", "taken"), [(1, True), (0, False), (2_678_400, True), (2_678_401, False)]
)
def test_an_interval_ranges_from_a_second_to_31_days(interval_s: int, taken: bool) -> None:
    body = said(interval_s=interval_s)
    if not taken:
        assert reason(body) == "interval_absurd"
    else:
        parsed = one(body)
        assert isinstance(parsed, ParsedReading)
        assert parsed.interval_s == interval_s


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"{", "malformed_json"),
        (b"[1,", "malformed_json"),
        (b"7", "wrong_type"),
        (said(energy_kwh="much"), "wrong_type"),
        (b"[]", "empty"),
        (said(measured_at=None), "time_missing"),
        (said(measured_at="yesterday"), "time_malformed"),
        (said(measured_at=1e300), "time_malformed"),
        (said(energy_kwh=None), "energy_missing"),
        (said(energy_kwh=None, register_kwh="NaN"), "register_not_finite"),
        (said(register_kwh=1), "energy_and_register"),
        (said(energy_kwh=None, measurement_value=1, register_kwh=1), "energy_and_register"),
        (said(device_id="meter"), "device_malformed"),
        (said(device_id=str(uuid4())), "foreign_device"),
    ],
)
def test_an_invalid_reading_is_rejected_with_its_reason(body: bytes, expected: str) -> None:
    assert reason(body) == expected


def test_the_device_is_the_sender_unless_the_body_names_one() -> None:
    assert one(said(device_id=str(DEVICE).upper())).device_id == DEVICE
    assert one(said(device_id=str(DEVICE)), sender=None).device_id == DEVICE
    assert reason(said(), sender=None) == "device_missing"
    assert reason(said(device_id=str(DEVICE)), sender="not a device") == "foreign_device"
    assert reason(said(), sender="not a device") == "device_malformed"


def test_a_message_is_at_most_256_kib() -> None:
    fits = said().ljust(262_144)

    assert one(fits) == one(said())
    assert reason(fits + b" ") == "too_large"


def test_a_message_has_at_most_1_000_readings_and_32_000_commas() -> None:
    def array(items: list[bytes]) -> bytes:
        return b" [" + b",".join(items) + b"]"

    tiny = b'{"measured_at":1748854800,"energy_kwh":1}'
    many = [tiny] * 1_000
    assert len(read(array(many))[0]) == 1_000
    assert reason(array([*many, tiny])) == "too_many"
    assert reason(array([b"[" + b"," * 31_999 + b"]"])) == "malformed_json"
    assert [each.reason for each in read(array([b"0"] * 32_001))[1]] == ["too_many"]
    [], [rejection] = read(array([b"0"] * 32_002))
    assert "32,000 values" in rejection.detail


def test_a_bad_reading_does_not_affect_others_and_each_keeps_its_index() -> None:
    readings, [rejection] = read(b"[" + b",".join([said(), b'{"a":"\\u0000"}', said()]) + b"]")

    assert [each.source_index for each in readings] == [0, 2]
    assert (rejection.source, rejection.source_index, rejection.sender) == (7, 1, str(DEVICE))
    assert rejection.body == '{"a":"\\u0000"}'


def test_a_rejected_message_is_kept_up_to_4_000_characters_without_nul() -> None:
    [], [rejection] = read(b"\x00" + "ä".encode() * 5_000)

    assert rejection.body == "␀" + "ä" * 3_999


def test_a_replayed_reading_keeps_its_index() -> None:
    again = read_again(StreamMessage(7, str(DEVICE), said()), 3, NOW)
    refused = read_again(StreamMessage(7, str(DEVICE), said(energy_kwh=-1)), 3, NOW)

    assert isinstance(again, ParsedReading)
    assert isinstance(refused, Rejection)
    assert (again.source_index, refused.source_index) == (3, 3)
    assert refused.reason == "energy_negative"


@pytest.mark.parametrize(
    ("body", "expected", "detail"),
    [
        (b" " * 262_145, "too_large", "The message is larger than 256 KiB."),
        (b"[" + b"," * 32_001, "too_many", "The message has more than 32,000 values."),
        (b"[1,", "malformed_json", None),
        (
            b"[" + b"1," * 1_000 + b"1]",
            "too_many",
            "The message has 1,001 readings; at most 1,000.",
        ),
        (b"[]", "empty", "The message is an array without readings."),
    ],
    ids=["too large", "commas", "malformed", "readings", "empty"],
)
def test_a_message_rejected_as_a_whole_is_one_rejection_with_index_0(
    body: bytes, expected: str, detail: str | None
) -> None:
    [], [rejection] = read(body)

    assert (rejection.source, rejection.source_index, rejection.reason) == (7, 0, expected)
    assert detail in (None, rejection.detail)


def test_exactly_32_000_commas_are_accepted() -> None:
    usual = said(note="")
    commas = "," * (32_000 - usual.count(b","))

    assert isinstance(one(b"[" + said(note=commas) + b"]"), ParsedReading)
    assert reason(b"[" + said(note=commas + ",") + b"]") == "too_many"
