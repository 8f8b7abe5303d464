"""The demo without a supervisor: filled by the operator who created the first administrator."""

import asyncio
import os
import time

from kilowatch.local.console import login_lines
from kilowatch.local.demo import DemoPeople, PlatformAddress, plan_path, seed
from kilowatch.local.errors import LocalError
from kilowatch.local.settings import LocalSettings

GATEWAY = "KILOWATCH_METER_HTTP_URL"
"""The setting with the address of the gateway, if it isn't local; meters use it too."""

MADE_WITHIN_S = 60.0
AGAIN_AFTER_S = 1.0


def fill_with_demo(settings: LocalSettings, username: str, password: str) -> list[str]:
    """Fill an empty platform as an administrator; return messages to be shown once.

    ``kilowatch simulate --demo`` then simulates its meters. Raises `LocalError`.
    """
    address = PlatformAddress(
        http_url=os.environ.get(GATEWAY) or settings.http_url,
        home=settings.home,
        username=username,
        password=password,
    )
    made = asyncio.run(_seed_patiently(address, MADE_WITHIN_S))
    if not made.people:
        raise LocalError("There is no demo: the platform is not empty, or has one already.")
    lines = [
        line
        for person in made.people
        for line in login_lines(person.name, person.username, person.password)
    ]
    return [*lines, f"The plan of the demo's meters is {plan_path(settings.home)}."]


async def _seed_patiently(address: PlatformAddress, within_s: float) -> DemoPeople:
    """Seed repeatedly: services learn of a new administrator a moment later."""
    deadline = time.monotonic() + within_s
    while True:
        try:
            return await seed(address)
        except LocalError:
            if time.monotonic() > deadline:
                raise
        await asyncio.sleep(AGAIN_AFTER_S)
