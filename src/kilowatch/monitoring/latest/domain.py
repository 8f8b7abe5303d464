"""Silence, told apart from our own delay. Pure; time is given."""

from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

SILENT_AFTER_INTERVALS = 3
LEAST_PATIENCE = timedelta(seconds=60)
"""A meter that reports every few seconds is given this much for the way and its clock."""

BEHIND_FROM_S = 5.0
"""A batch is usually stored within a fraction of a second of being dealt."""

IDLE_FROM = timedelta(seconds=60)
PROGRESS_LASTS = timedelta(seconds=10)
"""A replica notes its progress every second; an older note is of one that is gone."""


class DeviceState(StrEnum):
    """Whether a device reports."""

    LIVE = "live"
    SILENT = "silent"
    UNSURE = "unsure"
    """It would count as silent, but what it sent may be in our own queue."""
    IRREGULAR = "irregular"
    """Nobody told how often it reports, so it can not be late."""
    NEVER = "never"


class PipelineState(StrEnum):
    """Whether the way from the balancer into the database keeps up."""

    CURRENT = "current"
    BEHIND = "behind"
    IDLE = "idle"
    """Nothing has come in from any device for a while: silence may be the platform's."""


class Pipeline(msgspec.Struct, frozen=True):
    """How far what is stored lies behind what was dealt."""

    state: PipelineState
    behind_s: float
    last_batch_at: datetime | None


class ReplicaProgress(msgspec.Struct, frozen=True):
    """A replica's note: when it looked, when its oldest undone batch was dealt, and its newest."""

    noted_at: datetime
    oldest_undone_at: datetime | None
    newest_dealt_at: datetime | None


def pipeline_of(replicas: list[ReplicaProgress], now: datetime) -> Pipeline:
    """The slowest of the replicas that are there says how far behind we are."""
    present = [each for each in replicas if now - each.noted_at <= PROGRESS_LASTS]
    undone = [each.oldest_undone_at for each in present if each.oldest_undone_at is not None]
    behind_s = max((now - each).total_seconds() for each in undone) if undone else 0.0
    newest = [each.newest_dealt_at for each in replicas if each.newest_dealt_at is not None]
    last_batch_at = max(newest, default=None)
    state = PipelineState.CURRENT
    if behind_s >= BEHIND_FROM_S:
        state = PipelineState.BEHIND
    elif last_batch_at is None or now - last_batch_at > IDLE_FROM:
        state = PipelineState.IDLE
    return Pipeline(state, max(0.0, behind_s), last_batch_at)


def expected_by(ended_at: datetime, interval_s: int) -> datetime:
    """When a device whose last interval ended at ``ended_at`` counts as silent."""
    return ended_at + max(SILENT_AFTER_INTERVALS * timedelta(seconds=interval_s), LEAST_PATIENCE)


def state_of(
    ended_at: datetime | None, interval_s: int | None, pipeline: Pipeline, now: datetime
) -> DeviceState:
    """Whether a device reports, as far as we can know at ``now``."""
    if ended_at is None:
        return DeviceState.NEVER
    if interval_s is None:
        return DeviceState.IRREGULAR
    deadline = expected_by(ended_at, interval_s)
    if now <= deadline:
        return DeviceState.LIVE
    # What was sent since then may wait in our queue: only what is older is known to be missing.
    known_until = now - timedelta(seconds=pipeline.behind_s)
    behind = pipeline.state is PipelineState.BEHIND
    return DeviceState.UNSURE if behind and known_until <= deadline else DeviceState.SILENT


def power_kw(energy_kwh: float, interval_s: int | None) -> float | None:
    """Mean power of an interval, in kW; None where its length is not known."""
    return None if interval_s is None else energy_kwh * 3600 / interval_s
