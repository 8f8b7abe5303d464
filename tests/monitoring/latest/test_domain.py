"""When a device is silent, and when the platform is behind."""

from datetime import UTC, datetime, timedelta

import pytest

from kilowatch.monitoring.latest.domain import (
    DeviceState,
    DispatchProgress,
    Pipeline,
    PipelineState,
    ReplicaProgress,
    expected_by,
    pipeline_of,
    power_kw,
    state_of,
)

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


CURRENT = Pipeline(PipelineState.CURRENT, 0.0, 0, NOON, NOON)


ALL_DISPATCHED = DispatchProgress(NOON - timedelta(seconds=1), 0, NOON - timedelta(seconds=2))


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def ago(seconds: float) -> datetime:
    return NOON - timedelta(seconds=seconds)


def dispatch(
    said: float, undispatched: int | None, *, dispatched: float | None
) -> DispatchProgress:
    return DispatchProgress(
        ago(said), undispatched, None if dispatched is None else ago(dispatched)
    )


@pytest.mark.parametrize(
    ("ago", "interval_s", "behind_s", "state"),
    [
        (10, 900, 0, DeviceState.LIVE),
        (45, 900, 0, DeviceState.LIVE),
        (46, 900, 0, DeviceState.SILENT),
        (0.9, 10, 0, DeviceState.LIVE),
        (1.1, 10, 0, DeviceState.SILENT),
        (46, 900, 30, DeviceState.SILENT),
        (46, 900, 120, DeviceState.UNSURE),
        (60, 900, 120, DeviceState.SILENT),
        (600, None, 0, DeviceState.IRREGULAR),
    ],
)
def test_a_device_is_silent_three_intervals_after_its_last_reading(
    ago: float, interval_s: int | None, behind_s: float, state: DeviceState
) -> None:
    pipeline = CURRENT
    if behind_s:
        until = NOON - timedelta(seconds=behind_s)
        pipeline = Pipeline(PipelineState.BEHIND, behind_s, 7, NOON, until)

    assert state_of(NOON - minutes(ago), interval_s, pipeline, NOON) is state


def test_the_slowest_active_replica_determines_the_delay() -> None:
    fast = ReplicaProgress(NOON, None, NOON)
    slow = ReplicaProgress(NOON, NOON - minutes(2), NOON - minutes(3))
    slowest = ReplicaProgress(NOON, NOON - minutes(4), NOON - minutes(5))
    gone = ReplicaProgress(NOON - minutes(5), NOON - minutes(9), NOON - minutes(9))

    assert pipeline_of([fast, gone], ALL_DISPATCHED, NOON) == CURRENT
    assert pipeline_of([fast, slow, gone], ALL_DISPATCHED, NOON) == Pipeline(
        PipelineState.BEHIND, 120.0, 0, NOON, NOON - minutes(2)
    )
    assert pipeline_of([slow, slowest, fast], ALL_DISPATCHED, NOON).behind_s == 240
    assert pipeline_of([gone], ALL_DISPATCHED, NOON).state is PipelineState.IDLE
    assert pipeline_of([], ALL_DISPATCHED, NOON) == Pipeline(PipelineState.IDLE, 0.0, 0, None, NOON)


@pytest.mark.parametrize(
    ("dispatch", "expected"),
    [
        # Under load something always waits: what counts is for how long.
        (dispatch(1, 40, dispatched=2), Pipeline(PipelineState.CURRENT, 0.0, 40, NOON, NOON)),
        (dispatch(1, 40, dispatched=90), Pipeline(PipelineState.BEHIND, 90.0, 40, NOON, ago(90))),
        # It waited before the balancer started to sample: the duration is unknown.
        (dispatch(1, 40, dispatched=None), Pipeline(PipelineState.BEHIND, None, 40, NOON, None)),
        # The balancer is active, and does not know the end of the stream.
        (
            dispatch(1, None, dispatched=None),
            Pipeline(PipelineState.UNKNOWN, None, None, NOON, None),
        ),
        (dispatch(1, 0, dispatched=30), Pipeline(PipelineState.UNKNOWN, 30.0, 0, NOON, ago(30))),
        # No device has reported for a minute, or ever.
        (
            dispatch(60, 0, dispatched=61),
            Pipeline(PipelineState.UNKNOWN, 61.0, None, NOON, ago(61)),
        ),
        (None, Pipeline(PipelineState.UNKNOWN, None, None, NOON, None)),
    ],
)
def test_undispatched_messages_count_like_unstored_ones(
    dispatch: DispatchProgress | None, expected: Pipeline
) -> None:
    fast = ReplicaProgress(NOON, None, NOON)

    assert pipeline_of([fast], dispatch, NOON) == expected


