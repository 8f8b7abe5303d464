"""HTTP routes: corrections, for administrators."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Depends
from fastapi import Request as HttpRequest

from kilowatch.contracts.audit import AuditAction
from kilowatch.kit.accounts import CurrentAdministrator
from kilowatch.kit.audit import audited
from kilowatch.kit.inputs import Limit, Offset, RowId
from kilowatch.kit.lists import PageRequest, Search
from kilowatch.kit.problems import raises
from kilowatch.monitoring.container import container
from kilowatch.monitoring.corrections.schemas import (
    CorrectionDetails,
    CorrectionPage,
    CorrectionSort,
    Effect,
    Request,
)
from kilowatch.monitoring.corrections.service import (
    AlreadyUndone,
    CorrectionInvalid,
    CorrectionIsImport,
    CorrectionNotFound,
    CorrectionOvertaken,
    Corrections,
    CorrectionTooLarge,
    NothingToCorrect,
)
from kilowatch.monitoring.limits import LIMITED
from kilowatch.monitoring.visibility import ChannelCalculated, DeviceNotFound

router = APIRouter(prefix="/api/monitoring", tags=["corrections"], dependencies=LIMITED)


def _corrections(request: HttpRequest) -> Corrections:
    return container(request).corrections


TheCorrections = Annotated[Corrections, Depends(_corrections)]
Asked = Annotated[Request, Body()]


@router.post("/devices/{device_id}/corrections/preview", summary="Preview a correction")
@raises(DeviceNotFound, ChannelCalculated, CorrectionInvalid, NothingToCorrect, CorrectionTooLarge)
async def preview_correction(
    caller: CurrentAdministrator, corrections: TheCorrections, device_id: UUID, asked: Asked
) -> Effect:
    """Return hours before and after, and alerts that would be raised or retracted.

    Change nothing. Administrators only.
    """
    return await corrections.make(caller, device_id, asked, preview=True)


@router.post(
    "/devices/{device_id}/corrections",
    status_code=201,
    summary="Correct readings",
    openapi_extra=audited(AuditAction.CORRECTION_MADE),
)
@raises(DeviceNotFound, ChannelCalculated, CorrectionInvalid, NothingToCorrect, CorrectionTooLarge)
async def make_correction(
    caller: CurrentAdministrator, corrections: TheCorrections, device_id: UUID, asked: Asked
) -> Effect:
    """Correct history. It outranks what the meter reports for the same intervals, now or later.

    Administrators only.
    """
    return await corrections.make(caller, device_id, asked, preview=False)


@router.get("/corrections", summary="List corrections")
async def get_corrections(
    _: CurrentAdministrator,
    corrections: TheCorrections,
    device_id: UUID | None = None,
    search: Search = None,
    sort: CorrectionSort = "-made_at",
    limit: Limit = 50,
    offset: Offset = 0,
) -> CorrectionPage:
    """Corrections, including undone ones. `search` is in the device's name and the reason.

    Administrators only.
    """
    return await corrections.page(device_id, PageRequest(search or None, sort, limit, offset))


@router.get("/corrections/{correction_id}", summary="Get a correction")
@raises(CorrectionNotFound)
async def get_correction(
    _: CurrentAdministrator, corrections: TheCorrections, correction_id: RowId
) -> CorrectionDetails:
    """Return a correction with the values before and after. Administrators only."""
    return await corrections.one(correction_id)


@router.post("/corrections/{correction_id}/undo/preview", summary="Preview undoing a correction")
@raises(CorrectionNotFound, AlreadyUndone, CorrectionIsImport, CorrectionOvertaken)
async def preview_undo(
    caller: CurrentAdministrator, corrections: TheCorrections, correction_id: RowId
) -> Effect:
    """Return what undoing would change, and change nothing. Administrators only."""
    return await corrections.undo(caller, correction_id, preview=True)


@router.post(
    "/corrections/{correction_id}/undo",
    summary="Undo a correction",
    openapi_extra=audited(AuditAction.CORRECTION_UNDONE),
)
@raises(CorrectionNotFound, AlreadyUndone, CorrectionIsImport, CorrectionOvertaken)
async def undo_correction(
    caller: CurrentAdministrator, corrections: TheCorrections, correction_id: RowId
) -> Effect:
    """Restore what would hold without it, including what the meter has reported since.

    Newer corrections of the same readings have to be undone first (409). Administrators only.
    """
    return await corrections.undo(caller, correction_id, preview=False)
