"""Requests and responses of the `devices` API. Limits in kWh per clock hour."""

from datetime import datetime
from typing import Annotated, Any, Self, cast
from uuid import UUID

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
)

from kilowatch.contracts.units import kilowatthours, microwatthours
from kilowatch.devices import domain
from kilowatch.devices.channels.schemas import ChannelView, for_client, views_of
from kilowatch.devices.domain import (
    Device,
    DeviceChange,
)
from kilowatch.devices.formulas.schemas import Steps
from kilowatch.kit.accounts import Caller
from kilowatch.kit.inputs import Moment, RequestModel
from kilowatch.kit.text import Line, Paragraphs
from kilowatch.kit.time_zones import TimeZoneName

DeviceName = Annotated[Line, StringConstraints(min_length=1, max_length=100)]

Description = Annotated[Paragraphs, StringConstraints(max_length=2000)]

MaxConsumption = Annotated[
    float,
    Field(
        strict=True,
        ge=domain.MIN_LIMIT_KWH_PER_HOUR,
        le=domain.MAX_LIMIT_KWH_PER_HOUR,
        allow_inf_nan=False,
        description="Limit in kWh per clock hour; null for none.",
    ),
]

ReportingInterval = Annotated[
    int,
    Field(
        strict=True,
        ge=1,
        le=domain.LONGEST_REPORTING_INTERVAL_S,
        description="How often the device reports, in seconds; null if not known.",
    ),
]

TimeZone = Annotated[TimeZoneName, Field(description="Time zone of the device's clock hours.")]


def _absent() -> Any:
    """Stands for a field that was not sent; ``null`` is rejected like any other invalid value."""
    return None


class DeviceCreation(RequestModel):
    """A new device."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "Heat pump",
                    "max_consumption": 2.5,
                    "reporting_interval_s": 1800,
                    "time_zone": "Europe/London",
                }
            ]
        },
    )

    id: UUID | None = Field(default=None, description="Chosen by the server if left out.")
    name: DeviceName
    description: Description | None = None
    owner_id: UUID | None = None
    max_consumption: MaxConsumption | None = None
    reporting_interval_s: ReportingInterval | None = None
    time_zone: TimeZone = "UTC"
    formula: Steps | None = Field(
        default=None,
        description="For a virtual device, which has no meter: what its channel import is "
        "calculated from. Null: it is measured.",
    )


class DeviceEdit(RequestModel):
    """The changes to a device; an omitted field is unchanged."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"max_consumption": 3.0}]})

    name: DeviceName = Field(default_factory=_absent)
    description: Description | None = None
    max_consumption: MaxConsumption | None = None
    reporting_interval_s: ReportingInterval | None = None
    time_zone: TimeZone = Field(default_factory=_absent)

    def change(self) -> DeviceChange:
        """Return the fields that were sent, in the units of the domain."""
        sent = self.model_dump(exclude_unset=True)
        if "max_consumption" in sent:
            sent["limit_uwh_per_hour"] = limit_uwh(sent.pop("max_consumption"))
        return cast("DeviceChange", sent)


class OwnerAssignment(RequestModel):
    """The new owner of a device, and the start of ownership."""

    user_id: UUID
    since: Annotated[Moment, Field(ge=domain.EARLIEST_OWNERSHIP)] | None = Field(
        default=None,
        description="From when its consumption is theirs. Without it: from the first reading "
        "for a device that never had an owner, else from now.",
    )


class DeviceView(BaseModel):
    """A metering device."""

    id: UUID
    name: str
    description: str | None
    owner_id: UUID | None
    owned_since: datetime | None = Field(
        description="Null with an owner: theirs from the first reading on."
    )
    max_consumption: float | None = Field(description="Limit in kWh per clock hour.")
    reporting_interval_s: int | None
    time_zone: str
    version: int = Field(description="Grows by one with every change.")
    created_at: datetime
    channels: list[ChannelView] = Field(
        description="What it measures: the channel import first, then the others as added."
    )

    managed_by_owner: bool = Field(
        description="True if its owner may change it; otherwise only administrators may."
    )
    added_by: UUID | None = Field(
        description="The client who added it, who may delete it while they manage it."
    )

    @classmethod
    def to(cls, caller: Caller, device: Device) -> Self:
        """Return the response for ``device`` to a caller who may see it."""
        view = cls.of(device)
        if caller.is_admin:
            return view
        channels = [for_client(each, device.id) for each in view.channels]
        return view.model_copy(update={"channels": channels})

    @classmethod
    def of(cls, device: Device) -> Self:
        """Return the response for ``device`` to an administrator."""
        limit = device.limit_uwh_per_hour
        return cls(
            id=device.id,
            name=device.name,
            description=device.description,
            owner_id=device.owner_id,
            owned_since=device.owned_since,
            max_consumption=kilowatthours(limit) if limit is not None else None,
            reporting_interval_s=device.reporting_interval_s,
            time_zone=device.time_zone,
            version=device.version,
            created_at=device.created_at,
            channels=views_of(device),
            managed_by_owner=domain.is_managed(device),
            added_by=device.added_by,
        )


class DevicePageView(BaseModel):
    """A page of devices."""

    items: list[DeviceView]
    total: int = Field(description="How many there are in all.")


def limit_uwh(max_consumption_kwh_per_hour: float | None) -> int | None:
    """Return the limit in µWh per hour."""
    if max_consumption_kwh_per_hour is None:
        return None
    return microwatthours(max_consumption_kwh_per_hour)
