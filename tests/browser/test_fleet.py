"""The fleet page tells of a replica's death and return."""

import pytest
from playwright.async_api import expect

from tests.browser.visitor import Visitors

pytestmark = [pytest.mark.system, pytest.mark.timeout(180)]


async def test_a_killed_replica_goes_silent_and_comes_back(visitors: Visitors) -> None:
    platform = visitors.platform
    admin = await visitors.administrator()
    async with visitors.window(admin) as page:
        await page.goto("/")
        lane = page.locator('[data-lane="monitoring-2"]')
        await expect(lane).to_have_attribute("data-state", "active")
        await platform.kilowatch("stop", "monitoring-2", "--signal", "KILL")
        try:
            await expect(lane).to_have_attribute("data-state", "silent", timeout=10_000)
            await expect(page.get_by_text("2 of 3 replicas at work")).to_be_visible()
        finally:
            await platform.kilowatch("start", "monitoring-2")
        await expect(lane).to_have_attribute("data-state", "active", timeout=30_000)
