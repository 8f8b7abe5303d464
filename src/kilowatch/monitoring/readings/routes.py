"""HTTP routes: stored readings, for their owner and for administrators."""

import datetime as dt
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse

from kilowatch.contracts.audit import AuditAction
from kilowatch.contracts.channels import DEFAULT_CHANNEL
from kilowatch.kit.accounts import CurrentAdministrator, CurrentCaller
from kilowatch.kit.audit import audited
from kilowatch.kit.channel_names import ChannelCode
from kilowatch.kit.export import FILE_RESPONSES, Format, WrittenAs, format_of, stream
from kilowatch.kit.inputs import Limit, Moment, Offset
from kilowatch.kit.problems import raises
from kilowatch.monitoring.container import container
from kilowatch.monitoring.limits import LIMITED, ExportInTurn
from kilowatch.monitoring.readings.schemas import PendingChannelPage, PendingDevicePage, ReadingPage
from kilowatch.monitoring.readings.service import READING_COLUMNS, StoredReadings
from kilowatch.monitoring.visibility import ChannelNotFound, DeviceNotFound

router = APIRouter(prefix="/api/monitoring", tags=["monitoring"], dependencies=LIMITED)

EARLIEST = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
LATEST = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)


def _stored(request: Request) -> StoredReadings:
    return container(request).readings


TheReadings = Annotated[StoredReadings, Depends(_stored)]


@router.get(
    "/devices/{device_id}/readings",
    summary="List readings",
    openapi_extra=audited(AuditAction.LOOK_CONSUMPTION),
    response_model=ReadingPage,
    dependencies=[ExportInTurn],
    responses=FILE_RESPONSES,
)
@raises(DeviceNotFound, ChannelNotFound)
async def get_readings(
    request: Request,
    caller: CurrentCaller,
    stored: TheReadings,
    device_id: UUID,
    channel: Annotated[
        ChannelCode, Query(description="The channel, by code or OBIS code.")
    ] = DEFAULT_CHANNEL,
    start: Annotated[Moment, Query(alias="from")] = EARLIEST,
    end: Annotated[Moment, Query(alias="to")] = LATEST,
    limit: Annotated[int, Query(ge=1, le=10_000)] = 1_000,
    written_as: WrittenAs = None,
) -> ReadingPage | StreamingResponse:
    """Stored readings, oldest first; continue with `from` = `next_from`.

    As CSV or JSON lines the answer is a stream of all of them, whatever `limit` says.
    """
    chosen = format_of(request, written_as)
    if chosen is Format.JSON:
        return await stored.readings(caller, device_id, channel, start, end, limit)
    rows = await stored.reading_rows(caller, device_id, channel, start, end)
    return stream(rows, READING_COLUMNS, chosen, "readings")


@router.get("/pending-devices", summary="List unregistered devices with pending readings")
async def get_pending_devices(
    _: CurrentAdministrator,
    stored: TheReadings,
    limit: Limit = 50,
    offset: Offset = 0,
) -> PendingDevicePage:
    """Their readings are stored once the device is registered. Administrators only."""
    return await stored.pending_devices(limit, offset)


@router.get(
    "/pending-channels",
    summary="List missing channels with pending readings",
    openapi_extra=audited(AuditAction.LOOK_DEVICES),
)
async def get_pending_channels(
    _: CurrentAdministrator,
    stored: TheReadings,
    limit: Limit = 50,
    offset: Offset = 0,
) -> PendingChannelPage:
    """Readings of registered devices that name a channel which the device doesn't have.

    They are stored once the channel is added. Administrators only.
    """
    return await stored.pending_channels(limit, offset)
