"""``make screenshots``: pages with the demo's data, as pictures in `docs/images`.

Starts its own platform with the demo, in a time zone where it is evening, waits until its
year of history is stored, and stops it again. The pictures show the real state of the running
system.

With a folder (``python -m tests.browser.screenshots FOLDER``) full-page pictures of every page in
every theme, size and language are written there, for review.
"""

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.async_api import Browser, Page, ViewportSize

from tests.browser import demo_data
from tests.browser.chromium import browser
from tests.browser.visitor import DESK, PHONE
from tests.system.platform import Platform

IMAGES = Path(__file__).parents[2] / "docs" / "images"
LANGUAGES = {"en": "en-GB", "ro": "ro-RO"}
SIZES = {"desk": DESK, "phone": PHONE}
THEMES = ("light", "dark")
CALM_MS = 1500
WATCHED_MS = 6000
"""Seconds that the fleet is watched before its picture is taken."""

Act = Callable[[Page], Awaitable[None]]
"""Steps on a page before its picture is taken."""


@dataclass(frozen=True)
class View:
    """Something to take pictures of."""

    path: str
    act: Act | None = None


@dataclass(frozen=True)
class PictureFolder:
    """The folder of the pictures, and which of them are taken."""

    folder: Path
    is_whole: bool

    @property
    def languages(self) -> list[str]:
        """The languages of the pages."""
        return list(LANGUAGES) if self.is_whole else ["en"]

    def wants(self, name: str, size: str, theme: str) -> bool:
        """Return true if a picture is taken: the repository keeps light desks and dark phones."""
        shape = (size, theme)
        return self.is_whole or name in {"today", "fleet"} or shape in {DESK_BY_DAY, PHONE_BY_NIGHT}

    def path(self, name: str, language: str, size: str, theme: str) -> Path:
        """The file of a picture."""
        tail = "" if language == "en" else f"-{language}"
        return self.folder / f"{name}-{size}-{theme}{tail}.png"


DESK_BY_DAY = ("desk", "light")
PHONE_BY_NIGHT = ("phone", "dark")


def opens(button: str) -> Act:
    """Press the first button of that name."""

    async def act(page: Page) -> None:
        await page.get_by_role("button", name=button).first.click()

    return act


async def look_at_fleet(page: Page) -> None:
    """Watch the fleet with moving batches until its lines are drawn."""
    await page.emulate_media(reduced_motion="no-preference")
    await page.wait_for_timeout(WATCHED_MS)


@dataclass(frozen=True)
class ScreenshotEnv:
    """A running demo, and the pages to show."""

    platform: Platform
    zone: str
    passwords: Mapping[str, str]
    conversations: Mapping[str, str]

    def views(self, username: str, language: str) -> dict[str, View]:
        """Return the pages of one user; the fleet comes last, with much traffic."""
        talk = f"/support?c={self.conversations.get(language, '')}"
        if username == "household":
            return _of_household(self._yesterday(), talk)
        return _of_administrator(talk) if username == "admin" else {"login": View("/")}

    def _yesterday(self) -> str:
        now = datetime.now(UTC).astimezone(ZoneInfo(self.zone))
        return (now.date() - timedelta(days=1)).isoformat()


def _of_household(yesterday: str, talk: str) -> dict[str, View]:
    return {
        "today": View("/"),
        "history-day": View(f"/history?date={yesterday}"),
        "history-table": View(f"/history?date={yesterday}&view=table"),
        "history-week": View(f"/history?span=week&date={yesterday}"),
        "history-compare": View(f"/history?span=month&compare=previous&date={yesterday}"),
        "history-year": View("/history?span=year"),
        "alerts": View("/alerts"),
        "devices": View("/devices"),
        "ask": View("/support"),
        "support": View(talk),
        "account": View("/account"),
    }


def _of_administrator(talk: str) -> dict[str, View]:
    return {
        "users": View("/users"),
        "user": View("/users", opens("Demo household")),
        "audit": View("/audit"),
        "audit-act": View("/audit?action=device.created", opens("Device registered")),
        "registered": View("/devices"),
        "device": View("/devices", opens("Heat pump")),
        "imports": View("/imports"),
        "corrections": View("/corrections"),
        "rejections": View("/rejections"),
        "simulator": View("/simulator"),
        "desk": View(talk),
        "rules": View("/rules"),
        "fleet": View("/", look_at_fleet),
    }


async def shoot(
    started: Browser,
    env: ScreenshotEnv,
    picture_folder: PictureFolder,
    username: str,
    language: str,
) -> None:
    """Take all pages of one user, in both sizes and themes. Without a name: logged out."""
    for size, (width, height) in SIZES.items():
        context = await started.new_context(
            base_url=env.platform.http_url,
            viewport=ViewportSize(width=width, height=height),
            has_touch=size == "phone",
            is_mobile=size == "phone",
            locale=LANGUAGES[language],
            timezone_id=env.zone,
            reduced_motion="reduce",
        )
        if username:
            body = {"username": username, "password": env.passwords[username]}
            answer = await context.request.post("/api/auth/login", data=body)
            assert answer.ok, await answer.text()
        page = await context.new_page()
        for name, view in env.views(username, language).items():
            await page.goto(view.path)
            await page.wait_for_timeout(CALM_MS)
            if view.act is not None:
                await view.act(page)
                await page.wait_for_timeout(CALM_MS)
            if name == "fleet":
                await demo_data.replay_recording(env.platform)
            await _in_themes(page, picture_folder, name, language, size)
        await context.close()


async def _in_themes(
    page: Page, picture_folder: PictureFolder, name: str, language: str, size: str
) -> None:
    for theme in THEMES:
        if not picture_folder.wants(name, size, theme):
            continue
        await page.emulate_media(color_scheme="light" if theme == "light" else "dark")
        await page.wait_for_timeout(150)
        path = picture_folder.path(name, language, size, theme)
        await page.screenshot(path=path, full_page=picture_folder.is_whole)


async def prepare_demo(
    platform: Platform, zone: str, picture_folder: PictureFolder
) -> ScreenshotEnv:
    """Start the demo, and create what the pages show."""
    platform.environment["KILOWATCH_DEMO_TIME_ZONE"] = zone
    passwords = demo_data.logins(await platform.kilowatch("up", "--detach"))
    platform.admin = await platform.log_in("admin", passwords["admin"])
    household = await platform.log_in("household", passwords["household"])
    await demo_data.history_is_in(platform, household)
    await demo_data.exceed(platform, household, "Flat", 2.7)
    await demo_data.make_mistakes(platform)
    await demo_data.mend_history(platform)
    talks = {
        each: await demo_data.talk(platform, household, each) for each in picture_folder.languages
    }
    return ScreenshotEnv(platform, zone, passwords, talks)


async def main() -> None:
    """Start, wait, shoot, take down."""
    given = sys.argv[1:]
    picture_folder = PictureFolder(Path(given[0]) if given else IMAGES, is_whole=bool(given))
    picture_folder.folder.mkdir(parents=True, exist_ok=True)
    zone = demo_data.evening_zone(datetime.now(UTC))
    with tempfile.TemporaryDirectory() as folder:
        platform = Platform(Path(folder) / "home")
        try:
            env = await prepare_demo(platform, zone, picture_folder)
            for language in picture_folder.languages:
                async with browser() as started:
                    for username in ("", "household", "admin"):
                        await shoot(started, env, picture_folder, username, language)
        finally:
            await platform.kilowatch("down")
    sys.stdout.write(f"The pictures are in {picture_folder.folder}.\n")


if __name__ == "__main__":
    asyncio.run(main())
