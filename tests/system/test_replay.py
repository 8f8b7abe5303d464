"""Real households through the broker: what a client reads equals the recording, whatever dies."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
import pytest

from tests.harness.serving import eventually
from tests.system.people import WITHIN_S
from tests.system.platform import Person, Platform
from tests.system.truth import LONDON, UCI, Truth, london, uci

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]

LIMIT_KWH = 2

BALANCERS = ("balancing", "balancing-standby")
"""Logs of the balancer that dispatches at first, and of the standby."""

QUIET = "200000"
"""Speed-up: a fiftieth of London takes four seconds, a few readings for each batch."""

SPREAD_OUT = "2000000"
"""Speed-up: a fifth of London takes four seconds and makes dozens of batches. At full speed, a
fast machine would put it into so few that no replica has one waiting.
"""


@dataclass(frozen=True)
class Household:
    """A client with one metered device."""

    owner: Person
    device: UUID


async def london_household(platform: Platform) -> Household:
    owner = await platform.client()
    device = await platform.device(
        owner,
        max_consumption=LIMIT_KWH,
        reporting_interval_s=1800,
        time_zone="Europe/London",
    )
    return Household(owner, device)


def part_of(path: Path, folder: Path, begin: float, end: float) -> Path:
    """Return the rows between two shares of a file, under its header."""
    header, *rows = path.read_text().splitlines(keepends=True)
    part = folder / f"{begin}-{end}.csv"
    part.write_text(header + "".join(rows[int(begin * len(rows)) : int(end * len(rows))]))
    return part


async def replay(platform: Platform, path: Path, device: UUID, speed: str = "max") -> None:
    await platform.kilowatch("replay", str(path), "--device", str(device), "--speed", speed)


async def assert_london_is_true(platform: Platform, household: Household) -> None:
    """Read every day back as the client, through the gateway, and compare it with the file."""
    truth = london()
    assert (len(truth.energy_kwh), truth.total_kwh) == (24_140, Decimal("6095.6720007"))
    await eventually(lambda: is_stored(platform, household, 24_140), within_s=180)
    await eventually(lambda: nothing_waits(platform), within_s=120)

    async with platform.connected():
        await assert_days_are_true(platform, household, truth, ZoneInfo("Europe/London"))

    alerts = await all_alerts(platform, household)
    over = {hour for hour, (energy, _) in truth.hours().items() if energy > LIMIT_KWH}
    assert len(over) == 207
    assert sorted(each["hour"] for each in alerts) == sorted(
        hour.isoformat().replace("+00:00", "Z") for hour in over
    )
    assert {(each["state"], each["version"]) for each in alerts} == {("raised", 1)}


async def assert_days_are_true(
    platform: Platform, household: Household, truth: Truth, zone: ZoneInfo
) -> None:
    expected = truth.hours()
    full = 3600 / truth.interval.total_seconds()
    seen: dict[str, tuple[Decimal, int]] = {}
    readings, partial = 0, 0
    path = f"/api/monitoring/devices/{household.device}/consumption"
    for day in truth.days(zone):
        answer = await platform.call("GET", path, household.owner, params={"date": str(day)})
        readings += answer["readings"]
        for hour in answer["hours"]:
            if hour["energy_kwh"] is None:
                assert hour["state"] == "missing"
                continue
            seen[hour["starts_at"]] = (Decimal(str(hour["energy_kwh"])), hour["readings"])
            is_partial = hour["readings"] < full
            assert hour["state"] == ("partial" if is_partial else "measured")
            assert hour["coverage"] == hour["readings"] / full
            partial += is_partial
    assert seen == {
        hour.isoformat().replace("+00:00", "Z"): value for hour, value in expected.items()
    }
    assert readings == len(truth.energy_kwh)
    if truth.interval.total_seconds() == 1800:
        assert (len(seen), partial) == (12_072, 4)
    assert sum(energy for energy, _ in seen.values()) == truth.total_kwh


async def all_alerts(platform: Platform, household: Household) -> list[dict[str, Any]]:
    params = {"device_id": str(household.device), "limit": 500}
    answer = await platform.call("GET", "/api/monitoring/alerts", household.owner, params=params)
    assert answer["total"] == len(answer["items"])
    return answer["items"]


async def is_stored(platform: Platform, household: Household, count: int) -> bool:
    return await platform.stored(household.device) == count


async def nothing_waits(platform: Platform) -> bool:
    replicas = await platform.replicas()
    return all(
        each["waiting_batches"] == 0 and each["unacknowledged_batches"] == 0
        for each in replicas.values()
        if each["state"] == "active"
    )


async def test_the_london_recording_is_read_back_completely(platform: Platform) -> None:
    household = await london_household(platform)

    await replay(platform, LONDON, household.device)

    await assert_london_is_true(platform, household)
    rejections = await platform.call("GET", "/api/monitoring/rejections", platform.admin)
    own = [each for each in rejections["items"] if each["sender"] == str(household.device)]
    assert len(own) == 1
    assert msgspec.json.decode(own[0]["body"])["measurement_value"] == "Null"
    # Whichever of the two dispatches.
    logs = [await platform.kilowatch("logs", each) for each in BALANCERS]
    log = "".join(logs)
    assert all(f"-> monitoring-{n}" in log for n in (1, 2, 3))


async def test_the_uci_recording_is_read_back_completely(platform: Platform) -> None:
    truth = uci()
    owner = await platform.client()
    device = await platform.device(owner, time_zone="Europe/Paris")
    household = Household(owner, device)

    await replay(platform, UCI, device)

    await eventually(lambda: is_stored(platform, household, 2_880), within_s=120)
    await eventually(lambda: nothing_waits(platform), within_s=120)
    async with platform.connected():
        await assert_days_are_true(platform, household, truth, ZoneInfo("Europe/Paris"))
    assert round(truth.total_kwh, 6) == Decimal("58.208267")


@asynccontextmanager
async def batches_held_by(
    platform: Platform, household: Household, tmp_path: Path, name: str
) -> AsyncGenerator[None]:
    """In the body ``name`` has batches waiting and in hand; 30 to 50 % of London is dispatched."""
    await replay(platform, part_of(LONDON, tmp_path, 0, 0.3), household.device)

    async def all_have_worked() -> bool:
        return all(each["done_batches"] > 0 for each in (await platform.replicas()).values())

    await eventually(all_have_worked, within_s=WITHIN_S)
    async with platform.storing_halted():
        # A quiet meter is dispatched to the queues; one that sends much waits elsewhere.
        await replay(platform, part_of(LONDON, tmp_path, 0.3, 0.32), household.device, QUIET)
        part = part_of(LONDON, tmp_path, 0.32, 0.5)
        await replay(platform, part, household.device, SPREAD_OUT)

        async def holds_batches() -> bool:
            replica = (await platform.replicas())[name]
            return replica["waiting_batches"] > 0 and replica["unacknowledged_batches"] > 0

        await eventually(holds_batches, within_s=60)
        yield


async def until_silent(platform: Platform, name: str) -> None:
    async def is_silent() -> bool:
        return (await platform.replicas())[name]["state"] == "silent"

    await eventually(is_silent, within_s=WITHIN_S)


async def test_a_killed_replica_loses_nothing(platform: Platform, tmp_path: Path) -> None:
    household = await london_household(platform)

    async with batches_held_by(platform, household, tmp_path, "monitoring-2"):
        await platform.kilowatch("stop", "monitoring-2", "--signal", "KILL")
        await until_silent(platform, "monitoring-2")
    dispatched = (await platform.replicas())["monitoring-2"]["dispatched_batches"]
    await replay(platform, part_of(LONDON, tmp_path, 0.5, 1), household.device)

    await assert_london_is_true(platform, household)
    dead = (await platform.replicas())["monitoring-2"]
    assert (dead["state"], dead["dispatched_batches"], dead["waiting_batches"]) == (
        "silent",
        dispatched,
        0,
    )
    await revive(platform, "monitoring-2")


async def test_a_replica_that_freezes_and_wakes_changes_nothing(
    platform: Platform, tmp_path: Path
) -> None:
    household = await london_household(platform)

    async with batches_held_by(platform, household, tmp_path, "monitoring-3"):
        await platform.kilowatch("stop", "monitoring-3", "--signal", "STOP")
        await until_silent(platform, "monitoring-3")
    await replay(platform, part_of(LONDON, tmp_path, 0.5, 0.8), household.device)
    await eventually(lambda: nothing_waits(platform), within_s=120)
    await revive(platform, "monitoring-3")
    await replay(platform, part_of(LONDON, tmp_path, 0.8, 1), household.device)

    await assert_london_is_true(platform, household)


async def revive(platform: Platform, name: str) -> None:
    await platform.kilowatch("start", name)

    async def is_active() -> bool:
        return (await platform.replicas())[name]["state"] == "active"

    await eventually(is_active, within_s=90)
