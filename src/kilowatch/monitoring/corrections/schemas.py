"""Requests and responses about corrections. Energy in kWh, times aware (UTC)."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal, TypeAlias
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from kilowatch.contracts.units import MAX_READING_KWH, MAX_REGISTER_KWH
from kilowatch.kit.inputs import ExactNumber, Moment, RequestModel
from kilowatch.kit.text import Paragraphs
from kilowatch.monitoring.domain import MAX_INTERVAL_S

CorrectionSort: TypeAlias = Literal[
    "made_at", "-made_at", "device", "-device", "difference", "-difference"
]

Reason = Annotated[
    Paragraphs,
    StringConstraints(min_length=3, max_length=500),
    Field(description="Kept on record."),
]
RegisterKwh = Annotated[Decimal, ExactNumber(0, MAX_REGISTER_KWH)]
Target = Literal["readings", "registers"]


class SetReading(RequestModel):
    """Set the value of one reading or register; a missing one is added."""

    action: Literal["set"]
    measured_at: Moment = Field(description="Start of the interval; of a register its time.")
    energy_kwh: Annotated[Decimal, ExactNumber(0, int(MAX_READING_KWH))] | None = None
    register_kwh: RegisterKwh | None = None
    interval_s: Annotated[int, Field(gt=0, le=MAX_INTERVAL_S)] | None = Field(
        default=None,
        description="Length of a reading's interval, in seconds; null: as it was, or the device's.",
    )
    reason: Reason


class _Range(RequestModel):
    start: Moment = Field(alias="from")
    end: Moment = Field(alias="to", description="The first moment that is left alone.")
    target: Target = "readings"
    reason: Reason


class ScaleRange(_Range):
    """Multiply what the meter reported from ``from`` to before ``to`` by ``factor``."""

    action: Literal["scale"]
    factor: Annotated[Decimal, ExactNumber(0, 1_000_000)]


class RemoveRange(_Range):
    """Remove readings, which become missing; without a register, the energy around it stays."""

    action: Literal["remove"]


class SwapMeter(RequestModel):
    """Record a replacement of the meter: the last value of the old one and the first of the new."""

    action: Literal["swap"]
    at: Moment
    old_last_kwh: RegisterKwh
    new_first_kwh: RegisterKwh
    reason: Reason


Request = Annotated[
    SetReading | ScaleRange | RemoveRange | SwapMeter, Field(discriminator="action")
]


class Correction(BaseModel):
    """A recorded correction."""

    id: int
    device_id: UUID
    device_name: str
    action: Literal["set", "scale", "remove", "swap", "import"]
    target: Target
    starts_at: dt.datetime
    ends_at: dt.datetime
    value_kwh: float | None
    next_value_kwh: float | None
    factor: float | None
    interval_s: int | None
    reason: str
    made_by: UUID
    made_by_name: str | None
    made_at: dt.datetime
    readings: int = Field(description="Readings or registers it changed.")
    difference_kwh: float = Field(description="By how much the device's total changed, in kWh.")
    alerts_raised: int
    alerts_retracted: int
    undone_by: UUID | None
    undone_by_name: str | None
    undone_at: dt.datetime | None


class CorrectionItem(BaseModel):
    """The effect on one reading or register; None: none, or removed."""

    measured_at: dt.datetime
    before_kwh: float | None
    after_kwh: float | None


class CorrectionDetails(Correction):
    """A correction with the first thousand values that it changed."""

    items: list[CorrectionItem]


class CorrectionPage(BaseModel):
    """A page of corrections, newest first, and their total number."""

    items: list[Correction]
    total: int


class HourChange(BaseModel):
    """An hour that changes. Energy None: unknown."""

    hour: dt.datetime
    before_kwh: float | None
    after_kwh: float | None
    limit_kwh: float | None
    alert: Literal["raised", "retracted"] | None = Field(
        description="What happens to the hour's alert."
    )


class Effect(BaseModel):
    """The effect of a correction, or of undoing one. A preview returns it and changes nothing."""

    correction_id: int | None = Field(description="Null: this is a preview.")
    readings: int
    difference_kwh: float
    alerts_raised: int
    alerts_retracted: int
    hours_changed: int
    hours: list[HourChange] = Field(description="The first two thousand.")
