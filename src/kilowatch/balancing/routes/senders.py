"""HTTP routes: devices that send too much, and their quotas."""

from http import HTTPStatus
from uuid import UUID

import msgspec
from fastapi import APIRouter, Request, Response

from kilowatch.balancing.container import container
from kilowatch.balancing.quotas import Quota
from kilowatch.balancing.schemas import BusySenders, BusySenderView, QuotaBody, QuotaView
from kilowatch.contracts.audit import AuditAction
from kilowatch.contracts.balancing import HELD_SENDERS_PATH
from kilowatch.contracts.readings import reading_routing_key
from kilowatch.kit.accounts import CurrentAdministrator, InternalOnly
from kilowatch.kit.audit import audited

router = APIRouter(prefix="/api/balancing/senders", tags=["balancing"])
internal = APIRouter(include_in_schema=False, dependencies=[InternalOnly])


@internal.get(HELD_SENDERS_PATH)
async def get_held_senders(request: Request) -> Response:
    """Return the devices that can't send because they are over their quota, for the doctor."""
    broadcaster = container(request).broadcaster
    sample = broadcaster.current()
    held = [each for each in (sample.busy_senders if sample is not None else []) if each.held]
    return Response(msgspec.json.encode(held), media_type="application/json")


@router.get("", summary="List busy devices")
async def get_busy_senders(_: CurrentAdministrator, request: Request) -> BusySenders:
    """Devices whose messages wait to be dispatched, and those over their quota.

    A device over its quota can't send until it is below it again; nothing that it sent before
    is lost. Administrators only.
    """
    broadcaster = container(request).broadcaster
    sample = broadcaster.current()
    found = [] if sample is None else sample.busy_senders
    return BusySenders(items=[BusySenderView(**msgspec.structs.asdict(each)) for each in found])


@router.get("/{device_id}/quota", summary="Get a device's quota")
async def get_quota(device_id: UUID, _: CurrentAdministrator, request: Request) -> QuotaView:
    """Return the quota of a device: its own, or the one in the settings. Administrators only."""
    await container(request).holding.look()
    meter = container(request).quota_meter
    quota = meter.quota_of(reading_routing_key(str(device_id)).encode())
    is_own = str(device_id) in meter.overrides
    return QuotaView(**msgspec.structs.asdict(quota), is_own=is_own)


@router.put(
    "/{device_id}/quota",
    summary="Set a device's quota",
    openapi_extra=audited(AuditAction.QUOTA_CHANGED),
)
async def put_quota(
    device_id: UUID, body: QuotaBody, caller: CurrentAdministrator, request: Request
) -> QuotaView:
    """Set a quota for one device, which takes effect within two seconds. Administrators only."""
    holding = container(request).holding
    await holding.set_quota(device_id, Quota(**body.model_dump()), caller.user_id)
    return QuotaView(**body.model_dump(), is_own=True)


@router.delete(
    "/{device_id}/quota",
    status_code=HTTPStatus.NO_CONTENT,
    summary="Restore a device's default quota",
    openapi_extra=audited(AuditAction.QUOTA_REMOVED),
)
async def delete_quota(device_id: UUID, _: CurrentAdministrator, request: Request) -> None:
    """Remove the device's own quota; the one in the settings holds. Administrators only."""
    holding = container(request).holding
    await holding.unset_quota(device_id)
