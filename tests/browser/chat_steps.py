"""Steps of users in a support conversation."""

import asyncio
from uuid import uuid4

from playwright.async_api import Locator, Page, WebSocket, expect

from tests.browser.visitor import Login, Visitors


def log_of(page: Page) -> Locator:
    """Return the messages of the conversation."""
    return page.get_by_role("log")


async def say(page: Page, text: str) -> None:
    """Type and send a message."""
    field = page.get_by_role("textbox", name="Message")
    await field.press_sequentially(text)
    await field.press("Enter")


async def ask(page: Page, text: str) -> None:
    """Open a conversation with a question."""
    await page.goto("/support")
    await say(page, text)
    await expect(log_of(page)).to_contain_text(text)


def heard(page: Page, text: str) -> asyncio.Event:
    """Set once the page's socket has received ``text``."""
    event = asyncio.Event()

    def hear(frame: str | bytes) -> None:
        if text in str(frame):
            event.set()

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", hear)

    page.on("websocket", listen)
    return event


async def waiting_conversation(visitors: Visitors, client: Login) -> str:
    """Open a conversation and ask for a human."""
    base, talk = "/api/support/conversations", str(uuid4())
    await visitors.platform.call("POST", base, client.person, json={"id": talk})
    body = {"id": str(uuid4()), "text": "hello"}
    await visitors.platform.call("POST", f"{base}/{talk}/messages", client.person, json=body)
    await visitors.platform.call("POST", f"{base}/{talk}/human", client.person)
    return talk
