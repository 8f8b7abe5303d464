"""HTTP in: refused and set-aside readings, for administrators."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from pydantic import AwareDatetime

from kilowatch.kit.accounts import CurrentAdministrator
from kilowatch.kit.lists import Excerpt, Search
from kilowatch.monitoring.refusals.schemas import (
    CountedPage,
    Discarded,
    ReasonCounts,
    RefusalState,
    RejectionChoice,
    RejectionFilter,
    RejectionPage,
    Replayed,
)
from kilowatch.monitoring.refusals.service import Refusals
from kilowatch.monitoring.refusals.storage import RejectionSort

router = APIRouter(prefix="/api/monitoring", tags=["refused readings"])


def _refusals(request: Request) -> Refusals:
    refusals: Refusals = request.app.state.refusals
    return refusals


TheRefusals = Annotated[Refusals, Depends(_refusals)]


def _filter(
    reason: str | None = None,
    sender: str | None = None,
    state: RefusalState | None = None,
    start: Annotated[AwareDatetime | None, Query(alias="from", description="Refused from")] = None,
    end: Annotated[AwareDatetime | None, Query(alias="to", description="Refused before")] = None,
) -> RejectionFilter:
    return RejectionFilter(
        reason=reason, sender=sender, state=state, rejected_from=start, rejected_to=end
    )


Filtered = Annotated[RejectionFilter, Depends(_filter)]


@router.get("/rejections", summary="Readings that were refused, and why")
async def get_rejections(
    _: CurrentAdministrator,
    refusals: TheRefusals,
    chosen: Filtered,
    search: Search = None,
    sort: RejectionSort = "-rejected_at",
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> RejectionPage:
    """Administrators only. Searched are the sender, what was sent, and why it was refused.

    Of each sender and hour some rejections are kept (100 by default); `counted` says how many
    more there were. A search, and an order other than by time, is over the newest 50,000.
    """
    return await refusals.page(chosen, Excerpt(search or None, sort, limit, offset))


@router.get("/rejections/counts", summary="How many readings were refused, by reason")
async def get_rejection_counts(
    _: CurrentAdministrator, refusals: TheRefusals, chosen: Filtered
) -> ReasonCounts:
    """The reason with the most unsettled ones first; administrators only."""
    return await refusals.counts(chosen)


@router.get("/rejections/counted", summary="Rejections that were counted and not kept")
async def get_counted_rejections(
    _: CurrentAdministrator,
    refusals: TheRefusals,
    chosen: Filtered,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> CountedPage:
    """By sender, hour and reason, the newest hour first; administrators only."""
    return await refusals.counted(chosen, limit, offset)


@router.post("/rejections/replay", summary="Take refused readings again")
async def replay_rejections(
    caller: CurrentAdministrator, refusals: TheRefusals, choice: RejectionChoice
) -> Replayed:
    """Once the cause is mended. One that is refused again says so, with the reason of now."""
    return await refusals.replay(caller, choice)


@router.post(
    "/rejections/discard", summary="Discard refused readings", response_model_exclude_none=True
)
async def discard_rejections(
    caller: CurrentAdministrator, refusals: TheRefusals, choice: RejectionChoice
) -> Discarded:
    """They stay listed as discarded, with who did it and when."""
    return await refusals.discard(caller, choice)


@router.post(
    "/set-aside/{device_id}/discard",
    summary="Discard what waits for a device",
    response_model_exclude_none=True,
)
async def discard_set_aside(
    caller: CurrentAdministrator, refusals: TheRefusals, device_id: UUID
) -> Discarded:
    """For a device nobody will register: its readings are listed as refused and discarded."""
    return await refusals.discard_set_aside(caller, device_id)
