"""HTTP in."""

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, Any, Self, cast
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Query, Request
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
)

from kilowatch.contracts.audit import AuditAction
from kilowatch.contracts.ids import DeviceId, UserId
from kilowatch.contracts.units import kilowatthours, microwatthours
from kilowatch.devices import domain
from kilowatch.devices.container import container
from kilowatch.devices.domain import (
    Device,
    DeviceChange,
    DeviceExists,
    DeviceFilter,
    DeviceNotFound,
    DeviceSort,
    OwnershipInFuture,
    OwnerUnknown,
)
from kilowatch.devices.service import Devices
from kilowatch.kit.accounts import CurrentAdministrator, CurrentCaller
from kilowatch.kit.audit import audited
from kilowatch.kit.inputs import Moment, RequestModel
from kilowatch.kit.problems import raises
from kilowatch.kit.text import Line, Paragraphs
from kilowatch.kit.time_zones import TimeZoneName

public = APIRouter(prefix="/api/devices", tags=["devices"])


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
    """Stands for a field that was not sent; ``null`` is refused like any other non-value."""
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


class DeviceEdit(RequestModel):
    """What to change about a device; what is left out stays as it is."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"max_consumption": 3.0}]})

    name: DeviceName = Field(default_factory=_absent)
    description: Description | None = None
    max_consumption: MaxConsumption | None = None
    reporting_interval_s: ReportingInterval | None = None
    time_zone: TimeZone = Field(default_factory=_absent)

    def change(self) -> DeviceChange:
        """The fields that were sent, in the units of the domain."""
        sent = self.model_dump(exclude_unset=True)
        if "max_consumption" in sent:
            sent["limit_uwh_per_hour"] = _limit(sent.pop("max_consumption"))
        return cast("DeviceChange", sent)


class OwnerAssignment(RequestModel):
    """Who is to own a device, and from when."""

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

    @classmethod
    def of(cls, device: Device) -> Self:
        """The view of ``device``."""
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
        )


class DevicePageView(BaseModel):
    """A page of devices."""

    items: list[DeviceView]
    total: int = Field(description="How many there are in all.")


async def devices_of(request: Request) -> Devices:
    """The use cases of this app."""
    return container(request).devices


Service = Annotated[Devices, Depends(devices_of)]


@public.post(
    "",
    summary="Create a device",
    status_code=HTTPStatus.CREATED,
    openapi_extra=audited(AuditAction.DEVICE_CREATED),
)
@raises(DeviceExists, OwnerUnknown)
async def create_device(
    body: DeviceCreation, devices: Service, _: CurrentAdministrator
) -> DeviceView:
    """Add a device, with or without an owner. Administrators only."""
    device = Device(
        id=DeviceId(body.id or uuid4()),
        version=1,
        name=body.name,
        description=body.description,
        owner_id=UserId(body.owner_id) if body.owner_id is not None else None,
        owned_since=None,
        limit_uwh_per_hour=_limit(body.max_consumption),
        reporting_interval_s=body.reporting_interval_s,
        time_zone=body.time_zone,
        created_at=datetime.now(UTC),
    )
    return DeviceView.of(await devices.register(device))


@public.get("", summary="List devices", openapi_extra=audited(AuditAction.LOOK_DEVICES))
async def list_devices(
    devices: Service,
    caller: CurrentCaller,
    owner_id: UUID | None = None,
    unassigned: Annotated[
        bool | None,
        Query(description="True: only devices without an owner; false: only those with one."),
    ] = None,
    search: Annotated[
        Line | None,
        Query(max_length=100, description="Part of a name or description, or how the id begins."),
    ] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000_000)] = 0,
    sort: DeviceSort = "name",
) -> DevicePageView:
    """All devices for an administrator, their own for a client."""
    if not caller.is_admin:
        if owner_id not in {None, caller.user_id}:
            return DevicePageView(items=[], total=0)
        owner_id = caller.user_id
    wanted = DeviceFilter(
        owner_id=UserId(owner_id) if owner_id is not None else None,
        unassigned=unassigned,
        text=search or None,
    )
    page = await devices.search(wanted, sort, limit, offset)
    return DevicePageView(items=[DeviceView.of(each) for each in page.devices], total=page.total)


@public.get("/{device_id}", summary="Get a device", openapi_extra=audited(AuditAction.LOOK_DEVICES))
@raises(DeviceNotFound)
async def read_device(device_id: UUID, devices: Service, caller: CurrentCaller) -> DeviceView:
    """Any device for an administrator, their own for a client."""
    return DeviceView.of(await devices.get_as(caller, DeviceId(device_id)))


@public.patch(
    "/{device_id}", summary="Change a device", openapi_extra=audited(AuditAction.DEVICE_CHANGED)
)
@raises(DeviceNotFound)
async def edit_device(
    device_id: UUID, body: DeviceEdit, devices: Service, _: CurrentAdministrator
) -> DeviceView:
    """Change some fields of a device. A new limit holds from the hour of the change on.

    Administrators only.
    """
    return DeviceView.of(await devices.change(DeviceId(device_id), body.change()))


@public.delete(
    "/{device_id}",
    summary="Delete a device",
    status_code=HTTPStatus.NO_CONTENT,
    openapi_extra=audited(AuditAction.DEVICE_DELETED),
)
@raises(DeviceNotFound)
async def delete_device(device_id: UUID, devices: Service, _: CurrentAdministrator) -> None:
    """Delete a device for good. Its history stays; its further readings are rejected.

    Administrators only.
    """
    await devices.delete(DeviceId(device_id))


@public.put(
    "/{device_id}/owner",
    summary="Set a device's owner",
    openapi_extra=audited(AuditAction.DEVICE_ASSIGNED),
)
@raises(DeviceNotFound, OwnerUnknown, OwnershipInFuture)
async def assign_device(
    device_id: UUID, body: OwnerAssignment, devices: Service, _: CurrentAdministrator
) -> DeviceView:
    """Give a device to a user.

    Giving it to its owner again changes nothing. Administrators only.
    """
    return DeviceView.of(
        await devices.assign(DeviceId(device_id), UserId(body.user_id), body.since)
    )


@public.delete(
    "/{device_id}/owner",
    summary="Remove a device's owner",
    status_code=HTTPStatus.NO_CONTENT,
    openapi_extra=audited(AuditAction.DEVICE_FREED),
)
@raises(DeviceNotFound)
async def free_device(device_id: UUID, devices: Service, _: CurrentAdministrator) -> None:
    """Take a device from its owner. Administrators only."""
    await devices.free(DeviceId(device_id))


def _limit(max_consumption_kwh_per_hour: float | None) -> int | None:
    if max_consumption_kwh_per_hour is None:
        return None
    return microwatthours(max_consumption_kwh_per_hour)
