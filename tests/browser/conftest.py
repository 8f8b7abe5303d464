"""A browser on the shared platform, and whoever sits at it."""

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
    """Lets people visit the platform, each with a browser window and cookies of their own."""
    async with browser() as started:
        yield Visitors(started, platform)
