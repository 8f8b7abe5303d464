"""A delivery that never ends is detected, reported, and forgotten when it has ended."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from aio_pika import IncomingMessage

from kilowatch.balancing.deliveries import DeliveryWatch
from kilowatch.contracts.readings import ReplicaHeartbeat
from kilowatch.local.calls import local_client
from kilowatch.monitoring.deliveries import InHand
from tests.balancing.fleet import Fleet, hold_up
from tests.balancing.reading_path import body, stored
from tests.harness.serving import eventually


def heartbeat(unacknowledged: int, unmoved_s: float = 0) -> ReplicaHeartbeat:
    return ReplicaHeartbeat(
        replica="monitoring-1",
        incarnation="a",
        connection_name="",
        sent_at=datetime.now(UTC),
        unacknowledged=unacknowledged,
        batches_total=0,
        readings_total=0,
        unmoved_s=unmoved_s,
    )


def test_a_delivery_unknown_to_the_replica_is_stuck_after_a_while() -> None:
    monitor = DeliveryWatch()

    monitor.note(3, heartbeat(2), 100)
    assert monitor.stuck_since_s(heartbeat(2), 150, 60) is None
    monitor.note(3, heartbeat(0), 155)
    assert monitor.stuck_since_s(heartbeat(0), 170, 60) == 100

    monitor.note(3, heartbeat(3), 171)
    assert monitor.stuck_since_s(heartbeat(3), 300, 60) is None


def test_a_batch_in_progress_that_does_not_advance_is_stuck_after_a_while() -> None:
    monitor = DeliveryWatch()
    monitor.note(1, heartbeat(1, 50), 100)

    assert monitor.stuck_since_s(heartbeat(1, 50), 100, 60) is None
    assert monitor.stuck_since_s(heartbeat(1, 70), 120, 60) == 50
    assert monitor.stuck_since_s(heartbeat(0, 70), 120, 60) is None


def test_no_delivery_is_stuck_while_the_broker_is_unreachable() -> None:
    monitor = DeliveryWatch()
    monitor.note(3, heartbeat(0), 100)
    monitor.note(None, heartbeat(0), 150)

    assert monitor.at_broker is None
    assert monitor.stuck_since_s(heartbeat(0), 500, 60) is None


async def health(url: str) -> tuple[int, Any, int]:
    """Return a service's health: status, check of deliveries, and whether it takes requests."""
    async with local_client(30) as client:
        told = await client.get(f"{url}/health")
        serving = await client.get(f"{url}/health/serving")
    return told.status_code, told.json()["checks"]["deliveries"], serving.status_code


async def replica_of(fleet: Fleet) -> dict[str, Any]:
    answer = await fleet.get(f"{fleet.balancer_url}/api/balancing/replicas")
    return answer["items"][0] if answer["items"] else {}


@pytest.mark.parametrize("replica_knows", [True, False])
async def test_a_stuck_delivery_is_reported_until_it_ends(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch, replica_knows: bool
) -> None:
    """The replica's own count once reported "well" while the broker waited indefinitely."""
    go_on = hold_up(monkeypatch)
    if not replica_knows:
        monkeypatch.setattr(InHand, "count", 0)
        monkeypatch.setattr(InHand, "unmoved_s", lambda *_: 0.0)
    device = uuid4()
    async with fleet.balancer(stuck_after_s=1), fleet.replica(stuck_after_s=1) as url:
        await eventually(fleet.events_are_routed)
        await fleet.register(device)
        assert await health(url) == (200, "ok", 200)
        await fleet.publish(device, [body(device, 0)])

        async def stuck() -> bool:
            told = await replica_of(fleet)
            # The broker's count follows a moment later than the replica's.
            counts = told.get("unacknowledged_batches"), told.get("broker_unacknowledged_batches")
            return bool(told.get("stuck_since")) and counts == (int(replica_knows), 1)

        await eventually(stuck)
        await eventually(lambda: _equals(health(url), (503, "stuck", 200)))

        go_on.set()

        await eventually(stored(fleet, 1))
        await eventually(lambda: _equals(health(url), (200, "ok", 200)))

        async def well() -> bool:
            told = await replica_of(fleet)
            return not told["stuck_since"] and told["broker_unacknowledged_batches"] == 0

        await eventually(well)


async def _equals(asked: Any, expected: object) -> bool:
    return await asked == expected


@pytest.mark.parametrize("error", [RuntimeError("a fault of ours"), KeyError("x")])
async def test_a_batch_whose_acknowledgement_fails_is_redelivered(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """With one batch in progress at most, one that is never acknowledged would be the last."""
    acknowledge = IncomingMessage.ack
    failures = 0

    async def fail_once(self: IncomingMessage, multiple: bool = False) -> None:
        nonlocal failures
        if "x-messages" in self.headers and not failures:
            failures += 1
            raise error
        await acknowledge(self, multiple)

    monkeypatch.setattr(IncomingMessage, "ack", fail_once)
    device = uuid4()
    async with fleet.balancer(), fleet.replica(prefetch_batches=1):
        await eventually(fleet.events_are_routed)
        await fleet.register(device)
        await fleet.publish(device, [body(device, 0)])
        await eventually(stored(fleet, 1))

        await fleet.publish(device, [body(device, 1)])

        await eventually(stored(fleet, 2))
        assert failures == 1
