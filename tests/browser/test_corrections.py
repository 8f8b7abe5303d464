"""An administrator corrects history in the browser, with a preview, and undoes it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.visitor import Visitors, axe_violations
from tests.harness.serving import eventually
from tests.system.platform import Platform

pytestmark = [pytest.mark.system, pytest.mark.timeout(300)]

HOUR = timedelta(hours=1)


async def report(platform: Platform, device: UUID, start: datetime, *kwh: float) -> None:
    """Hourly readings from ``start`` on, stored."""
    readings = [
        {
            "device_id": str(device),
            "measured_at": (start + n * HOUR).isoformat(),
            "energy_kwh": each,
            "interval_s": 3600,
        }
        for n, each in enumerate(kwh)
    ]
    await platform.call("POST", "/api/readings", platform.admin, json=readings)

    async def stored() -> bool:
        return await platform.stored(device) == len(kwh)

    await eventually(stored, within_s=60)


async def total_kwh(platform: Platform, device: UUID, day: str) -> Any:
    """Return monitoring's figures of a day."""
    path = f"/api/monitoring/devices/{device}/consumption?date={day}"
    answer = await platform.call("GET", path, platform.admin)
    return answer["energy_kwh"]


async def test_a_value_is_corrected_with_a_preview_and_undone(visitors: Visitors) -> None:
    platform = visitors.platform
    admin, client = await visitors.administrator(), await visitors.client()
    device = await platform.device(client.person, name="Boiler", max_consumption=2)
    start = datetime.now(UTC).replace(hour=10, minute=0, second=0, microsecond=0)
    start -= timedelta(days=2)
    day = start.date().isoformat()
    await report(platform, device, start, 1, 9, 1)

    async with visitors.window(admin) as page:
        await page.goto(f"/history?device={device}&date={day}")
        await page.get_by_role("link", name="Correct Boiler").click()
        await fill(page, at=f"{day}T11:00", kwh="1.5")
        await page.get_by_role("button", name="Preview").click()

        follows = page.get_by_role("region", name="Preview")
        await expect(follows).to_contain_text("1 value changes; the total decreases by 7.5")
        await expect(follows).to_contain_text("1 alert is retracted.")
        await expect_hour(follows, "11:00", "9 kWh", "1.5 kWh")
        assert await axe_violations(page) == []
        assert await total_kwh(platform, device, day) == 11

        await follows.get_by_role("button", name="Apply correction").click()
        await expect(page.get_by_text("Correction applied.")).to_be_visible()
        record = page.locator("[data-correction]")
        await expect(record).to_contain_text("Set to 1.5")
        await expect(record).to_contain_text(f"by {admin.username}")
        await expect(record).to_contain_text("read off by hand")
        assert await total_kwh(platform, device, day) == 3.5

        await record.get_by_role("button", name="Undo …").click()
        await expect(record).to_contain_text("the total increases by 7.5")
        await expect(record).to_contain_text("1 alert is raised.")
        await record.get_by_role("button", name="Undo correction").click()
        await expect(record).to_contain_text(f"Undone by {admin.username}")
        assert await total_kwh(platform, device, day) == 11


async def fill(page: Page, *, at: str, kwh: str) -> None:
    """Fill in the form."""
    await page.get_by_label("At", exact=True).fill(at)
    await page.get_by_label("Energy (kWh)").fill(kwh)
    await page.get_by_label("Reason").fill("read off by hand")


async def expect_hour(within: Locator, hour: str, before: str, after: str) -> None:
    """Return the row of an hour, with its energy before and after."""
    cells = within.get_by_role("row").filter(has_text=hour).get_by_role("cell")
    await expect(cells.nth(1)).to_have_text(before)
    await expect(cells.nth(2)).to_have_text(after)


async def test_an_invalid_correction_shows_an_error_and_changes_nothing(visitors: Visitors) -> None:
    platform = visitors.platform
    admin, client = await visitors.administrator(), await visitors.client()
    device = await platform.device(client.person, name="Silent")
    async with visitors.window(admin) as page:
        await page.goto(f"/corrections?device={device}")
        await page.get_by_label("Correction", exact=True).select_option("Remove a range")
        await page.get_by_label("Reason").fill("test load")
        await page.get_by_role("button", name="Preview").click()

        refusal = page.get_by_text("The device has no values of this kind in that range.")
        await expect(refusal).to_be_visible()
        await expect(page.get_by_role("button", name="Apply correction")).to_have_count(0)
        await expect(page.get_by_text("No corrections yet.")).to_be_visible()
    async with visitors.window(client) as page:
        await page.goto(f"/corrections?device={device}")
        await expect(page.get_by_text("Page not found.")).to_be_visible()


async def test_the_second_of_two_equal_clock_times_can_be_corrected(visitors: Visitors) -> None:
    platform = visitors.platform
    admin = await visitors.administrator()
    device = await platform.device(admin.person, name="Fridge", time_zone="Europe/London")
    await report(platform, device, datetime(2025, 10, 26, 0, tzinfo=UTC), 1, 2)
    async with visitors.window(admin) as page:
        await page.goto(f"/corrections?device={device}&date=2025-10-26")
        turn = page.get_by_label("This time occurs twice on that day")
        await expect(turn).to_have_count(0)
        await fill(page, at="2025-10-26T01:00", kwh="5")
        await turn.select_option("the second time (winter time)")
        await page.get_by_role("button", name="Preview").click()

        follows = page.get_by_role("region", name="Preview")
        await expect_hour(follows, "01:00", "2 kWh", "5 kWh")
        await expect(follows).to_contain_text("the total increases by 3")
        assert await axe_violations(page) == []
        await turn.select_option("the first time (summer time)")
        await expect(follows).to_have_count(0)
        await page.get_by_role("button", name="Preview").click()
        await expect_hour(follows, "01:00", "1 kWh", "5 kWh")
