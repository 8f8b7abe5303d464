"""HTTP in: credentials of devices, for administrators and for the services beside us."""

import hmac
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Self
from uuid import UUID

import msgspec
from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field

from kilowatch.auth.container import container
from kilowatch.auth.device_domain import DeviceCredential, DeviceNotFound, IssuedCredential
from kilowatch.auth.device_limits import Refusal, RefusedDevice
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
from kilowatch.kit.accounts import Bearer, CurrentAdministrator, InternalOnly
from kilowatch.kit.audit import OPERATOR, audited
from kilowatch.kit.calls import body_of
from kilowatch.kit.errors import Unauthenticated
from kilowatch.kit.problems import raises
from kilowatch.kit.requests import note_actor

public = APIRouter(prefix="/api/auth/devices", tags=["device credentials"])
internal = APIRouter(prefix=CHECK_PATH, include_in_schema=False, dependencies=[InternalOnly])

held = APIRouter(prefix=HELD_PATH, include_in_schema=False, dependencies=[InternalOnly])


async def provisioning_only(request: Request, bearer: Bearer) -> None:
    """Admit a machine of the operator's that equips meters. Raises `Unauthenticated`."""
    expected = container(request).device_access.provisioning_token
    given = bearer.credentials if bearer is not None else ""
    if not hmac.compare_digest(given.encode(), expected.encode()):
        raise Unauthenticated("This is for the operator's own machine.")
    note_actor(OPERATOR)


provisioning = APIRouter(
    prefix=PROVISIONING_PATH, include_in_schema=False, dependencies=[Depends(provisioning_only)]
)


class IssuedCredentialView(BaseModel):
    """A device's credential with its secret, which is shown this once."""

    username: str = Field(description="The device's identifier.")
    secret: str = Field(description="Not kept anywhere: note it now, or issue another.")
    issued_at: datetime

    @classmethod
    def of(cls, issued: IssuedCredential) -> Self:
        """The view of a fresh credential."""
        return cls(username=str(issued.device_id), secret=issued.secret, issued_at=issued.issued_at)


class CredentialView(BaseModel):
    """Whether a device has a credential, and since when."""

    username: str = Field(description="The device's identifier.")
    exists: bool
    issued_at: datetime | None = None
    issued_by: UUID | None = Field(
        default=None, description="The administrator; null where the platform itself did."
    )
    last_used_at: datetime | None = Field(
        default=None, description="To the minute, for connections and readings over HTTP."
    )

    @classmethod
    def of(cls, device_id: UUID, found: DeviceCredential | None) -> Self:
        """The view of what is known."""
        if found is None:
            return cls(username=str(device_id), exists=False)
        return cls(
            username=str(device_id),
            exists=True,
            issued_at=found.issued_at,
            issued_by=found.issued_by,
            last_used_at=found.last_used_at,
        )


async def devices_of(request: Request) -> Devices:
    """The use cases around device credentials."""
    return container(request).device_access.devices


DeviceService = Annotated[Devices, Depends(devices_of)]


@public.post(
    "/{device_id}/credential",
    summary="Issue or rotate a device credential",
    status_code=HTTPStatus.CREATED,
    openapi_extra=audited(AuditAction.CREDENTIAL_ISSUED),
)
@raises(DeviceNotFound)
async def issue_device_credential(
    device_id: UUID, caller: CurrentAdministrator, devices: DeviceService, response: Response
) -> IssuedCredentialView:
    """Return a new secret, which is shown this once. Administrators only.

    The device logs in with its identifier as username and the secret as password: over AMQP,
    over MQTT, and over HTTP with basic authentication. Rotating ends the old secret and its
    connections at once.
    """
    response.headers["Cache-Control"] = "no-store"
    issued = await devices.issue(DeviceId(device_id), caller.user_id, may_rotate=True)
    return IssuedCredentialView.of(issued)


@public.get("/{device_id}/credential", summary="Get a device credential")
@raises(DeviceNotFound)
async def read_device_credential(
    device_id: UUID, _: CurrentAdministrator, devices: DeviceService
) -> CredentialView:
    """Return whether the device has a credential, and when it was issued and last used.

    The secret isn't kept and can't be shown again. Administrators only.
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
    device_id: UUID, caller: CurrentAdministrator, devices: DeviceService
) -> None:
    """End the device's connections and refuse its secret from now on. Administrators only."""
    await devices.revoke(DeviceId(device_id), caller.user_id)


class RefusedDeviceView(BaseModel):
    """A device that showed its secret and was not let in, or was put out."""

    device_id: UUID
    reason: Refusal
    detail: str
    count: int = Field(description="How often, since `first_at`.")
    first_at: datetime
    last_at: datetime

    @classmethod
    def of(cls, found: RefusedDevice) -> Self:
        """The view of what was noted."""
        return cls(**msgspec.structs.asdict(found))


class RefusedDeviceList(BaseModel):
    """The latest refusals at the broker, newest first; since `auth` was started."""

    items: list[RefusedDeviceView]


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
    """Let these devices wait: put them out and let them in no more until it is over."""
    limits = container(request).device_access.limits
    limits.hold([DeviceId(each) for each in held.device_ids], held.for_s)


@internal.post("/{device_id}/check", status_code=HTTPStatus.NO_CONTENT)
async def check_device_secret(
    device_id: UUID,
    devices: DeviceService,
    shown: Annotated[DeviceSecret, Depends(body_of(DeviceSecret))],
) -> None:
    """Whether a device has shown its secret to another service. Raises `DeviceNotFound`."""
    if not await devices.admits(DeviceId(device_id), shown.secret):
        raise DeviceNotFound


@provisioning.post("/{device_id}", status_code=HTTPStatus.CREATED)
async def provision_device(device_id: UUID, devices: DeviceService) -> Response:
    """Equip a simulated meter with its first credential; never takes a real one's away."""
    issued = await devices.issue(DeviceId(device_id), None, may_rotate=False)
    secret = IssuedSecret(username=str(issued.device_id), secret=issued.secret)
    return Response(
        msgspec.json.encode(secret),
        HTTPStatus.CREATED,
        {"Cache-Control": "no-store"},
        "application/json",
    )
