"""Documented times, measured on a whole platform with the default settings.

    python -m benchmarks.promises [ROUNDS]

Starts a platform of its own and has what users wait for happen a few times each: an alert, a
balancer's death, a replica's death, a meter's credential revoked, a client deleted. Tests
prove that it happens; how long it takes says as much of what else the machine does, so it is
measured here, and printed as the quickest, the median and the slowest.
"""

import asyncio
import logging
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import aiomqtt

from tests.harness.serving import eventually
from tests.harness.whole import wait_for_replicas
from tests.system.people import OPEN_TO_ALL, statuses
from tests.system.platform import PATIENCE, Platform
from tests.system.test_live import hear, socket_of
from tests.system.test_scale import all_is_well, deals_but_not
from tests.system.test_ways import OpenMeter, amqp_url, mqtt_client

WITHIN_S = 60
OFTEN_S = 0.02

Measured = Callable[[Platform], Awaitable[dict[str, float]]]


async def alert(platform: Platform) -> dict[str, float]:
    """From a reading's way in to the red alert at its owner's."""
    owner = await platform.client()
    device = await platform.device(owner, max_consumption=1)
    hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    reading = {"device_id": str(device), "measured_at": hour.isoformat(), "interval_s": 1}
    async with socket_of(platform, owner) as socket:
        begun_s = time.monotonic()
        await platform.call(
            "POST", "/api/readings", platform.admin, json={**reading, "energy_kwh": 1.5}
        )
        await hear(socket, within_s=WITHIN_S)
        return {"alert in the browser": time.monotonic() - begun_s}


async def balancer_dies(platform: Platform) -> dict[str, float]:
    """Measure from the kill of the active balancer until the other one dispatches."""
    answer = await platform.call("GET", "/api/balancing/replicas", platform.admin)
    dealer: str = answer["active"]
    killing = asyncio.create_task(platform.kilowatch("stop", dealer, "--signal", "KILL"))
    await eventually(lambda: _is_gone(platform, dealer), WITHIN_S, OFTEN_S)
    begun_s = time.monotonic()
    await eventually(lambda: deals_but_not(platform, dealer), WITHIN_S, OFTEN_S)
    took_s = time.monotonic() - begun_s
    await killing
    await platform.kilowatch("start", dealer)
    await eventually(lambda: all_is_well(platform), WITHIN_S)
    return {"standby deals after a kill": took_s}


async def _is_gone(platform: Platform, part: str) -> bool:
    port = platform.environment[f"KILOWATCH_{part.upper().replace('-', '_')}_PORT"]
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", int(port))
    except OSError:
        return True
    writer.close()
    return False


async def replica_dies(platform: Platform) -> dict[str, float]:
    """From the kill of a replica until nothing is dispatched to it any more."""
    name = "monitoring-2"
    begun_s = time.monotonic()
    await platform.kilowatch("stop", name, "--signal", "KILL")

    async def in_state(wanted: str) -> bool:
        return (await platform.replicas())[name]["state"] == wanted

    await eventually(lambda: in_state("silent"), WITHIN_S, OFTEN_S)
    took_s = time.monotonic() - begun_s
    await platform.kilowatch("start", name)
    await eventually(lambda: in_state("active"), WITHIN_S)
    return {"replica given up (command included)": took_s}


async def meter_revoked(platform: Platform) -> dict[str, float]:
    """From the revocation of a credential until both open connections are cut."""
    device = await platform.device(await platform.client())
    path = f"/api/auth/devices/{device}/credential"
    secret = (await platform.call("POST", path, platform.admin))["secret"]
    async with _both_ways(platform, device, secret) as (over_amqp, over_mqtt):
        begun_s = time.monotonic()
        await platform.call("DELETE", path, platform.admin)
        async with asyncio.timeout(WITHIN_S):
            amqp_s, mqtt_s = await asyncio.gather(
                _after(begun_s, over_amqp.lost.wait()), _after(begun_s, _cut(over_mqtt))
            )
    return {"revoked meter cut over AMQP": amqp_s, "revoked meter cut over MQTT": mqtt_s}


@asynccontextmanager
async def _both_ways(
    platform: Platform, device: UUID, secret: str
) -> AsyncGenerator[tuple[OpenMeter, aiomqtt.Client]]:
    async with (
        OpenMeter(amqp_url(platform, device, secret)) as over_amqp,
        mqtt_client(platform, device, secret) as over_mqtt,
    ):
        await over_amqp.publish(device)
        yield over_amqp, over_mqtt


async def _after(begun_s: float, happens: Awaitable[object]) -> float:
    await happens
    return time.monotonic() - begun_s


async def _cut(client: aiomqtt.Client) -> None:
    try:
        async for _ in client.messages:
            pass
    except aiomqtt.MqttError:
        return


async def deleted(platform: Platform) -> dict[str, float]:
    """From the deletion of a client until every service refuses their access token."""
    person = await platform.client()

    async def refused() -> bool:
        return await statuses(platform, person, OPEN_TO_ALL) == {401}

    begun_s = time.monotonic()
    await platform.call("DELETE", f"/api/users/{person.user_id}", platform.admin)
    await eventually(refused, WITHIN_S, OFTEN_S)
    return {"deleted client out everywhere": time.monotonic() - begun_s}


MEASURED: tuple[Measured, ...] = (alert, meter_revoked, deleted, replica_dies, balancer_dies)


async def measure(platform: Platform, rounds: int) -> None:
    """Each so many times, and what came out."""
    took_s: dict[str, list[float]] = {}
    for happens in MEASURED:
        for _ in range(rounds):
            for name, seconds in (await happens(platform)).items():
                took_s.setdefault(name, []).append(seconds)
    for name, each in took_s.items():
        sys.stdout.write(
            f"{name:38} {min(each):6.2f} {statistics.median(each):6.2f} {max(each):6.2f} s\n"
        )


def main(rounds: int) -> None:
    """Measure on a platform of its own."""
    # That a meter is cut off is what is measured, and no news.
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        platform = Platform(Path(folder) / "home")
        for setting in PATIENCE:
            del platform.environment[setting]
        try:
            platform.command("up", "--detach", "--no-demo")
            platform.admin = asyncio.run(platform.log_in_as_administrator())
            wait_for_replicas(platform)
            asyncio.run(measure(platform, rounds))
        finally:
            platform.command("down")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
