"""A browser on the shared platform, and its users."""

from collections.abc import AsyncGenerator

import pytest
from playwright.async_api import expect

from tests.browser.chromium import browser
from tests.browser.visitor import Visitors
from tests.system.platform import Platform

# A small machine runs the whole platform and the browser beside it, and others may use it too.
expect.set_options(timeout=30_000)


@pytest.fixture
async def visitors(platform: Platform) -> AsyncGenerator[Visitors]:
    """Opens browser windows for users, each with cookies of its own."""
    async with browser() as started:
        yield Visitors(started, platform)
