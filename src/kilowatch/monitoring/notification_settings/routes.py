"""HTTP routes: the notification settings of a device."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from kilowatch.contracts.audit import AuditAction
from kilowatch.kit.accounts import CurrentCaller
from kilowatch.kit.audit import audited
from kilowatch.kit.errors import Forbidden
from kilowatch.kit.problems import raises
from kilowatch.monitoring.container import container
from kilowatch.monitoring.limits import LIMITED
from kilowatch.monitoring.maintenance.domain import MaintenanceRefused
from kilowatch.monitoring.notification_settings import schemas
from kilowatch.monitoring.notification_settings.service import NotificationSettings
from kilowatch.monitoring.visibility import DeviceNotFound

router = APIRouter(prefix="/api/monitoring", tags=["alerts"], dependencies=LIMITED)


def _settings(request: Request) -> NotificationSettings:
    return container(request).notification_settings


Settings = Annotated[NotificationSettings, Depends(_settings)]


@router.get(
    "/devices/{device_id}/notification-settings",
    summary="Get notification settings",
    openapi_extra=audited(AuditAction.LOOK_DEVICES),
)
@raises(DeviceNotFound)
async def get_notification_settings(
    caller: CurrentCaller, settings: Settings, device_id: UUID
) -> schemas.NotificationSettings:
    """Return the owner's choice of early warnings, and whether the device is in maintenance."""
    return await settings.of(caller, device_id)


@router.put("/devices/{device_id}/early-warning", summary="Turn on early warnings")
@raises(DeviceNotFound, Forbidden)
async def choose_early_warning(
    caller: CurrentCaller, settings: Settings, device_id: UUID, choice: schemas.EarlyWarningChoice
) -> schemas.NotificationSettings:
    """Warn once per hour, at a share of the limit. By the device's owner."""
    return await settings.choose(caller, device_id, choice)


@router.delete("/devices/{device_id}/early-warning", summary="Turn off early warnings")
@raises(DeviceNotFound, Forbidden)
async def drop_early_warning(
    caller: CurrentCaller, settings: Settings, device_id: UUID
) -> schemas.NotificationSettings:
    """Send no more early warnings; alerts stay as they are. By the device's owner."""
    return await settings.choose(caller, device_id, None)


@router.put(
    "/devices/{device_id}/maintenance",
    summary="Start maintenance",
    openapi_extra=audited(AuditAction.MAINTENANCE_STARTED),
)
@raises(DeviceNotFound, MaintenanceRefused)
async def begin_maintenance(
    caller: CurrentCaller, settings: Settings, device_id: UUID, request: schemas.MaintenanceRequest
) -> schemas.NotificationSettings:
    """Store and list alerts without notifying anybody, from now on.

    By the owner or an administrator.
    """
    return await settings.begin_maintenance(caller, device_id, request)


@router.delete(
    "/devices/{device_id}/maintenance",
    summary="End maintenance",
    openapi_extra=audited(AuditAction.MAINTENANCE_ENDED),
)
@raises(DeviceNotFound)
async def end_maintenance(
    caller: CurrentCaller, settings: Settings, device_id: UUID
) -> schemas.NotificationSettings:
    """Send notifications again from now on."""
    return await settings.end_maintenance(caller, device_id)
