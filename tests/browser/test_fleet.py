"""The fleet page shows a replica's failure and return, and changes the strategy."""

import asyncio
import re
from datetime import UTC, datetime
from uuid import UUID

import pytest
from playwright.async_api import Route, expect

from kilowatch.local.instances import REPLICATED, instances
from kilowatch.local.settings import LocalSettings
from tests.browser.visitor import Visitors, axe_violations
from tests.harness.serving import eventually
from tests.system.platform import Platform

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]


SERVICES = sum(each.service != REPLICATED for each in instances(LocalSettings()))


async def test_a_killed_replica_goes_silent_and_comes_back(visitors: Visitors) -> None:
    platform = visitors.platform
    admin = await visitors.administrator()
    async with visitors.window(admin) as page:
        await page.goto("/")
        lane = page.locator('[data-lane="monitoring-2"]')
        await expect(lane).to_have_attribute("data-state", "active")
        await platform.kilowatch("stop", "monitoring-2", "--signal", "KILL")
        try:
            await expect(lane).to_have_attribute("data-state", "silent")
            await expect(page.get_by_text("2 of 3 replicas active")).to_be_visible()
        finally:
            await platform.kilowatch("start", "monitoring-2")
        await expect(lane).to_have_attribute("data-state", "active", timeout=60_000)


async def test_a_leaving_replica_is_shown_while_it_drains(visitors: Visitors) -> None:
    platform = visitors.platform
    admin = await visitors.administrator()
    device = await platform.device(admin.person, name="Seen off")
    async with visitors.window(admin) as page:
        await page.goto("/")
        lane = page.locator('[data-lane="monitoring-3"]')
        await expect(lane).to_have_attribute("data-state", "active")
        try:
            async with platform.storing_halted():
                await waits_in(platform, device, "monitoring-3")
                stopping = asyncio.create_task(platform.kilowatch("stop", "monitoring-3"))
                await expect(lane).to_have_attribute("data-state", "leaving")
                await expect(lane).to_contain_text("draining")
                await expect(page.get_by_text("2 of 3 replicas active")).to_be_visible()
            await stopping
            await expect(lane).to_have_count(0)
        finally:
            await platform.kilowatch("start", "monitoring-3")
        await expect(lane).to_have_attribute("data-state", "active", timeout=60_000)


async def waits_in(platform: Platform, device: UUID, replica: str) -> None:
    """Send readings while nothing is stored, until one replica has some to finish."""

    async def is_burdened() -> bool:
        await report_now(platform, device)
        state = (await platform.replicas())[replica]
        return state["waiting_batches"] + state["unacknowledged_batches"] > 0

    await eventually(is_burdened, within_s=60)


async def test_a_dead_service_is_named_within_seconds(visitors: Visitors) -> None:
    platform = visitors.platform
    admin = await visitors.administrator()
    async with visitors.window(admin) as page:
        await page.goto("/")
        services = page.get_by_role("region", name="Services")
        await expect(services).to_contain_text("are healthy.")
        await expect(services.locator("[data-service]")).to_have_count(SERVICES)
        await platform.kilowatch("stop", "devices", "--signal", "KILL")
        try:
            ill = services.locator('[data-service="devices"]')
            await expect(ill).to_have_attribute("data-state", "unreachable", timeout=60_000)
            await expect(services.get_by_role("status")).to_have_text(
                "Unhealthy: devices.", timeout=60_000
            )
            assert await axe_violations(page) == []
        finally:
            await platform.kilowatch("start", "devices")
        await expect(services).to_contain_text("are healthy.", timeout=60_000)


async def test_the_strategy_changes_with_one_click_and_recent_minutes_are_drawn(
    visitors: Visitors,
) -> None:
    platform = visitors.platform
    admin = await visitors.administrator()
    device = await platform.device(admin.person, name="Dealt")
    before = await platform.call("GET", "/api/balancing/strategy", platform.admin)
    try:
        async with visitors.window(admin) as page:
            await page.goto("/")
            dealer = page.get_by_test_id("active-balancer")
            await expect(dealer).to_have_text(re.compile(r"^balancing.* active$"))

            choice = page.get_by_role("radio", name="least backlog")
            await choice.click()

            await expect(choice).to_be_checked()
            await expect(page.get_by_text(f"Chosen by {admin.username}")).to_be_visible()
            pipeline = page.get_by_role("region", name="Reading pipeline")
            await expect(pipeline.get_by_text("least backlog")).to_be_visible()

            await report_now(platform, device)
            await expect(pipeline.get_by_text("up to date")).to_be_visible()
            past = page.get_by_role("region", name="Last ten minutes")
            await expect(past).to_contain_text("readings per second at", timeout=60_000)
            await expect(past.locator("polyline").first).to_be_attached()
            chosen = await platform.call("GET", "/api/balancing/strategy", platform.admin)
            assert chosen["strategy"] == "least_backlog"
    finally:
        body = {"strategy": before["strategy"]}
        await platform.call("PUT", "/api/balancing/strategy", platform.admin, json=body)


async def report_now(platform: Platform, device: UUID) -> None:
    """Return a reading of this moment."""
    now = datetime.now(UTC).isoformat()
    reading = {"device_id": str(device), "measured_at": now, "energy_kwh": 0.1}
    await platform.call("POST", "/api/readings", platform.admin, json=reading)


async def test_a_page_of_which_a_file_failed_to_load_heals_by_itself(visitors: Visitors) -> None:
    admin = await visitors.administrator()
    async with visitors.window(admin) as window:
        # Nobody listens to this one: it reports the lost file on purpose.
        page = await window.context.new_page()
        lost: list[str] = []

        async def lose_once(route: Route) -> None:
            if lost:
                await route.continue_()
            else:
                lost.append(route.request.url)
                await route.abort()

        await page.route("**/assets/fleet-page-*.js", lose_once)
        await page.goto("/")

        await expect(page.get_by_test_id("figure")).to_be_visible()
        assert len(lost) == 1
