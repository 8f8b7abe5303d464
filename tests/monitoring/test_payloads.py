"""Payloads of makers: what leaves something open is refused with what was expected."""

import json
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kilowatch.contracts.channels import channel_id
from kilowatch.contracts.payloads import recognised
from kilowatch.contracts.readings import StreamMessage
from kilowatch.monitoring.domain import ParsedRegister
from kilowatch.monitoring.messages import read_again, read_message
from tests.monitoring.payload_reader import (
    AMSTERDAM,
    DEVICE,
    NOW,
    RECEIVED_MS,
    USED,
    WINTER,
    read,
    telegram,
)


def moment(body: bytes | Any, end: str, **more: Any) -> datetime | str:
    registers, reasons = read(body, end, **more)
    return reasons[0] if reasons else registers[0].measured_at


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (telegram(WINTER, USED).replace(b"1.500", b"2.500"), "checksum_wrong"),
        (telegram(WINTER, USED, checksum=False), "checksum_wrong"),
        (telegram("1-3:0.2.8(50)", USED, checksum=False), "checksum_wrong"),
        (telegram(WINTER, USED)[:-8], "payload_not_understood"),
        (telegram(WINTER), "payload_not_understood"),
        (telegram(WINTER, "1-0:1.8.1(000001.500)"), "unit_unknown"),
        (telegram(WINTER, "1-0:1.8.1(000001.500*m3)"), "unit_unknown"),
        (telegram(WINTER, "1-0:1.8.1(-00001.500*kWh)"), "register_negative"),
        (telegram("0-0:1.0.0(260332110000W)", USED), "time_malformed"),
        (telegram("0-0:1.0.0(2603W)", USED), "time_malformed"),
        (telegram("0-0:1.0.0(270301110000W)", USED), "too_late"),
        (telegram(USED, checksum=False), "time_missing"),
        (telegram(WINTER, USED, "1-0:1.8.1(000002.500*kWh)"), "counter_ambiguous"),
        (telegram(WINTER, "0-1:24.2.1(260301110000W)(1.5*m3)"), "payload_not_understood"),
        (b"/" + b"1" * 9_000 + b"!", "too_large"),
        (telegram(WINTER, USED) * 17, "too_many"),
    ],
    ids=str,
)
def test_a_telegram_that_leaves_something_open_is_rejected(body: bytes, reason: str) -> None:
    assert read(body, "p1") == ([], [reason])


def test_a_telegram_is_read_whatever_its_line_ends() -> None:
    body = telegram(WINTER, USED)
    assert read(body.replace(b"\r\n", b"\n"), "p1") == read(body, "p1")
    assert read(b"noise\r\n" + body + body, "p1")[0][0] == read(body, "p1")[0][0]


def test_two_gas_meters_of_one_telegram_are_rejected_and_the_rest_counts() -> None:
    gas = [f"0-{n}:24.1.0(003)\r\n0-{n}:24.2.1(260301110000W)(0000{n}.500*m3)" for n in (1, 2)]
    registers, reasons = read(telegram(WINTER, USED, *gas), "p1")
    assert ([each.register_uwh for each in registers], reasons) == (
        [1_500_000_000],
        ["counter_ambiguous"],
    )


def test_a_submeter_of_electricity_is_a_channel_of_its_own() -> None:
    body = telegram(WINTER, "0-4:24.1.0(002)", "0-4:24.2.1(260301110000W)(00001.500*kWh)")
    [register], [] = read(body, "p1")
    assert register.channel is not None
    assert (register.channel.code, register.channel.unit) == ("mbus-4", "kWh")


