"""The callers of requests that change a device: administrators, and who manages it."""

from dataclasses import dataclass
from typing import Annotated, Protocol
from uuid import UUID

from fastapi import Depends, Request

from kilowatch.contracts.ids import DeviceId
from kilowatch.devices.access import Access
from kilowatch.kit.accounts import Caller, CurrentCaller
from kilowatch.kit.container import Container, container_of
from kilowatch.kit.errors import Forbidden
from kilowatch.kit.pace import Pace, TooManyRequests
from kilowatch.kit.problems import raises


class AccessCheck(Protocol):
    """Checks what a caller may do with a device."""

    async def require(self, caller: Caller, device_id: DeviceId, least: Access) -> None:
        """Return if the caller may do ``least``. Raises `Forbidden`."""
        ...


@dataclass(frozen=True, kw_only=True)
class WithClients(Container):
    """The part of a container that clients' changes of devices need."""

    device_access: AccessCheck
    changes_pace: Pace
    """Of clients; administrators aren't limited."""


@raises(TooManyRequests, on_changes_only=True)
async def paced_client(request: Request, caller: CurrentCaller) -> None:
    """Limit the changes of one client. Raises `TooManyRequests`."""
    if request.method not in {"GET", "HEAD"} and not caller.is_admin:
        pace = container_of(request.app, WithClients).changes_pace
        pace.require(caller.user_id, "device changes")


PacedClients = Depends(paced_client)


@raises(Forbidden, TooManyRequests)
async def current_manager(request: Request, device_id: UUID, caller: CurrentCaller) -> Caller:
    """Return the caller, if they may change the device. Raises `Forbidden`."""
    await _require(request, caller, device_id, "change")
    return caller


@raises(Forbidden, TooManyRequests)
async def current_device_owner(request: Request, device_id: UUID, caller: CurrentCaller) -> Caller:
    """Return the caller, if they may do everything with the device. Raises `Forbidden`."""
    await _require(request, caller, device_id, "own")
    return caller


async def _require(request: Request, caller: Caller, device_id: UUID, least: Access) -> None:
    # Before the body is looked at: what a client may not change answers alike.
    if caller.is_admin:
        return
    found = container_of(request.app, WithClients)
    await found.device_access.require(caller, DeviceId(device_id), least)
    found.changes_pace.require(caller.user_id, "device changes")


CurrentManager = Annotated[Caller, Depends(current_manager)]
CurrentDeviceOwner = Annotated[Caller, Depends(current_device_owner)]
