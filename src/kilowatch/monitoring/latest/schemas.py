"""Responses about the current state. Energy in kWh, power in kW, times aware (UTC)."""

import datetime as dt
from typing import Literal, TypeAlias
from uuid import UUID

from pydantic import BaseModel, Field

from kilowatch.monitoring.latest.domain import DeviceState, PipelineState

LatestSort: TypeAlias = Literal["name", "-name"]


class LatestReading(BaseModel):
    """The latest reading of a device."""

    measured_at: dt.datetime = Field(description="Start of the interval, UTC.")
    ends_at: dt.datetime = Field(
        description="End of the interval, UTC; its start where the length is unknown."
    )
    interval_s: int | None
    energy_kwh: float
    power_kw: float | None = Field(description="Mean power over the interval, in kW.")


class Today(BaseModel):
    """The device's current day so far."""

    date: dt.date
    energy_kwh: float | None = Field(
        description="Energy so far, in kWh; null: nothing is known, which isn't 0."
    )


class ThisHour(BaseModel):
    """The device's current clock hour so far."""

    starts_at: dt.datetime
    energy_kwh: float | None
    limit_kwh: float | None
    share_of_limit: float | None = Field(
        description="Energy so far as a share of the limit: 1 is the limit; null: no limit."
    )
    over_limit: bool


class LatestOfDevice(BaseModel):
    """The current state of a device."""

    device_id: UUID
    device_name: str
    time_zone: str
    reading: LatestReading | None
    state: DeviceState = Field(description="Whether the device reports.")
    silent_since: dt.datetime | None = Field(
        description="End of its last interval, UTC, where the device is silent; null else."
    )
    clock_ahead_s: int | None = Field(
        description="By how much the device's clock is ahead, in seconds, judged by its newest "
        "message; null: it is right. Its readings count once their time has come."
    )
    heard_at: dt.datetime | None = Field(
        description="When its newest message came, UTC, where its clock is ahead; null else. Then "
        "`live` and `silent` go by this, not by the times in its readings."
    )
    expected_by: dt.datetime | None = Field(
        description="When it counts as silent if nothing comes, UTC; null: unknown."
    )
    today: Today
    hour: ThisHour


class PipelineHealth(BaseModel):
    """The state of ingestion: whether readings are dispatched and stored in time."""

    state: PipelineState = Field(description="Whether the platform keeps up.")
    behind_s: float | None = Field(
        description="How long ago `complete_until` is, in seconds; 0: everything is stored."
    )
    complete_until: dt.datetime | None = Field(
        description="Everything that came in by then is stored, UTC; null: unknown."
    )
    undispatched_messages: int | None = Field(
        description="Messages in the stream that were not dispatched; null: unknown."
    )
    last_batch_at: dt.datetime | None = Field(
        description="When the newest batch was dispatched, UTC; null: never."
    )


class ClockAhead(BaseModel):
    """A device whose clock is ahead."""

    device_id: UUID
    device_name: str
    time_zone: str
    clock_ahead_s: int = Field(description="By how much, in seconds, judged by its newest message.")
    heard_at: dt.datetime = Field(description="When that message came, UTC.")
    waiting_readings: int = Field(description="Readings whose time hasn't come.")


class ClocksAheadPage(BaseModel):
    """A page of devices whose clock is ahead, the latest reading first, and their total number."""

    items: list[ClockAhead]
    total: int


class LatestPage(BaseModel):
    """A page of devices by name, and their total number."""

    as_of: dt.datetime
    pipeline: PipelineHealth
    items: list[LatestOfDevice]
    total: int
