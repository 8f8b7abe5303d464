"""A client starts alone: adds a meter, gets its credential, and imports a file."""

import re

import pytest
from playwright.async_api import FilePayload, expect

from tests.browser.test_pages import assert_good_in_every_shape
from tests.browser.visitor import Visitors

pytestmark = [pytest.mark.system, pytest.mark.timeout(300)]

FILE: FilePayload = {
    "name": "history.csv",
    "mimeType": "text/csv",
    "buffer": b"start,kWh\n2025-06-02T00:00,1\n2025-06-02T01:00,2\n",
}


async def test_a_client_requests_a_device_and_imports_a_file_once_it_is_approved(
    visitors: Visitors,
) -> None:
    platform, client = visitors.platform, await visitors.client()
    async with visitors.window(client) as page:
        await page.goto("/")
        await expect(page.get_by_role("button", name="Connect a meter")).to_be_visible()
        await assert_good_in_every_shape(page, "the first page without devices")
        await page.get_by_role("button", name="Connect a meter").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label("Name").fill("My flat")
        await dialog.get_by_role("button", name="Request device").click()
        await expect(dialog).to_contain_text("once an administrator approves it")
        await dialog.get_by_role("button", name="Close").click()
        await expect(page.get_by_role("button", name="Withdraw My flat")).to_be_visible()

        waiting = await platform.call("GET", "/api/devices/requests", platform.admin)
        [request] = [
            each for each in waiting["items"] if each["user_id"] == str(client.person.user_id)
        ]
        approval = f"/api/devices/requests/{request['id']}/approval"
        await platform.call("POST", approval, platform.admin)

        await page.goto("/devices")
        await page.get_by_role("button", name=re.compile("Manage.*My flat")).click()
        await dialog.get_by_role("button", name="Issue credential").click()
        await expect(dialog.get_by_label(re.compile("^Secret"))).to_have_value(re.compile(".{43}"))
        await dialog.get_by_role("link", name="Import a file").click()
        await page.get_by_label("CSV file").set_input_files(FILE)
        await page.get_by_role("button", name=re.compile("Import 2")).click()
        await expect(page.get_by_role("listitem").filter(has_text="history.csv")).to_have_attribute(
            "data-state", "done"
        )


async def test_a_client_claims_a_device_by_the_code_of_an_administrator(
    visitors: Visitors,
) -> None:
    platform, client = visitors.platform, await visitors.client()
    name = f"Meter of {client.username}"
    await platform.call("POST", "/api/devices", platform.admin, json={"name": name})
    async with visitors.window(await visitors.administrator()) as page:
        await page.goto("/devices")
        await page.get_by_role("button", name="Claim codes").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label(name).check()
        await assert_good_in_every_shape(page, "claim codes")
        await dialog.get_by_role("button", name="Issue code").click()
        code = await dialog.get_by_role("definition").inner_text()
        await expect(dialog.get_by_role("button", name=f"Revoke {name}")).to_be_visible()

    async with visitors.window(client) as page:
        await page.goto("/")
        await page.get_by_role("button", name="Enter a code").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label("Code").fill("wrong")
        await dialog.get_by_role("button", name="Claim device").click()
        await expect(dialog).to_contain_text("This code isn't valid")
        await assert_good_in_every_shape(page, "claim a device")
        await dialog.get_by_label("Code").fill(code.lower().replace("-", " "))
        await dialog.get_by_role("button", name="Claim device").click()
        await expect(dialog).to_contain_text(f"{name} is yours now")
        await dialog.get_by_role("button", name="Close").last.click()
        await page.goto("/devices")
        claimed = page.get_by_role("listitem").filter(has_text=name)
        await expect(claimed.get_by_role("button", name="Manage")).to_be_visible()
