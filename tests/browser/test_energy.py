"""What a home took, gave and made: Today, History, and the formulas of calculated channels."""

import csv
import re
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.solar_home import SolarHome, solar_home
from tests.browser.test_client import kwh
from tests.browser.test_pages import assert_good_in_every_shape
from tests.browser.visitor import Visitors

pytestmark = [pytest.mark.system, pytest.mark.timeout(300)]


async def test_a_home_sees_what_it_took_gave_and_made(visitors: Visitors, tmp_path: Path) -> None:
    client = await visitors.client()
    home = await solar_home(visitors.platform, client)
    async with visitors.window(client, zone=home.zone) as page:
        await page.goto("/")
        await look_at_today(page, home)
        await assert_good_in_every_shape(page, "today with a flow")

        await page.goto("/history")
        shown = page.get_by_label("What is shown")
        await shown.select_option("From and to the grid")
        await expect(page).to_have_url(re.compile("direction=both"))
        await expect(page.get_by_text(re.compile(r"^To the grid: \d"))).to_be_visible()
        await assert_good_in_every_shape(page, "both directions")
        await page.keyboard.press("t")
        await expect(page.get_by_role("columnheader", name="To the grid")).to_be_visible()
        amounts = await page.locator("tbody td:nth-of-type(2)").all_inner_texts()
        given = [kwh(each) for each in amounts][: len(home.hours["export"])]
        assert given == pytest.approx(home.hours["export"], abs=0.0006)
        await look_at_file(page, home, tmp_path)

        await shown.select_option("Gas")
        await expect(page).to_have_url(re.compile("kind=gas"))
        await expect(page.get_by_role("columnheader", name="Volume")).to_be_visible()
        await expect(page.get_by_test_id("figure")).to_have_text(f"{home.total('gas'):.2f}")
        await expect(page.get_by_text("m³").first).to_be_visible()
        await assert_good_in_every_shape(page, "gas as a table")
        await page.go_back()
        await expect(page).to_have_url(re.compile("direction=both"))


async def look_at_today(page: Page, home: SolarHome) -> None:
    """Check that what is calculated isn't added, and that the flow tells the truth."""
    # The house is calculated from the meter: today is what the meter took.
    total = home.total("import")
    await expect(page.get_by_test_id("figure")).to_have_text(re.compile(f"^{total:.2f}$|^{total}"))
    devices = page.get_by_role("region", name="Devices")
    house = devices.get_by_role("listitem").filter(has_text="House")
    await expect(house).to_contain_text("Calculated")
    await expect(devices).not_to_contain_text("No readings yet")
    await expect(page.get_by_text("so not added again: House")).to_be_visible()
    flow = page.get_by_role("region", name="In, out and produced")
    own = home.total("production") - home.total("export")
    share = round(100 * own / home.total("production"))
    await expect(flow).to_contain_text(f"You used {share}% of what you produced.")
    await expect(flow.get_by_role("img", name=re.compile("^Sources: "))).to_be_visible()
    also = page.get_by_role("region", name="Also today")
    await expect(also).to_contain_text(f"{home.total('gas'):.2f}\N{NO-BREAK SPACE}m³")


async def look_at_file(page: Page, home: SolarHome, folder: Path) -> None:
    """Check that the file holds both directions, each channel by itself."""
    async with page.expect_download() as download:
        await page.get_by_role("button", name="Download as CSV").click()
    await (await download.value).save_as(folder / "both.csv")
    with (folder / "both.csv").open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["device_id"] == str(home.meter)]
    for code in ("import", "export"):
        values = [float(row["value"]) for row in rows if row["channel"] == code and row["value"]]
        assert sum(values) == pytest.approx(home.total(code), abs=1e-6)


async def test_an_administrator_changes_what_a_channel_is_calculated_from(
    visitors: Visitors,
) -> None:
    platform, client = visitors.platform, await visitors.client()
    admin = await visitors.administrator()
    meter = await platform.device(client.person, name="Formula meter")
    for code in ("export", "gas"):
        await platform.call(
            "POST", f"/api/devices/{meter}/channels", platform.admin, json={"code": code}
        )
    async with visitors.window(admin) as page:
        await page.goto("/devices?q=Formula")
        await page.get_by_role("button", name="Register device").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label("Name", exact=True).fill("Formula house")
        await dialog.get_by_label("Calculated from other channels").check()
        await pick(dialog, "Formula meter")
        await dialog.get_by_role("button", name="Add a channel to the formula").click()
        await pick(dialog, "Formula meter")
        await dialog.get_by_label("Channel", exact=True).nth(1).select_option("Gas")
        await dialog.get_by_label("kWh in 1 m³").fill("10.55")
        await assert_good_in_every_shape(page, "a virtual device")
        await dialog.get_by_role("button", name="Register device").click()
        await expect(dialog).to_have_count(0)

        await page.get_by_role("button", name="Formula house").click()
        await expect(dialog).to_contain_text(
            "Calculated: Electricity from the grid (Formula meter) + "
            "10.55 \N{MULTIPLICATION SIGN} Gas (Formula meter)"
        )
        await expect(dialog.get_by_role("heading", name="Credential")).to_have_count(0)
        await expect(dialog.get_by_role("link", name="Import")).to_have_count(0)
        await change_formula(page, dialog)
        await add_calculated(page, dialog)


