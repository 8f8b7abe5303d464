"""HTTP routes: peaks."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from kilowatch.contracts.audit import AuditAction
from kilowatch.kit.accounts import CurrentCaller
from kilowatch.kit.audit import audited
from kilowatch.kit.problems import raises
from kilowatch.kit.time_zones import TimeZoneName
from kilowatch.monitoring.consumption.routes import (
    DayAfter,
    DeviceIds,
    FirstDay,
    range_query,
)
from kilowatch.monitoring.consumption.service import RangeRefused
from kilowatch.monitoring.container import container
from kilowatch.monitoring.limits import LIMITED
from kilowatch.monitoring.peaks.schemas import Peaks
from kilowatch.monitoring.peaks.service import PeakHistory
from kilowatch.monitoring.visibility import IMPORT, DeviceNotFound

router = APIRouter(prefix="/api/monitoring", tags=["consumption"], dependencies=LIMITED)


def _peaks(request: Request) -> PeakHistory:
    return container(request).peaks


@router.get("/peaks", summary="Get peak hours", openapi_extra=audited(AuditAction.LOOK_CONSUMPTION))
@raises(DeviceNotFound, RangeRefused)
async def get_peaks(
    caller: CurrentCaller,
    peaks: Annotated[PeakHistory, Depends(_peaks)],
    start: FirstDay,
    end: DayAfter = None,
    device_ids: DeviceIds = None,
    time_zone: Annotated[TimeZoneName | None, Query()] = None,
    count: Annotated[int, Query(ge=1, le=100, description="How many top hours.")] = 10,
) -> Peaks:
    """Return the hours with most energy, and the mean of each hour of weekdays and weekends."""
    query = range_query(IMPORT, start, end, device_ids, time_zone=time_zone)
    return await peaks.peaks(caller, query, count)
