"""What the HTTP face of monitoring answers. Energy in kWh, times aware (UTC)."""

import datetime as dt
from uuid import UUID

from pydantic import BaseModel, Field

from kilowatch.monitoring.hours import HourState, ReadingState


class Hour(BaseModel):
    """One clock hour of the device's time zone."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    energy_kwh: float | None = Field(
        description="Energy in kWh; null: nothing is known, which isn't 0."
    )
    readings: int
    coverage: float | None = Field(
        description="Share of the hour that readings cover, 0 to 1; null: unknown."
    )
    state: HourState
    over_limit: bool
    limit_kwh: float | None


class Consumption(BaseModel):
    """A day of a device: 23, 24 or 25 hours."""

    device_id: UUID
    date: dt.date
    time_zone: str
    energy_kwh: float
    readings: int
    hours: list[Hour]


class Reading(BaseModel):
    """A stored reading; ``measured_at`` is the start of its interval."""

    measured_at: dt.datetime
    energy_kwh: float
    interval_s: int | None
    state: ReadingState


class ReadingPage(BaseModel):
    """A page of readings, oldest first."""

    items: list[Reading]
    next_from: dt.datetime | None


class PendingDevice(BaseModel):
    """An unregistered device, and the readings that are pending for it."""

    device_id: UUID
    readings: int
    first_measured_at: dt.datetime
    last_measured_at: dt.datetime
    last_seen_at: dt.datetime


class PendingDevicePage(BaseModel):
    """A page of unregistered devices, and how many there are in all."""

    items: list[PendingDevice]
    total: int
