"""The same day of a household by every way in, each meter as itself, through the whole platform."""

import asyncio
from datetime import datetime
from decimal import Decimal
from uuid import UUID

import pytest

from tests.harness.serving import eventually
from tests.system.platform import Person, Platform
from tests.system.truth import LONDON, UCI, Truth, london, uci

pytestmark = [pytest.mark.system, pytest.mark.timeout(300)]

WAYS = ("amqp", "mqtt", "http")


async def test_a_recording_arrives_whole_by_every_way(platform: Platform) -> None:
    owner = await platform.client()
    truth = uci()
    devices = {way: await platform.device(owner, reporting_interval_s=60) for way in WAYS}

    for way, device in devices.items():
        batch = ("--batch", "20") if way == "http" else ()
        printed = await platform.kilowatch(
            "replay", str(UCI), "--device", str(device), "--via", way, *batch
        )
        assert "2,880 readings in" in printed

    for device in devices.values():
        await eventually(lambda device=device: _all_stored(platform, device, truth), within_s=60)
        assert await _energy_kwh(platform, owner, device) == truth.total_kwh


async def _all_stored(platform: Platform, device: UUID, truth: Truth) -> bool:
    return await platform.stored(device) == len(truth.energy_kwh)


@pytest.mark.parametrize("way", ["mqtt", "http"])
async def test_a_year_and_a_half_arrives_whole_by_the_other_ways(
    platform: Platform, way: str
) -> None:
    """As AMQP is seen to bring every day of it in test_replay.py."""
    owner, truth = await platform.client(), london()
    device = await platform.device(owner, reporting_interval_s=1800, time_zone="Europe/London")

    printed = await platform.kilowatch(
        *("replay", str(LONDON), "--device", str(device), "--via", way, "--batch", "200")
    )

    assert "24,158 readings in" in printed
    await eventually(lambda: _all_stored(platform, device, truth), within_s=60)
    path = "/api/monitoring/consumption"
    asked = {"device_id": str(device), "from": "2012-10-12", "to": "2014-03-01"}
    total = (await platform.call("GET", path, owner, params=asked))["total"]
    assert (Decimal(str(total["energy_kwh"])), total["readings"]) == (truth.total_kwh, 24_140)
    hours = truth.hours()
    for date in ("2012-10-13", "2013-07-01", "2014-02-27"):
        day = {"device_id": str(device), "from": date, "resolution": "hour"}
        for bucket in (await platform.call("GET", path, owner, params=day))["buckets"]:
            hour = datetime.fromisoformat(bucket["starts_at"])
            seen = (Decimal(str(bucket["energy_kwh"])), bucket["readings"])
            assert seen == hours[hour], bucket


async def _energy_kwh(platform: Platform, owner: Person, device: UUID) -> Decimal:
    """The energy of the three days in UTC that two French days touch."""
    total = Decimal(0)
    for day in ("2007-01-31", "2007-02-01", "2007-02-02"):
        path = f"/api/monitoring/devices/{device}/consumption?date={day}"
        answer = await platform.call("GET", path, owner)
        total += Decimal(str(answer["energy_kwh"] or 0))
    return total


async def test_a_revoked_meter_is_out_on_every_way(platform: Platform) -> None:
    owner = await platform.client()
    device = await platform.device(owner)
    await _play_a_day(platform, device, "http")
    path = f"/api/auth/devices/{device}/credential"
    seen = await platform.call("GET", path, platform.admin)
    assert seen["exists"] is True
    assert seen["last_used_at"] is not None

    await platform.call("DELETE", path, platform.admin)
    secret = (platform.home / "meters" / f"{device}.secret").read_text()

    async def refused() -> bool:
        reading = {"timestamp": "2025-11-25T10:00:00Z", "measurement_value": 1}
        answer = await platform.ask(
            "POST", "/api/readings", json=reading, auth=(str(device), secret)
        )
        return answer.status_code == 401

    await eventually(refused, within_s=2)
    assert (await platform.call("GET", path, platform.admin))["exists"] is False


async def _play_a_day(platform: Platform, device: UUID, way: str) -> None:
    day = ("--date", "2025-11-25", "--interval", "1h")
    await platform.kilowatch("simulate", "--device", str(device), "--via", way, *day)


async def test_a_client_can_neither_see_nor_issue_credentials(platform: Platform) -> None:
    owner = await platform.client()
    device = await platform.device(owner)
    path = f"/api/auth/devices/{device}/credential"

    answers = await asyncio.gather(
        *(platform.ask(method, path, owner) for method in ("GET", "POST", "DELETE"))
    )

    assert [each.status_code for each in answers] == [403] * 3
    assert (await platform.ask("POST", "/internal/broker/user")).status_code == 404