async def pick(dialog: Locator, name: str) -> None:
    """Choose a device for a formula."""
    await dialog.get_by_label("Search devices by name").fill(name)
    await dialog.get_by_role("button", name=f"Add {name}").click()


async def change_formula(page: Page, dialog: Locator) -> None:
    """Add a step, first one that would be a circle."""
    await dialog.get_by_role("button", name="Change the formula").click()
    await dialog.get_by_role("button", name="Add a step with a later date").click()
    await dialog.get_by_label("Applies from").nth(1).fill("2025-01-01T00:00")
    second = dialog.get_by_role("group", name="Step 2")
    await second.get_by_role("button", name="Remove Formula meter").first.click()
    await second.get_by_role("button", name="Add a channel to the formula").click()
    await pick(second, "Formula house")
    save = dialog.get_by_role("button", name="Save formula")
    await save.click()
    await expect(dialog.get_by_role("alert")).to_contain_text("calculated from itself")
    await assert_good_in_every_shape(page, "a formula with an error")
    await second.get_by_role("button", name="Remove Formula house").click()
    await save.click()
    await expect(
        dialog.get_by_text(re.compile("^Since 1 Jan 2025, 00:00: 10.55 . Gas"))
    ).to_be_visible()


async def add_calculated(page: Page, dialog: Locator) -> None:
    """Add a calculated channel, and give it a name and a limit."""
    await dialog.get_by_role("button", name="Add calculated channel").click()
    form = dialog.locator("form", has=page.get_by_label("What it is"))
    await pick(form, "Formula meter")
    await form.get_by_label("Channel", exact=True).select_option("Electricity to the grid")
    await form.get_by_label("Plus or minus").select_option("Minus")
    await form.get_by_role("button", name="Add calculated channel").click()
    added = dialog.get_by_role("listitem").filter(has_text="used behind the meter")
    await expect(added).to_contain_text("\N{MINUS SIGN}Electricity to the grid (Formula meter)")
    await added.get_by_role("button", name="Change name and limit").click()
    await added.get_by_label("Name (optional)").fill("Own use")
    await added.get_by_label("Limit in kWh per hour").fill("2.5")
    await added.get_by_role("button", name="Save").click()
    named = dialog.get_by_role("listitem").filter(has_text="Own use")
    await expect(named).to_contain_text("limit 2.5\N{NO-BREAK SPACE}kWh per hour")


async def test_an_administrator_puts_a_submeter_under_its_main_meter(visitors: Visitors) -> None:
    platform, client = visitors.platform, await visitors.client()
    admin = await visitors.administrator()
    for name in ("Submeter house", "Submeter charger"):
        await platform.device(client.person, name=name)
    async with visitors.window(admin) as page:
        await page.goto("/devices?q=Submeter")
        await page.get_by_role("button", name="Submeter charger").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_role("button", name="Choose the main meter").click()
        await dialog.get_by_label("Search devices by name").fill("Submeter")
        await dialog.get_by_role("button", name="Choose Submeter charger").click()
        await expect(dialog.get_by_text("no channel of the same kind")).to_be_visible()
        await dialog.get_by_role("button", name="Another device").click()
        await dialog.get_by_label("Search devices by name").fill("Submeter")
        await dialog.get_by_role("button", name="Choose Submeter house").click()
        await assert_good_in_every_shape(page, "the main meter of a submeter")
        form = dialog.locator("form", has=page.get_by_label("Channel of Submeter house"))
        await form.get_by_role("button", name="Save").click()
        whole = dialog.get_by_text("part of Electricity from the grid (Submeter house)")
        await expect(whole).to_be_visible()

        await dialog.get_by_role("button", name="Choose the main meter").click()
        await dialog.get_by_role("button", name="It has no main meter").click()
        await expect(whole).to_have_count(0)
