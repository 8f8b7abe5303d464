"""Readings and pending devices in the API. Energy in kWh, times aware (UTC)."""

import datetime as dt
from uuid import UUID

from pydantic import BaseModel

from kilowatch.monitoring.hours import ReadingState


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
    """An unregistered device, and its pending readings."""

    device_id: UUID
    readings: int
    first_measured_at: dt.datetime
    last_measured_at: dt.datetime
    last_seen_at: dt.datetime


class PendingDevicePage(BaseModel):
    """A page of unregistered devices, and their total number."""

    items: list[PendingDevice]
    total: int
