"""HTTP in: corrections, for administrators."""

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
from kilowatch.monitoring.corrections.schemas import (
    CorrectionDetails,
    CorrectionPage,
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
from kilowatch.monitoring.corrections.storage import CorrectionSort
from kilowatch.monitoring.limits import LIMITED
from kilowatch.monitoring.visibility import DeviceNotFound

router = APIRouter(prefix="/api/monitoring", tags=["corrections"], dependencies=LIMITED)


def _corrections(request: HttpRequest) -> Corrections:
    corrections: Corrections = request.app.state.corrections
    return corrections


TheCorrections = Annotated[Corrections, Depends(_corrections)]
Asked = Annotated[Request, Body()]


@router.post("/devices/{device_id}/corrections/preview", summary="What a correction would change")
@raises(DeviceNotFound, CorrectionInvalid, NothingToCorrect, CorrectionTooLarge)
async def preview_correction(
    caller: CurrentAdministrator, corrections: TheCorrections, device_id: UUID, asked: Asked
) -> Effect:
    """Hours before and after, alerts that would be raised or retracted. Changes nothing."""
    return await corrections.make(caller, device_id, asked, preview=True)


@router.post(
    "/devices/{device_id}/corrections",
    status_code=201,
    summary="Correct history",
    openapi_extra=audited(AuditAction.CORRECTION_MADE),
)
@raises(DeviceNotFound, CorrectionInvalid, NothingToCorrect, CorrectionTooLarge)
async def make_correction(
    caller: CurrentAdministrator, corrections: TheCorrections, device_id: UUID, asked: Asked
) -> Effect:
    """It outranks whatever the meter reports for the same intervals, now or later."""
    return await corrections.make(caller, device_id, asked, preview=False)


@router.get("/corrections", summary="Who corrected what, when and why")
async def get_corrections(
    _: CurrentAdministrator,
    corrections: TheCorrections,
    device_id: UUID | None = None,
    search: Search = None,
    sort: CorrectionSort = "-made_at",
    limit: Limit = 50,
    offset: Offset = 0,
) -> CorrectionPage:
    """Undone ones included; administrators only. Searched are the device's name and the reason."""
    return await corrections.page(device_id, PageRequest(search or None, sort, limit, offset))


@router.get("/corrections/{correction_id}", summary="A correction and what it changed")
@raises(CorrectionNotFound)
async def get_correction(
    _: CurrentAdministrator, corrections: TheCorrections, correction_id: RowId
) -> CorrectionDetails:
    """Values before and after; administrators only."""
    return await corrections.one(correction_id)


@router.post("/corrections/{correction_id}/undo/preview", summary="What undoing would change")
@raises(CorrectionNotFound, AlreadyUndone, CorrectionIsImport, CorrectionOvertaken)
async def preview_undo(
    caller: CurrentAdministrator, corrections: TheCorrections, correction_id: RowId
) -> Effect:
    """Changes nothing."""
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
    """What would stand without it stands again, also what the meter reported meanwhile.

    Newer corrections on top of it have to be undone first (409).
    """
    return await corrections.undo(caller, correction_id, preview=False)
