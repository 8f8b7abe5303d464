"""A silent meter and a backlog of the platform are distinguished: the path from end to end."""

import asyncio
import signal
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from aio_pika.abc import AbstractConnection

from kilowatch.monitoring.replica import Replica
from tests.balancing.fleet import Fleet
from tests.harness.serving import eventually

INTERVAL = timedelta(seconds=60)
PATIENCE = 3 * INTERVAL


async def latest(fleet: Fleet, url: str) -> Any:
    return await fleet.get(f"{url}/api/monitoring/latest")


async def says(fleet: Fleet, url: str, pipeline: str, device: str) -> Any:
    """Return the answer, as soon as it is this one."""

    async def answer() -> Any:
        answer = await latest(fleet, url)
        [item] = answer["items"]
        is_it = answer["pipeline"]["state"] == pipeline and item["state"] == device
        return answer if is_it else None

    return await eventually(answer, within_s=60, every_s=0.2)


async def report(fleet: Fleet, device: UUID, begun: datetime) -> None:
    reading = {
        "device_id": str(device),
        "measured_at": begun.isoformat(),
        "energy_kwh": 0.1,
        "interval_s": 60,
    }
    await fleet.publish(device, [msgspec.json.encode(reading)])


async def known_meter(fleet: Fleet) -> UUID:
    device = uuid4()
    await eventually(fleet.events_are_routed)
    await fleet.register(device)
    return device


def about_to_be_late() -> datetime:
    """Return the start of an interval after which a meter soon counts as silent."""
    return datetime.now(UTC) - INTERVAL - PATIENCE + timedelta(seconds=25)


async def test_a_reporting_meter_is_not_shown_as_silent_while_the_balancer_is_frozen(
    fleet: Fleet,
) -> None:
    async with fleet.replica() as one, fleet.replica() as other:
        async with fleet.process("balancing") as balancer:
            device = await known_meter(fleet)
            await report(fleet, device, about_to_be_late())
            await says(fleet, one, "current", "live")

            balancer.signal(signal.SIGSTOP)
            await report(fleet, device, datetime.now(UTC) - INTERVAL)

            for url in (one, other):
                answer = await says(fleet, url, "unknown", "unsure")
                assert answer["pipeline"]["undispatched_messages"] is None
            balancer.signal(signal.SIGCONT)
            await says(fleet, other, "current", "live")
            balancer.signal(signal.SIGKILL)

        # No balancer dispatches: earlier arrivals are known, later ones are not.
        await says(fleet, one, "unknown", "live")


MUTE_S = 600.0


def mute(monkeypatch: pytest.MonkeyPatch) -> None:
    """A replica with a ten-minute heartbeat interval sends none: no balancer sees it."""
    beat = Replica._beat  # pyright: ignore[reportPrivateUsage]

    async def beat_or_not(self: Replica, connection: AbstractConnection, name: str) -> None:
        if self._settings.heartbeat_interval_s == MUTE_S:  # pyright: ignore[reportPrivateUsage]
            await asyncio.Future()
        await beat(self, connection, name)

    monkeypatch.setattr(Replica, "_beat", beat_or_not)


async def test_arrivals_in_the_stream_are_noted_before_dispatch(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    mute(monkeypatch)
    async with fleet.balancer():
        async with fleet.replica() as first:
            device = await known_meter(fleet)
            await report(fleet, device, about_to_be_late())
            await says(fleet, first, "current", "live")
        async with fleet.replica(heartbeat_interval_s=MUTE_S, leave_within_s=0) as unheard:
            await eventually(lambda: dispatches_to_no_replica(fleet))
            await report(fleet, device, datetime.now(UTC) - INTERVAL)
            await waits_until_it_is_dispatched(fleet, unheard)


async def waits_until_it_is_dispatched(fleet: Fleet, unheard: str) -> None:
    behind = await says(fleet, unheard, "behind", "unsure")
    # The stream also counts an offset for each stored position.
    assert behind["pipeline"]["undispatched_messages"] in {1, 2}
    assert behind["pipeline"]["behind_s"] >= 5
    async with fleet.replica() as other:
        await says(fleet, other, "current", "live")
        answer = await says(fleet, unheard, "current", "live")
        assert answer["pipeline"]["undispatched_messages"] == 0


async def dispatches_to_no_replica(fleet: Fleet) -> bool:
    return set((await fleet.replicas()).values()) <= {"silent"}
