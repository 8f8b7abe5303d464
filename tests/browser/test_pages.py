"""Every page for every role: both themes, both languages, on a desktop and on a phone."""

import pytest
from playwright.async_api import Page, ViewportSize, expect

from tests.browser.visitor import DESK, PHONE, Visitors, axe_violations

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]

CLIENT_PAGES = (
    "/",
    "/history",
    "/history?view=table",
    "/alerts",
    "/devices",
    "/support",
    "/account",
)
ADMIN_PAGES = (
    "/",
    "/users",
    "/audit",
    "/devices",
    "/rejections",
    "/corrections",
    "/imports",
    "/history?span=month",
    "/alerts",
    "/support?view=all",
    "/rules",
)
STRANGER_PAGES = ("/", "/reset-password#nothing")


@pytest.mark.parametrize(("language", "short"), [("en-GB", "en"), ("ro-RO", "ro")])
async def test_pages_pass_axe_and_never_scroll_sideways(
    visitors: Visitors, language: str, short: str
) -> None:
    client, admin = await visitors.client(), await visitors.administrator()
    await visitors.platform.device(client.person, name="Seen", max_consumption=2)
    for login, paths in ((None, STRANGER_PAGES), (client, CLIENT_PAGES), (admin, ADMIN_PAGES)):
        async with visitors.window(login, language=language) as page:
            for path in paths:
                await page.goto(path)
                await expect(page.locator("h1").first).to_be_attached()
                # A page that polls every second may never be idle.
                await expect(page.locator(".late")).to_have_count(0)
                assert await page.evaluate("document.documentElement.lang") == short
                await assert_good_in_every_shape(page, f"{path} in {short}")


@pytest.mark.parametrize(
    ("path", "opener"),
    [
        ("/users", "Create user"),
        ("/devices", "Register device"),
        ("/users", "admin-"),
        ("/rules", "Hello"),
        ("/audit", "Logged in"),
    ],
)
async def test_dialogs_pass_axe(visitors: Visitors, path: str, opener: str) -> None:
    admin = await visitors.administrator()
    async with visitors.window(admin) as page:
        await page.goto(path)
        await page.get_by_role("button", name=opener).first.click()
        await expect(page.get_by_role("dialog")).to_be_visible()
        await assert_good_in_every_shape(page, f"{path}, {opener}")


async def assert_good_in_every_shape(page: Page, what: str) -> None:
    """Light and dark, on a desktop and on a phone."""
    for width, height in (DESK, PHONE):
        await page.set_viewport_size(ViewportSize(width=width, height=height))
        for theme in (light, dark):
            await theme(page)
            assert await axe_violations(page) == [], f"{what} at {width} px, {theme.__name__}"
        overflow = await page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, f"{what} is {overflow} px wider than {width} px"


async def light(page: Page) -> None:
    await page.emulate_media(color_scheme="light")


async def dark(page: Page) -> None:
    await page.emulate_media(color_scheme="dark")


async def test_the_language_changes_at_once_and_is_kept(visitors: Visitors) -> None:
    async with visitors.window() as page:
        await page.goto("/")
        await page.get_by_role("button", name="Română").click()
        await expect(page.get_by_role("button", name="Intră în cont")).to_be_visible()
        await page.reload()
        await expect(page.get_by_role("button", name="Intră în cont")).to_be_visible()
