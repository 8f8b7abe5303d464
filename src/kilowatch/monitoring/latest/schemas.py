"""What is answered about the present. Energy in kWh, power in kW, times aware (UTC)."""

import datetime as dt
from uuid import UUID

from pydantic import BaseModel, Field

from kilowatch.monitoring.latest.domain import DeviceState, PipelineState


class LatestReading(BaseModel):
    """The newest interval a device told of."""

    measured_at: dt.datetime = Field(description="Start of the interval.")
    ends_at: dt.datetime = Field(description="Its end; its start where the length is not known.")
    interval_s: int | None
    energy_kwh: float
    power_kw: float | None = Field(description="Mean power of that interval.")


class Today(BaseModel):
    """The device's present day, so far."""

    date: dt.date
    energy_kwh: float | None = Field(description="None where nothing is known yet: never 0.")


class ThisHour(BaseModel):
    """The device's present clock hour, so far."""

    starts_at: dt.datetime
    energy_kwh: float | None
    limit_kwh: float | None
    share_of_limit: float | None = Field(description="1 is the limit; above it is over.")
    over_limit: bool


class LatestOfDevice(BaseModel):
    """What is known of a device at this moment."""

    device_id: UUID
    device_name: str
    time_zone: str
    reading: LatestReading | None
    state: DeviceState = Field(
        description="`unsure`: late, but its readings may wait in our own queues. "
        "`irregular`: how often it reports is not known."
    )
    silent_since: dt.datetime | None = Field(
        description="End of the last interval, where the device is silent."
    )
    clock_ahead_s: int | None = Field(
        description="By how much the device's clock is ahead, as far as its newest message shows, "
        "in seconds. Its readings count once their time has come. Null where its clock is right."
    )
    heard_at: dt.datetime | None = Field(
        description="When its newest message came, where its clock is ahead: by that, and not by "
        "the times it tells, it is `live` or `silent`."
    )
    expected_by: dt.datetime | None = Field(description="When it counts as silent.")
    today: Today
    hour: ThisHour


class PipelineHealth(BaseModel):
    """Whether what has come in is dealt to the replicas and stored."""

    state: PipelineState = Field(
        description="`behind`: something waits for 5 s or more. `unknown`: no balancer was heard "
        "lately, so nobody knows what waits. `idle`: nothing came for a minute from any device."
    )
    behind_s: float | None = Field(
        description="How long ago `complete_until` is: 0 where all keeps up."
    )
    complete_until: dt.datetime | None = Field(
        description="All that had come in by then is stored. Null where that is not known."
    )
    undealt_messages: int | None = Field(
        description="Messages in the stream that no replica has been dealt; null if not known."
    )
    last_batch_at: dt.datetime | None = Field(description="When the newest batch was dealt.")


class ClockAhead(BaseModel):
    """A device whose clock is ahead."""

    device_id: UUID
    device_name: str
    time_zone: str
    clock_ahead_s: int = Field(
        description="By how much, as far as its newest message shows, in seconds."
    )
    heard_at: dt.datetime = Field(description="When that message came.")
    waiting_readings: int = Field(description="Readings whose time has not come.")


class ClocksAheadPage(BaseModel):
    """A page of devices whose clock is ahead, the last heard first, and how many there are."""

    items: list[ClockAhead]
    total: int


class LatestPage(BaseModel):
    """A page of devices by name, and how many there are in all."""

    as_of: dt.datetime
    pipeline: PipelineHealth
    items: list[LatestOfDevice]
    total: int
