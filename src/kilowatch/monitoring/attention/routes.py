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
    EarlyWarningChoice,
    EarlyWarningPage,
    MaintenanceRequest,
    NotificationSettings,
    WarningSort,
)
from kilowatch.monitoring.attention.service import Attention, MaintenanceRefused
from kilowatch.monitoring.limits import LIMITED
from kilowatch.monitoring.visibility import DeviceNotFound

router = APIRouter(prefix="/api/monitoring", tags=["alerts"], dependencies=LIMITED)


def _attention(request: Request) -> Attention:
    attention: Attention = request.app.state.attention
    return attention


TheAttention = Annotated[Attention, Depends(_attention)]


@router.get(
    "/early-warnings",
    summary="List early warnings",
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
    """Hours near their limit: a client's own, or all for an administrator.

    `search` is in the device's name.
    """
    return await attention.warnings(
        caller, device_id, PageRequest(search or None, sort, limit, offset)
    )


@router.get(
    "/devices/{device_id}/notification-settings",
    summary="Get notification settings",
    openapi_extra=audited(AuditAction.LOOK_DEVICES),
)
@raises(DeviceNotFound)
async def get_notification_settings(
    caller: CurrentCaller, attention: TheAttention, device_id: UUID
) -> NotificationSettings:
    """Return the owner's choice of early warnings, and whether the device is in maintenance."""
    return await attention.of(caller, device_id)


@router.put("/devices/{device_id}/early-warning", summary="Turn on early warnings")
@raises(DeviceNotFound, Forbidden)
async def choose_early_warning(
    caller: CurrentCaller, attention: TheAttention, device_id: UUID, choice: EarlyWarningChoice
) -> NotificationSettings:
    """Warn once per hour, at a share of the limit. By the device's owner."""
    return await attention.choose(caller, device_id, choice)


@router.delete("/devices/{device_id}/early-warning", summary="Turn off early warnings")
@raises(DeviceNotFound, Forbidden)
async def drop_early_warning(
    caller: CurrentCaller, attention: TheAttention, device_id: UUID
) -> NotificationSettings:
    """Send no more early warnings; alerts stay as they are. By the device's owner."""
    return await attention.choose(caller, device_id, None)


@router.put(
    "/devices/{device_id}/maintenance",
    summary="Start maintenance",
    openapi_extra=audited(AuditAction.MAINTENANCE_STARTED),
)
@raises(DeviceNotFound, MaintenanceRefused)
async def begin_maintenance(
    caller: CurrentCaller, attention: TheAttention, device_id: UUID, request: MaintenanceRequest
) -> NotificationSettings:
    """Store and list alerts without notifying anybody, from now on.

    By the owner or an administrator.
    """
    return await attention.begin_maintenance(caller, device_id, request)


@router.delete(
    "/devices/{device_id}/maintenance",
    summary="End maintenance",
    openapi_extra=audited(AuditAction.MAINTENANCE_ENDED),
)
@raises(DeviceNotFound)
async def end_maintenance(
    caller: CurrentCaller, attention: TheAttention, device_id: UUID
) -> NotificationSettings:
    """Send notifications again from now on."""
    return await attention.end_maintenance(caller, device_id)
