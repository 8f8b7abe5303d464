"""Replicas are added and removed, and a balancer dies, while a household is replayed."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from kilowatch.local.calls import local_client
from tests.harness.serving import eventually
from tests.system.people import WITHIN_S
from tests.system.platform import Platform
from tests.system.test_replay import (
    BALANCERS,
    assert_london_is_true,
    london_household,
    part_of,
    replay,
)
from tests.system.truth import LONDON

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]


async def test_scaling_from_three_to_five_to_two_keeps_the_data_correct(
    platform: Platform, tmp_path: Path
) -> None:
    household = await london_household(platform)
    logs = [platform.home / "logs" / f"{each}.log" for each in BALANCERS]
    begins = [len(log.read_bytes()) for log in logs]
    parts = [part_of(LONDON, tmp_path, at / 4, (at + 1) / 4) for at in range(4)]
    try:
        await replay(platform, parts[0], household.device)
        await asyncio.gather(
            platform.kilowatch("scale", "monitoring=5"),
            replay(platform, parts[1], household.device),
        )
        await eventually(lambda: active_are(platform, 5), within_s=60)
        await eventually(lambda: routed_are(platform, 5))

        await asyncio.gather(
            platform.kilowatch("scale", "monitoring=2"),
            replay(platform, parts[2], household.device),
        )
        await eventually(lambda: active_are(platform, 2), within_s=60)
        await eventually(lambda: routed_are(platform, 2))
        await replay(platform, parts[3], household.device)

        await assert_london_is_true(platform, household)
        assert set(await platform.replicas()) == {"monitoring-1", "monitoring-2"}
        said = [log.read_bytes()[begin:] for log, begin in zip(logs, begins, strict=True)]
        assert b"left by monitoring-" not in b"".join(said)
    finally:
        await platform.kilowatch("scale", "monitoring=3")
        await eventually(lambda: active_are(platform, 3), within_s=60)


async def test_the_standby_takes_over_when_the_balancer_is_killed(
    platform: Platform, tmp_path: Path
) -> None:
    household = await london_household(platform)
    halves = [part_of(LONDON, tmp_path, 0, 0.5), part_of(LONDON, tmp_path, 0.5, 1)]

    async def active() -> str | None:
        return (await platform.call("GET", "/api/balancing/replicas", platform.admin))["active"]

    dealer = await eventually(active)
    replaying = asyncio.create_task(replay(platform, halves[0], household.device))
    try:
        await platform.kilowatch("stop", dealer, "--signal", "KILL")

        await eventually(lambda: deals_but_not(platform, dealer), within_s=WITHIN_S)
        await replaying
        await replay(platform, halves[1], household.device)

        await assert_london_is_true(platform, household)
    finally:
        await replaying
        await platform.kilowatch("start", dealer)
        await eventually(lambda: all_is_well(platform), within_s=90)
        # The other tests look for what is dispatched where it is dispatched at first.
        other = "balancing" if dealer == "balancing-standby" else "balancing-standby"
        await platform.kilowatch("stop", other)
        await platform.kilowatch("start", other)
        await eventually(lambda: all_is_well(platform), within_s=90)


async def all_is_well(platform: Platform) -> bool:
    try:
        return (await asyncio.to_thread(platform.status))["state"] == "healthy"
    except AssertionError:
        return False


async def test_invalid_scale_arguments_are_reported(platform: Platform) -> None:
    for size in ("monitoring", "monitoring=0", "monitoring=99", "auth=2", "monitoring=x"):
        with pytest.raises(AssertionError, match=r"monitoring"):
            await platform.kilowatch("scale", size)


async def active_are(platform: Platform, count: int) -> bool:
    states = {name: each["state"] for name, each in (await platform.replicas()).items()}
    return states == {f"monitoring-{n}": "active" for n in range(1, count + 1)}


async def deals_but_not(platform: Platform, dead: str) -> bool:
    response = await platform.ask("GET", "/api/balancing/replicas", platform.admin)
    if not response.is_success:
        return False
    answer: dict[str, Any] = response.json()
    return answer["active"] not in {None, dead}


async def routed_are(platform: Platform, count: int) -> bool:
    """Return true if the gateway knows so many replicas: it applies changed routes by itself."""
    port = platform.environment["KILOWATCH_DASHBOARD_PORT"]
    async with local_client(20) as client:
        answer = await client.get(f"http://127.0.0.1:{port}/api/http/services/monitoring@file")
    return len(answer.json()["loadBalancer"]["servers"]) == count
