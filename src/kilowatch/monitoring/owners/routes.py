"""HTTP routes: the ownership history of a device, for administrators."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from kilowatch.contracts.audit import AuditAction
from kilowatch.kit.accounts import CurrentAdministrator
from kilowatch.kit.audit import audited
from kilowatch.kit.problems import raises
from kilowatch.monitoring.container import container
from kilowatch.monitoring.limits import LIMITED
from kilowatch.monitoring.owners.schemas import Owners
from kilowatch.monitoring.owners.service import OwnerHistory
from kilowatch.monitoring.visibility import DeviceNotFound

router = APIRouter(prefix="/api/monitoring", tags=["monitoring"], dependencies=LIMITED)


def _owners(request: Request) -> OwnerHistory:
    return container(request).owners


@router.get(
    "/devices/{device_id}/owners",
    summary="List a device's owners over time",
    openapi_extra=audited(AuditAction.LOOK_DEVICES),
)
@raises(DeviceNotFound)
async def get_owners(
    _: CurrentAdministrator,
    owners: Annotated[OwnerHistory, Depends(_owners)],
    device_id: UUID,
) -> Owners:
    """Deleted devices included. Administrators only."""
    return await owners.of_device(device_id)
