"""The state and history of dispatch, from samples. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from kilowatch.balancing.domain import Strategy
from kilowatch.balancing.sample_history import FRESH_FOR, Rate, rates_between
from kilowatch.balancing.schemas import (
    History,
    Replica,
    ReplicaHistory,
    Replicas,
    StrategyChoice,
)
from kilowatch.balancing.storage.strategy import Choice
from kilowatch.balancing.stream_head import EMPTY
from kilowatch.contracts.balancing import BalancingSample, ReplicaSample


def replicas(
    sample: BalancingSample | None,
    rates: Mapping[str, Rate],
    *,
    strategy: Strategy,
    answered_by: str,
    now: datetime,
) -> Replicas:
    """Return one sample with its rates. An old one shows that no balancer is active now."""
    if sample is None:
        return Replicas(
            strategy=strategy,
            as_of=None,
            active=None,
            answered_by=answered_by,
            position=0,
            newest_offset=None,
            lag_messages=None,
            dispatched_messages_per_s=None,
            readings_per_s=None,
            items=[],
        )
    total = sum(each.dispatched_messages for each in sample.replicas)
    return Replicas(
        strategy=Strategy(sample.strategy) if sample.strategy in set(Strategy) else strategy,
        as_of=sample.at,
        active=sample.active if now - sample.at < FRESH_FOR else None,
        answered_by=answered_by,
        position=sample.position,
        newest_offset=None if sample.newest_offset == EMPTY else sample.newest_offset,
        lag_messages=sample.lag_messages,
        dispatched_messages_per_s=_sum([each.dispatched_messages_per_s for each in rates.values()]),
        readings_per_s=_sum([each.readings_per_s for each in rates.values()]),
        items=[_replica(each, rates.get(each.name), total) for each in sample.replicas],
    )


def _sum(rates: Sequence[float]) -> float | None:
    return round(sum(rates), 1) if rates else None


def _replica(sample: ReplicaSample, rate: Rate | None, total: int) -> Replica:
    return Replica(
        name=sample.name,
        state=sample.state,
        since=sample.since,
        dispatched_batches=sample.dispatched_batches,
        dispatched_messages=sample.dispatched_messages,
        share=sample.dispatched_messages / total if total else None,
        dispatched_messages_per_s=round(rate.dispatched_messages_per_s, 1) if rate else None,
        readings_per_s=round(rate.readings_per_s, 1) if rate else None,
        waiting_batches=sample.waiting_batches,
        unacknowledged_batches=sample.unacknowledged_batches,
        broker_unacknowledged_batches=sample.broker_unacknowledged_batches,
        stuck_since=sample.stuck_since,
        backlog_batches=sample.backlog_batches,
        done_batches=sample.done_batches,
        done_readings=sample.done_readings,
        last_heartbeat_at=sample.last_heartbeat_at,
    )


def history(samples: Sequence[BalancingSample], step_s: int) -> History:
    """Return samples as columns; a rate is that since the previous sample."""
    rates: list[Mapping[str, Rate]] = [{}]
    rates += [rates_between(*pair) for pair in pairwise(samples)]
    names = sorted({each.name for sample in samples for each in sample.replicas})
    return History(
        step_s=step_s,
        at=[each.at for each in samples],
        active=[each.active for each in samples],
        position=[each.position for each in samples],
        lag_messages=[each.lag_messages for each in samples],
        replicas=[_column(name, samples, rates) for name in names],
    )


def _column(
    name: str, samples: Sequence[BalancingSample], rates: Sequence[Mapping[str, Rate]]
) -> ReplicaHistory:
    found = [
        next((each for each in sample.replicas if each.name == name), None) for sample in samples
    ]
    mine = [each.get(name) for each, _ in zip(rates, samples, strict=False)]
    return ReplicaHistory(
        name=name,
        state=[each.state if each else None for each in found],
        backlog_batches=[each.backlog_batches if each else None for each in found],
        dispatched_messages_per_s=[
            round(each.dispatched_messages_per_s, 1) if each else None for each in mine
        ],
        readings_per_s=[round(each.readings_per_s, 1) if each else None for each in mine],
    )


def choice(choice: Choice) -> StrategyChoice:
    """Return a choice of strategy."""
    return StrategyChoice(
        strategy=choice.strategy, chosen_by=choice.chosen_by, chosen_at=choice.chosen_at
    )
