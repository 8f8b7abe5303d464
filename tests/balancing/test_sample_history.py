"""The last ten minutes: retention, replaced balancers, and rates."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kilowatch.balancing.domain import Strategy
from kilowatch.balancing.sample_history import Rate, SampleHistory, rates_between
from kilowatch.balancing.service import dispatch
from kilowatch.contracts.balancing import BalancingSample, ReplicaSample

START = datetime(2026, 1, 1, tzinfo=UTC)


def replica(name: str = "monitoring-1", **changes: object) -> ReplicaSample:
    fields: dict[str, object] = {
        "name": name,
        "incarnation": "one",
        "state": "active",
        "since": START,
        "last_heartbeat_at": START,
        "dispatched_batches": 0,
        "dispatched_messages": 0,
        "waiting_batches": 0,
        "unacknowledged_batches": 0,
        "backlog_batches": 0,
        "done_batches": 0,
        "done_readings": 0,
    }
    return ReplicaSample(**(fields | changes))  # pyright: ignore[reportArgumentType]


def sample(
    second: float, *replicas: ReplicaSample, fence: int = 1, active: str = "balancing"
) -> BalancingSample:
    return BalancingSample(
        at=START + timedelta(seconds=second),
        active=active,
        fence=fence,
        strategy="round_robin",
        position=100,
        newest_offset=149,
        replicas=list(replicas),
    )


def test_ten_minutes_of_samples_are_kept() -> None:
    history = SampleHistory()
    for second in range(1_000):
        history.add(sample(second))

    kept = history.thinned(timedelta(seconds=1))

    assert len(kept) == 601
    assert kept[-1].at - kept[0].at == timedelta(minutes=10)


@given(st.lists(st.floats(0.9, 1.4), min_size=1, max_size=200), st.integers(1, 20))
def test_thinned_samples_are_one_step_apart_and_end_with_the_newest(
    gaps: list[float], step: int
) -> None:
    history = SampleHistory()
    second = 0.0
    for gap in gaps:
        second += gap
        history.add(sample(second))

    taken = history.thinned(timedelta(seconds=step))

    assert taken[-1] == history.latest
    for earlier, later in pairwise(taken):
        apart_s = (later.at - earlier.at).total_seconds()
        assert step - 0.5 <= apart_s < step + 1.4


def test_a_replaced_balancer_is_ignored_when_it_wakes() -> None:
    history = SampleHistory()
    history.add(sample(0, fence=1, active="balancing"))
    history.add(sample(5, fence=2, active="balancing-standby"))

    history.add(sample(6, fence=1, active="balancing"))

    assert history.latest is not None
    assert history.latest.active == "balancing-standby"


def test_rates_are_computed_over_the_last_ten_seconds() -> None:
    history = SampleHistory()
    for second in range(31):
        history.add(
            sample(second, replica(dispatched_messages=second**2, done_readings=7 * second))
        )
    now = sample(30.5, replica(dispatched_messages=1_100, done_readings=214))

    rate = history.rates(now)["monitoring-1"]

    # From second 21 on: 441 messages and 147 readings.
    assert round(rate.dispatched_messages_per_s, 3) == round((1_100 - 441) / 9.5, 3)
    assert round(rate.readings_per_s, 3) == round((214 - 147) / 9.5, 3)


def test_a_restarted_replica_has_no_negative_rate() -> None:
    history = SampleHistory()
    history.add(sample(0, replica(done_readings=5_000)))

    now = sample(10, replica(incarnation="two", done_readings=300))

    assert history.rates(now)["monitoring-1"].readings_per_s == 30


def test_the_lag_is_the_undispatched_part_of_the_stream() -> None:
    assert sample(0).lag_messages == 50


def test_columns_stay_aligned_when_replicas_join_and_leave() -> None:
    history = dispatch.history(
        [
            sample(0, replica()),
            sample(5, replica(done_readings=50), replica("monitoring-2", state="leaving")),
            sample(10, replica("monitoring-2", state="silent")),
        ],
        5,
    )

    first, second = history.replicas
    assert (first.name, first.state) == ("monitoring-1", ["active", "active", None])
    assert first.readings_per_s == [None, 10, None]
    assert second.state == [None, "leaving", "silent"]
    assert second.readings_per_s == [None, None, 0]
    assert len(history.at) == len(history.lag_messages) == 3


def test_an_old_sample_means_that_no_balancer_dispatches() -> None:
    shown = dispatch.replicas(
        sample(0, replica(dispatched_messages=3), replica("monitoring-2", dispatched_messages=1)),
        {},
        strategy=Strategy.ROUND_ROBIN,
        answered_by="balancing-standby",
        now=START + timedelta(seconds=4),
    )

    assert (shown.active, shown.as_of) == (None, START)
    assert [each.share for each in shown.items] == [0.75, 0.25]


def test_a_sample_is_due_after_a_second_or_from_a_new_balancer() -> None:
    history = SampleHistory()
    assert history.is_due(sample(0))
    history.add(sample(0))

    assert [history.is_due(sample(second)) for second in (0.9, 1, 2)] == [False, True, True]
    assert history.is_due(sample(0.1, fence=2))


def test_samples_half_a_second_early_are_a_step_apart() -> None:
    history = SampleHistory()
    for second in (0, 5.5, 10):
        history.add(sample(second))

    assert [each.at for each in history.thinned(timedelta(seconds=5))] == [
        START + timedelta(seconds=second) for second in (0, 5.5, 10)
    ]
    assert len(history.thinned(timedelta(seconds=5.1))) == 2


def test_a_repeated_sample_is_kept_once() -> None:
    history = SampleHistory()
    history.add(sample(1))
    history.add(sample(1))

    assert len(history.thinned(timedelta(0))) == 1


def test_rates_are_known_from_two_samples_within_ten_seconds_on() -> None:
    history = SampleHistory()
    now = sample(11, replica(dispatched_messages=10, done_readings=20))
    assert history.rates(now) == {}
    history.add(sample(0.9, replica()))
    assert history.rates(now) == {}
    history.add(sample(1, replica()))

    assert history.rates(now) == {"monitoring-1": Rate(1.0, 2.0)}


def test_a_rate_needs_time_between_samples_and_is_never_negative() -> None:
    earlier = sample(0, replica(dispatched_messages=5, done_readings=5))
    fewer = replica(dispatched_messages=4, done_readings=4)

    assert rates_between(earlier, sample(0, replica())) == {}
    assert rates_between(sample(0, replica()), sample(1, fewer)) == {"monitoring-1": Rate(4.0, 4.0)}
    assert rates_between(earlier, sample(1, fewer)) == {"monitoring-1": Rate(0.0, 0.0)}
