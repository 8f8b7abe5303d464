"""What the API of channels takes and answers. Limits in the channel's unit per clock hour."""

from typing import Annotated, Self, cast
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from kilowatch.contracts.channels import (
    Direction,
    EnergyKind,
    Unit,
    channel_id,
    obis_of,
)
from kilowatch.contracts.devices import ChannelState, import_channel
from kilowatch.contracts.units import kilowatthours, microwatthours
from kilowatch.devices import domain
from kilowatch.devices.channels.domain import AskedMeaning, ChannelChange, settled_meaning
from kilowatch.devices.domain import Device
from kilowatch.devices.formulas.schemas import Steps, StepView, steps_view
from kilowatch.devices.submeters.schemas import WholeView
from kilowatch.kit.channel_names import ChannelCode
from kilowatch.kit.inputs import RequestModel
from kilowatch.kit.text import Line

CODE_DESCRIPTION = (
    "Code of the channel, or its OBIS code: import, export, production, consumption, each also by "
    "tariff register (import-t1 or 1.8.1); gas, water, hot-water, heat, cooling; or a code of "
    "your own."
)

Label = Annotated[Line, StringConstraints(min_length=1, max_length=100)]

Tariff = Annotated[Line, StringConstraints(min_length=1, max_length=20)]

ChannelLimit = Annotated[
    float,
    Field(
        strict=True,
        ge=domain.MIN_LIMIT_KWH_PER_HOUR,
        le=domain.MAX_LIMIT_KWH_PER_HOUR,
        allow_inf_nan=False,
        description="Limit in the channel's unit per clock hour; null for none.",
    ),
]


class ChannelCreation(RequestModel):
    """A new channel of a device."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"code": "2.8.0", "label": "To the grid"}]}
    )

    code: ChannelCode = Field(description=CODE_DESCRIPTION)
    label: Label | None = Field(default=None, description="A name of your own for it.")
    kind: EnergyKind | None = Field(
        default=None, description="Kind of energy; if left out, what the code says."
    )
    direction: Direction | None = Field(
        default=None, description="Direction; if left out, what the code says."
    )
    tariff: Tariff | None = Field(
        default=None, description="Tariff register of its direction, such as T1."
    )
    unit: Unit | None = Field(
        default=None, description="Unit it measures in; if left out, the usual one of its kind."
    )
    max_consumption: ChannelLimit | None = None
    formula: Steps | None = Field(
        default=None,
        description="For a calculated channel, which has no readings of its own: what it is "
        "calculated from. Null: it is measured.",
    )

    def state(self) -> ChannelState:
        """Return the new channel. Raises `ChannelUnclear`."""
        asked = AskedMeaning(
            kind=self.kind, direction=self.direction, tariff=self.tariff, unit=self.unit
        )
        meaning = settled_meaning(self.code, asked)
        return ChannelState(
            code=self.code,
            label=self.label,
            kind=meaning.kind,
            direction=meaning.direction,
            tariff=meaning.tariff,
            unit=meaning.unit,
            limit_per_hour=_limit(self.max_consumption),
        )


class ChannelEdit(RequestModel):
    """What to change about a channel; what is left out stays as it is."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"max_consumption": 5.0}]})

    label: Label | None = Field(default=None, description="A name of your own for it.")
    max_consumption: ChannelLimit | None = None

    def change(self) -> ChannelChange:
        """The fields that were sent, in the units of the domain."""
        sent = self.model_dump(exclude_unset=True)
        if "max_consumption" in sent:
            sent["limit_per_hour"] = _limit(sent.pop("max_consumption"))
        return cast("ChannelChange", sent)


class ChannelView(BaseModel):
    """A channel of a device."""

    id: UUID = Field(description="That of the device for the channel import.")
    code: str = Field(description="Names the channel among those of its device.")
    obis: str | None = Field(description="OBIS code of IEC 62056-61; null: it has none.")
    label: str | None = Field(description="A name that people gave it.")
    kind: EnergyKind = Field(description="Kind of energy.")
    direction: Direction = Field(description="Direction of the energy.")
    tariff: str | None = Field(description="Tariff register of its direction; null: all of it.")
    unit: Unit = Field(description="Unit of its quantities.")
    max_consumption: float | None = Field(description="Limit in the channel's unit per clock hour.")
    removed: bool = Field(description="True: its history stays, new readings are rejected.")
    formula: list[StepView] | None = Field(
        description="What it is calculated from; null: it is measured, or calculated from devices "
        "that the caller may not see."
    )
    calculated: bool = Field(description="True: it follows from others, and has no readings.")
    part_of: WholeView | None = Field(
        description="The channel whose meter measures this one's energy, too; null: none that the "
        "caller may see."
    )

    @classmethod
    def of(cls, device: Device, channel: ChannelState) -> Self:
        """The view of a channel."""
        limit = channel.limit_per_hour
        return cls(
            id=channel_id(device.id, channel.code),
            code=channel.code,
            obis=obis_of(channel.code),
            label=channel.label,
            kind=channel.kind,
            direction=channel.direction,
            tariff=channel.tariff,
            unit=channel.unit,
            max_consumption=kilowatthours(limit) if limit is not None else None,
            removed=channel.removed,
            formula=steps_view(channel.formula),
            calculated=channel.formula is not None,
            part_of=None if channel.part_of is None else WholeView.of(channel.part_of),
        )


def views_of(device: Device) -> list[ChannelView]:
    """Return all channels of a device, the default one first."""
    default = import_channel(device.limit_uwh_per_hour, None, device.formula, device.part_of)
    return [ChannelView.of(device, each) for each in (default, *device.channels)]


def for_client(view: ChannelView, device_id: UUID) -> ChannelView:
    """Return a channel of a device without any other device: it may be somebody else's."""
    steps, whole = view.formula, view.part_of
    if steps and any(term.device_id != device_id for step in steps for term in step.terms):
        steps = None
    if whole is not None and whole.device_id != device_id:
        whole = None
    return view.model_copy(update={"formula": steps, "part_of": whole})


def view_of(device: Device, code: str) -> ChannelView:
    """Return one channel of a device that has it."""
    return next(each for each in views_of(device) if each.code == code)


def _limit(per_hour: float | None) -> int | None:
    return None if per_hour is None else microwatthours(per_hour)
