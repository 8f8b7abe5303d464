"""HTTP routes: rejected and pending readings, for administrators."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request

from kilowatch.contracts.audit import AuditAction, Subject
from kilowatch.kit.accounts import CurrentAdministrator
from kilowatch.kit.audit import ActSink, audited, record_apart
from kilowatch.kit.inputs import Limit, Moment, Offset
from kilowatch.kit.lists import PageRequest, Search
from kilowatch.kit.problems import raises
from kilowatch.monitoring.container import container
from kilowatch.monitoring.limits import LIMITED
from kilowatch.monitoring.rejections.domain import RejectionQuery
from kilowatch.monitoring.rejections.schemas import (
    CountedPage,
    Discarded,
    Name,
    ReasonCounts,
    RejectionChoice,
    RejectionPage,
    RejectionSort,
    Replayed,
    State,
)
from kilowatch.monitoring.rejections.service import (
    ChoiceUnclear,
    NothingPending,
    RejectionNotFound,
    Rejections,
)

router = APIRouter(prefix="/api/monitoring", tags=["rejections"], dependencies=LIMITED)


def _rejections(request: Request) -> Rejections:
    return container(request).rejections


def _acts(request: Request) -> ActSink:
    return container(request).acts


TheRefusals = Annotated[Rejections, Depends(_rejections)]
TheActs = Annotated[ActSink, Depends(_acts)]
SHOWN_IDS = 20


def _filter(
    reason: Name | None = None,
    sender: Name | None = None,
    state: State | None = None,
    start: Annotated[
        Moment | None, Query(alias="from", description="Rejected at this moment or later.")
    ] = None,
    end: Annotated[
        Moment | None, Query(alias="to", description="Rejected before this moment.")
    ] = None,
) -> RejectionQuery:
    return RejectionQuery(
        reason=reason, sender=sender, state=state, rejected_from=start, rejected_to=end
    )


Filtered = Annotated[RejectionQuery, Depends(_filter)]


@router.get("/rejections", summary="List rejections")
async def get_rejections(
    _: CurrentAdministrator,
    rejections: TheRefusals,
    chosen: Filtered,
    search: Search = None,
    sort: RejectionSort = "-rejected_at",
    limit: Limit = 50,
    offset: Offset = 0,
) -> RejectionPage:
    """Rejected readings with their reasons. `search` is in the sender, the body and the reason.

    Of each sender and hour some rejections are kept (100 by default); `counted` says how many
    more there were. A search, and an order other than by time, covers the newest 50,000.
    Administrators only.
    """
    return await rejections.page(chosen, PageRequest(search or None, sort, limit, offset))


@router.get("/rejections/counts", summary="Count rejections by reason")
async def get_rejection_counts(
    _: CurrentAdministrator, rejections: TheRefusals, chosen: Filtered
) -> ReasonCounts:
    """The reason with most unsettled ones first. Administrators only."""
    return await rejections.counts(chosen)


@router.get("/rejections/counted", summary="List rejections that were counted and not kept")
async def get_counted_rejections(
    _: CurrentAdministrator,
    rejections: TheRefusals,
    chosen: Filtered,
    limit: Limit = 50,
    offset: Offset = 0,
) -> CountedPage:
    """By sender, hour and reason, newest hour first. Administrators only."""
    return await rejections.counted(chosen, limit, offset)


@router.post(
    "/rejections/replay",
    summary="Replay rejections",
    openapi_extra=audited(AuditAction.REJECTIONS_REPLAYED),
)
@raises(ChoiceUnclear, RejectionNotFound)
async def replay_rejections(
    caller: CurrentAdministrator, rejections: TheRefusals, acts: TheActs, choice: RejectionChoice
) -> Replayed:
    """Store them again, once the cause is fixed. One that is rejected again gets its new reason.

    Administrators only.
    """
    done = await rejections.replay(caller, choice)
    await _record(acts, AuditAction.REJECTIONS_REPLAYED, choice, done)
    return done


@router.post(
    "/rejections/discard",
    summary="Discard rejections",
    openapi_extra=audited(AuditAction.REJECTIONS_DISCARDED),
    response_model_exclude_none=True,
)
@raises(ChoiceUnclear, RejectionNotFound)
async def discard_rejections(
    caller: CurrentAdministrator, rejections: TheRefusals, acts: TheActs, choice: RejectionChoice
) -> Discarded:
    """Settle them without storing anything. They stay listed as discarded. Administrators only."""
    done = await rejections.discard(caller, choice)
    await _record(acts, AuditAction.REJECTIONS_DISCARDED, choice, done)
    return done


@router.post(
    "/pending-devices/{device_id}/discard",
    summary="Discard the pending readings of a device",
    openapi_extra=audited(AuditAction.PENDING_READINGS_DISCARDED),
    response_model_exclude_none=True,
)
@raises(NothingPending)
async def discard_pending_readings(
    caller: CurrentAdministrator, rejections: TheRefusals, acts: TheActs, device_id: UUID
) -> Discarded:
    """For a device that will not be registered: its readings are listed as rejected and discarded.

    Administrators only.
    """
    done = await rejections.discard_pending(caller, device_id)
    subject = Subject("device", str(device_id))
    after = {"discarded": done.discarded}
    await record_apart(acts, AuditAction.PENDING_READINGS_DISCARDED, subject, after=after)
    return done


async def _record(
    acts: ActSink, action: AuditAction, choice: RejectionChoice, done: Replayed | Discarded
) -> None:
    """Record the selection and the result; it takes several transactions."""
    chosen = choice.model_dump(exclude_none=True)
    named = {"rejection_ids": chosen["ids"][:SHOWN_IDS]} if "ids" in chosen else {}
    fields = {**named, **chosen.get("filter", {}), **done.model_dump()}
    await record_apart(acts, action, Subject("rejections"), after=fields)
