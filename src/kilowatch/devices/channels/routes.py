"""HTTP in, of channels."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from kilowatch.contracts.audit import AuditAction
from kilowatch.contracts.ids import DeviceId
from kilowatch.devices.callers import CurrentManager
from kilowatch.devices.channels.domain import (
    ChannelExists,
    ChannelIsFixed,
    ChannelNotFound,
    ChannelUnclear,
    LimitNotSupported,
    TooManyChannels,
)
from kilowatch.devices.channels.schemas import (
    ChannelCreation,
    ChannelEdit,
    ChannelView,
    for_client,
    view_of,
)
from kilowatch.devices.channels.service import Channels
from kilowatch.devices.container import container
from kilowatch.devices.domain import Device, DeviceNotFound
from kilowatch.devices.formulas.domain import (
    FactorNeeded,
    FormulaCircular,
    FormulaInvalid,
    PartUnknown,
    UsedInFormula,
)
from kilowatch.devices.formulas.schemas import asked_steps
from kilowatch.kit.accounts import Caller
from kilowatch.kit.audit import audited
from kilowatch.kit.channel_names import ChannelCode
from kilowatch.kit.problems import raises

public = APIRouter(prefix="/api/devices/{device_id}/channels", tags=["channels"])


async def channels_of(request: Request) -> Channels:
    """The use cases of this app."""
    return container(request).channels


Service = Annotated[Channels, Depends(channels_of)]


@public.post(
    "",
    summary="Add a channel to a device",
    status_code=HTTPStatus.CREATED,
    openapi_extra=audited(AuditAction.CHANNEL_ADDED),
)
@raises(
    DeviceNotFound,
    ChannelExists,
    ChannelUnclear,
    TooManyChannels,
    LimitNotSupported,
    FormulaInvalid,
    PartUnknown,
    FactorNeeded,
    FormulaCircular,
)
async def add_channel(
    device_id: UUID, body: ChannelCreation, channels: Service, caller: CurrentManager
) -> ChannelView:
    """Add what a device measures beside the electricity it takes from the grid.

    With a formula it is calculated from other channels instead, for who isn't an administrator
    from those of this device. Readings that waited for this channel are stored. What it
    measures can't be changed later. Administrators, and who manages the device.
    """
    steps = None if body.formula is None else asked_steps(body.formula)
    device = await channels.add(caller, DeviceId(device_id), body.state(), steps)
    return _shown(caller, device, body.code)


@public.patch(
    "/{code}",
    summary="Change a channel",
    openapi_extra=audited(AuditAction.CHANNEL_CHANGED),
)
@raises(DeviceNotFound, ChannelNotFound, ChannelIsFixed, LimitNotSupported)
async def edit_channel(
    device_id: UUID,
    code: ChannelCode,
    body: ChannelEdit,
    channels: Service,
    caller: CurrentManager,
) -> ChannelView:
    """Change a channel's name or limit. A new limit holds from the hour of the change on.

    Administrators, and who manages the device.
    """
    device = await channels.change(caller, DeviceId(device_id), code, body.change())
    return _shown(caller, device, code)


@public.delete(
    "/{code}",
    summary="Remove a channel",
    status_code=HTTPStatus.NO_CONTENT,
    openapi_extra=audited(AuditAction.CHANNEL_REMOVED),
)
@raises(DeviceNotFound, ChannelNotFound, ChannelIsFixed, UsedInFormula)
async def remove_channel(
    device_id: UUID, code: ChannelCode, channels: Service, caller: CurrentManager
) -> None:
    """Remove a channel for good. Its history stays; its further readings are rejected.

    Administrators, and who manages the device.
    """
    await channels.remove(caller, DeviceId(device_id), code)


def _shown(caller: Caller, device: Device, code: str) -> ChannelView:
    view = view_of(device, code)
    return view if caller.is_admin else for_client(view, device.id)
