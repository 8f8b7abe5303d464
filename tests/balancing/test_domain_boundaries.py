"""The record of a replica, and the boundaries of its states and its backlog."""

from hashlib import blake2b

import pytest
from msgspec.structs import replace

from kilowatch.balancing.domain import (
    RendezvousHash,
    ReplicaPool,
    ReplicaState,
    Standing,
    Strategy,
    source_of,
)
from tests.balancing.test_domain import heartbeat, roster_of, turns
from tests.balancing.test_sample_history import replica as sample


def test_a_replica_is_recorded_once_with_nothing_dispatched_to_it() -> None:
    pool = ReplicaPool(silent_after_s=2.0, backlog_batches=3)

    assert [pool.record(heartbeat("a"), now_s) for now_s in (5.0, 6.0)] == [True, False]
    replica = pool.replicas["a"]
    assert (replica.standing, replica.since_s, replica.seen_at_s) == (Standing.ACTIVE, 5.0, 6.0)
    assert (replica.dispatched_batches, replica.dispatched_messages, replica.backlog_batches) == (
        0,
        0,
        0,
    )
    assert pool.record(heartbeat("a", phase="left"), 7.0) is False
    assert pool.replicas == {}


def test_a_replica_is_silent_just_after_its_deadline_and_lapses_just_after_a_later_one() -> None:
    pool = roster_of("a")

    assert pool.fall_silent(2.0) == []
    assert [each.name for each in pool.fall_silent(2.1)] == ["a"]
    pool.reset_deadlines(50.0)
    assert pool.replicas["a"].seen_at_s == 0.0, "a silent replica has no deadline"
    assert pool.lapsed(12.1, 10.0) == []
    assert [each.name for each in pool.lapsed(12.2, 10.0)] == ["a"]


@pytest.mark.parametrize(
    ("phase", "in_flight", "marker", "expected"),
    [
        ("leaving", 0, "", True),
        ("leaving", 1, "", False),
        ("leaving", 0, "one", False),
        ("leaving", 0, "an earlier one", True),
        ("working", 0, "", False),
    ],
)
def test_a_draining_replica_awaits_one_marker_after_its_last_batch(
    phase: str, in_flight: int, marker: str, expected: bool
) -> None:
    beat = replace(heartbeat("a"), phase=phase)
    standing = Standing.LEAVING if phase == "leaving" else Standing.ACTIVE
    state = ReplicaState("a", 0.0, beat, standing)
    state.in_flight, state.drain_marker_sent_to = in_flight, marker

    assert state.awaits_drain_marker is expected


def test_counters_continue_those_of_the_previous_balancer_and_never_decrease() -> None:
    pool = roster_of("a", "b")
    pool.replicas["b"].dispatched_batches, pool.replicas["b"].dispatched_messages = 9, 90

    pool.take_over([
        sample("a", dispatched_batches=5, dispatched_messages=50),
        sample("b", dispatched_batches=5, dispatched_messages=50),
        sample("gone", dispatched_batches=5, dispatched_messages=50),
    ])  # fmt: skip

    assert {
        name: (each.dispatched_batches, each.dispatched_messages)
        for name, each in pool.replicas.items()
    } == {"a": (5, 50), "b": (9, 90)}


def test_by_default_replicas_are_used_round_robin_and_bulk_waits_for_two() -> None:
    pool = roster_of("a", "b")
    pool.record(heartbeat("a", unacknowledged=2), 0.0)
    pool.record(heartbeat("b", unacknowledged=1), 0.0)

    assert pool.strategy is Strategy.ROUND_ROBIN
    assert turns(pool, 4) == ["a", "b", "a", "b"]
    assert [each.name for _ in range(2) if (each := pool.next(bulk=True))] == ["b", "b"]


def test_a_replica_is_idle_with_fewer_than_two_batches_in_its_queue_and_room_for_more() -> None:
    pool = ReplicaPool(silent_after_s=2.0, backlog_batches=9, bulk_backlog_batches=1)
    assert not pool.is_idle()
    pool.record(heartbeat("a", unacknowledged=2), 0.0)
    replica = pool.replicas["a"]

    replica.waiting_batches = 1
    assert pool.is_idle()
    replica.waiting_batches = 2
    assert not pool.is_idle()
    replica.waiting_batches, replica.standing = 0, Standing.LEAVING
    assert not pool.is_idle()


def test_without_a_replica_nothing_is_assigned_by_device() -> None:
    pool = ReplicaPool(silent_after_s=2.0, backlog_batches=3)
    pool.strategy = Strategy.CONSISTENT_HASH

    assert pool.allot(["device"]) == []


def test_a_device_belongs_to_the_replica_with_the_highest_hash_in_every_release() -> None:
    names = ["monitoring-1", "monitoring-2", "monitoring-3"]
    chosen = RendezvousHash()
    chosen.among(names)

    for device in map(str, range(50)):
        draws = {
            blake2b(f"{name}/{device}".encode(), digest_size=8).digest(): name for name in names
        }
        assert chosen.of(device) == draws[max(draws)]


def test_sources_of_an_epoch_follow_the_offsets() -> None:
    assert source_of(7, 6) - source_of(7, 5) == 1
