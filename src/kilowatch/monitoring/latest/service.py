"""The latest reading per device, for those who may see it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import asyncpg

from kilowatch.contracts.units import kilowatthours
from kilowatch.kit.accounts import Caller
from kilowatch.kit.database import Pool
from kilowatch.kit.lists import PageRequest
from kilowatch.monitoring.latest import storage
from kilowatch.monitoring.latest.domain import (
    DeviceState,
    Pipeline,
    expected_by,
    pipeline_of,
    power_kw,
    state_of,
)
from kilowatch.monitoring.latest.schemas import (
    ClockAhead,
    ClocksAheadPage,
    LatestOfDevice,
    LatestPage,
    LatestReading,
    PipelineHealth,
    ThisHour,
    Today,
)
from kilowatch.monitoring.visibility import seen_by


class Latest:
    """Serves the current state of devices."""

    def __init__(self, pool: Pool, clock_tolerance: timedelta) -> None:
        self._pool = pool
        self._clock_tolerance = clock_tolerance

    async def page(
        self, caller: Caller, device_id: UUID | None, excerpt: PageRequest
    ) -> LatestPage:
        """Return a page of devices: a client's current ones, or all for an administrator."""
        now = datetime.now(UTC)
        owner_id = seen_by(caller)
        replicas, dispatch = await storage.progress(self._pool), await storage.dispatch(self._pool)
        pipeline = pipeline_of(replicas, dispatch, now)
        rows = await storage.devices(
            self._pool, owner_id, device_id, now, now + self._clock_tolerance, excerpt
        )
        return LatestPage(
            as_of=now,
            pipeline=PipelineHealth(
                state=pipeline.state,
                behind_s=pipeline.behind_s,
                complete_until=pipeline.complete_until,
                undispatched_messages=pipeline.undispatched_messages,
                last_batch_at=pipeline.last_batch_at,
            ),
            items=[_latest(row, pipeline, now) for row in rows],
            total=await storage.count(self._pool, owner_id, device_id, excerpt.text),
        )

    async def clocks_ahead(self, limit: int, offset: int) -> ClocksAheadPage:
        """Return devices whose clock is ahead."""
        rows, total = await storage.clocks_ahead(self._pool, limit, offset)
        return ClocksAheadPage(items=[ClockAhead(**dict(row)) for row in rows], total=total)


def _latest(row: asyncpg.Record, pipeline: Pipeline, now: datetime) -> LatestOfDevice:
    reading = _reading(row)
    heard_at: datetime | None = row["heard_at"]
    # A device is heard by whichever of its channels reports.
    ends = [row["other_ended_at"], None if reading is None else reading.ends_at]
    ended_at = heard_at or max((each for each in ends if each is not None), default=None)
    interval_s: int | None = row["reporting_interval_s"]
    if interval_s is None:
        interval_s = row["other_interval_s"] if reading is None else reading.interval_s
    state = state_of(ended_at, interval_s, pipeline, now)
    if row["calculated"]:
        state = DeviceState.CALCULATED
    deadline = None if ended_at is None or interval_s is None else expected_by(ended_at, interval_s)
    return LatestOfDevice(
        device_id=row["device_id"],
        device_name=row["name"],
        time_zone=row["time_zone"],
        reading=reading,
        state=state,
        silent_since=ended_at if state is DeviceState.SILENT else None,
        clock_ahead_s=row["ahead_s"],
        heard_at=heard_at,
        expected_by=deadline,
        today=Today(
            date=now.astimezone(ZoneInfo(row["time_zone"])).date(), energy_kwh=_kwh(row["day_uwh"])
        ),
        hour=_hour(row),
    )


def _reading(row: asyncpg.Record) -> LatestReading | None:
    if row["measured_at"] is None:
        return None
    energy_kwh = kilowatthours(row["energy_uwh"])
    return LatestReading(
        measured_at=row["measured_at"],
        ends_at=row["measured_at"] + timedelta(seconds=row["interval_s"] or 0),
        interval_s=row["interval_s"],
        energy_kwh=energy_kwh,
        power_kw=power_kw(energy_kwh, row["interval_s"]),
    )


def _hour(row: asyncpg.Record) -> ThisHour:
    energy, limit = row["hour_uwh"], row["limit_uwh"]
    return ThisHour(
        starts_at=row["this_hour"],
        energy_kwh=_kwh(energy),
        limit_kwh=_kwh(limit),
        share_of_limit=energy / limit if energy is not None and limit else None,
        over_limit=energy is not None and limit is not None and energy > limit,
    )


def _kwh(energy_uwh: int | None) -> float | None:
    return None if energy_uwh is None else kilowatthours(energy_uwh)
