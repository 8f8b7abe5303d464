"""Responses about alerts. Energy in kWh, times aware (UTC)."""

import datetime as dt
from typing import Literal, TypeAlias
from uuid import UUID

from pydantic import BaseModel, Field

from kilowatch.monitoring.hours import HourState
from kilowatch.monitoring.readings.schemas import Reading

AlertSort: TypeAlias = Literal[
    "hour", "-hour", "device", "-device", "energy", "-energy", "changed_at", "-changed_at"
]


class Acknowledgement(BaseModel):
    """The acknowledgement of an alert."""

    by_user_id: UUID
    by_name: str = Field(description="The user's name; empty where the account was deleted.")
    at: dt.datetime


class Alert(BaseModel):
    """An hour over its limit, or later found to be within it."""

    alert_id: UUID
    device_id: UUID
    device_name: str
    channel: str = Field(description="Code of the channel that was over its limit.")
    time_zone: str
    hour: dt.datetime
    state: Literal["raised", "retracted"]
    version: int
    energy_kwh: float = Field(description="The hour's energy when the state last changed, in kWh.")
    limit_kwh: float | None = Field(
        description="The limit that this was compared with, in kWh; null: none."
    )
    first_raised_at: dt.datetime
    changed_at: dt.datetime
    acknowledged: Acknowledgement | None = Field(
        description="Who acknowledged it; null: nobody, or it was raised again since."
    )


class AlertPage(BaseModel):
    """A page of alerts, and their total number."""

    items: list[Alert]
    total: int
    unacknowledged: int = Field(
        description="Raised and not acknowledged, of all the caller may see, whatever the filter."
    )


class ReadingVersion(BaseModel):
    """A value that another has replaced."""

    energy_kwh: float
    interval_s: int | None
    superseded_at: dt.datetime


class EvidenceReading(Reading):
    """A reading of the hour, with the values it had before."""

    versions: list[ReadingVersion]


class HourNow(BaseModel):
    """The current state of the hour."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    energy_kwh: float | None
    coverage: float | None
    state: HourState


class LimitThen(BaseModel):
    """The limit of that hour, and from when on it applies; None: from the beginning."""

    limit_kwh: float | None
    valid_from: dt.datetime | None


class AlertEvidence(BaseModel):
    """An alert with its evidence."""

    alert: Alert
    hour: HourNow
    limit: LimitThen
    readings: list[EvidenceReading] = Field(
        description="All whose interval lies in the hour, or partly in it."
    )
