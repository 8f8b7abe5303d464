"""Administrators find acts; clients see who looked at their data."""

import csv
import io
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.async_api import expect

from kilowatch.local.calls import local_client
from tests.browser.visitor import Login, Visitors
from tests.harness.serving import eventually

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]


FORGED = "203.0.113.77"


async def acts(visitors: Visitors, **wanted: str) -> list[dict[str, Any]]:
    """Return the entries of the log that an administrator sees."""
    platform = visitors.platform
    page = await platform.call("GET", "/api/users/audit", platform.admin, params=wanted)
    found: list[dict[str, Any]] = page["items"]
    return found


async def renamed_device(visitors: Visitors, by: Login) -> tuple[str, str]:
    """Create a device with the longest possible name, and an act with a forged gateway header.

    Return its identifier and its name.
    """
    platform = visitors.platform
    name = f"=1+1 {uuid4().hex} ".ljust(100, "m")
    body = {"name": name, "max_consumption": 2}
    made = await platform.call("POST", "/api/devices", by.person, json=body)
    device: str = made["id"]
    headers = {"Authorization": f"Bearer {by.person.token}", "X-Real-Ip": FORGED}
    async with local_client(60, platform.http_url) as http:
        change = {"max_consumption": 2.5}
        answer = await http.patch(f"/api/devices/{device}", json=change, headers=headers)
    assert answer.is_success, answer.text
    return device, name


async def test_an_act_can_be_found_opened_and_downloaded(
    visitors: Visitors, tmp_path: Path
) -> None:
    admin = await visitors.administrator()
    device, name = await renamed_device(visitors, admin)
    [act] = await eventually(
        lambda: acts(visitors, subject=device, action="device.limit_changed"), within_s=60
    )
    assert act["address"] not in {None, FORGED}, (
        "what a caller says of its address counts for nothing"
    )

    async with visitors.window(admin) as page:
        await page.goto("/")
        await page.get_by_role("link", name="Audit log").click()
        await page.get_by_label("Target: name or ID").fill(name)
        await page.get_by_label("Actor: username or ID").fill(admin.username)
        await expect(page.get_by_role("button", name="Limit changed")).to_be_visible()
        await expect(page.get_by_role("row")).to_have_count(3)  # the head, created, changed
        async with page.expect_download() as saved:
            await page.get_by_role("button", name="Download as CSV").click()
        path = tmp_path / "audit.csv"
        await (await saved.value).save_as(path)
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
        assert [row["action"] for row in rows] == ["device.limit_changed", "device.created"]
        assert {row["subject_name"] for row in rows} == {f"'{name}"}

        await page.get_by_role("button", name="Limit changed").click()
        dialog = page.get_by_role("dialog")
        await expect(dialog.get_by_role("row")).to_have_count(2)
        await expect(dialog.get_by_role("row").nth(1)).to_contain_text("2.5")
        await expect(dialog).to_contain_text(device)
        await dialog.get_by_role("button", name="Filter by this: Actor").click()
        await expect(page.get_by_role("dialog")).to_have_count(0)

        await page.get_by_role("button", name="Clear filters").click()
        await page.get_by_label("Outcome").select_option("failed")
        await page.get_by_label("To", exact=True).fill("2020-01-01")
        await expect(page.get_by_text("Nothing matches this search.")).to_be_visible()


async def test_a_client_sees_looks_at_their_data_and_no_log(visitors: Visitors) -> None:
    admin, client = await visitors.administrator(), await visitors.client()
    platform = visitors.platform
    device = await platform.device(client.person, name="Seen by somebody")
    async with visitors.window(client) as page:
        await page.goto("/audit")
        await expect(page.get_by_text("Page not found.")).to_be_visible()
        await page.goto("/account")
        await expect(page.get_by_text("Who viewed your data")).to_be_visible()

        await platform.call("GET", f"/api/devices/{device}", admin.person)
        me = str(client.person.user_id)
        await eventually(lambda: acts(visitors, subject=me, who=admin.username), within_s=60)
        await page.reload()
        section = page.get_by_role("region", name="Who viewed your data")
        await expect(section.get_by_text(admin.username)).to_be_visible()
        await expect(section.get_by_text("your devices").first).to_be_visible()
