"""Responses about peaks. Energy in kWh, times aware (UTC)."""

import datetime as dt
from typing import Literal

from pydantic import BaseModel, Field

from kilowatch.monitoring.hours import HourState


class PeakHour(BaseModel):
    """An hour with much energy; of several devices it is their sum."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    energy_kwh: float
    state: HourState = Field(description="Of the devices that have data in it.")
    over_limit: bool = Field(description="Whether any of the devices was over its limit.")


class TypicalHour(BaseModel):
    """The mean of an hour of the day, over completely covered hours."""

    day: Literal["weekday", "weekend"] = Field(description="Weekend: Saturday and Sunday.")
    hour: int = Field(description="Hour of the day by the clock of `time_zone`, 0 to 23.")
    mean_kwh: float | None = Field(
        description="Mean energy, in kWh; null: no such hour is fully covered."
    )
    hours: int = Field(description="How many hours the mean is of, of the device with fewest.")


class Peaks(BaseModel):
    """The hours with most energy, and the typical day."""

    start: dt.date = Field(serialization_alias="from")
    end: dt.date = Field(serialization_alias="to")
    time_zone: str
    device_count: int
    hours: list[PeakHour] = Field(description="Most energy first.")
    profile: list[TypicalHour] = Field(description="48: weekdays by hour, then weekends.")
