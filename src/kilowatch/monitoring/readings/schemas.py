"""Readings and pending devices in the API. Energy in kWh, times aware (UTC)."""

import datetime as dt
from uuid import UUID

from pydantic import BaseModel, Field

from kilowatch.contracts.channels import Unit
from kilowatch.monitoring.hours import ReadingState


class Reading(BaseModel):
    """A stored reading; ``measured_at`` is the start of its interval."""

    measured_at: dt.datetime
    energy_kwh: float | None = Field(description="Energy in kWh; null where the unit isn't kWh.")
    value: float = Field(description="Quantity in the channel's unit.")
    interval_s: int | None
    state: ReadingState


class ReadingPage(BaseModel):
    """A page of readings, oldest first."""

    channel: str = Field(description="Code of the channel.")
    unit: Unit = Field(description="Unit of the quantities.")
    items: list[Reading]
    next_from: dt.datetime | None


class PendingChannel(BaseModel):
    """A channel that a registered device doesn't have, and the readings that are pending for it."""

    device_id: UUID
    device_name: str
    channel: str = Field(description="Code of the channel.")
    obis: str | None = Field(description="OBIS code of the channel; null: it has none.")
    is_clear: bool = Field(
        description="The code says what the channel measures, so that it can be added as it is."
    )
    readings: int
    first_measured_at: dt.datetime
    last_measured_at: dt.datetime
    last_seen_at: dt.datetime


class PendingChannelPage(BaseModel):
    """A page of channels that are not there, and how many there are in all."""

    items: list[PendingChannel]
    total: int


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
