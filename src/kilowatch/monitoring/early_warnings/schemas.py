"""Responses about early warnings."""

import datetime as dt
from typing import Literal, TypeAlias
from uuid import UUID

from pydantic import BaseModel, Field

WarningSort: TypeAlias = Literal["hour", "-hour", "device", "-device", "energy", "-energy"]


class EarlyWarning(BaseModel):
    """An hour near its limit, or later found not to be."""

    device_id: UUID
    device_name: str
    time_zone: str
    hour: dt.datetime
    state: Literal["raised", "retracted", "superseded"] = Field(
        description="Whether the warning holds."
    )
    share: float
    energy_kwh: float = Field(description="The hour's energy when the state last changed, in kWh.")
    limit_kwh: float | None
    changed_at: dt.datetime


class EarlyWarningPage(BaseModel):
    """A page of warnings, newest hour first, and their total number."""

    items: list[EarlyWarning]
    total: int
