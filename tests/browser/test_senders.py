"""The fleet page shows held devices, and an administrator changes a device's quota."""

from uuid import UUID

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.test_fleet import report_now
from tests.browser.visitor import DESK, PHONE, Login, Visitors, axe_violations
from tests.system.platform import Platform

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]

LONGEST = "Heat pump of the long house behind the mill ".ljust(100, "9")


async def device_over_its_quota(platform: Platform, admin: Login, name: str) -> UUID:
    """A device that has exceeded its quota in this minute."""
    device = await platform.device(admin.person, name=name)
    quota = {"messages_per_minute": 2, "readings_per_minute": 5_000, "waiting_messages": 5_000}
    path = f"/api/balancing/senders/{device}/quota"
    await platform.call("PUT", path, platform.admin, json=quota)
    return device


async def until_shown(platform: Platform, device: UUID, row: Locator) -> None:
    """Send until the row is there: at the end of its minute a device is released."""
    for _ in range(20):
        for _ in range(4):
            await report_now(platform, device)
        try:
            await expect(row).to_have_count(1, timeout=10_000)
        except AssertionError:
            continue
        return
    raise AssertionError("nobody is held")


def rows_of(page: Page, name: str) -> Locator:
    region = page.get_by_role("region", name="Devices that send a lot")
    return region.get_by_role("row").filter(has_text=name)


async def test_a_held_device_is_named_and_released_by_a_new_quota(visitors: Visitors) -> None:
    platform = visitors.platform
    admin = await visitors.administrator()
    device = await device_over_its_quota(platform, admin, LONGEST)
    async with visitors.window(admin) as page:
        await page.goto("/")
        await expect(page.get_by_test_id("figure")).to_be_visible()
        row = rows_of(page, LONGEST)
        await until_shown(platform, device, row)
        await expect(row).to_contain_text("Held back until")
        for width, height in (PHONE, DESK):
            await page.set_viewport_size({"width": width, "height": height})
            room = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert room <= 0
        assert await axe_violations(page) == []

        await row.get_by_role("button", name="Change quota").click()
        dialog = page.get_by_role("dialog", name="Device quota")
        await expect(dialog).to_contain_text("This device has its own quota.")
        await expect(dialog).to_contain_text(LONGEST)
        field = dialog.get_by_label("Messages per minute")
        await expect(field).to_have_value("2")
        await field.fill("none")
        await dialog.get_by_role("button", name="Save").click()
        await expect(dialog.get_by_role("alert")).to_have_text(
            "Enter whole numbers from 1 to 2,147,483,647."
        )
        assert await axe_violations(page) == []
        await dialog.get_by_role("button", name="Restore default quota").click()

        await expect(dialog).to_have_count(0)
        await expect(row).to_have_count(0)
        path = f"/api/balancing/senders/{device}/quota"
        assert not (await platform.call("GET", path, platform.admin))["is_own"]
