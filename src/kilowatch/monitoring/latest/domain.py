"""Distinguishes silent devices from the platform's own delay. Pure; time is an argument."""

from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

SILENT_AFTER_INTERVALS = 3
LEAST_PATIENCE = timedelta(seconds=60)
"""The tolerance of a meter that reports every few seconds, for transmission and its clock."""

BEHIND_FROM = timedelta(seconds=5)
"""Readings are usually dispatched within a second or two, and stored within a fraction of one."""

IDLE_FROM = timedelta(seconds=60)
PROGRESS_LASTS = timedelta(seconds=10)
"""A replica reports its progress every second; an older report is of one that is gone."""

DISPATCH_LASTS = timedelta(seconds=5)
"""The status is stored every second; an older one means that no balancer is active or received."""


class DeviceState(StrEnum):
    """The reporting state of a device."""

    LIVE = "live"
    SILENT = "silent"
    UNSURE = "unsure"
    """It would count as silent, but its readings may be waiting in a queue of the platform."""
    IRREGULAR = "irregular"
    """Its interval isn't known, so it can't be late."""
    NEVER = "never"
    CALCULATED = "calculated"
    """It has no meter of its own: its hours follow from other channels."""


class PipelineState(StrEnum):
    """The state of the path from the stream to the database."""

    CURRENT = "current"
    BEHIND = "behind"
    UNKNOWN = "unknown"
    """No status of a balancer came lately: newer readings may wait in the stream."""
    IDLE = "idle"
    """No device has reported for a while: the silence may be the platform's."""


class Pipeline(msgspec.Struct, frozen=True):
    """The delay between what has arrived and what is stored.

    All that arrived by ``complete_until`` is stored, ``behind_s`` ago; None: unknown, while
    what waited before the balancers started is not dispatched.
    """

    state: PipelineState
    behind_s: float | None
    undispatched_messages: int | None
    last_batch_at: datetime | None
    complete_until: datetime | None


class ReplicaProgress(msgspec.Struct, frozen=True):
    """A replica's progress: when it was reported, and its oldest unfinished and newest batch."""

    noted_at: datetime
    oldest_unfinished_at: datetime | None
    newest_dispatched_at: datetime | None


class DispatchProgress(msgspec.Struct, frozen=True):
    """The balancer's last report: how much waits, and up to when all is dispatched."""

    reported_at: datetime
    undispatched_messages: int | None
    dispatched_until: datetime | None


def pipeline_of(
    replicas: list[ReplicaProgress], dispatch: DispatchProgress | None, now: datetime
) -> Pipeline:
    """Return how far behind the slowest active replica and the balancer are."""
    dispatched_until = _dispatched_until(dispatch, now)
    unfinished_since = _unfinished_since(replicas, now)
    is_known = dispatch is not None and now - dispatch.reported_at <= DISPATCH_LASTS
    undispatched = dispatch.undispatched_messages if dispatch is not None and is_known else None
    complete_until = dispatched_until
    if dispatched_until is not None and unfinished_since is not None:
        complete_until = min(dispatched_until, unfinished_since)
    last_batch_at = max(
        (each.newest_dispatched_at for each in replicas if each.newest_dispatched_at is not None),
        default=None,
    )
    state = PipelineState.CURRENT
    if unfinished_since is not None or (undispatched and dispatched_until != now):
        state = PipelineState.BEHIND
    elif dispatched_until != now:
        state = PipelineState.UNKNOWN
    elif last_batch_at is None or now - last_batch_at > IDLE_FROM:
        state = PipelineState.IDLE
    behind_s = None if complete_until is None else (now - complete_until).total_seconds()
    return Pipeline(state, behind_s, undispatched, last_batch_at, complete_until)


def _dispatched_until(dispatch: DispatchProgress | None, now: datetime) -> datetime | None:
    """Return the time up to which all is dispatched: ``now`` where dispatch keeps up."""
    if dispatch is None or dispatch.dispatched_until is None:
        return None
    return now if now - dispatch.dispatched_until < BEHIND_FROM else dispatch.dispatched_until


def _unfinished_since(replicas: list[ReplicaProgress], now: datetime) -> datetime | None:
    """Return when the oldest batch was dispatched that isn't stored; None where they keep up."""
    present = [each for each in replicas if now - each.noted_at <= PROGRESS_LASTS]
    undone = [
        each.oldest_unfinished_at for each in present if each.oldest_unfinished_at is not None
    ]
    oldest = min(undone, default=now)
    return None if now - oldest < BEHIND_FROM else oldest


def expected_by(ended_at: datetime, interval_s: int) -> datetime:
    """Return when a device whose last interval ended at ``ended_at`` counts as silent."""
    return ended_at + max(SILENT_AFTER_INTERVALS * timedelta(seconds=interval_s), LEAST_PATIENCE)


def state_of(
    ended_at: datetime | None, interval_s: int | None, pipeline: Pipeline, now: datetime
) -> DeviceState:
    """Return the reporting state of a device, as far as known at ``now``."""
    if ended_at is None:
        return DeviceState.NEVER
    if interval_s is None:
        return DeviceState.IRREGULAR
    deadline = expected_by(ended_at, interval_s)
    if now <= deadline:
        return DeviceState.LIVE
    # Later readings may wait in a queue: only older ones are known to be missing.
    is_known = pipeline.complete_until is not None and pipeline.complete_until > deadline
    return DeviceState.SILENT if is_known else DeviceState.UNSURE


def power_kw(energy_kwh: float, interval_s: int | None) -> float | None:
    """Return the mean power of an interval, in kW; None if its length is unknown."""
    return None if interval_s is None else energy_kwh * 3600 / interval_s
