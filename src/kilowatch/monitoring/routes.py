"""HTTP in: history for its owner and for administrators."""

import datetime as dt
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse

from kilowatch.contracts.audit import AuditAction
from kilowatch.kit.accounts import CurrentAdministrator, CurrentCaller
from kilowatch.kit.audit import audited
from kilowatch.kit.export import FILE_RESPONSES, Format, WrittenAs, format_of, stream
from kilowatch.kit.inputs import Day, Limit, Moment, Offset
from kilowatch.kit.problems import raises
from kilowatch.monitoring.container import container
from kilowatch.monitoring.limits import LIMITED, ExportInTurn
from kilowatch.monitoring.schemas import (
    Consumption,
    PendingDevicePage,
    ReadingPage,
)
from kilowatch.monitoring.service import READING_COLUMNS, DateOutOfRange, History
from kilowatch.monitoring.visibility import DeviceNotFound

router = APIRouter(prefix="/api/monitoring", tags=["monitoring"], dependencies=LIMITED)

EARLIEST = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
LATEST = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)


def _history(request: Request) -> History:
    return container(request).history


TheHistory = Annotated[History, Depends(_history)]


@router.get(
    "/devices/{device_id}/consumption",
    summary="Get the hours of a day",
    openapi_extra=audited(AuditAction.LOOK_CONSUMPTION),
)
@raises(DeviceNotFound, DateOutOfRange)
async def get_consumption(
    caller: CurrentCaller,
    history: TheHistory,
    device_id: UUID,
    date: Annotated[Day, Query(description="The day, in the device's time zone.")],
) -> Consumption:
    """Return energy and coverage of each hour. An hour without readings is `missing`, never 0."""
    return await history.consumption(caller, device_id, date)


@router.get(
    "/devices/{device_id}/readings",
    summary="List readings",
    openapi_extra=audited(AuditAction.LOOK_CONSUMPTION),
    response_model=ReadingPage,
    dependencies=[ExportInTurn],
    responses=FILE_RESPONSES,
)
@raises(DeviceNotFound)
async def get_readings(
    request: Request,
    caller: CurrentCaller,
    history: TheHistory,
    device_id: UUID,
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
        return await history.readings(caller, device_id, start, end, limit)
    rows = await history.reading_rows(caller, device_id, start, end)
    return stream(rows, READING_COLUMNS, chosen, "readings")


@router.get("/pending-devices", summary="List unregistered devices with pending readings")
async def get_pending_devices(
    _: CurrentAdministrator,
    history: TheHistory,
    limit: Limit = 50,
    offset: Offset = 0,
) -> PendingDevicePage:
    """Their readings are stored once the device is registered. Administrators only."""
    return await history.pending_devices(limit, offset)
