"""HTTP in, of claim codes."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from datetime import timedelta
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import StreamingResponse

from kilowatch.contracts.audit import AuditAction
from kilowatch.contracts.ids import DeviceId
from kilowatch.devices.callers import PacedClients
from kilowatch.devices.claims.domain import ClaimCodeInvalid, DeviceOwned, IssuedCode
from kilowatch.devices.claims.schemas import (
    COLUMNS,
    ClaimCodeIssue,
    ClaimCodePage,
    ClaimCodeView,
    DeviceClaim,
    IssuedCodes,
    IssuedCodeView,
)
from kilowatch.devices.claims.service import Claims
from kilowatch.devices.container import container
from kilowatch.devices.domain import DeviceNotFound, OwnerUnknown
from kilowatch.devices.schemas import DeviceView
from kilowatch.kit.accounts import CurrentAdministrator, CurrentCaller
from kilowatch.kit.audit import audited
from kilowatch.kit.export import FILE_RESPONSES, Format, WrittenAs, format_of, stream
from kilowatch.kit.inputs import Limit, Offset
from kilowatch.kit.pace import TooManyRequests
from kilowatch.kit.problems import raises

public = APIRouter(prefix="/api/devices", tags=["claims"], dependencies=[PacedClients])


async def claims_of(request: Request) -> Claims:
    """Return the use cases of this app."""
    return container(request).claims


Service = Annotated[Claims, Depends(claims_of)]


@public.post(
    "/claim-codes",
    summary="Issue claim codes",
    status_code=HTTPStatus.CREATED,
    response_model=IssuedCodes,
    responses={HTTPStatus.CREATED: FILE_RESPONSES[HTTPStatus.OK]},
    openapi_extra=audited(AuditAction.CLAIM_CODE_ISSUED),
)
@raises(DeviceNotFound, DeviceOwned)
async def issue_claim_codes(
    request: Request,
    body: ClaimCodeIssue,
    claims: Service,
    _: CurrentAdministrator,
    written_as: WrittenAs = None,
) -> IssuedCodes | StreamingResponse:
    """Return a code for each device, by which a client claims it. Administrators only.

    An earlier code of the device is no longer valid. If one device can't get a code, none does.
    """
    wanted = [DeviceId(each) for each in body.device_ids]
    issued = await claims.issue(wanted, timedelta(days=body.valid_days))
    written_as = format_of(request, written_as)
    if written_as is Format.JSON:
        return IssuedCodes(items=[IssuedCodeView.issued(each) for each in issued])
    answer = stream(_rows(issued), COLUMNS, written_as, "claim-codes")
    answer.status_code = HTTPStatus.CREATED
    return answer


async def _rows(issued: Sequence[IssuedCode]) -> AsyncGenerator[Mapping[str, Any]]:
    for each in issued:
        claim = each.claim
        yield {
            "device_id": claim.device_id,
            "device_name": claim.device_name,
            "code": each.code,
            "expires_at": claim.expires_at,
        }


@public.get("/claim-codes", summary="List claim codes")
async def list_claim_codes(
    claims: Service, _: CurrentAdministrator, limit: Limit = 50, offset: Offset = 0
) -> ClaimCodePage:
    """Codes that nobody used, also expired ones, newest first. Administrators only."""
    found, total = await claims.listed(limit, offset)
    return ClaimCodePage(items=[ClaimCodeView.of(each) for each in found], total=total)


@public.delete(
    "/{device_id}/claim-code",
    summary="Revoke a claim code",
    status_code=HTTPStatus.NO_CONTENT,
    openapi_extra=audited(AuditAction.CLAIM_CODE_REVOKED),
)
@raises(DeviceNotFound)
async def revoke_claim_code(device_id: UUID, claims: Service, _: CurrentAdministrator) -> None:
    """Revoke the code of a device, if it has one. Administrators only."""
    await claims.revoke(DeviceId(device_id))


@public.post(
    "/claims",
    summary="Claim a device",
    status_code=HTTPStatus.CREATED,
    openapi_extra=audited(AuditAction.DEVICE_CLAIMED),
)
@raises(ClaimCodeInvalid, OwnerUnknown, TooManyRequests)
async def claim_device(body: DeviceClaim, claims: Service, caller: CurrentCaller) -> DeviceView:
    """Make a device the caller's, which they may change, by its code.

    Every code that isn't valid gets the same answer. Attempts are limited per caller.
    """
    return DeviceView.to(caller, await claims.claim(caller, body.code))
