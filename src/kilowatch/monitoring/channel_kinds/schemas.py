"""Responses about what devices measure."""

from pydantic import BaseModel, Field

from kilowatch.contracts.channels import Direction, EnergyKind, Unit


class MeasuredKind(BaseModel):
    """A kind and direction of energy, in one unit, that devices of the caller have channels of."""

    kind: EnergyKind = Field(description="Kind of energy.")
    direction: Direction = Field(description="Direction of the energy.")
    unit: Unit = Field(description="Unit of its quantities.")
    device_count: int = Field(description="Devices with such a channel.")
    channels: list[str] = Field(description="Codes of these channels.")


class MeasuredKinds(BaseModel):
    """What the caller's devices measure."""

    items: list[MeasuredKind] = Field(description="Electricity first, each direction by itself.")
