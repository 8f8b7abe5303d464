"""``make screenshots``: the pages on the demo's data, as pictures in `docs/images`.

Starts a platform of its own with the demo, waits until its year of history is in, and takes
it down again. What is on the pictures is what the running system says.
"""

import asyncio
import re
import sys
import tempfile
from pathlib import Path
from uuid import uuid4

from playwright.async_api import Browser, Page, ViewportSize

from tests.browser.chromium import browser
from tests.browser.visitor import DESK, PHONE
from tests.harness.serving import eventually
from tests.system.platform import Person, Platform
from tests.system.truth import LONDON

IMAGES = Path(__file__).parents[2] / "docs" / "images"
SIZES = {"desk": DESK, "phone": PHONE}
THEMES = ("light", "dark")
CLIENT_PAGES = {
    "today": "/",
    "history-day": "/history",
    "history-year": "/history?span=year",
    "alerts": "/alerts",
    "devices": "/devices",
    "support": "/support",
}
ADMIN_PAGES = {
    "fleet": "/",
    "users": "/users",
    "registered": "/devices",
    "imports": "/imports",
    "simulator": "/simulator",
    "desk": "/support",
    "rules": "/rules",
}
QUESTIONS = ("hello", "How much did I use yesterday?", "Which device used most last week?")
CALM_MS = 1500
WATCHED_MS = 6000
"""How long the fleet is watched before its picture is taken."""


def logins(printed: str) -> dict[str, str]:
    """Passwords by username, as `kilowatch up` shows them once."""
    return dict(re.findall(r"username\s+(\S+)\s+password\s+(\S+)", printed))


async def history_is_in(platform: Platform, household: Person) -> None:
    """Wait until the recording and the year of history are stored."""

    async def all_reported() -> bool:
        latest = await platform.call("GET", "/api/monitoring/latest", household)
        states = [each["state"] for each in latest["items"]]
        return len(states) == 3 and states.count("live") == 2 and "never" not in states

    await eventually(all_reported, within_s=180)


async def talk(platform: Platform, household: Person) -> None:
    """The household asks the support a few things, and then for a human."""
    base, conversation = "/api/support/conversations", str(uuid4())
    await platform.call("POST", base, household, json={"id": conversation})
    path = f"{base}/{conversation}"

    async def answers(count: int) -> bool:
        said = await platform.call("GET", f"{path}/messages", household)
        return sum(each["author"] == "assistant" for each in said["items"]) >= count

    for count, text in enumerate(QUESTIONS, start=1):
        question = {"id": str(uuid4()), "text": text}
        await platform.call("POST", f"{path}/messages", household, json=question)
        await eventually(lambda count=count: answers(count), within_s=20)
    await platform.call("POST", f"{path}/human", household)


async def shoot(started: Browser, platform: Platform, user: tuple[str, str] | None) -> None:
    """All pages of one person, in both themes and sizes."""
    pages = {"login": "/"} if user is None else CLIENT_PAGES
    if user is not None and user[0] == "admin":
        pages = ADMIN_PAGES
    context = await started.new_context(
        base_url=platform.http_url,
        locale="en-GB",
        timezone_id="Europe/Bucharest",
        reduced_motion="reduce",
    )
    if user is not None:
        body = {"username": user[0], "password": user[1]}
        answer = await context.request.post("/api/auth/login", data=body)
        assert answer.ok, await answer.text()
    page = await context.new_page()
    for name, path in pages.items():
        await page.goto(path)
        if name == "fleet":
            await shoot_fleet(page, platform)
            continue
        await page.wait_for_timeout(CALM_MS)
        await shoot_shapes(page, name)
    await context.close()


async def shoot_fleet(page: Page, platform: Platform) -> None:
    """The fleet while the recording is sent once more: it changes nothing, and flows."""
    found = await platform.call("GET", "/api/devices?search=London", platform.admin)
    london = found["items"][0]["id"]
    await page.wait_for_timeout(WATCHED_MS)
    await platform.kilowatch("replay", str(LONDON), "--device", london, "--speed", "max")
    await shoot_shapes(page, "fleet")


async def shoot_shapes(page: Page, name: str) -> None:
    """One page in both themes and sizes."""
    for size, (width, height) in SIZES.items():
        await page.set_viewport_size(ViewportSize(width=width, height=height))
        for theme in THEMES:
            await page.emulate_media(color_scheme="light" if theme == "light" else "dark")
            await page.wait_for_timeout(150)
            await page.screenshot(path=IMAGES / f"{name}-{size}-{theme}.png")


async def main() -> None:
    """Start, wait, shoot, take down."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        platform = Platform(Path(folder) / "home")
        try:
            printed = await platform.kilowatch("up", "--detach")
            passwords = logins(printed)
            platform.admin = await platform.log_in("admin", passwords["admin"])
            household = await platform.log_in("household", passwords["household"])
            await history_is_in(platform, household)
            await talk(platform, household)
            async with browser() as started:
                await shoot(started, platform, None)
                await shoot(started, platform, ("household", passwords["household"]))
                await shoot(started, platform, ("admin", passwords["admin"]))
        finally:
            await platform.kilowatch("down")
    sys.stdout.write(f"The pictures are in {IMAGES}.\n")


if __name__ == "__main__":
    asyncio.run(main())
