"""Users manage their own access, and get help when locked out."""

from uuid import uuid4

import pytest
from playwright.async_api import expect

from tests.browser.visitor import Login, Visitors

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]


async def test_a_forgotten_password_is_replaced_by_a_link_that_is_shown_once(
    visitors: Visitors,
) -> None:
    admin, client = await visitors.administrator(), await visitors.client()
    async with visitors.window(admin) as page:
        await page.goto(f"/users?q={client.username}")
        await page.get_by_role("button", name=client.username).click()
        await page.get_by_role("button", name="Create password reset link").click()
        link = await page.get_by_label("One-time link").input_value()

    password = uuid4().hex
    async with visitors.window() as page:
        await page.goto(link)
        await page.get_by_label("New password").fill(password)
        await page.get_by_role("button", name="Set password").click()
        await page.get_by_role("link", name="Go to login").click()
        await expect(page.get_by_label("Username")).to_be_visible()

        await page.goto(link)
        await page.get_by_label("New password").fill(uuid4().hex)
        await page.get_by_role("button", name="Set password").click()
        await expect(page.get_by_role("alert")).to_contain_text("no longer works")

    renewed = Login(client.person, client.username, password)
    async with visitors.window(renewed) as page:
        await page.goto("/account")
        await expect(page.get_by_text("this session")).to_be_visible()


async def test_quiet_hours_are_saved(visitors: Visitors) -> None:
    client = await visitors.client()
    async with visitors.window(client) as page:
        await page.goto("/account")
        await page.get_by_label("From").fill("21:30")
        await page.get_by_role("button", name="Set quiet hours").click()
        await expect(page.get_by_role("button", name="Turn off quiet hours")).to_be_visible()

        await page.reload()

        await expect(page.get_by_label("From")).to_have_value("21:30")
