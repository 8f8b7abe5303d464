"""HTTP routes: credentials of devices, for administrators and for other services."""

import hmac
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from kilowatch.auth.container import container
from kilowatch.auth.domain.devices import DeviceNotFound
from kilowatch.auth.schemas.devices import (
    CredentialView,
    IssuedCredentialView,
    RefusedDeviceList,
    RefusedDeviceView,
)
from kilowatch.auth.service.devices import Devices
from kilowatch.contracts.audit import AuditAction
from kilowatch.contracts.device_access import (
    CHECK_PATH,
    HELD_PATH,
    PROVISIONING_PATH,
    DeviceSecret,
    HeldDevices,
    IssuedSecret,
)
from kilowatch.contracts.ids import DeviceId
from kilowatch.kit.accounts import (
    Bearer,
    Caller,
    CurrentAdministrator,
    CurrentCaller,
    InternalOnly,
)
from kilowatch.kit.audit import OPERATOR, audited
from kilowatch.kit.calls import body_of
from kilowatch.kit.errors import Forbidden, Unauthenticated
from kilowatch.kit.problems import raises
from kilowatch.kit.requests import note_actor

public = APIRouter(prefix="/api/auth/devices", tags=["device credentials"])
internal = APIRouter(prefix=CHECK_PATH, include_in_schema=False, dependencies=[InternalOnly])

held = APIRouter(prefix=HELD_PATH, include_in_schema=False, dependencies=[InternalOnly])


async def provisioning_only(request: Request, bearer: Bearer) -> None:
    """Authenticate an operator's machine that provisions meters. Raises `Unauthenticated`."""
    expected = container(request).device_access.provisioning_token
    given = bearer.credentials if bearer is not None else ""
    if not hmac.compare_digest(given.encode(), expected.encode()):
        raise Unauthenticated("This is for the operator's own machine.")
    note_actor(OPERATOR)


provisioning = APIRouter(
    prefix=PROVISIONING_PATH, include_in_schema=False, dependencies=[Depends(provisioning_only)]
)


async def devices_of(request: Request) -> Devices:
    """Return the use cases of device credentials."""
    return container(request).device_access.devices


DeviceService = Annotated[Devices, Depends(devices_of)]


@raises(Forbidden)
async def current_manager(device_id: UUID, caller: CurrentCaller, devices: DeviceService) -> Caller:
    """Return the caller: an administrator, or the owner who manages the device."""
    await devices.require_manager(caller, DeviceId(device_id))
    return caller


CurrentManager = Annotated[Caller, Depends(current_manager)]


@public.post(
    "/{device_id}/credential",
    summary="Issue or rotate a device credential",
    status_code=HTTPStatus.CREATED,
    openapi_extra=audited(AuditAction.CREDENTIAL_ISSUED),
)
@raises(DeviceNotFound)
async def issue_device_credential(
    device_id: UUID, caller: CurrentManager, devices: DeviceService, response: Response
) -> IssuedCredentialView:
    """Return a new secret, which is shown this once.

    The device logs in with its identifier as username and the secret as password: over AMQP,
    over MQTT, and over HTTP with basic authentication. Rotating ends the old secret and its
    connections at once. Administrators, and the owner who manages the device.
    """
    response.headers["Cache-Control"] = "no-store"
    issued = await devices.issue(
        DeviceId(device_id), caller.user_id, may_rotate=True, as_manager=not caller.is_admin
    )
    return IssuedCredentialView.of(issued)


@public.get("/{device_id}/credential", summary="Get a device credential")
@raises(DeviceNotFound)
async def read_device_credential(
    device_id: UUID, _: CurrentManager, devices: DeviceService
) -> CredentialView:
    """Return whether the device has a credential, and when it was issued and last used.

    The secret isn't kept and can't be shown again. Administrators, and the owner who manages
    the device.
    """
    return CredentialView.of(device_id, await devices.look(DeviceId(device_id)))


@public.delete(
    "/{device_id}/credential",
    summary="Revoke a device credential",
    status_code=HTTPStatus.NO_CONTENT,
    openapi_extra=audited(AuditAction.CREDENTIAL_REVOKED),
)
@raises(DeviceNotFound)
async def revoke_device_credential(
    device_id: UUID, caller: CurrentManager, devices: DeviceService
) -> None:
    """End the device's connections and refuse its secret from now on.

    Administrators, and the owner who manages the device.
    """
    await devices.revoke(DeviceId(device_id), caller.user_id)


@public.get("/refusals", summary="List devices refused at the broker")
async def list_refused_devices(_: CurrentAdministrator, request: Request) -> RefusedDeviceList:
    """Devices whose secret was right and that the broker refused nevertheless, newest first.

    They used another device's MQTT client identifier, had too many connections, or were over
    their quota. The list starts empty with each start of `auth`. Administrators only.
    """
    refusals = container(request).device_access.refusals
    return RefusedDeviceList(items=[RefusedDeviceView.of(each) for each in refusals.listed()])


@held.put("", status_code=HTTPStatus.NO_CONTENT)
async def hold_devices(
    request: Request, held: Annotated[HeldDevices, Depends(body_of(HeldDevices))]
) -> None:
    """Hold these devices: disconnect them and deny them until they are no longer listed."""
    limits = container(request).device_access.limits
    limits.hold([DeviceId(each) for each in held.device_ids], held.for_s)


@internal.post("/{device_id}/check", status_code=HTTPStatus.NO_CONTENT)
async def check_device_secret(
    device_id: UUID,
    devices: DeviceService,
    shown: Annotated[DeviceSecret, Depends(body_of(DeviceSecret))],
) -> None:
    """Return whether a device has presented its secret to a service. Raises `DeviceNotFound`."""
    if not await devices.admits(DeviceId(device_id), shown.secret):
        raise DeviceNotFound


@provisioning.post("/{device_id}", status_code=HTTPStatus.CREATED)
async def provision_device(device_id: UUID, devices: DeviceService) -> Response:
    """Issue the first credential of a simulated meter; an existing one is never replaced."""
    issued = await devices.issue(DeviceId(device_id), None, may_rotate=False)
    secret = IssuedSecret(username=str(issued.device_id), secret=issued.secret)
    return Response(
        msgspec.json.encode(secret),
        HTTPStatus.CREATED,
        {"Cache-Control": "no-store"},
        "application/json",
    )
