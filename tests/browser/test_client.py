"""A client's pages, alerts and notifications."""

import csv
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Page, expect

from tests.browser.visitor import Login, Visitors
from tests.harness.serving import eventually
from tests.system.platform import Platform
from tests.system.truth import LONDON, london

pytestmark = [pytest.mark.system, pytest.mark.timeout(300)]

KEPT_ADDRESSES = """async () => {
    const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const requests = await Promise.all(caches_.map((cache) => cache.keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
}"""

LONDON_ZONE = ZoneInfo("Europe/London")


def days_of_london(folder: Path, *days: date) -> Path:
    """The recording's rows of some days, under its header."""
    header, *rows = LONDON.read_text().splitlines(keepends=True)
    # A row is named by the end of its half hour: a day's last one has the next day's date.
    wanted = {each.isoformat() for day in days for each in (day, day + timedelta(days=1))}
    some = [row for row in rows if any(day in row for day in wanted)]
    assert some, "the recording does not name its days as expected"
    part = folder / "days.csv"
    part.write_text(header + "".join(some))
    return part


def true_hours(day: date) -> list[float | None]:
    """Return the energy by clock hour in the file; None if it has none."""
    start = datetime(day.year, day.month, day.day, tzinfo=LONDON_ZONE).astimezone(UTC)
    following = day + timedelta(days=1)
    end = datetime(following.year, following.month, following.day, tzinfo=LONDON_ZONE)
    hours: list[float | None] = []
    while start < end:
        halves = [start, start + timedelta(minutes=30)]
        known = [london().energy_kwh[half] for half in halves if half in london().energy_kwh]
        hours.append(float(sum(known)) if known else None)
        start += timedelta(hours=1)
    return hours


def kwh(text: str) -> float | None:
    """Return an amount as an English reader sees it: "1.234 kWh", "87 Wh" or a dash."""
    found = re.fullmatch(r"([\d.,]+)\s(kWh|Wh)", text.strip())
    if found is None:
        return None
    return float(found[1].replace(",", "")) / (1 if found[2] == "kWh" else 1000)


async def table_values(page: Page) -> list[float | None]:
    cells = await page.locator("table tbody tr td:nth-of-type(1)").all_inner_texts()
    return [kwh(cell) for cell in cells]


async def push(
    platform: Platform, device: UUID, energy_kwh: float, *, direct: bool = False
) -> None:
    """Send a reading of the current hour, through the gateway or directly."""
    await eventually(hour_lasts, within_s=60)
    hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    reading = {
        "device_id": str(device),
        "measured_at": hour.isoformat(),
        "energy_kwh": energy_kwh,
        "interval_s": 1,
    }
    if direct:
        await platform.call_inside("balancing", "/api/readings", platform.admin, json=reading)
    else:
        await platform.call("POST", "/api/readings", platform.admin, json=reading)


def hour_lasts() -> bool:
    """Return true if an alert of this hour is pushed before the hour ends."""
    now = datetime.now(UTC)
    return (now.minute, now.second) < (59, 30)


async def test_the_bars_of_a_day_show_the_recorded_values(
    visitors: Visitors, tmp_path: Path
) -> None:
    platform = visitors.platform
    client = await visitors.client()
    device = await platform.device(
        client.person,
        name="London",
        max_consumption=2,
        reporting_interval_s=1800,
        time_zone="Europe/London",
    )
    day, short_day = date(2013, 1, 13), date(2013, 3, 31)
    file = days_of_london(tmp_path, day, short_day, short_day - timedelta(days=1))
    await platform.kilowatch("replay", str(file), "--device", str(device), "--speed", "max")

    async with visitors.window(client) as page:
        await page.goto("/history")
        await page.get_by_label("Device", exact=True).select_option("London")
        await page.get_by_label("Date").fill(day.isoformat())
        await page.get_by_role("button", name="Table").click()
        expected = true_hours(day)
        await expect(page.locator("table tbody tr")).to_have_count(24)
        await wait_for_values(page, expected)
        assert f"date={day}" in page.url

        await page.get_by_role("button", name="Chart").click()
        chart = page.get_by_role("slider")
        await chart.focus()
        await page.keyboard.press("Home")
        await page.keyboard.press("ArrowRight")
        await expect(chart).to_have_attribute("aria-valuetext", re.compile("01:00\N{EN DASH}02:00"))
        spoken = await chart.get_attribute("aria-valuetext")
        assert spoken is not None
        assert kwh(spoken.split(" · ")[1]) == pytest.approx(expected[1], abs=0.0006)

        await page.get_by_label("Date").fill(short_day.isoformat())
        await expect(page.get_by_text("A 23-hour day")).to_be_visible()
        await page.get_by_role("button", name="Previous day").click()
        await expect(page.get_by_role("heading", level=1)).to_contain_text("30 March 2013")
        await page.get_by_role("button", name="Month", exact=True).click()
        await expect(page.get_by_role("heading", level=1)).to_have_text("March 2013")
        await expect(page.locator('[data-state="missing"]').first).to_be_attached()


async def wait_for_values(page: Page, expected: list[float | None]) -> None:
    """Wait until the table is correct; replayed readings may still be in flight."""
    for attempt in range(40):
        shown = await table_values(page)
        if shown == pytest.approx(expected, abs=0.0006):
            return
        assert attempt < 39, f"{shown} is not {expected}"
        await page.wait_for_timeout(250)
        await page.reload()
        await expect(page.locator("table tbody tr")).to_have_count(len(expected))


