"""An administrator controls the demo's meters, and the owner sees the effect."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.demo_data import device_named
from tests.browser.test_pages import assert_good_in_every_shape
from tests.browser.visitor import Login, Visitors, axe_violations
from tests.harness.serving import eventually
from tests.system.platform import Person, Platform

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]

OWNER = "household"


@pytest.fixture
async def owner(platform: Platform, passwords: dict[str, str]) -> Login:
    """The demo's household, once its meters have sent their history and are live."""
    person = await platform.log_in(OWNER, passwords[OWNER])
    await lives(platform, person)
    return Login(person, OWNER, passwords[OWNER])


async def lives(platform: Platform, person: Person) -> None:
    async def is_live() -> bool:
        latest = await platform.call("GET", "/api/monitoring/latest", person)
        return [each["state"] for each in latest["items"]].count("live") >= 2

    await eventually(is_live, within_s=300)


async def test_a_forced_overconsumption_alerts_the_owner(
    visitors: Visitors, owner: Login, passwords: dict[str, str]
) -> None:
    admin = Login(visitors.platform.admin, "admin", passwords["admin"])
    async with visitors.window(owner) as at_home, visitors.window(admin) as page:
        await at_home.goto("/history")
        await page.goto("/")
        await page.get_by_role("link", name="Simulator").click()
        await assert_good_in_every_shape(page, "the simulator")

        await page.get_by_role("button", name="Force over limit: Car charger").click()

        charger = await device_named(visitors.platform, "Car charger")
        row = page.locator(f'[data-meter="{charger}"]')
        await expect(row).to_contain_text("extra load until")
        alert = at_home.get_by_role("alert").get_by_text(
            "Car charger went over its limit of 12 kWh"
        )
        await expect(alert).to_be_visible(timeout=120_000)
        await expect(row).not_to_contain_text("extra load", timeout=120_000)


async def test_the_simulation_is_stopped_changed_and_started(
    visitors: Visitors, owner: Login, passwords: dict[str, str]
) -> None:
    platform = visitors.platform
    admin = Login(platform.admin, "admin", passwords["admin"])
    shop = await device_named(platform, "Shop")
    async with visitors.window(admin) as page:
        await page.goto("/simulator")
        await page.get_by_role("button", name="Stop").click()
        await expect(page.get_by_text("Stopped: no meters are reporting.")).to_be_visible()
        await page.reload()
        await expect(page.get_by_text("Stopped: no meters are reporting.")).to_be_visible()
        forces = page.get_by_role("button", name=re.compile("Force over limit"))
        await expect(forces).to_have_count(4)
        await expect(forces.first).to_be_disabled()

        await page.get_by_role("checkbox", name="Shop reports").click()
        await expect(page.get_by_role("checkbox", name="Shop reports")).not_to_be_checked()
        await page.get_by_label("Reporting interval of each meter").select_option("every 1 second")
        await page.get_by_role("button", name="Start").click()

        await expect(page.get_by_text("3 meters report every 1 second.")).to_be_visible()
        row = page.locator(f'[data-meter="{shop}"]')
        await expect(row).to_contain_text("not reporting")
        told = await platform.call("GET", "/api/simulator", platform.admin)
        assert told["interval_s"] == 1
        assert {each["device_id"] for each in told["meters"] if not each["plays"]} == {str(shop)}

    async with visitors.window(owner) as page:
        await page.goto("/simulator")
        await expect(page.get_by_text("Page not found.")).to_be_visible()
        await expect(page.get_by_role("link", name="Simulator")).to_have_count(0)


async def test_a_simulated_meter_is_added_reports_and_is_removed(
    visitors: Visitors, owner: Login, passwords: dict[str, str]
) -> None:
    platform = visitors.platform
    admin = Login(platform.admin, "admin", passwords["admin"])
    boiler = await platform.device(owner.person, name="Boiler", max_consumption=1)
    async with visitors.window(admin) as page:
        await page.goto("/simulator")
        await page.get_by_role("button", name="Add meter").click()
        dialog = page.get_by_role("dialog")
        await expect(dialog.get_by_role("button", name="Shop already simulated")).to_be_disabled()
        await dialog.get_by_label("Profile").select_option("a heat pump")
        await dialog.get_by_role("searchbox").fill("Boiler")
        await expect(dialog.get_by_role("button", name="Shop")).to_have_count(0)
        assert await axe_violations(page) == []
        await dialog.get_by_role("button", name="Boiler").click()

        await expect(dialog).to_have_count(0)
        row = page.locator(f'[data-meter="{boiler}"]')
        await expect(row).to_contain_text("a heat pump · limit 1\u00a0kWh per hour")

        async def lives() -> bool:
            latest = await platform.call("GET", "/api/monitoring/latest", owner.person)
            states = {each["device_id"]: each["state"] for each in latest["items"]}
            return states[str(boiler)] == "live"

        await eventually(lives, within_s=120)

        await row.get_by_role("button", name="Remove the meter of Boiler").click()
        await expect(dialog).to_contain_text("Its readings, the device and its credential are kept")
        assert await axe_violations(page) == []
        await dialog.get_by_role("button", name="Remove", exact=True).click()
        await expect(row).to_have_count(0)


async def test_the_simulator_has_a_document_and_a_health_check(
    visitors: Visitors, owner: Login, passwords: dict[str, str]
) -> None:
    platform = visitors.platform
    offered = await platform.call("GET", "/api/docs/services")
    assert "simulator" in [each["name"] for each in offered]
    document = await platform.call("GET", "/api/docs/simulator.json")
    assert "/api/simulator/devices" in document["paths"]

    admin = Login(platform.admin, "admin", passwords["admin"])
    async with visitors.window(admin) as page:
        await page.goto("/")
        simulator = page.locator('[data-service="simulator"]')
        await expect(simulator).to_have_attribute("data-state", "healthy")
