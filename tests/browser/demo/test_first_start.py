"""`make up` as a newcomer has it: one command and living data."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.harness.serving import eventually
from tests.system.platform import Person, Platform

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]


async def test_the_demo_shows_live_data(platform: Platform, passwords: dict[str, str]) -> None:
    assert set(passwords) == {"admin", "household", "building"}

    household = await platform.log_in("household", passwords["household"])
    devices = await platform.call("GET", "/api/devices", household)

    await eventually(
        lambda: all_live(platform, household, devices["items"]), within_s=240, every_s=0.5
    )


async def all_live(platform: Platform, owner: Person, devices: list[dict[str, Any]]) -> bool:
    """The recording is there whole, and every other meter has history and today."""
    now = datetime.now(UTC)
    today, in_its_history = str(now.date()), str((now - timedelta(days=200)).date())
    for device in devices:
        recorded = "recorded" in device["name"]
        path = f"/api/monitoring/devices/{device['id']}/consumption"
        for date in ("2013-03-31",) if recorded else (in_its_history, today):
            day = await platform.call("GET", path, owner, params={"date": date})
            if day["readings"] == 0:
                return False
    return len(devices) == 3
