"""Two realtime processes: each serves a browser, and one that loses its process misses nothing."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from websockets.exceptions import WebSocketException

from tests.harness.serving import eventually
from tests.system.people import WITHIN_S, Screen, screen, screen_at
from tests.system.platform import Person, Platform

pytestmark = [pytest.mark.system, pytest.mark.timeout(300)]

THIS_ONE, OTHER_ONE = "REALTIME", "REALTIME_MORE"
"""The ports of the two."""


async def over_limit(platform: Platform, device: UUID, hour: datetime) -> None:
    reading = {
        "device_id": str(device),
        "measured_at": hour.isoformat(),
        "energy_kwh": 3,
        "interval_s": 60,
    }
    await platform.call("POST", "/api/readings", platform.admin, json=reading)


async def come_back(platform: Platform, person: Person, after: int) -> Screen:
    """Connect at the gateway as a page does: repeatedly, until a process answers."""

    async def try_once() -> Screen | None:
        browser = screen(platform, person, after)
        try:
            return await browser.__aenter__()
        except (OSError, TimeoutError, WebSocketException):
            return None

    return await eventually(try_once, within_s=WITHIN_S, every_s=0.2)


def hour_of(message: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(message["alert"]["hour"])


async def test_a_browser_whose_process_is_killed_reconnects_and_gets_what_it_missed(
    platform: Platform,
) -> None:
    owner = await platform.client()
    device = await platform.device(owner, max_consumption=2)
    missed = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    hour = missed - timedelta(hours=1)
    async with (
        screen_at(platform, THIS_ONE, owner) as staying,
        screen_at(platform, OTHER_ONE, owner) as losing,
    ):
        await over_limit(platform, device, hour)
        first = [await each.hear("alert") for each in (staying, losing)]
        assert first[0] == first[1]
        assert (first[0]["number"], hour_of(first[0])) == (1, hour)

        await platform.kilowatch("stop", "realtime-2", "--signal", "KILL")
        try:
            # A killed process sends no last message.
            assert await losing.closed_with() is None
            await over_limit(platform, device, missed)
            second = await staying.hear("alert")

            back = await come_back(platform, owner, after=first[0]["number"])
            try:
                assert await back.hear("alert") == second
                assert (second["number"], hour_of(second)) == (2, missed)
            finally:
                await back.__aexit__(None, None, None)
        finally:
            await platform.kilowatch("start", "realtime-2")

    async def answers_again() -> bool:
        try:
            async with screen_at(platform, OTHER_ONE, owner):
                return True
        except (OSError, WebSocketException):
            return False

    await eventually(answers_again, within_s=60, every_s=0.2)