async def test_a_red_alert_appears_on_any_page_and_links_to_its_hour(visitors: Visitors) -> None:
    client = await visitors.client()
    device = await visitors.platform.device(client.person, name="Heat pump", max_consumption=2)
    async with visitors.window(client) as page:
        await open_live(page, "/devices")

        await push(visitors.platform, device, 2.31)

        alert = page.get_by_text("Heat pump went over its limit of 2 kWh this hour: 2.31 kWh")
        await expect(alert).to_be_visible()
        await page.get_by_role("link", name="View hour").click()
        await expect(page.get_by_role("slider")).to_have_attribute(
            "aria-valuetext", re.compile(r"over the limit of 2\skWh")
        )
        await expect(alert).to_be_hidden()
        await page.get_by_role("link", name="Alerts").click()
        await expect(page.get_by_role("link", name=re.compile("Heat pump"))).to_be_visible()


async def test_notifications_missed_while_the_gateway_was_down_arrive(visitors: Visitors) -> None:
    client = await visitors.client()
    platform = visitors.platform
    device = await platform.device(client.person, name="Boiler", max_consumption=1)
    async with visitors.window(client) as page:
        await open_live(page, "/alerts")
        await platform.kilowatch("stop", "traefik")
        try:
            await expect(page.get_by_text("Connection lost at")).to_be_visible()
            await push(platform, device, 1.5, direct=True)
        finally:
            await platform.kilowatch("start", "traefik")

        await expect(page.get_by_text("Boiler went over its limit of 1 kWh")).to_be_visible(
            timeout=60_000
        )
        await expect(page.get_by_text("Connection lost at")).to_be_hidden()


async def open_live(page: Page, path: str) -> None:
    """Open a page and wait until its socket is authenticated: only then notifications arrive."""
    async with page.expect_websocket() as opening:
        await page.goto(path)
    socket = await opening.value
    # The server's first message is that the socket is ready.
    await page.wait_for_function(
        "() => Object.keys(sessionStorage).some(key => key.startsWith('kilowatch.seen'))"
    )
    assert not socket.is_closed()


async def test_a_reading_appears_on_todays_page_as_soon_as_it_is_stored(visitors: Visitors) -> None:
    client = await visitors.client()
    device = await visitors.platform.device(client.person, name="Kettle", reporting_interval_s=60)
    heard: list[str] = []

    async def was_heard(word: str) -> bool:
        return any(f'"{word}"' in frame and str(device) in frame for frame in heard)

    async with visitors.window(client) as page:
        page.on(
            "websocket",
            lambda socket: socket.on("framereceived", lambda frame: heard.append(str(frame))),
        )
        await page.goto("/")
        await eventually(lambda: was_heard("watching"))

        await push_now(visitors.platform, device, interval_s=60, energy_kwh=0.025)

        await eventually(lambda: was_heard("live"))
        row = page.get_by_role("listitem").filter(has_text="Kettle")
        await expect(row).to_contain_text("Live · 1.50\N{NO-BREAK SPACE}kW")
        await expect(row).to_contain_text("25\N{NO-BREAK SPACE}Wh")


async def push_now(platform: Platform, device: UUID, **fields: float) -> None:
    """Send a reading of an interval that has just ended, or ends soon at the start of an hour."""
    now = datetime.now(UTC)
    hour = now.replace(minute=0, second=0, microsecond=0)
    start = max(hour, now - timedelta(seconds=fields["interval_s"]))
    reading = {"device_id": str(device), "measured_at": start.isoformat(), **fields}
    await platform.call("POST", "/api/readings", platform.admin, json=reading)


async def test_a_downloaded_day_is_the_export_of_the_platform(visitors: Visitors) -> None:
    client = await visitors.client()
    device = await visitors.platform.device(client.person, name="Oven", reporting_interval_s=60)
    await push_now(visitors.platform, device, interval_s=60, energy_kwh=0.025)

    async def is_stored() -> bool:
        return await visitors.platform.stored(device) == 1

    await eventually(is_stored)
    async with visitors.window(client) as page:
        await page.goto(f"/history?device={device}")
        await expect(page.get_by_text("25\N{NO-BREAK SPACE}Wh").first).to_be_visible()
        async with page.expect_download() as saving:
            await page.get_by_role("button", name="CSV").click()
        file = await (await saving.value).path()
        # It closes with the window.
        rows = list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))

    known = [float(row["energy_kwh"]) for row in rows if row["energy_kwh"]]
    assert sum(known) == pytest.approx(0.025)
    assert len(known) < len(rows), "hours without readings stay empty"


async def test_the_page_opens_offline_and_says_so(visitors: Visitors) -> None:
    client = await visitors.client()
    async with visitors.window(client) as page:
        await page.goto("/devices")
        await expect(page.get_by_text("Add your first device")).to_be_visible()
        await page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        await page.context.set_offline(True)
        await page.goto("/history")
        await expect(page.get_by_role("alert")).to_contain_text("Can't reach Kilowatch.")
        kept = await page.evaluate(KEPT_ADDRESSES)
        assert "/" in kept
        assert not [path for path in kept if path.startswith("/api")]

        await page.context.set_offline(False)
        await page.get_by_role("button", name="Try again").click()
        await expect(page.get_by_text("No devices are assigned to you yet.")).to_be_visible()


async def test_a_client_can_do_everything_by_keyboard(visitors: Visitors) -> None:
    login: Login = await visitors.client()
    async with visitors.window() as page:
        await page.goto("/")
        await expect(page.get_by_label("Username")).to_be_focused()
        await page.keyboard.type(login.username)
        await page.keyboard.press("Tab")
        await page.keyboard.type(login.password)
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("link", name="Today")).to_be_visible()
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await expect(page.locator("#main")).to_be_focused()