@pytest.mark.parametrize(
    ("complete_until", "state"),
    [
        (NOON, DeviceState.SILENT),
        (NOON - minutes(1), DeviceState.SILENT),
        (NOON - minutes(30), DeviceState.UNSURE),
        (None, DeviceState.UNSURE),
    ],
)
def test_a_device_is_not_silent_while_its_readings_may_be_unprocessed(
    complete_until: datetime | None, state: DeviceState
) -> None:
    pipeline = Pipeline(PipelineState.UNKNOWN, None, None, NOON, complete_until)

    # Its deadline was 15 minutes ago.
    assert state_of(NOON - minutes(60), 900, pipeline, NOON) is state
    assert state_of(NOON - minutes(20), 900, pipeline, NOON) is DeviceState.LIVE


MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(("interval_s", "patience_s"), [(1, 60), (20, 60), (21, 63), (900, 2_700)])
def test_the_silence_deadline_is_three_intervals_and_at_least_a_minute(
    interval_s: int, patience_s: int
) -> None:
    deadline = NOON + timedelta(seconds=patience_s)
    known = Pipeline(PipelineState.CURRENT, 0.0, 0, NOON, deadline + MOMENT)
    up_to_it = Pipeline(PipelineState.CURRENT, 0.0, 0, NOON, deadline)

    assert expected_by(NOON, interval_s) == deadline
    assert state_of(NOON, interval_s, known, deadline) is DeviceState.LIVE
    assert state_of(NOON, interval_s, known, deadline + MOMENT) is DeviceState.SILENT
    assert state_of(NOON, interval_s, up_to_it, deadline + MOMENT) is DeviceState.UNSURE
    assert state_of(None, interval_s, known, deadline) is DeviceState.NEVER


def test_the_platform_is_behind_from_five_seconds() -> None:
    def state(undone_s: float, dispatched_s: float, undispatched: int = 0) -> PipelineState:
        replica = ReplicaProgress(NOON, ago(undone_s), NOON)
        return pipeline_of(
            [replica], dispatch(0, undispatched, dispatched=dispatched_s), NOON
        ).state

    assert state(4.999, 4.999) is PipelineState.CURRENT
    assert state(5, 0) is PipelineState.BEHIND
    assert state(0, 5, undispatched=1) is PipelineState.BEHIND
    assert state(0, 5) is PipelineState.UNKNOWN


def test_outdated_status_of_replicas_and_balancers_is_ignored() -> None:
    def replica(noted_s: float) -> PipelineState:
        undone = ReplicaProgress(ago(noted_s), ago(100), NOON)
        return pipeline_of([undone], ALL_DISPATCHED, NOON).state

    def undispatched(said_s: float) -> int | None:
        return pipeline_of([], dispatch(said_s, 7, dispatched=0), NOON).undispatched_messages

    assert (replica(10), replica(10.001)) == (PipelineState.BEHIND, PipelineState.CURRENT)
    assert (undispatched(5), undispatched(5.001)) == (7, None)


def test_a_minute_without_readings_is_idle() -> None:
    def state(newest_s: float) -> PipelineState:
        newest = ReplicaProgress(NOON, None, ago(newest_s))
        return pipeline_of([newest], ALL_DISPATCHED, NOON).state

    assert (state(60), state(60.001)) == (PipelineState.CURRENT, PipelineState.IDLE)


def test_the_slower_of_storing_and_dispatching_counts() -> None:
    replica = ReplicaProgress(NOON, ago(20), ago(7))

    assert pipeline_of([replica], dispatch(0, 1, dispatched=30), NOON).behind_s == 30
    assert pipeline_of([replica], dispatch(0, 1, dispatched=10), NOON).behind_s == 20


def test_power_is_energy_divided_by_time() -> None:
    assert power_kw(0.5, 900) == 2.0
    assert power_kw(0.5, 3600) == 0.5
    assert power_kw(0.5, None) is None
