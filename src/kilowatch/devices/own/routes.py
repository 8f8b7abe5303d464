"""HTTP in, of clients' own devices."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from kilowatch.contracts.audit import AuditAction
from kilowatch.devices.callers import PacedClients
from kilowatch.devices.container import container
from kilowatch.devices.domain import Device, OwnerUnknown
from kilowatch.devices.own.domain import DeviceRequestNotFound, OwnDevicesClosed, TooManyDevices
from kilowatch.devices.own.schemas import (
    DeviceRequestPage,
    DeviceRequestView,
    OwnDeviceAdded,
    OwnDeviceCreation,
    OwnDevicesView,
)
from kilowatch.devices.own.service import OwnDevices
from kilowatch.devices.schemas import DeviceView
from kilowatch.kit.accounts import CurrentAdministrator, CurrentCaller
from kilowatch.kit.audit import audited
from kilowatch.kit.inputs import Limit, Offset
from kilowatch.kit.problems import raises

public = APIRouter(prefix="/api/devices", tags=["own devices"], dependencies=[PacedClients])


async def own_devices_of(request: Request) -> OwnDevices:
    """Return the use cases of this app."""
    return container(request).own_devices


Service = Annotated[OwnDevices, Depends(own_devices_of)]


@public.get("/own", summary="Check whether you can add devices")
async def read_own_devices(own: Service, caller: CurrentCaller) -> OwnDevicesView:
    """Return whether clients add devices here, how many, and the caller's requests."""
    usage, requests = await own.usage(caller)
    return OwnDevicesView.of(own.mode, own.quota, usage, requests)


@public.post(
    "/own",
    summary="Add a device of your own",
    status_code=HTTPStatus.CREATED,
    openapi_extra=audited(AuditAction.DEVICE_CREATED),
)
@raises(OwnDevicesClosed, TooManyDevices, OwnerUnknown)
async def add_own_device(
    body: OwnDeviceCreation, own: Service, caller: CurrentCaller
) -> OwnDeviceAdded:
    """Add a device that the caller owns and may change, or request it.

    Which of both is a setting of the platform.
    """
    added = await own.add(caller, body.new())
    if isinstance(added, Device):
        return OwnDeviceAdded(device=DeviceView.of(added), request=None)
    return OwnDeviceAdded(device=None, request=DeviceRequestView.of(added))


@public.get("/requests", summary="List requests for devices")
async def list_device_requests(
    own: Service, _: CurrentAdministrator, limit: Limit = 50, offset: Offset = 0
) -> DeviceRequestPage:
    """Requests that wait for a decision, oldest first. Administrators only."""
    found, total = await own.waiting(limit, offset)
    return DeviceRequestPage(items=[DeviceRequestView.of(each) for each in found], total=total)


@public.post(
    "/requests/{device_request_id}/approval",
    summary="Approve a request for a device",
    status_code=HTTPStatus.CREATED,
    openapi_extra=audited(AuditAction.DEVICE_CREATED),
)
@raises(DeviceRequestNotFound, OwnerUnknown)
async def approve_device_request(
    device_request_id: UUID, own: Service, _: CurrentAdministrator
) -> DeviceView:
    """Add the device, which its client owns and may change. Administrators only."""
    return DeviceView.of(await own.approve(device_request_id))


@public.post(
    "/requests/{device_request_id}/rejection",
    summary="Reject a request for a device",
    status_code=HTTPStatus.NO_CONTENT,
    openapi_extra=audited(AuditAction.DEVICE_REQUEST_REJECTED),
)
@raises(DeviceRequestNotFound)
async def reject_device_request(
    device_request_id: UUID, own: Service, _: CurrentAdministrator
) -> None:
    """Reject a request; its client sees that it was rejected. Administrators only."""
    await own.reject(device_request_id)


@public.delete(
    "/requests/{device_request_id}",
    summary="Withdraw a request for a device",
    status_code=HTTPStatus.NO_CONTENT,
)
@raises(DeviceRequestNotFound)
async def withdraw_device_request(
    device_request_id: UUID, own: Service, caller: CurrentCaller
) -> None:
    """Remove a request of the caller, decided or not."""
    await own.withdraw(caller, device_request_id)
