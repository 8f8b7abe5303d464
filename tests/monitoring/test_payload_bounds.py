"""Payloads of makers: hostile ones cost little, and each tells the same truth."""

import time
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kilowatch.contracts.payloads import FORMATS
from kilowatch.contracts.readings import MAX_READINGS_PER_MESSAGE, StreamMessage
from kilowatch.monitoring.messages import read_message
from tests.monitoring.payload_reader import AMSTERDAM, DEVICE, NOW, RECEIVED_MS, read, telegram

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
