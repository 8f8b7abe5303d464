"""HTTP routes: early warnings."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from kilowatch.contracts.audit import AuditAction
from kilowatch.kit.accounts import CurrentCaller
from kilowatch.kit.audit import audited
from kilowatch.kit.inputs import Limit, Offset
from kilowatch.kit.lists import PageRequest, Search
from kilowatch.monitoring.container import container
from kilowatch.monitoring.early_warnings.schemas import EarlyWarningPage, WarningSort
from kilowatch.monitoring.early_warnings.service import EarlyWarnings
from kilowatch.monitoring.limits import LIMITED

router = APIRouter(prefix="/api/monitoring", tags=["alerts"], dependencies=LIMITED)


def _early_warnings(request: Request) -> EarlyWarnings:
    return container(request).early_warnings


TheEarlyWarnings = Annotated[EarlyWarnings, Depends(_early_warnings)]


@router.get(
    "/early-warnings",
    summary="List early warnings",
    openapi_extra=audited(AuditAction.LOOK_ALERTS),
)
async def get_early_warnings(
    caller: CurrentCaller,
    early_warnings: TheEarlyWarnings,
    device_id: UUID | None = None,
    search: Search = None,
    sort: WarningSort = "-hour",
    limit: Limit = 50,
    offset: Offset = 0,
) -> EarlyWarningPage:
    """Hours near their limit: a client's own, or all for an administrator.

    `search` is in the device's name.
    """
    return await early_warnings.page(
        caller, device_id, PageRequest(search or None, sort, limit, offset)
    )
