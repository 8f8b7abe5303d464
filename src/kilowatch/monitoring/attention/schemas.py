"""What is asked and answered about early warnings and maintenance."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from kilowatch.kit.inputs import Moment, RequestModel
from kilowatch.kit.text import Line


class EarlyWarningChoice(RequestModel):
    """At which share of the limit the owner wants to be warned."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"share": 0.8}]})

    share: float = Field(
        ge=0.01, le=0.99, allow_inf_nan=False, description="0.8: at 80 % of the limit."
    )


class MaintenanceRequest(RequestModel):
    """From now until when nobody is to be interrupted for a device."""

    until: Moment = Field(description="At most 31 days ahead.")
    reason: Annotated[Line, StringConstraints(max_length=200)] = ""


class EarlyWarningView(BaseModel):
    """At which share of the limit the owner is warned."""

    share: float = Field(description="0.8: at 80 % of the limit.")


class Maintenance(BaseModel):
    """A time in which nobody is interrupted for a device."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    reason: str
    set_by: UUID


class DeviceAttention(BaseModel):
    """The notification settings of a device."""

    device_id: UUID
    early_warning: EarlyWarningView | None = Field(
        description="The present owner's choice; None: only alerts."
    )
    maintenance: Maintenance | None = Field(description="None where there is none at present.")


class EarlyWarning(BaseModel):
    """An hour that came near its limit, or was found not to have."""

    device_id: UUID
    device_name: str
    time_zone: str
    hour: dt.datetime
    state: Literal["raised", "retracted", "superseded"] = Field(
        description="`superseded`: it went over the limit, of which an alert tells."
    )
    share: float
    energy_kwh: float = Field(description="The hour's energy when the verdict last turned.")
    limit_kwh: float | None
    changed_at: dt.datetime


class EarlyWarningPage(BaseModel):
    """A page of warnings, newest hour first, and how many there are in all."""

    items: list[EarlyWarning]
    total: int
