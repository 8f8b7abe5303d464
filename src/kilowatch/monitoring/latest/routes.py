"""HTTP routes: the current state of devices."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from kilowatch.contracts.audit import AuditAction
from kilowatch.kit.accounts import CurrentAdministrator, CurrentCaller
from kilowatch.kit.audit import audited
from kilowatch.kit.inputs import Limit, Offset
from kilowatch.kit.lists import PageRequest, Search
from kilowatch.monitoring.container import container
from kilowatch.monitoring.latest.schemas import ClocksAheadPage, LatestPage, LatestSort
from kilowatch.monitoring.latest.service import Latest
from kilowatch.monitoring.limits import LIMITED

router = APIRouter(prefix="/api/monitoring", tags=["consumption"], dependencies=LIMITED)


def _latest(request: Request) -> Latest:
    return container(request).latest


TheLatest = Annotated[Latest, Depends(_latest)]


@router.get(
    "/latest",
    summary="Latest reading per device",
    openapi_extra=audited(AuditAction.LOOK_CONSUMPTION),
)
async def get_latest(
    caller: CurrentCaller,
    latest: TheLatest,
    device_id: UUID | None = None,
    search: Search = None,
    sort: LatestSort = "name",
    limit: Limit = 100,
    offset: Offset = 0,
) -> LatestPage:
    """Return the newest reading of each device, its energy so far, and whether it is silent.

    A client's present devices, or all for an administrator. `search` is in the device's name.
    """
    return await latest.page(caller, device_id, PageRequest(search or None, sort, limit, offset))


@router.get("/clocks-ahead", summary="List devices with a clock ahead")
async def get_clocks_ahead(
    _: CurrentAdministrator,
    latest: TheLatest,
    limit: Limit = 50,
    offset: Offset = 0,
) -> ClocksAheadPage:
    """Their readings are stored and count once their time has come. Administrators only."""
    return await latest.clocks_ahead(limit, offset)
