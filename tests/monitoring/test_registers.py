"""Meters that report a register: in messages, while pending, and read back."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import msgspec
import pytest

from kilowatch.contracts.readings import StreamMessage
from kilowatch.monitoring.domain import Parsed, ParsedRegister, Rejection
from kilowatch.monitoring.messages import read_message
from tests.monitoring.admin_client import AdminClient
from tests.monitoring.db import NOW, MonitoringDb

START = datetime(2025, 6, 2, tzinfo=UTC)
KWH = 1_000_000_000


def read(*bodies: bytes, sender: UUID | None = None) -> tuple[list[Parsed], list[Rejection]]:
    """Return a message with these readings."""
    body = b"[" + b",".join(bodies) + b"]"
    return read_message(StreamMessage(1, str(sender or uuid4()), body), NOW)


def showing(register: str, **fields: object) -> bytes:
    """Return a message as a meter writes it, the number digit by digit."""
    body = {"timestamp": START, "register_kwh": msgspec.Raw(register.encode()), **fields}
    return msgspec.json.encode(body)


@pytest.mark.parametrize(
    ("text", "uwh"),
    [
        ("0", 0),
        ("12345.678", 12_345_678_000_000),
        ("987654321.123456789", 987_654_321_123_456_789),
        ("1000000000", 10**18),
        ('"17.5"', 17_500_000_000),
        ("1e-9", 1),
    ],
)
def test_a_register_is_stored_digit_by_digit(text: str, uwh: int) -> None:
    [register], [] = read(showing(text))

    assert isinstance(register, ParsedRegister)
    assert (register.register_uwh, register.measured_at) == (uwh, START)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (showing("-1"), "register_negative"),
        (showing("1e10"), "register_absurd"),
        (showing('"NaN"'), "register_not_finite"),
        (showing('"Infinity"'), "register_not_finite"),
        (showing('"much"'), "wrong_type"),
        (showing("1", energy_kwh=2), "energy_and_register"),
        (showing("1", measurement_value=2), "energy_and_register"),
    ],
)
def test_an_impossible_register_is_rejected_with_its_reason(body: bytes, reason: str) -> None:
    readings, [rejection] = read(body)

    assert (readings, rejection.reason) == ([], reason)


async def test_registers_of_an_unknown_device_are_pending(db: MonitoringDb) -> None:
    device = uuid4()
    readings, _ = read(
        showing("10"), showing("12", timestamp=START + timedelta(hours=1)), sender=device
    )
    await db.storage.take(readings, [], NOW)
    assert await db.hourly() == {}

    await db.device(device)
    assert await db.storage.store_pending(NOW) == 2

    assert await db.hourly() == {START: 2 * KWH}


async def test_an_alert_raised_by_a_spike_is_retracted_when_the_register_recovers(
    db: MonitoringDb,
) -> None:
    device = await db.device(limit_uwh=5 * KWH)
    kwh = [100, 101, 9_999]
    registers = [
        ParsedRegister(device, START + timedelta(hours=n), each * KWH, n, 0)
        for n, each in enumerate(kwh)
    ]
    await db.storage.take(registers, [], NOW)
    assert [row["raised"] for row in await db.rows("SELECT raised FROM alert")] == [True]

    back = ParsedRegister(device, START + timedelta(hours=3), 103 * KWH, 3, 0)
    await db.storage.take([back], [], NOW)

    assert [row["raised"] for row in await db.rows("SELECT raised FROM alert")] == [False]


async def test_intervals_between_registers_are_read_like_readings(
    db: MonitoringDb, admin_client: AdminClient
) -> None:
    device = await db.device()
    readings, _ = read(
        showing("10"),
        showing("12.5", timestamp=START + timedelta(minutes=30)),
        showing("12.75", timestamp=START + timedelta(minutes=45)),
        sender=device,
    )
    await db.storage.take(readings, [], NOW)

    page = await admin_client.get(f"/devices/{device}/readings")

    assert [
        (each["measured_at"], each["energy_kwh"], each["interval_s"], each["state"])
        for each in page["items"]
    ] == [
        ("2025-06-02T00:00:00Z", 2.5, 1800, "measured"),
        ("2025-06-02T00:30:00Z", 0.25, 900, "measured"),
    ]
    latest = await admin_client.get("/latest")
    assert [each["reading"]["energy_kwh"] for each in latest["items"]] == [0.25]
