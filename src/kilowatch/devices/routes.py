"""HTTP routes."""

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Query, Request

from kilowatch.contracts.audit import AuditAction
from kilowatch.contracts.ids import DeviceId, UserId
from kilowatch.devices.callers import CurrentDeviceOwner, CurrentManager
from kilowatch.devices.container import container
from kilowatch.devices.domain import (
    Device,
    DeviceExists,
    DeviceFilter,
    DeviceNotFound,
    DeviceSort,
    OwnershipInFuture,
    OwnerUnknown,
)
from kilowatch.devices.formulas.domain import (
    FactorNeeded,
    FormulaInvalid,
    PartUnknown,
    UsedInFormula,
)
from kilowatch.devices.formulas.schemas import asked_steps
from kilowatch.devices.own.domain import DeviceNotDeletable, PastOfOthers
from kilowatch.devices.schemas import (
    DeviceCreation,
    DeviceEdit,
    DevicePageView,
    DeviceView,
    OwnerAssignment,
    limit_uwh,
)
from kilowatch.devices.service import Devices
from kilowatch.kit.accounts import CurrentAdministrator, CurrentCaller
from kilowatch.kit.audit import audited
from kilowatch.kit.problems import raises
from kilowatch.kit.text import Line

public = APIRouter(prefix="/api/devices", tags=["devices"])


async def devices_of(request: Request) -> Devices:
    """Return the use cases of this app."""
    return container(request).devices


Service = Annotated[Devices, Depends(devices_of)]


@public.post(
    "",
    summary="Create a device",
    status_code=HTTPStatus.CREATED,
    openapi_extra=audited(AuditAction.DEVICE_CREATED),
)
@raises(DeviceExists, OwnerUnknown, FormulaInvalid, PartUnknown, FactorNeeded)
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
        limit_uwh_per_hour=limit_uwh(body.max_consumption),
        reporting_interval_s=body.reporting_interval_s,
        time_zone=body.time_zone,
        created_at=datetime.now(UTC),
    )
    steps = None if body.formula is None else asked_steps(body.formula)
    return DeviceView.of(await devices.register(device, steps))


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
    return DevicePageView(
        items=[DeviceView.to(caller, each) for each in page.devices], total=page.total
    )


@public.get("/{device_id}", summary="Get a device", openapi_extra=audited(AuditAction.LOOK_DEVICES))
@raises(DeviceNotFound)
async def read_device(device_id: UUID, devices: Service, caller: CurrentCaller) -> DeviceView:
    """Any device for an administrator, their own for a client."""
    return DeviceView.to(caller, await devices.get_as(caller, DeviceId(device_id)))


@public.patch(
    "/{device_id}", summary="Change a device", openapi_extra=audited(AuditAction.DEVICE_CHANGED)
)
@raises(DeviceNotFound, PastOfOthers)
async def edit_device(
    device_id: UUID, body: DeviceEdit, devices: Service, caller: CurrentManager
) -> DeviceView:
    """Change some fields of a device. A new limit holds from the hour of the change on.

    Administrators, and who manages the device.
    """
    device = await devices.change(caller, DeviceId(device_id), body.change())
    return DeviceView.to(caller, device)


@public.delete(
    "/{device_id}",
    summary="Delete a device",
    status_code=HTTPStatus.NO_CONTENT,
    openapi_extra=audited(AuditAction.DEVICE_DELETED),
)
@raises(DeviceNotFound, DeviceNotDeletable, UsedInFormula)
async def delete_device(device_id: UUID, devices: Service, caller: CurrentDeviceOwner) -> None:
    """Delete a device for good. Its history stays; its further readings are rejected.

    Administrators, and the owner who added the device.
    """
    await devices.delete(caller, DeviceId(device_id))


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
    device = await devices.assign(DeviceId(device_id), UserId(body.user_id), body.since)
    return DeviceView.of(device)


@public.delete(
    "/{device_id}/owner",
    summary="Remove a device's owner",
    status_code=HTTPStatus.NO_CONTENT,
    openapi_extra=audited(AuditAction.DEVICE_FREED),
)
@raises(DeviceNotFound)
async def free_device(device_id: UUID, devices: Service, caller: CurrentDeviceOwner) -> None:
    """Take a device from its owner, or give it back.

    Administrators, and the owner who manages the device.
    """
    await devices.free(caller, DeviceId(device_id))
