"""HTTP in: early warnings and maintenance."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from kilowatch.contracts.audit import AuditAction
from kilowatch.kit.accounts import CurrentCaller
from kilowatch.kit.audit import audited
from kilowatch.kit.errors import Forbidden
from kilowatch.kit.inputs import Limit, Offset
from kilowatch.kit.lists import PageRequest, Search
from kilowatch.kit.problems import raises
from kilowatch.monitoring.attention.schemas import (
    DeviceAttention,
    EarlyWarningChoice,
    EarlyWarningPage,
    MaintenanceRequest,
)
from kilowatch.monitoring.attention.service import Attention, MaintenanceRefused
from kilowatch.monitoring.attention.storage import WarningSort
from kilowatch.monitoring.limits import LIMITED
from kilowatch.monitoring.visibility import DeviceNotFound

router = APIRouter(prefix="/api/monitoring", tags=["alerts"], dependencies=LIMITED)


def _attention(request: Request) -> Attention:
    attention: Attention = request.app.state.attention
    return attention


TheAttention = Annotated[Attention, Depends(_attention)]


@router.get(
    "/early-warnings",
    summary="Hours near their limit",
    openapi_extra=audited(AuditAction.LOOK_ALERTS),
)
async def get_early_warnings(
    caller: CurrentCaller,
    attention: TheAttention,
    device_id: UUID | None = None,
    search: Search = None,
    sort: WarningSort = "-hour",
    limit: Limit = 50,
    offset: Offset = 0,
) -> EarlyWarningPage:
    """A client's own, an administrator's all. Searched is the device's name."""
    return await attention.warnings(
        caller, device_id, PageRequest(search or None, sort, limit, offset)
    )


@router.get(
    "/devices/{device_id}/attention",
    summary="Notification settings",
    openapi_extra=audited(AuditAction.LOOK_DEVICES),
)
@raises(DeviceNotFound)
async def get_attention(
    caller: CurrentCaller, attention: TheAttention, device_id: UUID
) -> DeviceAttention:
    """The owner's choice of early warning, and whether the device is in maintenance."""
    return await attention.of(caller, device_id)


@router.put("/devices/{device_id}/early-warning", summary="Be warned before the limit")
@raises(DeviceNotFound, Forbidden)
async def choose_early_warning(
    caller: CurrentCaller, attention: TheAttention, device_id: UUID, choice: EarlyWarningChoice
) -> DeviceAttention:
    """One warning per hour, at a share of the limit; the owner's own choice."""
    return await attention.choose(caller, device_id, choice)


@router.delete("/devices/{device_id}/early-warning", summary="Turn off early warnings")
@raises(DeviceNotFound, Forbidden)
async def drop_early_warning(
    caller: CurrentCaller, attention: TheAttention, device_id: UUID
) -> DeviceAttention:
    """No more warnings; alerts stay as they are."""
    return await attention.choose(caller, device_id, None)


@router.put(
    "/devices/{device_id}/maintenance",
    summary="Start maintenance",
    openapi_extra=audited(AuditAction.MAINTENANCE_STARTED),
)
@raises(DeviceNotFound, MaintenanceRefused)
async def begin_maintenance(
    caller: CurrentCaller, attention: TheAttention, device_id: UUID, request: MaintenanceRequest
) -> DeviceAttention:
    """From now on, by the owner or an administrator. Alerts are stored and listed, not pushed."""
    return await attention.begin_maintenance(caller, device_id, request)


@router.delete(
    "/devices/{device_id}/maintenance",
    summary="End the maintenance",
    openapi_extra=audited(AuditAction.MAINTENANCE_ENDED),
)
@raises(DeviceNotFound)
async def end_maintenance(
    caller: CurrentCaller, attention: TheAttention, device_id: UUID
) -> DeviceAttention:
    """What happens from now on is pushed again."""
    return await attention.end_maintenance(caller, device_id)
