"""Quiet hours: silent notifications, listed as usual; early warnings are sent like alerts."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from kilowatch.contracts.accounts import UserDeleted
from kilowatch.contracts.ids import DeviceId, UserId
from kilowatch.contracts.overconsumption import EarlyWarningRaised, EarlyWarningRetracted
from kilowatch.contracts.roles import Role
from kilowatch.contracts.socket import EarlyWarning
from kilowatch.local.calls import local_client
from kilowatch.realtime.quiet.domain import QuietHours
from tests.harness.serving import eventually
from tests.realtime.env import FIRST_HOUR, RealtimeEnv, overconsumption

KWH = 1_000_000_000


@pytest.mark.parametrize(
    ("starts", "ends", "clock", "quiet"),
    [
        ("22:00", "07:00", "21:59:59", False),
        ("22:00", "07:00", "22:00", True),
        ("22:00", "07:00", "23:30", True),
        ("22:00", "07:00", "06:59", True),
        ("22:00", "07:00", "07:00", False),
        ("22:00", "07:00", "12:00", False),
        ("13:00", "15:00", "12:59:59", False),
        ("13:00", "15:00", "13:00", True),
        ("13:00", "15:00", "14:59:59", True),
        ("13:00", "15:00", "15:00", False),
        # From eight to eight is the whole day.
        ("08:00", "08:00", "08:00", True),
        ("08:00", "08:00", "07:59:59", True),
        ("08:00", "08:00", "20:00", True),
    ],
)
def test_quiet_hours_may_span_midnight(starts: str, ends: str, clock: str, quiet: bool) -> None:
    hours = QuietHours(time.fromisoformat(starts), time.fromisoformat(ends), "Europe/Bucharest")
    # In January Bucharest is two hours ahead of UTC.
    now = datetime.fromisoformat(f"2026-01-10T{clock}+02:00").astimezone(UTC)

    assert hours.hold(now) is quiet


@pytest.mark.parametrize(("utc", "quiet"), [("19:30", True), ("20:30", True), ("04:30", False)])
def test_quiet_hours_follow_daylight_saving_time(utc: str, quiet: bool) -> None:
    hours = QuietHours(time(22), time(7), "Europe/Bucharest")

    assert hours.hold(datetime.fromisoformat(f"2026-07-10T{utc}+00:00")) is quiet


async def ask(
    url: str, env: RealtimeEnv, user_id: UserId, method: str = "GET", body: Any = None
) -> httpx.Response:
    async with local_client(30, url) as client:
        headers = {"Authorization": f"Bearer {env.token(user_id, role=Role.CLIENT)}"}
        return await client.request(method, "/api/realtime/quiet-hours", json=body, headers=headers)


def around_now() -> dict[str, str]:
    now = datetime.now(UTC)
    hour = timedelta(hours=1)
    return {
        "starts": (now - hour).strftime("%H:%M:%S"),
        "ends": (now + hour).strftime("%H:%M:%S"),
        "time_zone": "UTC",
    }


async def test_alerts_in_quiet_hours_are_silent(env: RealtimeEnv) -> None:
    sleeper, other = await env.person(), await env.person()
    async with (
        env.process() as url,
        env.browser(url, sleeper) as asleep,
        env.browser(url, other) as awake,
    ):
        wish = around_now()
        kept = await ask(url, env, sleeper, "PUT", wish)
        assert kept.json() == {"quiet_hours": wish}
        await env.publish(overconsumption(sleeper))
        await env.publish(overconsumption(other))
        [quiet], [loud] = await asleep.hear_alerts(1), await awake.hear_alerts(1)

        assert (await ask(url, env, sleeper, "DELETE")).status_code == 204
        await env.publish(overconsumption(sleeper, hour=1))
        [after] = await asleep.hear_alerts(2)

    assert (quiet.alert.silent, loud.alert.silent, after.alert.silent) == (True, False, False)


async def test_quiet_hours_are_per_user_and_deleted_with_the_user(env: RealtimeEnv) -> None:
    mine, others = await env.person(), await env.person()
    async with env.process() as url:
        await ask(url, env, mine, "PUT", around_now())
        assert (await ask(url, env, others)).json() == {"quiet_hours": None}

        await env.publish(UserDeleted(user_id=mine, version=2))

        async def forgotten() -> bool:
            async with env.database() as database:
                return not await database.fetchval("SELECT count(*) FROM quiet_hours")

        await eventually(forgotten)


@pytest.mark.parametrize(
    "wish",
    [
        {"starts": "22:00", "ends": "22:00", "time_zone": "UTC"},
        {"starts": "22:00", "ends": "07:00", "time_zone": "Mars/Olympus"},
        {"starts": "22:00", "ends": "07:00", "time_zone": "localtime"},
        {"starts": "22:00+02:00", "ends": "07:00", "time_zone": "UTC"},
        {"starts": "22:00", "time_zone": "UTC"},
    ],
)
async def test_invalid_quiet_hours_are_rejected(env: RealtimeEnv, wish: dict[str, str]) -> None:
    user_id = await env.person()
    async with env.process() as url:
        assert (await ask(url, env, user_id, "PUT", wish)).status_code == 422


async def test_an_early_warning_and_its_retraction_reach_the_owner(env: RealtimeEnv) -> None:
    owner = await env.person()
    state: dict[str, Any] = {
        "device_id": DeviceId(UUID(int=1)),
        "device_name": "Heat pump",
        "owner_id": owner,
        "hour": FIRST_HOUR,
        "time_zone": "Europe/Bucharest",
        "limit_uwh": 2_000_000_000,
        "share_percent": 80,
    }
    async with env.process() as url, env.browser(url, owner) as browser:
        raised = EarlyWarningRaised(**state, energy_uwh=1_700_000_000, version=1, live=True)
        retracted = EarlyWarningRetracted(**state, energy_uwh=KWH, version=2, live=True)
        state["hour"] = FIRST_HOUR + timedelta(hours=1)
        silenced = EarlyWarningRaised(**state, energy_uwh=1_700_000_000, version=1, live=False)
        for event in (raised, silenced, retracted):
            await env.publish(event)
        first, second = await browser.hear(EarlyWarning), await browser.hear(EarlyWarning)

    assert (first.number, second.number) == (1, 2)
    assert (first.early_warning.share, first.early_warning.energy_kwh) == (0.8, 1.7)
    assert (first.early_warning.state, second.early_warning.state) == ("raised", "retracted")
