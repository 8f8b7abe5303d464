"""Clients manage their own devices."""

import re
from uuid import UUID

import pytest
from playwright.async_api import expect

from tests.browser.test_client import open_live, push
from tests.browser.test_pages import assert_good_in_every_shape
from tests.browser.visitor import Login, Visitors
from tests.harness.serving import eventually
from tests.system.platform import Platform

pytestmark = [pytest.mark.system, pytest.mark.timeout(300)]


async def test_an_owner_silences_one_device_and_still_gets_alerts_of_others(
    visitors: Visitors,
) -> None:
    platform, client = visitors.platform, await visitors.client()
    boiler = await platform.device(client.person, name="Boiler", max_consumption=2)
    lamp = await platform.device(client.person, name="Lamp", max_consumption=1)
    opener = re.compile("Start maintenance.*Boiler")
    async with visitors.window(client) as page:
        await page.goto("/devices")
        await page.get_by_role("button", name=opener).click()
        own = page.get_by_role("region", name="Maintenance for Boiler")
        await own.get_by_label("Reason (optional)").fill("new valve")
        await own.get_by_label("Duration").select_option("4 hours")
        await assert_good_in_every_shape(page, "the maintenance form")
        await own.get_by_role("button", name="Start maintenance").click()
        await expect(own).to_contain_text("In maintenance until")
        await expect(own).to_contain_text("new valve")

        await open_live(page, "/alerts")
        await push(platform, boiler, 2.31)
        await is_listed(platform, client, boiler)
        await push(platform, lamp, 1.5)
        banner = page.get_by_role("alert")
        await expect(banner.get_by_text("Lamp went over its limit of 1 kWh")).to_be_visible()
        await expect(banner.get_by_text("Boiler")).to_have_count(0)
        await expect(page.get_by_role("link", name=re.compile("Boiler 2.31"))).to_be_visible()

        await page.goto("/devices")
        await own.get_by_role("button", name="End maintenance").click()
        await expect(page.get_by_role("button", name=opener)).to_be_visible()
        attention = await platform.call(
            "GET", f"/api/monitoring/devices/{boiler}/notification-settings", client.person
        )
        assert attention["maintenance"] is None


async def is_listed(platform: Platform, client: Login, device: UUID) -> None:
    """Wait until a device has an alert."""

    async def has_alert() -> bool:
        path = f"/api/monitoring/alerts?device_id={device}"
        return (await platform.call("GET", path, client.person))["total"] == 1

    await eventually(has_alert)
