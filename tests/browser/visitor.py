"""A user at a browser, and what a page must not cause: errors and requests to other hosts."""

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from tests.system.platform import Person, Platform

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
DESK = (1440, 900)
PHONE = (390, 844)

ACTS_WITHIN_MS = 60_000
"""Limit of a click or a page load, on a busy machine."""

REFUSED = "Failed to load resource"
"""Chromium's console line for any answer above 399: tests look for the sentence on the page."""


@dataclass(frozen=True)
class Login:
    """A client who knows their password."""

    person: Person
    username: str
    password: str


class Visitors:
    """Opens browser windows."""

    def __init__(self, browser: Browser, platform: Platform) -> None:
        self._browser = browser
        self.platform = platform

    async def client(self) -> Login:
        """Create a new client, as an administrator."""
        return await self._somebody("CLIENT")

    async def administrator(self) -> Login:
        """Create a new administrator."""
        return await self._somebody("ADMIN")

    async def _somebody(self, role: str) -> Login:
        username, password = f"{role.lower()}-{uuid4().hex[:8]}", uuid4().hex
        body = {"name": username, "username": username, "password": password, "role": role}
        await self.platform.call("POST", "/api/users", self.platform.admin, json=body)
        return Login(await self.platform.log_in(username, password), username, password)

    @asynccontextmanager
    async def window(
        self, login: Login | None = None, *, language: str = "en-GB", zone: str = "Europe/London"
    ) -> AsyncGenerator[Page]:
        """Open a window, logged in if ``login`` is given. Errors and other hosts fail the test."""
        context = await self._browser.new_context(
            base_url=self.platform.http_url,
            viewport={"width": DESK[0], "height": DESK[1]},
            locale=language,
            timezone_id=zone,
            reduced_motion="reduce",
        )
        complaints: list[str] = []
        try:
            context.set_default_timeout(ACTS_WITHIN_MS)
            if login is not None:
                await self._log_in(context, login)
            page = await context.new_page()
            self._listen(page, complaints)
            yield page
            assert complaints == []
        finally:
            await context.close()

    async def _log_in(self, context: BrowserContext, login: Login) -> None:
        """Copy the refresh cookie, which is all a window needs."""
        body = {"username": login.username, "password": login.password}
        answer = await context.request.post("/api/auth/login", data=body)
        assert answer.ok, await answer.text()

    def _listen(self, page: Page, complaints: list[str]) -> None:
        host = urlsplit(self.platform.http_url).netloc

        def heard(message: ConsoleMessage) -> None:
            # The browser reports a page that loses its server on purpose.
            passing = (REFUSED, "WebSocket connection to")
            if message.type == "error" and not message.text.startswith(passing):
                complaints.append(message.text)

        def asked(request: Request) -> None:
            if urlsplit(request.url).netloc not in {host, ""}:
                complaints.append(f"a request left the host: {request.url}")

        page.on("console", heard)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", asked)


async def axe_violations(page: Page) -> list[str]:
    """Return axe's findings on the current page."""
    if not await page.evaluate("'axe' in window"):
        # Through the debugger: the page's own policy would not allow the script.
        await page.evaluate(AXE.read_text())
    found = await page.evaluate("async () => (await axe.run(document)).violations")
    return [
        f"{each['id']}: {json.dumps([node['target'] for node in each['nodes']][:3])} "
        f"{each['nodes'][0]['failureSummary']}"
        for each in found
    ]
