"""Meters in containers of their own: those of the demo, and the simulator's."""

import asyncio
import re
from collections.abc import Generator
from contextlib import contextmanager
from uuid import UUID

from kilowatch.simulator.administrator import device_id_of
from tests.deployment.composed import Composed
from tests.harness.serving import eventually
from tests.system.truth import london

LOGIN = re.compile(r"username\s+(\S+)\s+password\s+(\S+)")
ADMINISTRATOR, CLIENT = "admin", "household"
REPLAYED_WITHIN_S = 360
LIVE_WITHIN_S = 360


def make_demo(platform: Composed) -> dict[str, str]:
    """Create the first administrator and the demo's users, as in the README: password by name."""
    logins = dict(LOGIN.findall(platform.command("admin", "create", "--demo")))
    assert {ADMINISTRATOR, CLIENT} <= logins.keys()
    return logins


async def assert_meters_live(platform: Composed, logins: dict[str, str]) -> None:
    """Run those of the demo and those of the simulator, side by side."""
    await asyncio.gather(_assert_demo_lives(platform, logins), _assert_simulator(platform, logins))


async def _assert_demo_lives(platform: Composed, logins: dict[str, str]) -> None:
    """Check that a client of the demo has a recorded year and a half, and live meters."""
    household = await platform.log_in(CLIENT, logins[CLIENT])
    answer = await platform.call("GET", "/api/devices", household)
    devices = {each["name"]: UUID(each["id"]) for each in answer["items"]}
    recorded = devices.pop("London household (recorded)")

    async def is_replayed() -> bool:
        return await platform.stored(recorded) == len(london().energy_kwh)

    async def have_told() -> bool:
        return await platform.reporting(list(devices.values())) == len(devices)

    with _running(platform, "demo"):
        await eventually(is_replayed, within_s=REPLAYED_WITHIN_S, every_s=1)
        await eventually(have_told, within_s=REPLAYED_WITHIN_S, every_s=1)


async def _assert_simulator(platform: Composed, logins: dict[str, str]) -> None:
    """Check that it registers devices with the administrator's login, and their meters report."""
    platform.docker.environment["KILOWATCH_LOGIN_PASSWORD"] = logins[ADMINISTRATOR]

    devices = [device_id_of(0, number) for number in range(1, 21)]

    async def report() -> bool:
        return await platform.reporting(devices) == len(devices)

    try:
        with _running(platform, "simulator"):
            await eventually(report, within_s=LIVE_WITHIN_S, every_s=1)
    finally:
        del platform.docker.environment["KILOWATCH_LOGIN_PASSWORD"]


@contextmanager
def _running(platform: Composed, name: str) -> Generator[None]:
    """The service that the profile of the same name adds."""
    profile = ("--profile", name)
    platform.compose(*profile, "up", "-d", "--no-recreate", name)
    try:
        yield
    finally:
        platform.compose(*profile, "rm", "--stop", "--force", name)
