"""Round-robin order, silent replicas, and backlogs."""

from datetime import UTC, datetime
from typing import Literal

import pytest

from kilowatch.balancing.domain import ReplicaPool, next_epoch, source_of
from kilowatch.contracts.readings import ReplicaHeartbeat


def heartbeat(
    name: str,
    unacknowledged: int = 0,
    phase: Literal["working", "leaving", "left"] = "working",
    incarnation: str = "one",
    taken_total: int = 0,
) -> ReplicaHeartbeat:
    return ReplicaHeartbeat(
        replica=name,
        incarnation=incarnation,
        phase=phase,
        connection_name=name,
        sent_at=datetime(2026, 1, 1, tzinfo=UTC),
        unacknowledged=unacknowledged,
        batches_total=0,
        readings_total=0,
        taken_total=taken_total,
    )


def roster_of(*names: str) -> ReplicaPool:
    replica_pool = ReplicaPool(silent_after_s=2.0, backlog_batches=3)
    for name in names:
        replica_pool.record(heartbeat(name), 0.0)
    return replica_pool


def turns(replica_pool: ReplicaPool, count: int) -> list[str | None]:
    return [None if (each := replica_pool.next()) is None else each.name for _ in range(count)]


def test_replicas_are_used_round_robin() -> None:
    assert turns(roster_of("a", "b", "c"), 6) == ["a", "b", "c", "a", "b", "c"]


def test_a_silent_replica_gets_nothing_until_its_next_heartbeat() -> None:
    replica_pool = roster_of("a", "b")
    replica_pool.record(heartbeat("a"), 2.0)

    fallen = replica_pool.fall_silent(2.5)

    assert [each.name for each in fallen] == ["b"]
    assert turns(replica_pool, 2) == ["a", "a"]
    assert replica_pool.fall_silent(2.6) == []
    assert replica_pool.record(heartbeat("b"), 3.0) is True
    assert set(turns(replica_pool, 2)) == {"a", "b"}


def test_a_replica_with_a_full_backlog_is_skipped() -> None:
    replica_pool = roster_of("a", "b")
    replica_pool.record(heartbeat("a", unacknowledged=3), 0.1)

    assert turns(replica_pool, 2) == ["b", "b"]


def test_a_batch_taken_by_a_replica_is_no_longer_queued() -> None:
    replica_pool = roster_of("a")
    replica = replica_pool.replicas["a"]
    replica.dispatched_since_poll = 3

    replica_pool.record(heartbeat("a", taken_total=1), 0.1)
    assert replica.queued_batches == 2

    replica_pool.record(heartbeat("a", taken_total=1), 0.2)
    assert replica.queued_batches == 2, "the same heartbeat takes nothing twice"

    replica_pool.record(heartbeat("a", taken_total=4), 0.3)
    assert replica.queued_batches == 0, "what another balancer dispatched is taken too"

    replica.dispatched_since_poll, replica.received_since_poll = 3, 0
    replica_pool.record(heartbeat("a", taken_total=2, incarnation="two"), 0.4)
    assert replica.queued_batches == 1, "a process that has just started counts from zero"


def test_bulk_goes_to_small_backlogs_and_other_batches_to_any() -> None:
    replica_pool = ReplicaPool(silent_after_s=2.0, backlog_batches=20, bulk_backlog_batches=3)
    replica_pool.record(heartbeat("a", unacknowledged=2), 0.0)
    assert replica_pool.has_room_for_bulk()

    replica_pool.replicas["a"].dispatched_since_poll = 1
    assert not replica_pool.has_room_for_bulk()
    assert replica_pool.allot(["m"], bulk=True) == []
    assert [each.replica.name for each in replica_pool.allot(["m"])] == ["a"]


def test_no_replica_is_ready_in_an_empty_pool() -> None:
    assert turns(roster_of(), 1) == [None]


def test_a_delay_of_the_balancer_does_not_make_replicas_silent() -> None:
    replica_pool = roster_of("a")

    replica_pool.reset_deadlines(10.0)

    assert replica_pool.fall_silent(10.5) == []


@pytest.mark.parametrize(("last", "expected"), [(None, 24), (3, 24), (24, 25), (100, 101)])
def test_a_new_epoch_is_higher_than_every_earlier_one(last: int | None, expected: int) -> None:
    assert next_epoch(datetime(2020, 1, 2, 0, 59, tzinfo=UTC), last) == expected


def test_a_later_epoch_outranks_any_offset() -> None:
    assert source_of(8, 0) > source_of(7, 10**12)
