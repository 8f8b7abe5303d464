"""HTTP routes of formulas."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from kilowatch.contracts.audit import AuditAction
from kilowatch.contracts.ids import DeviceId
from kilowatch.devices.channels.domain import ChannelNotFound
from kilowatch.devices.channels.schemas import ChannelView, view_of
from kilowatch.devices.container import container
from kilowatch.devices.domain import DeviceNotFound
from kilowatch.devices.formulas.domain import (
    ChannelIsMeasured,
    FactorNeeded,
    FormulaCircular,
    FormulaInvalid,
    PartUnknown,
)
from kilowatch.devices.formulas.schemas import FormulaChange, asked_steps
from kilowatch.devices.formulas.service import Formulas
from kilowatch.kit.accounts import CurrentAdministrator
from kilowatch.kit.audit import audited
from kilowatch.kit.channel_names import ChannelCode
from kilowatch.kit.problems import raises

public = APIRouter(prefix="/api/devices/{device_id}/channels/{code}/formula", tags=["channels"])


async def formulas_of(request: Request) -> Formulas:
    """Return the use cases of this app."""
    return container(request).formulas


Service = Annotated[Formulas, Depends(formulas_of)]


@public.put(
    "",
    summary="Set the formula of a calculated channel",
    openapi_extra=audited(AuditAction.FORMULA_CHANGED),
)
@raises(
    DeviceNotFound,
    ChannelNotFound,
    ChannelIsMeasured,
    FormulaInvalid,
    PartUnknown,
    FactorNeeded,
    FormulaCircular,
)
async def change_formula(
    device_id: UUID,
    code: ChannelCode,
    body: FormulaChange,
    formulas: Service,
    _: CurrentAdministrator,
) -> ChannelView:
    """Replace what a calculated channel is calculated from. Its history is calculated again.

    Administrators only.
    """
    changed = await formulas.change(DeviceId(device_id), code, asked_steps(body.steps))
    return view_of(changed, code)
