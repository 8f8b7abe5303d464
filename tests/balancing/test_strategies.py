"""The replica of a message under each strategy, and what moves when a replica joins or leaves."""

from collections import Counter
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from kilowatch.balancing.domain import ReplicaPool, Standing, Strategy
from tests.balancing.test_domain import heartbeat

DEVICES = [str(UUID(int=n)) for n in range(3_000)]
names = st.sets(st.integers(1, 40).map(lambda n: f"monitoring-{n}"), min_size=1, max_size=8)
devices = st.lists(st.integers(0, 50).map(lambda n: str(UUID(int=n))), min_size=1, max_size=80)


def roster_by(strategy: Strategy, *replicas: str) -> ReplicaPool:
    replica_pool = ReplicaPool(silent_after_s=2.0, backlog_batches=5)
    replica_pool.strategy = strategy
    for name in replicas:
        replica_pool.record(heartbeat(name), 0.0)
    return replica_pool


def rendezvous(replica_pool: ReplicaPool, of: list[str]) -> dict[str, str]:
    """Replica by device, as the roster allots one batch of these devices."""
    return {
        of[place]: share.replica.name for share in replica_pool.allot(of) for place in share.places
    }


@given(names, devices, st.sampled_from(list(Strategy)))
def test_every_message_goes_to_exactly_one_replica(
    replicas: set[str], batch: list[str], strategy: Strategy
) -> None:
    shares = roster_by(strategy, *replicas).allot(batch)

    places = [place for share in shares for place in share.places]
    assert sorted(places) == list(range(len(batch)))
    assert {share.replica.name for share in shares} <= replicas


@given(names, devices)
def test_by_device_all_messages_of_a_device_go_to_one_replica(
    replicas: set[str], batch: list[str]
) -> None:
    replica_pool = roster_by(Strategy.CONSISTENT_HASH, *replicas)

    of_device: dict[str, set[str]] = {}
    for share in replica_pool.allot(batch):
        assert list(share.places) == sorted(share.places), "the order of a device is kept"
        for place in share.places:
            of_device.setdefault(batch[place], set()).add(share.replica.name)

    assert all(len(each) == 1 for each in of_device.values())


@given(names, st.data())
def test_only_the_devices_of_a_lost_replica_move_and_they_return_with_it(
    replicas: set[str], data: st.DataObject
) -> None:
    gone = data.draw(st.sampled_from(sorted(replicas | {"monitoring-99"})))
    replica_pool = roster_by(Strategy.CONSISTENT_HASH, *replicas, "monitoring-99")
    before = rendezvous(replica_pool, DEVICES[:200])

    replica_pool.replicas[gone].become(Standing.SILENT, 1.0)
    without = rendezvous(replica_pool, DEVICES[:200])
    replica_pool.record(heartbeat(gone), 2.0)

    for device in DEVICES[:200]:
        assert without[device] != gone
        assert without[device] == before[device] or before[device] == gone
    assert rendezvous(replica_pool, DEVICES[:200]) == before


def test_a_new_replica_takes_its_share_without_moves_between_the_others() -> None:
    replica_pool = roster_by(
        Strategy.CONSISTENT_HASH, "monitoring-1", "monitoring-2", "monitoring-3"
    )
    before = rendezvous(replica_pool, DEVICES)

    replica_pool.record(heartbeat("monitoring-4"), 0.0)

    after = rendezvous(replica_pool, DEVICES)
    moved = {device for device in DEVICES if after[device] != before[device]}
    assert {after[device] for device in moved} == {"monitoring-4"}
    assert 0.2 < len(moved) / len(DEVICES) < 0.3


def test_devices_are_spread_evenly() -> None:
    replica_pool = roster_by(Strategy.CONSISTENT_HASH, *(f"monitoring-{n}" for n in range(1, 6)))

    counts = Counter(rendezvous(replica_pool, DEVICES).values())

    assert len(counts) == 5
    assert max(counts.values()) < 1.2 * min(counts.values())


def test_by_device_a_batch_waits_only_for_its_own_replica() -> None:
    replica_pool = roster_by(Strategy.CONSISTENT_HASH, "monitoring-1", "monitoring-2")
    where = rendezvous(replica_pool, DEVICES[:50])
    full = where[DEVICES[0]]
    replica_pool.record(heartbeat(full, unacknowledged=5), 0.1)

    concerned = [each for each in DEVICES[:50] if where[each] == full]
    others = [each for each in DEVICES[:50] if where[each] != full]
    assert replica_pool.allot(concerned) == []
    assert replica_pool.allot([*others, concerned[0]]) == []
    assert [share.replica.name for share in replica_pool.allot(others)] == [where[others[0]]]


def test_by_device_a_message_without_a_device_has_a_replica() -> None:
    replica_pool = roster_by(Strategy.CONSISTENT_HASH, "monitoring-1", "monitoring-2")

    [share] = replica_pool.allot([None, None])

    assert list(share.places) == [0, 1]


def test_the_smallest_backlog_is_chosen_and_ties_go_round_robin() -> None:
    replica_pool = roster_by(Strategy.LEAST_BACKLOG, "a", "b", "c")
    replica_pool.record(heartbeat("b", unacknowledged=2), 0.1)

    taken: list[str] = []
    for _ in range(7):
        [share] = replica_pool.allot(["device"])
        share.replica.dispatched_since_poll += 1
        taken.append(share.replica.name)

    assert taken == ["a", "c", "a", "c", "a", "b", "c"]


def test_a_leaving_replica_gets_no_more_batches() -> None:
    for strategy in Strategy:
        replica_pool = roster_by(strategy, "monitoring-1", "monitoring-2")
        replica_pool.record(heartbeat("monitoring-1", phase="leaving"), 0.1)

        assert {share.replica.name for share in replica_pool.allot(DEVICES)} == {"monitoring-2"}
        assert replica_pool.replicas["monitoring-1"].awaits_drain_marker

        replica_pool.record(heartbeat("monitoring-1", phase="left"), 0.2)
        assert list(replica_pool.replicas) == ["monitoring-2"]


def test_a_last_heartbeat_of_an_earlier_process_is_ignored() -> None:
    replica_pool = roster_by(Strategy.ROUND_ROBIN)
    replica_pool.record(heartbeat("monitoring-1", incarnation="two"), 0.0)

    replica_pool.record(heartbeat("monitoring-1", phase="left", incarnation="one"), 0.1)

    assert list(replica_pool.replicas) == ["monitoring-1"]


def test_a_name_lapses_only_after_a_long_silence() -> None:
    replica_pool = roster_by(Strategy.ROUND_ROBIN, "monitoring-1", "monitoring-2")
    replica_pool.record(heartbeat("monitoring-2"), 3.0)
    replica_pool.fall_silent(3.0)

    assert replica_pool.lapsed(100.0, 120.0) == []
    assert [each.name for each in replica_pool.lapsed(123.5, 120.0)] == ["monitoring-1"]
