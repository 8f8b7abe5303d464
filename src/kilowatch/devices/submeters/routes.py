"""HTTP routes of submeters."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from kilowatch.contracts.audit import AuditAction
from kilowatch.contracts.ids import DeviceId
from kilowatch.devices.channels.domain import ChannelNotFound
from kilowatch.devices.channels.schemas import ChannelView, view_of
from kilowatch.devices.container import container
from kilowatch.devices.domain import DeviceNotFound
from kilowatch.devices.submeters.domain import SubmeterCircular, WholeDiffers, WholeUnknown
from kilowatch.devices.submeters.schemas import Whole
from kilowatch.devices.submeters.service import Submeters
from kilowatch.kit.accounts import CurrentAdministrator
from kilowatch.kit.audit import audited
from kilowatch.kit.channel_names import ChannelCode
from kilowatch.kit.problems import raises

public = APIRouter(prefix="/api/devices/{device_id}/channels/{code}/part-of", tags=["channels"])


async def submeters_of(request: Request) -> Submeters:
    """Return the use cases of this app."""
    return container(request).submeters


Service = Annotated[Submeters, Depends(submeters_of)]


@public.put(
    "",
    summary="Make a channel a part of another one",
    openapi_extra=audited(AuditAction.SUBMETER_CHANGED),
)
@raises(DeviceNotFound, ChannelNotFound, WholeUnknown, WholeDiffers, SubmeterCircular)
async def set_whole(
    device_id: UUID, code: ChannelCode, body: Whole, submeters: Service, _: CurrentAdministrator
) -> ChannelView:
    """Say that another meter measures this channel's energy, too: this one is a submeter.

    A total counts it once. Administrators only.
    """
    return view_of(await submeters.change(DeviceId(device_id), code, body.whole()), code)


@public.delete(
    "",
    summary="Make a channel a part of no other",
    status_code=HTTPStatus.NO_CONTENT,
    openapi_extra=audited(AuditAction.SUBMETER_CHANGED),
)
@raises(DeviceNotFound, ChannelNotFound)
async def clear_whole(
    device_id: UUID, code: ChannelCode, submeters: Service, _: CurrentAdministrator
) -> None:
    """Say that no other meter measures this channel's energy. Administrators only."""
    await submeters.change(DeviceId(device_id), code, None)
