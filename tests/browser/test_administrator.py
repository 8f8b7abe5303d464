"""An administrator runs the platform from the browser."""

import re
from uuid import uuid4

import pytest
from playwright.async_api import Page, expect

from tests.browser.visitor import Visitors

pytestmark = [pytest.mark.system, pytest.mark.timeout(300)]


async def log_in(page: Page, username: str, password: str) -> None:
    """Open a page and log in."""
    await page.goto("/")
    await page.get_by_label("Username").fill(username)
    await page.get_by_label("Password").fill(password)
    await page.get_by_role("button", name="Log in").click()


async def test_wrong_password_shows_an_error_and_session_survives_reload(
    visitors: Visitors,
) -> None:
    login = await visitors.client()
    async with visitors.window() as page:
        await log_in(page, login.username, "not the password")
        await expect(page.get_by_role("alert")).to_contain_text("is wrong")

        await page.get_by_label("Password").fill(login.password)
        await page.get_by_role("button", name="Log in").click()
        await expect(page.get_by_text("Add your first device")).to_be_visible()
        await page.reload()
        await expect(page.get_by_text("Add your first device")).to_be_visible()
        kept = await page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
        assert "eyJ" not in kept

        await page.get_by_role("button", name="Log out").click()
        await expect(page.get_by_label("Username")).to_be_visible()


async def test_creates_a_user_and_a_device_and_assigns_the_device(visitors: Visitors) -> None:
    admin = await visitors.administrator()
    name, username, password = "Ada Lovelace", f"ada-{uuid4().hex[:8]}", uuid4().hex
    meter = f"Meter {uuid4().hex[:6]}"
    async with visitors.window() as page:
        await log_in(page, admin.username, admin.password)
        await page.get_by_role("link", name="Users").click()
        await page.get_by_role("button", name="Create user").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label("Name", exact=True).fill(name)
        await dialog.get_by_label("Username").fill(username)
        await dialog.get_by_label("Password").fill(password)
        await dialog.get_by_role("button", name="Create user").click()
        await expect(dialog).to_be_hidden()
        await page.get_by_label("Search by name").fill(username)
        await expect(page.get_by_role("cell", name=username)).to_be_visible()

        await page.get_by_role("link", name="Devices").click()
        await page.get_by_role("button", name="Register device").click()
        await dialog.get_by_label("Name", exact=True).fill(meter)
        await dialog.get_by_label("Limit (kWh per hour)").fill("2.5")
        await dialog.get_by_role("button", name="Register device").click()
        await expect(dialog).to_be_hidden()
        await page.get_by_label("Search by name or ID").fill(meter)
        await page.get_by_role("button", name=meter).click()
        await dialog.get_by_role("button", name="Assign").click()
        await dialog.get_by_label("Search by name").fill(username)
        await dialog.get_by_role("button", name=re.compile(username)).click()
        await expect(dialog.get_by_text(f"Owner: {name}")).to_be_visible()

    async with visitors.window() as page:
        await log_in(page, username, password)
        await page.get_by_role("link", name="Devices").click()
        await expect(page.get_by_role("heading", name=meter)).to_be_visible()
        await expect(page.get_by_text("2.5 kWh per hour")).to_be_visible()
        await page.goto("/users")
        await expect(page.get_by_text("Page not found.")).to_be_visible()


async def test_deleting_a_user_shows_the_consequences_and_frees_their_device(
    visitors: Visitors,
) -> None:
    admin, client = await visitors.administrator(), await visitors.client()
    await visitors.platform.device(client.person, name="Freed")
    async with visitors.window(admin) as page:
        await page.goto(f"/users?q={client.username}")
        await page.get_by_role("button", name=client.username).click()
        await page.get_by_role("button", name="Delete …").click()
        await expect(page.get_by_text("Their device will have no owner")).to_be_visible()
        await page.get_by_role("button", name="Delete permanently").click()

        await expect(page.get_by_text("Nothing matches this search.")).to_be_visible()


async def test_lifts_a_lock_and_starts_maintenance_of_a_device(visitors: Visitors) -> None:
    platform = visitors.platform
    admin, client = await visitors.administrator(), await visitors.client()
    device = await platform.device(client.person, name="Lathe")
    for _ in range(10):
        body = {"username": client.username, "password": "not the password"}
        await platform.ask("POST", "/api/auth/login", json=body)
    async with visitors.window(admin) as page:
        await page.goto("/users")
        unlock = page.get_by_role("button", name=f"Unlock : {client.username}")
        await unlock.click()
        await expect(unlock).to_be_hidden()

        await page.goto(f"/devices?q={device}")
        await page.get_by_role("button", name="Lathe").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label("Reason (optional)").fill("new belt")
        await dialog.get_by_role("button", name="Start maintenance").click()
        silenced = dialog.get_by_text("In maintenance until")
        await expect(silenced).to_contain_text("new belt")
        path = f"/api/monitoring/devices/{device}/notification-settings"
        attention = await platform.call("GET", path, platform.admin)
        assert attention["maintenance"]["reason"] == "new belt"

        await dialog.get_by_role("button", name="End maintenance").click()
        await expect(silenced).to_be_hidden()


async def test_there_is_no_simulator_page_without_a_demo(visitors: Visitors) -> None:
    admin = await visitors.administrator()
    async with visitors.window(admin) as page:
        await page.goto("/simulator")
        await expect(page.get_by_text("Page not found.")).to_be_visible()
        await expect(page.get_by_role("link", name="Devices")).to_be_visible()
        await expect(page.get_by_role("link", name="Simulator")).to_have_count(0)
