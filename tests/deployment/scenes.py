"""Failures of a platform in containers while a real household's readings flow."""

import asyncio
import csv
import io
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

import httpx

from tests.deployment.composed import Composed
from tests.deployment.deployed import Deployed
from tests.deployment.swarm import Swarm
from tests.harness.serving import eventually
from tests.system.test_replay import Household, assert_london_is_true, london_household, part_of
from tests.system.truth import LONDON, london

FLOWING = "1000000"
"""Speed-up: a sixth of the recording takes seven seconds, so that each step happens in the
middle of it."""

UNDISTURBED = "2000000"
"""Where nothing is done meanwhile: all of it in 22 seconds."""

FROZEN_READS = 6
"""A third of new connections goes to the frozen one of three."""

Deed = Callable[[], Awaitable[None]]


@dataclass
class Outcome:
    """The result for one platform's readings."""

    sent: int = 0
    lost: int = 0
    doubled: int = 0
    hours_wrong: int = 0
    deeds: dict[str, float] = field(default_factory=dict[str, float])
    """Steps taken while readings flowed, with their durations, s."""

    def as_json(self) -> dict[str, Any]:
        """Return it for the report."""
        return asdict(self)


async def flow(
    platform: Deployed, via: str, deeds: dict[str, Deed], speed: str = FLOWING
) -> Outcome:
    """Replay a year and a half in as many parts as there are steps, each during one step."""
    household = await london_household(platform)
    outcome = Outcome(sent=len(london().energy_kwh))
    count = len(deeds)
    for number, (name, deed) in enumerate(deeds.items()):
        part = part_of(LONDON, platform.folder, number / count, (number + 1) / count)
        part.chmod(0o644)
        how = ("--via", via, "--speed", speed, "--batch", "20")
        replay = platform.kilowatch("replay", str(part), "--device", str(household.device), *how)
        begun = time.monotonic()
        await asyncio.gather(replay, deed())
        outcome.deeds[name] = round(time.monotonic() - begun, 1)
        say(f"  {name}: {outcome.deeds[name]} s")
    await _compare(platform, household, outcome)
    await assert_london_is_true(platform, household)
    return outcome


async def _compare(platform: Deployed, household: Household, outcome: Outcome) -> None:
    """Read every hour back as the client, through port 80, and count the differences."""
    truth = london().hours()
    params = {
        "device_id": str(household.device),
        "from": "2012-10-12",
        "to": "2014-03-01",
        "resolution": "hour",
        "format": "csv",
    }

    async def hours() -> dict[datetime, tuple[Decimal, int]]:
        path = "/api/monitoring/consumption"
        answer = await platform.ask("GET", path, household.owner, params=params)
        assert answer.is_success, answer.text
        return {
            datetime.fromisoformat(row["starts_at_utc"]): (
                Decimal(row["energy_kwh"]),
                int(row["readings"]),
            )
            for row in csv.DictReader(io.StringIO(answer.text))
            if row["energy_kwh"]
        }

    async def all_there() -> bool:
        return await hours() == truth

    try:
        await eventually(all_there, within_s=240, every_s=2)
    finally:
        found = await hours()
        nothing = (Decimal(), 0)
        for hour in truth.keys() | found.keys():
            expected, seen = truth.get(hour, nothing), found.get(hour, nothing)
            outcome.lost += max(0, expected[1] - seen[1])
            outcome.doubled += max(0, seen[1] - expected[1])
            outcome.hours_wrong += expected != seen


async def nothing() -> None:
    """Measure the baseline."""


def hosted_deeds() -> dict[str, Deed]:
    """A hosted broker is not ours to break."""
    return {"undisturbed": nothing}