def test_the_flag_of_a_telegram_tells_the_two_hours_apart_when_clocks_go_back() -> None:
    summer, winter = (telegram(f"0-0:1.0.0(251026023000{flag})", USED) for flag in "SW")
    assert moment(summer, "p1") == datetime(2025, 10, 26, 0, 30, tzinfo=UTC)
    assert moment(winter, "p1") == datetime(2025, 10, 26, 1, 30, tzinfo=UTC)
    helsinki = ZoneInfo("Europe/Helsinki")
    assert moment(winter, "p1", zone=helsinki) == datetime(2025, 10, 26, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("flag", ["S", "W"])
def test_a_flag_in_a_zone_without_summer_time_is_rejected(flag: str) -> None:
    body = telegram(f"0-0:1.0.0(260301110000{flag})", USED)
    assert moment(body, "p1", zone=ZoneInfo("UTC")) == "time_ambiguous"
    assert moment(body, "p1", zone=None) == "zone_unknown"


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("2025-10-26T02:30:00", "time_ambiguous"),
        ("2026-03-29T02:30:00", "time_ambiguous"),
        ("2025-10-26T02:30:00+01:00", datetime(2025, 10, 26, 1, 30, tzinfo=UTC)),
        ("2026-03-29T03:00:00", datetime(2026, 3, 29, 1, tzinfo=UTC)),
        ("0001-01-01T00:00:00", "time_malformed"),
        ("1970-01-01T00:00:09", "too_early"),
        ("yesterday", "time_malformed"),
    ],
)
def test_a_clock_time_is_in_the_zone_of_the_device(clock: str, expected: datetime | str) -> None:
    assert moment({"Time": clock, "ENERGY": {"Total": 1}}, "tasmota.SENSOR") == expected
    homewizard = {"timestamp": clock, "energy_import_kwh": 1}
    assert moment(homewizard, "homewizard") == expected


@pytest.mark.parametrize(
    ("end", "body", "reason"),
    [
        ("tasmota.SENSOR", {"Time": "2026-03-01T10:00:00Z"}, "payload_not_understood"),
        ("tasmota.SENSOR", {"ENERGY": {"Total": 1}}, "time_missing"),
        ("tasmota", {"Time": "2026-03-01T10:00:00Z", "ENERGY": {"Total": "x"}}, None),
        ("tasmota", {"Time": "2026-03-01T10:00:00Z", "ENERGY": {"Total": -1}}, "register_negative"),
        ("tasmota", {"Time": "2026-03-01T10:00:00Z", "ENERGY": {"Total": [1] * 17}}, "too_many"),
        ("shelly.events.rpc", {"method": "Shelly.GetStatus"}, "payload_not_understood"),
        ("shelly", {"wifi": {}}, "payload_not_understood"),
        ("shelly.status.switch:0", {"aenergy": {"total": 1, "minute_ts": 9}}, "too_early"),
        ("shelly.relay.0.energy", b"1e9", "payload_not_understood"),
        ("shelly.relay.0.energy", b"NaN", "payload_not_understood"),
        ("zigbee2mqtt", {"power": 1, "linkquality": 1}, "payload_not_understood"),
        ("homewizard", {"total_power_w": 1}, "payload_not_understood"),
        ("homewizard", {"external": [{}] * 65}, "too_many"),
        ("homeassistant", {"state": "1", "attributes": {}}, "payload_not_understood"),
        ("senml", [], "payload_not_understood"),
        ("senml", [{"n": "import", "v": 1, "t": 1772359200}], "unit_unknown"),
        ("senml", [{"n": "import", "u": "W", "v": 1, "t": 1772359200}], "unit_unknown"),
        ("senml", [{"n": "1.7.0", "u": "Wh", "v": 1, "t": 1772359200}], "channel_malformed"),
        ("senml", [{"n": "import", "bver": 11, "u": "Wh", "v": 1}], "payload_not_understood"),
        ("senml", [{"n": "import", "u": "Wh", "v": 1, "x_": 1}], "payload_not_understood"),
        ("senml", [{"n": "import", "u": "mWh", "v": 1, "t": 1772359200}], "unit_unknown"),
        ("senml", [{"u": "Wh", "v": 1, "t": 1772359200}] * 1_001, "too_many"),
        ("elsewhere", {}, "time_missing"),
    ],
    ids=str,
)
def test_a_payload_that_leaves_something_open_is_rejected(
    end: str, body: Any, reason: str | None
) -> None:
    assert read(body, end) == ([], [reason or "payload_not_understood"])


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ({"unit_of_measurement": None}, "unit_unknown"),
        ({"unit_of_measurement": "kW"}, "unit_unknown"),
        ({"unit_of_measurement": "m³"}, "unit_unknown"),
        ({"device_class": "gas", "unit_of_measurement": "ft³"}, "unit_unknown"),
        ({"device_class": "power"}, "payload_not_understood"),
        ({"state_class": "measurement"}, "payload_not_understood"),
    ],
    ids=str,
)
def test_a_unit_or_class_is_never_guessed(state: dict[str, Any], reason: str) -> None:
    attributes = {
        "device_class": "energy",
        "state_class": "total_increasing",
        "unit_of_measurement": "kWh",
    }
    body = {
        "state": "1",
        "attributes": attributes | state,
        "last_changed": "2026-03-01T10:00:00Z",
    }
    assert read(body, "homeassistant") == ([], [reason])
    assert read(body | {"attributes": attributes}, "homeassistant")[1] == []


