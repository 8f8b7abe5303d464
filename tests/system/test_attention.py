"""Notifications: early warnings, quiet hours, maintenance, acknowledgement."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.harness.serving import eventually
from tests.system.people import WITHIN_S, screen
from tests.system.platform import Person, Platform

pytestmark = [pytest.mark.system, pytest.mark.timeout(300)]

MONITORING = "/api/monitoring"
QUIET_HOURS = "/api/realtime/quiet-hours"
HOUR = timedelta(hours=1)


def this_hour() -> datetime:
    return datetime.now(UTC).replace(minute=0, second=0, microsecond=0)


async def report(platform: Platform, device: UUID, hour: datetime, kwh: float, second: int) -> None:
    """Report much energy in a second of that hour; the same second again is a correction."""
    reading = {
        "device_id": str(device),
        "measured_at": (hour + timedelta(seconds=second)).isoformat(),
        "energy_kwh": kwh,
        "interval_s": 1,
    }
    await platform.call("POST", "/api/readings", platform.admin, json=reading)


async def listed(platform: Platform, person: Person, what: str, total: int) -> dict[str, Any]:
    """Return a list of alerts or warnings, once it has so many."""

    async def has() -> dict[str, Any] | None:
        page = await platform.call("GET", f"{MONITORING}/{what}", person)
        return page if page["total"] == total else None

    return await eventually(has, within_s=WITHIN_S, every_s=0.2)


async def test_an_early_warning_is_pushed_retracted_and_replaced_by_the_alert(
    platform: Platform,
) -> None:
    owner = await platform.client()
    device = await platform.device(owner, max_consumption=2, name="Heat pump")
    path = f"{MONITORING}/devices/{device}/early-warning"
    await platform.call("PUT", path, owner, json={"share": 0.8})
    hour = this_hour()
    async with screen(platform, owner) as browser:
        await report(platform, device, hour, 1.75, 0)
        raised = await browser.hear("early_warning")
        await report(platform, device, hour, 1.0, 0)
        retracted = await browser.hear("early_warning")
        await report(platform, device, hour, 2.5, 0)
        alert = await browser.hear("alert")

    told = raised["early_warning"]
    assert (told["device_name"], told["energy_kwh"], told["share"]) == ("Heat pump", 1.75, 0.8)
    assert [each["early_warning"]["state"] for each in (raised, retracted)] == [
        "raised",
        "retracted",
    ]
    assert (alert["alert"]["state"], alert["alert"]["energy_kwh"]) == ("raised", 2.5)
    assert [each["number"] for each in (raised, retracted, alert)] == [1, 2, 3]
    [kept] = (await listed(platform, owner, "early-warnings", 1))["items"]
    assert kept["device_id"] == str(device)


async def test_alerts_in_quiet_hours_are_silent(platform: Platform) -> None:
    owner = await platform.client()
    device = await platform.device(owner, max_consumption=2)
    now = datetime.now(UTC)
    wish = {
        "starts": (now - HOUR).strftime("%H:%M:%S"),
        "ends": (now + HOUR).strftime("%H:%M:%S"),
        "time_zone": "UTC",
    }
    await platform.call("PUT", QUIET_HOURS, owner, json=wish)
    hour = this_hour()
    async with screen(platform, owner) as browser:
        await report(platform, device, hour - HOUR, 3, 0)
        quiet = await browser.hear("alert")
        await platform.call("DELETE", QUIET_HOURS, owner)
        await report(platform, device, hour, 3, 0)
        loud = await browser.hear("alert")

    assert (quiet["alert"]["silent"], loud["alert"]["silent"]) == (True, False)
    assert (await platform.call("GET", QUIET_HOURS, owner)) == {"quiet_hours": None}


async def test_alerts_during_maintenance_are_listed_without_notification(
    platform: Platform,
) -> None:
    owner = await platform.client()
    device = await platform.device(owner, max_consumption=2)
    path = f"{MONITORING}/devices/{device}/maintenance"
    until = (datetime.now(UTC) + HOUR).isoformat()
    body = {"until": until, "reason": "New heat pump"}
    await platform.call("PUT", path, platform.admin, json=body)
    attention = await platform.call(
        "GET", f"{MONITORING}/devices/{device}/notification-settings", owner
    )
    assert attention["maintenance"]["reason"] == "New heat pump"
    hour = this_hour()
    async with screen(platform, owner) as browser:
        await report(platform, device, hour - HOUR, 3, 0)
        await listed(platform, owner, "alerts", 1)
        await platform.call("DELETE", path, owner)
        await report(platform, device, hour, 3, 0)
        # The first notification is the one after the maintenance.
        heard = await browser.hear("alert")

    assert heard["number"] == 1
    assert datetime.fromisoformat(heard["alert"]["hour"]) == hour
    assert (await listed(platform, owner, "alerts", 2))["unacknowledged"] == 2


async def test_alerts_are_open_until_acknowledged_and_again_when_raised_again(
    platform: Platform,
) -> None:
    owner, other = await platform.client(), await platform.client()
    device = await platform.device(owner, max_consumption=2)
    hour = this_hour() - 48 * HOUR
    for n in range(2):
        await report(platform, device, hour + n * HOUR, 3, 0)
    alert = (await listed(platform, owner, "alerts", 2))["items"][0]
    path = f"{MONITORING}/alerts/{alert['alert_id']}"
    acknowledge = f"{path}/acknowledge"
    assert (await platform.ask("POST", acknowledge, other)).status_code == 404

    noted = await platform.call("POST", acknowledge, owner)

    assert noted["acknowledged"]["by_user_id"] == str(owner.user_id)
    page = await platform.call("GET", f"{MONITORING}/alerts?unacknowledged=true", owner)
    assert (page["total"], page["unacknowledged"]) == (1, 1)
    evidence = await platform.call("GET", path, owner)
    assert [each["energy_kwh"] for each in evidence["readings"]] == [3]

    async def version_is(version: int) -> bool:
        found = (await platform.call("GET", path, owner))["alert"]
        return found["version"] == version

    for version, kwh in ((2, 1.0), (3, 4.0)):
        await report(platform, device, hour + HOUR, kwh, 0)
        await eventually(lambda version=version: version_is(version), within_s=WITHIN_S)
    assert (await listed(platform, owner, "alerts", 2))["unacknowledged"] == 2