def compose_deeds(platform: Composed) -> dict[str, Deed]:
    """Run every step of the Compose stage."""

    async def kill_a_replica() -> None:
        victim = platform.containers("monitoring")[1]
        await do(platform, "docker", "kill", victim)
        await asyncio.sleep(4)
        await do(platform, "docker", "start", victim)
        await active_are(platform, 3)

    async def freeze_a_replica() -> None:
        victim = platform.containers("monitoring")[0]
        await do(platform, "docker", "pause", victim)
        try:
            await active_are(platform, 2)
            await assert_reads_are_answered(platform)
        finally:
            await do(platform, "docker", "unpause", victim)
        await active_are(platform, 3)

    async def scale_to_five() -> None:
        await asyncio.to_thread(platform.scale, 5)
        await active_are(platform, 5)

    async def roll_the_replicas() -> None:
        roll = ("up", "-d", "--no-deps", "--force-recreate", "--scale", "monitoring=5")
        await asyncio.to_thread(platform.compose, *roll, "monitoring")
        await active_are(platform, 5)

    async def scale_to_two() -> None:
        await asyncio.to_thread(platform.scale, 2)
        await active_are(platform, 2)

    async def kill_the_dealer() -> None:
        async def dealer() -> str | None:
            answer = await platform.call("GET", "/api/balancing/replicas", platform.admin)
            return answer["active"]

        [victim] = platform.containers(await eventually(dealer, within_s=60))
        await do(platform, "docker", "kill", victim)
        await active_are(platform, 2)
        await do(platform, "docker", "start", victim)

    return {
        "undisturbed": nothing,
        "a replica killed": kill_a_replica,
        "a replica frozen": freeze_a_replica,
        "scaled from 3 to 5": scale_to_five,
        "all replicas replaced": roll_the_replicas,
        "scaled from 5 to 2": scale_to_two,
        "the active balancer killed": kill_the_dealer,
    }


def swarm_deeds(platform: Swarm) -> dict[str, Deed]:
    """Run every step of the Swarm stage."""

    async def kill_a_replica() -> None:
        victim = platform.containers("monitoring")[0]
        await do(platform, "docker", "kill", victim)
        await whole(platform)

    async def roll_forward() -> None:
        change = ("--env-add", "KILOWATCH_LOG_FORMAT=json")
        await asyncio.to_thread(platform.update, "monitoring", *change)
        await update_ends(platform, "monitoring", "completed")

    async def roll_back() -> None:
        await asyncio.to_thread(platform.update, "monitoring", "--rollback")
        await update_ends(platform, "monitoring", "rollback_completed")

    async def scale_to_five() -> None:
        await do(platform, "docker", "service", "scale", f"{platform.stack}_monitoring=5")
        await active_are(platform, 5)

    async def roll_the_balancer() -> None:
        await asyncio.to_thread(platform.update, "balancing", "--force")
        await update_ends(platform, "balancing", "completed")

    return {
        "a replica killed": kill_a_replica,
        "monitoring rolled to another release": roll_forward,
        "and rolled back": roll_back,
        "scaled from 3 to 5": scale_to_five,
        "the balancer replaced": roll_the_balancer,
    }


async def do(platform: Deployed, *command: str) -> None:
    """Run a command beside the replay."""
    await asyncio.to_thread(platform.docker.run, *command)


async def assert_reads_are_answered(platform: Deployed) -> None:
    """Check that reads succeed, possibly late, while a replica is frozen: another is asked."""

    async def answered(client: httpx.AsyncClient) -> bool:
        # Five times at the frozen one, by chance, is a 504, after which a browser retries.
        return (await client.get("/api/monitoring/alerts?limit=1")).is_success

    async with httpx.AsyncClient(
        base_url=platform.http_url,
        headers={"Authorization": f"Bearer {platform.admin.token}"},
        timeout=90,
    ) as client:
        for _ in range(FROZEN_READS):
            await eventually(lambda: answered(client), within_s=180)


async def active_are(platform: Deployed, count: int) -> None:
    """Wait until so many replicas are dispatched to."""

    async def are() -> bool:
        answer = await platform.ask("GET", "/api/balancing/replicas", platform.admin)
        if not answer.is_success:
            return False
        states = [each["state"] for each in answer.json()["items"]]
        return states.count("active") == count

    await eventually(are, within_s=180, every_s=0.5)


async def update_ends(platform: Swarm, part: str, state: str) -> None:
    """Wait until an update has ended, in this state."""

    async def has_ended() -> bool:
        return await asyncio.to_thread(platform.update_state, part) not in {
            "updating",
            "rollback_started",
        }

    await eventually(has_ended, within_s=240, every_s=1)
    found = platform.update_state(part)
    assert found == state, f"the update of {part} ended as {found}"


async def whole(platform: Swarm) -> None:
    """Wait until every service has all its instances, all of them healthy."""

    async def is_whole() -> bool:
        missing = await asyncio.to_thread(platform.missing)
        return not missing and not await asyncio.to_thread(platform.unhealthy)

    await eventually(is_whole, within_s=300, every_s=2)


def say(line: str) -> None:
    """Show the progress."""
    print(line, flush=True)
