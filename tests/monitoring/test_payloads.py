"""Payloads of makers: what leaves something open is refused with what was expected."""

import json
import time
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kilowatch.contracts.payloads import FORMATS, recognised
from kilowatch.contracts.readings import MAX_READINGS_PER_MESSAGE, StreamMessage
from kilowatch.monitoring.domain import MAX_KEPT_BODY_CHARACTERS, ParsedRegister
from kilowatch.monitoring.messages import read_again, read_message
from kilowatch.monitoring.payloads.p1 import crc16

NOW = datetime(2026, 8, 1, tzinfo=UTC)
DEVICE = UUID("7d8f6c1e-0000-4000-8000-000000000001")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
RECEIVED_MS = 1772359200_000
WINTER = "0-0:1.0.0(260301110000W)"
USED = "1-0:1.8.1(000001.500*kWh)"


def telegram(*lines: str, checksum: bool = True) -> bytes:
    text = "".join(f"{line}\r\n" for line in ("/ABC5meter", "", *lines)) + "!"
    return (text + (f"{crc16(text.encode()):04X}" if checksum else "") + "\r\n").encode()


def read(
    body: bytes | Any, end: str | None, zone: ZoneInfo | None = AMSTERDAM, at_ms: int | None = None
) -> tuple[list[ParsedRegister], list[str]]:
    """Return the readings of a payload, and the reasons of its rejections."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    message = StreamMessage(7, str(DEVICE), content, None, end, at_ms)
    parsed, rejections = read_message(message, NOW, zone)
    for each in rejections:
        assert each.detail[-1] == "."
        assert len(each.body) <= MAX_KEPT_BODY_CHARACTERS
    registers = [each for each in parsed if isinstance(each, ParsedRegister)]
    assert len(registers) == len(parsed)
    return registers, [each.reason for each in rejections]


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


HOSTILE: list[bytes] = [
    b"[" * 100_000,
    b'{"a":' * 50_000,
    b"/" * 200_000,
    b"/" + b"\n" * 8_000 + b"!" + b"\n" * 200_000,
    (b"/" + b"(1)" * 2_600 + b"!") * 16,
    (b"/\r\n1-0:1.8.1" + b"(1)" * 2_600 + b"x\r\n!") * 16,
    b'[{"n":"import","u":"Wh","t":1772359200,"v":' + b"9" * 250_000 + b"}]",
    b'[{"n":"import","u":"Wh","t":1772359200,"v":1e999999},{"v":1e-999999,"t":1772359200,"u":"J"}]',
    b"[" + b'{"n":"x","v":1},' * 15_000 + b"{}]",
    b'{"Time":"2026-03-01T10:00:00Z","ENERGY":{"Total":[' + b"1," * 100_000 + b"1]}}",
    b'{"aenergy":{"total":1e999999,"minute_ts":1e300}}',
    b'{"external":[' + b'{"type":"gas_meter","value":1,"unit":"m3"},' * 5_000 + b"{}]}",
    b"{" + b",".join(b'"switch:%d":{"aenergy":{"total":1}}' % n for n in range(6_000)) + b"}",
    '{"state":"١٢٣","attributes":{"device_class":"energy","state_class":"total"}}'.encode(),
    '{"Time":"\uff12\uff10\uff12\uff16-03-01T10:00:00Z","ENERGY":{"Total":1}}'.encode(),
    b'{"Time":"2026-03-01T10:00:00Z","ENERGY":{"Total":1}}\x00',
    b"\xff\xfe\x00\xd8" * 1_000,
]


@pytest.mark.parametrize("word", FORMATS)
def test_a_hostile_payload_costs_no_more_than_a_full_message(word: str) -> None:
    plain = b'{"measured_at": "2026-03-01T10:00:00Z", "energy_kwh": 1}'
    full = b"[" + b",".join([plain] * MAX_READINGS_PER_MESSAGE) + b"]"
    budget_s = 8 * max(_seconds(full, None) for _ in range(3))
    for body in HOSTILE:
        spent_s = min(_seconds(body, word) for _ in range(3))
        assert spent_s < budget_s, (word, body[:60])


def _seconds(body: bytes, end: str | None) -> float:
    begun = time.process_time()
    parsed, rejections = read_message(StreamMessage(7, str(DEVICE), body, None, end), NOW)
    assert len(parsed) + len(rejections) <= MAX_READINGS_PER_MESSAGE
    return time.process_time() - begun


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(FORMATS))
def test_bytes_of_any_kind_are_read_or_rejected(body: bytes, word: str) -> None:
    registers, reasons = read(body, word)
    assert all(0 <= each.register_uwh <= 10**18 for each in registers)
    assert all(reason.isidentifier() for reason in reasons)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "Time",
                    "ENERGY",
                    "Total",
                    "params",
                    "method",
                    "ts",
                    "switch:0",
                    "aenergy",
                    "total",
                    "energy",
                    "last_seen",
                    "external",
                    "type",
                    "value",
                    "unit",
                    "timestamp",
                    "state",
                    "attributes",
                    "device_class",
                    "n",
                    "v",
                    "u",
                    "t",
                    "bn",
                    "bt",
                    "meters",
                    "unixtime",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(_json, st.sampled_from(FORMATS))
def test_json_of_any_shape_is_read_or_rejected(value: Any, word: str) -> None:
    registers, reasons = read(value, word, at_ms=RECEIVED_MS)
    assert all(0 <= each.register_uwh <= 10**18 for each in registers)
    assert all(reason.isidentifier() for reason in reasons)


_kwh = st.decimals(Decimal(0), Decimal("999999.999"), places=3)
_moments = st.datetimes(datetime(2024, 1, 1), datetime(2026, 7, 1)).map(
    lambda each: each.replace(tzinfo=UTC, microsecond=0)
)


@settings(max_examples=100, deadline=None)
@given(_moments, st.lists(_kwh, min_size=5, max_size=5), st.booleans())
def test_each_maker_tells_the_same_truth(at: datetime, values: list[Decimal], bare: bool) -> None:
    """One truth, written by each maker's rules, is read back as it was: to the last digit."""
    used, returned, *_, gas = values
    local = at.astimezone(AMSTERDAM)
    flag = "S" if local.dst() else "W"
    told = f"{local:%y%m%d%H%M%S}{flag}"
    body = telegram(
        "1-3:0.2.8(50)",
        f"0-0:1.0.0({told})",
        *(
            f"1-0:{name}({value:010.3f}*kWh)"
            for name, value in zip(("1.8.1", "1.8.2", "2.8.1", "2.8.2"), values, strict=False)
        ),
        f"0-1:24.1.0(003)\r\n0-1:24.2.1({told})({gas:09.3f}*m3)",
    )
    assert shown(body, "p1") == [
        (at, name, value)
        for name, value in zip(
            ("import-t1", "import-t2", "export-t1", "export-t2", "gas"), values, strict=True
        )
    ]
    both = [(at, "import", used), (at, "export", returned)]
    energy = {"Total": float(used), "ExportActive": float(returned)}
    assert shown({"Time": local.isoformat(), "ENERGY": energy}, "tasmota.SENSOR") == both
    counters = {
        "aenergy": {"total": float(used * 1000), "minute_ts": int(at.timestamp())},
        "ret_aenergy": {"total": float(returned * 1000)},
    }
    assert shown(counters, "shelly.status.switch:0") == both
    notified = {"ts": at.timestamp() + 0.25, "switch:0": counters}
    assert shown({"method": "NotifyStatus", "params": notified}, "shelly.events.rpc") == both
    seen = at.isoformat() if bare else at.timestamp() * 1000
    zigbee = {"energy": float(used), "produced_energy": float(returned), "last_seen": seen}
    assert shown(zigbee, "zigbee2mqtt") == both
    pack = [
        {"bn": "urn:dev:x:", "bt": at.timestamp(), "bu": "kWh", "n": "import", "v": float(used)},
        {"n": "2.8.0", "u": "Wh", "v": float(returned * 1000)},
    ]
    assert shown(pack, "senml") == both


def shown(body: bytes | Any, end: str) -> list[tuple[datetime, str, Decimal]]:
    registers, reasons = read(body, end)
    assert reasons == []
    return [
        (
            each.measured_at,
            "import" if each.channel is None else each.channel.code,
            Decimal(each.register_uwh) / 1_000_000_000,
        )
        for each in registers
    ]