@pytest.mark.parametrize(
    "end",
    ["tasmota.LWT", "tasmota.tele.STATE", "shelly.online", "shelly.status.wifi", "shelly.relay.0"],
)
def test_what_devices_publish_beside_their_counters_is_no_reading_and_no_rejection(
    end: str,
) -> None:
    for body in (b"Online", b"true", b'{"Time":"x"}', b""):
        assert read(body, end) == ([], [])


def test_the_first_clamp_of_a_shelly_is_a_channel_of_its_own() -> None:
    clamp = {"id": 0, "total_act_energy": 5}
    params = {"ts": 1_770_000_000, "em1data:0": clamp}
    [register], reasons = read({"method": "NotifyStatus", "params": params}, "shelly.events.rpc")
    assert (register.channel_id, reasons) == (channel_id(DEVICE, "em1-0"), [])


def test_a_notification_of_a_shelly_is_of_its_own_moment_not_of_the_minute() -> None:
    moment_s = int(datetime(2026, 2, 1, 12, 0, 40, tzinfo=UTC).timestamp())
    aenergy = {"total": 5, "minute_ts": moment_s - 40}
    params = {"ts": moment_s, "switch:0": {"aenergy": aenergy}}
    event = {"method": "NotifyStatus", "params": params}
    assert moment(event, "shelly.events.rpc") == datetime.fromtimestamp(moment_s, UTC)


def test_events_of_a_shelly_without_counters_are_no_rejections() -> None:
    event = {"method": "NotifyEvent", "params": {"ts": 1.5, "events": [{"event": "single_push"}]}}
    assert read(event, "shelly.events.rpc") == ([], [])


@pytest.mark.parametrize(("end", "body"), [("zigbee2mqtt", {"energy": 1}), ("shelly", None)])
def test_a_payload_without_a_time_is_of_when_the_broker_stored_it(end: str, body: Any) -> None:
    body = body or {"aenergy": {"total": 1000}}
    assert moment(body, end, at_ms=RECEIVED_MS) == datetime(2026, 3, 1, 10, tzinfo=UTC)
    assert moment(body, end) == "time_missing"


def test_the_plain_form_is_never_taken_for_another() -> None:
    plain = [
        b'{"timestamp": "2026-03-01T10:00:00Z", "energy_kwh": 1, "linkquality": 3}',
        b'[{"measured_at": "2026-03-01T10:00:00Z", "n": 1, "value": 1}]',
        b'{"measured_at": 1772359200, "registers": {"1.8.1": 5}}',
        b'{"energy_kwh": 1}',
        b"",
        b"[]",
    ]
    assert [recognised(each) for each in plain] == [None] * len(plain)


def test_a_counter_that_was_rejected_can_be_taken_in_again() -> None:
    late = {"Time": "2026-08-03T10:00:00Z", "ENERGY": {"Total": 1.5}}
    message = StreamMessage(7, str(DEVICE), json.dumps(late).encode(), None, "tasmota.SENSOR")
    [], [rejection] = read_message(message, NOW)
    kept = StreamMessage(7, rejection.sender, rejection.body.encode())

    again = read_again(kept, 0, datetime(2026, 8, 4, tzinfo=UTC))

    assert isinstance(again, ParsedRegister)
    assert again.register_uwh == 1_500_000_000
    whole = read_again(StreamMessage(7, str(DEVICE), telegram(WINTER, USED)), 0, NOW, AMSTERDAM)
    assert isinstance(whole, ParsedRegister)
