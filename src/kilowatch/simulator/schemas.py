"""Requests and responses about the simulation. Energy in kWh, times aware (UTC)."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from kilowatch.kit.inputs import RequestModel
from kilowatch.simulator.domain import LONGEST_BURST_S, MOST_BURST_KWH

Interval = Literal[1, 2, 5, 10, 30, 60, 300]
ProfileName = Literal["household", "heat-pump", "shop", "ev-charger"]


class MeterView(BaseModel):
    """A simulated meter."""

    device_id: UUID
    profile: str
    plays: bool = Field(description="Whether it reports while the simulation runs.")
    reported_until: dt.datetime | None = Field(
        description="Everything it measured until then is reported, UTC; null: nothing yet."
    )
    forced_until: dt.datetime | None = Field(
        description="Until when it adds forced energy, UTC; null: it doesn't."
    )


class SimulationView(BaseModel):
    """The state of the simulation."""

    is_running: bool
    interval_s: int = Field(description="How often each meter reports, in seconds.")
    meters: list[MeterView]
    confirmed_readings: int = Field(
        description="Readings stored for good, since this process began."
    )
    rejected_readings: int


class SimulationChange(RequestModel):
    """The changes; an omitted field is unchanged."""

    is_running: bool | None = None
    interval_s: Interval | None = None
    meters: list[UUID] | None = Field(
        default=None,
        max_length=1_000,
        description="Devices whose meters report; the others stop. Null: unchanged.",
    )


class MeterAddition(RequestModel):
    """A new meter, for a registered device that has none."""

    device_id: UUID
    profile: ProfileName = Field(description="What kind of consumer the device is.")


class Force(RequestModel):
    """Energy that a meter adds to its own."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"energy_kwh": 3}]})

    energy_kwh: Annotated[float, Field(gt=0, le=MOST_BURST_KWH, allow_inf_nan=False)] = Field(
        description="Energy to add, in kWh."
    )
    over_s: Annotated[int, Field(ge=1, le=LONGEST_BURST_S)] = Field(
        default=20,
        description="Time over which it is spread evenly, in seconds, within one clock hour.",
    )
