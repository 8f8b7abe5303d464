"""A meter of a household with solar panels and gas: every channel equals the truth."""

import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from tests.harness.serving import eventually
from tests.system.people import WITHIN_S
from tests.system.platform import Person, Platform
from tests.system.test_copies import is_well

pytestmark = [pytest.mark.system, pytest.mark.timeout(300)]

START = datetime(2025, 6, 2, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
HOURS = 12
STEPS: dict[str, list[Decimal]] = {
    "1.8.1": [Decimal(n % 5) / 8 for n in range(HOURS * 4)],
    "1.8.2": [Decimal(n % 3) / 16 for n in range(HOURS * 4)],
    "2.8.1": [Decimal(n % 7) / 32 for n in range(HOURS * 4)],
    "gas": [Decimal(n % 2) / 8 for n in range(HOURS * 4)],
}
"""What each register counts in each quarter of an hour."""


def telegrams() -> list[dict[str, Any]]:
    """Return what the meter shows each quarter of an hour, from before the first on."""
    shown = {name: Decimal(100 * n) for n, name in enumerate(STEPS, 1)}
    found: list[dict[str, Any]] = []
    for place in range(HOURS * 4 + 1):
        at = START + place * QUARTER
        registers = {name: str(value) for name, value in shown.items()}
        found.append({"timestamp": at.isoformat(), "registers": registers})
        if place < HOURS * 4:
            shown = {name: value + STEPS[name][place] for name, value in shown.items()}
    return found


def hourly(*names: str) -> list[float]:
    return [
        float(sum((sum(STEPS[name][n * 4 : n * 4 + 4]) for name in names), Decimal()))
        for n in range(HOURS)
    ]


def differences(one: list[float], other: list[float]) -> list[float]:
    # Sixteenths and thirty-seconds: exact.
    return [a - b for a, b in zip(one, other, strict=True)]


async def hours(
    platform: Platform, who: Person, device: UUID, key: str = "energy_kwh", **query: Any
) -> list[float | None]:
    asked = {
        "device_id": str(device),
        "from": "2025-06-02",
        "to": "2025-06-03",
        "resolution": "hour",
        **query,
    }
    answer = await platform.call("GET", "/api/monitoring/consumption", who, params=asked)
    return [each[key] for each in answer["buckets"][:HOURS]]


async def test_each_channel_of_a_meter_equals_the_truth(platform: Platform) -> None:
    owner = await platform.client()
    device = await platform.device(owner, name="House")
    channels = f"/api/devices/{device}/channels"
    for code in ("1.8.1", "1.8.2", "2.8.1"):
        await platform.call("POST", channels, platform.admin, json={"code": code})
    used = [
        {"device_id": str(device), "channel": "1.8.1"},
        {"device_id": str(device), "channel": "1.8.2"},
        {"device_id": str(device), "channel": "2.8.1", "factor": -1},
    ]
    calculated = {"code": "consumption", "formula": [{"terms": used}]}
    await platform.call("POST", channels, platform.admin, json=calculated)
    sent = [{**each, "device_id": str(device)} for each in telegrams()] * 2
    random.Random(20).shuffle(sent)
    for first in range(0, len(sent), 7):
        body = sent[first : first + 7]
        await platform.call("POST", "/api/readings", platform.admin, json=body)

    async def imported() -> bool:
        both = await hours(platform, owner, device)
        return both == hourly("1.8.1", "1.8.2")

    await eventually(imported, within_s=WITHIN_S)
    for code in ("1.8.1", "1.8.2", "2.8.1"):
        assert await hours(platform, owner, device, channel=code) == hourly(code)
    assert await hours(platform, owner, device, direction="export") == hourly("2.8.1")
    wanted = differences(hourly("1.8.1", "1.8.2"), hourly("2.8.1"))

    async def followed() -> bool:
        return await hours(platform, owner, device, channel="consumption") == wanted

    await eventually(followed, within_s=WITHIN_S)

    pending = await platform.call("GET", "/api/monitoring/pending-channels", platform.admin)
    [gas] = [each for each in pending["items"] if each["device_id"] == str(device)]
    assert (gas["channel"], gas["readings"]) == ("gas", len(sent))
    await platform.call("POST", channels, platform.admin, json={"code": gas["channel"]})

    async def burned() -> bool:
        try:
            return await hours(platform, owner, device, "value", kind="gas") == hourly("gas")
        except AssertionError:
            return False  # the channel isn't known to monitoring yet

    await eventually(burned, within_s=WITHIN_S)


async def test_a_lost_formula_is_named_by_the_doctor_and_sent_again(platform: Platform) -> None:
    owner = await platform.client()
    meter = await platform.device(owner, name="Meter")
    terms = [{"device_id": str(meter), "factor": 2}]
    body = {"name": "Twice", "owner_id": str(owner.user_id), "formula": [{"terms": terms}]}
    twice = await platform.call("POST", "/api/devices", platform.admin, json=body)
    reading = {
        "device_id": str(meter),
        "measured_at": START.isoformat(),
        "energy_kwh": 1.5,
        "interval_s": 3600,
    }
    await platform.call("POST", "/api/readings", platform.admin, json=[reading])

    async def first_hour(kwh: float) -> bool:
        try:
            return (await hours(platform, owner, UUID(twice["id"])))[0] == kwh
        except AssertionError:
            return False  # monitoring doesn't know the device yet

    await eventually(lambda: first_hour(3.0), within_s=WITHIN_S)
    await eventually(lambda: is_well(platform), within_s=120, every_s=1)
    await platform.run("monitoring", "DELETE FROM formula_step")
    with pytest.raises(AssertionError, match=r"monitoring: devices differ"):
        await platform.kilowatch("doctor")

    await platform.kilowatch("doctor", "--repair")

    await eventually(lambda: is_well(platform), within_s=120, every_s=1)
    corrected = {**reading, "energy_kwh": 2}
    await platform.call("POST", "/api/readings", platform.admin, json=[corrected])
    await eventually(lambda: first_hour(4.0), within_s=WITHIN_S)
