"""An administrator imports history from a file, sees its faults, and undoes it."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from playwright.async_api import FilePayload, Page, expect

from tests.browser.visitor import Visitors, axe_violations
from tests.system.platform import Platform

pytestmark = [pytest.mark.system, pytest.mark.timeout(300)]

DAY = "2025-06-02"
HISTORY = f"""When;Amount;Remark
{DAY} 00:00;0,5;
{DAY} 01:00;1,5;
{DAY} 02:00;soon;
{DAY} 03:00;2;
{DAY} 04:00;-1;
{DAY} 05:00;3;
"""
"""Hours in no unit that the file names, two of them no readings: 7 kWh in all."""


def csv(text: str) -> FilePayload:
    """Return a file as a user chooses it."""
    return {"name": "history.csv", "mimeType": "text/csv", "buffer": text.encode()}


async def energy_kwh(platform: Platform, device: UUID) -> Any:
    """Return monitoring's energy of the day; None where it has no data."""
    path = f"/api/monitoring/devices/{device}/consumption?date={DAY}"
    return (await platform.call("GET", path, platform.admin))["energy_kwh"]


async def choose(page: Page, device: UUID, file: FilePayload) -> None:
    """Go from the devices page, over the device's dialog, to its import page."""
    await page.goto(f"/devices?q={device}")
    await page.get_by_role("button", name="Garage").click()
    await page.get_by_role("dialog").get_by_role("link", name="Import history").click()
    await page.get_by_label("CSV file").set_input_files(file)


async def test_history_is_previewed_imported_and_undone(visitors: Visitors) -> None:
    platform = visitors.platform
    admin, client = await visitors.administrator(), await visitors.client()
    device = await platform.device(client.person, name="Garage", time_zone="Europe/London")
    async with visitors.window(admin) as page:
        await choose(page, device, csv(HISTORY))

        await expect(page.get_by_role("main").get_by_role("alert")).to_contain_text(
            "Choose it in the form"
        )
        await expect(page.get_by_label("Value column")).to_contain_text("2: Amount")
        await page.get_by_label("Unit").select_option("kWh")
        says = page.get_by_role("region", name="Preview")
        await expect(says).to_contain_text("4 readings, 7.00\u00a0kWh")
        await expect(page.get_by_label("Decimal separator")).to_contain_text("Detected: comma")
        refused = says.get_by_role("region", name="2 rejected rows").get_by_role("row")
        await expect(refused.nth(1)).to_contain_text("Not a number")
        await expect(refused.nth(2)).to_have_text("6Negative value")
        assert await axe_violations(page) == []
        assert not await energy_kwh(platform, device)

        await says.get_by_role("button", name="Import 4 readings").click()
        record = page.locator("[data-import]")
        await expect(record).to_have_attribute("data-state", "done", timeout=60_000)
        await expect(record).to_contain_text(f"by {admin.username}")
        await expect(record).to_contain_text("the total increases by 7")
        assert await energy_kwh(platform, device) == 7
        await record.get_by_role("button", name="Show file report").click()
        await expect(record.get_by_role("region", name="2 rejected rows")).to_be_visible()
        assert await axe_violations(page) == []

        await record.get_by_role("button", name="Undo …").click()
        await expect(record).to_contain_text("4 readings from this file are removed")
        await record.get_by_role("button", name="Undo import").click()
        await expect(record).to_have_attribute("data-state", "undone", timeout=60_000)
        await expect(record).to_contain_text(f"Undone by {admin.username}")
        assert not await energy_kwh(platform, device)


async def test_changing_the_interval_end_or_column_updates_the_preview(visitors: Visitors) -> None:
    platform, admin = visitors.platform, await visitors.administrator()
    device = await platform.device(admin.person, name="Garage", time_zone="Europe/London")
    file = f"when,bought kWh,sold kWh\n{DAY} 01:00,1,5\n{DAY} 02:00,2,6\n"
    async with visitors.window(admin) as page:
        await choose(page, device, csv(file))
        await expect(page.get_by_role("main").get_by_role("alert")).to_contain_text("value_column")
        await page.get_by_label("sold kWh", exact=True).select_option("import")
        says = page.get_by_role("region", name="Preview")
        await expect(says).to_contain_text("11.00\u00a0kWh")
        await expect(says).to_contain_text("2 Jun 2025, 01:00 \u2013 2 Jun 2025, 03:00")

        await page.get_by_label("Times mark").select_option("the end of the interval")

        await expect(says).to_contain_text("2 Jun 2025, 00:00 \u2013 2 Jun 2025, 02:00")


async def test_an_invalid_file_shows_an_error_and_clients_have_no_import_page(
    visitors: Visitors,
) -> None:
    platform = visitors.platform
    admin, client = await visitors.administrator(), await visitors.client()
    name = f"Garage {uuid4().hex[:8]}"
    device = await platform.device(client.person, name=name)
    async with visitors.window(admin) as page:
        await page.goto("/imports")
        await page.get_by_label("Search by name or ID").fill(name)
        await page.get_by_role("link", name=name).click()
        await page.get_by_label("CSV file").set_input_files(csv("PK\x03\x04\x00 a spreadsheet"))

        await expect(page.get_by_role("main").get_by_role("alert")).to_contain_text(
            "Save it as CSV"
        )
        await expect(page.get_by_role("button", name="Import")).to_have_count(0)
        await expect(page.get_by_text("No imports yet.")).to_be_visible()
    async with visitors.window(client) as page:
        await page.goto(f"/imports?device={device}")
        await expect(page.get_by_text("Page not found.")).to_be_visible()


async def test_a_file_of_two_registers_fills_two_channels(visitors: Visitors) -> None:
    platform, admin = visitors.platform, await visitors.administrator()
    device = await platform.device(admin.person, name="Garage", time_zone="Europe/London")
    rows = "".join(
        f"{DAY} 0{hour}:00,{register},{kwh}\n"
        for hour in range(3)
        for register, kwh in (("Offtake", 2), ("Injection", 5))
    )
    async with visitors.window(admin) as page:
        await choose(page, device, csv(f"when,Register,kWh\n{rows}"))
        offtake = page.get_by_label("Register: Offtake", exact=True)
        injection = page.get_by_label("Register: Injection", exact=True)
        says = page.get_by_role("region", name="Preview", exact=True)

        await expect(offtake).to_have_value("import")
        await expect(injection).to_have_value("export")
        totals = says.get_by_role("region", name="Totals by channel").get_by_role("row")
        await expect(totals.nth(1)).to_contain_text("Electricity from the grid")
        await expect(totals.nth(1)).to_contain_text("6 kWh")
        await expect(totals.nth(2)).to_contain_text("Electricity to the grid (new channel)")
        await expect(totals.nth(2)).to_contain_text("15 kWh")
        assert await axe_violations(page) == []

        await says.get_by_role("button", name="Import 6 readings").press("Enter")
        record = page.locator("[data-import]")
        await expect(record).to_have_attribute("data-state", "done", timeout=60_000)
        await expect(record).to_contain_text(
            "Garage: Electricity to the grid 3 of 3 readings, 15 kWh"
        )
        assert await energy_kwh(platform, device) == 6

        await record.get_by_role("button", name="Undo …").click()
        await record.get_by_role("button", name="Undo import").click()
        await expect(record).to_have_attribute("data-state", "undone", timeout=60_000)
        assert not await energy_kwh(platform, device)
