"""Requests and responses about notification settings."""

import datetime as dt
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from kilowatch.kit.inputs import Moment, RequestModel
from kilowatch.kit.text import Line


class EarlyWarningChoice(RequestModel):
    """The share of the limit at which the owner wants to be warned."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"share": 0.8}]})

    share: float = Field(
        ge=0.01, le=0.99, allow_inf_nan=False, description="Share of the limit: 0.8 is 80 %."
    )


class MaintenanceRequest(RequestModel):
    """The end of a maintenance that starts now."""

    until: Moment = Field(description="When the maintenance ends: at most 31 days ahead.")
    reason: Annotated[Line, StringConstraints(max_length=200)] = ""


class EarlyWarningView(BaseModel):
    """The share of the limit at which the owner is warned."""

    share: float = Field(description="Share of the limit: 0.8 is 80 %.")


class Maintenance(BaseModel):
    """A period in which the device's alerts don't notify anyone."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    reason: str
    set_by: UUID


class NotificationSettings(BaseModel):
    """The notification settings of a device."""

    device_id: UUID
    early_warning: EarlyWarningView | None = Field(
        description="The present owner's choice; null: alerts only."
    )
    maintenance: Maintenance | None = Field(description="The present maintenance; null: none.")
