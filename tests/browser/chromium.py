"""A real Chromium: the machine's own, or Debian's package if it can be installed."""

import os
import shutil
import subprocess
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
STARTS_WITHIN_MS = 120_000
ADVICE = """The browser tests need Chromium, and there is none. As root on Debian or Ubuntu it is
installed by itself; otherwise: `sudo apt-get install chromium` (Debian), `sudo dnf install
chromium` (Fedora), `brew install chromium` (macOS), or set KILOWATCH_CHROMIUM=/path/to/chrome."""


class NoChromium(Exception):
    """There is no Chromium and none could be installed; says what to do."""


def chromium() -> str:
    """Return the path of a Chromium. Raises `NoChromium`."""
    found = os.environ.get("KILOWATCH_CHROMIUM") or _on_path() or _installed()
    if found is None or shutil.which(found) is None:
        raise NoChromium(ADVICE)
    return found


def _on_path() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def _installed() -> str | None:
    """Install Debian's package, if running as root."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return None
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # Another apt may be at work, and a mirror may falter.
    apt = ("apt-get", "-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=3")
    install = (*apt, "install", "-y", "--no-install-recommends", "chromium")
    for command in (install, (*apt, "update"), install):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if command == install and done.returncode == 0:
            return _on_path()
    raise NoChromium(f"{ADVICE}\n\napt-get said: {done.stderr.strip()}")


@asynccontextmanager
async def browser() -> AsyncGenerator[Browser]:
    """Start a headless browser. Raises `NoChromium`."""
    path = chromium()
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(
            executable_path=path, args=list(ARGUMENTS), timeout=STARTS_WITHIN_MS
        )
        try:
            yield started
        finally:
            await started.close()
