"""HTTP routes: the audit log for administrators, looks for the clients concerned, acts."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import StringConstraints

from kilowatch.contracts.audit import (
    REPORTED_ACTS_PATH,
    AuditAction,
    Outcome,
    ReportedAct,
)
from kilowatch.kit.accounts import CurrentAdministrator, CurrentCaller, InternalOnly
from kilowatch.kit.calls import body_of
from kilowatch.kit.export import FILE_RESPONSES, Format, WrittenAs, format_of, stream
from kilowatch.kit.inputs import Moment
from kilowatch.kit.problems import raises
from kilowatch.kit.text import Line
from kilowatch.users.audit.domain import (
    COLUMNS,
    CURSOR_PATTERN,
    ActFilter,
    ActNotReportable,
    Cursor,
)
from kilowatch.users.audit.schemas import ActPage, LookPage, SimulationAct
from kilowatch.users.audit.service import AuditLog
from kilowatch.users.container import container

public = APIRouter(prefix="/api/users", tags=["audit"])
internal = APIRouter(include_in_schema=False)

Limit = Annotated[int, Query(ge=1, le=200)]
Behind = Annotated[
    str | None,
    StringConstraints(max_length=60, pattern=CURSOR_PATTERN),
    Query(description="Continue after this act: `next` of the page before."),
]
Words = Annotated[Line, StringConstraints(max_length=200)]


def _log(request: Request) -> AuditLog:
    return container(request).audit_log


TheLog = Annotated[AuditLog, Depends(_log)]


def _filter(
    who: Annotated[
        Words | None, Query(description="Username at the time, or identifier, of whoever acted.")
    ] = None,
    action: AuditAction | None = None,
    outcome: Outcome | None = None,
    kind: Annotated[
        Words | None, Query(description="Kind of what was acted on, such as `device`.")
    ] = None,
    subject: Annotated[
        Words | None,
        Query(description="Whole name at the time, or identifier, of what was acted on."),
    ] = None,
    address: Annotated[
        Words | None, Query(description="IP address that the act came from.")
    ] = None,
    start: Annotated[Moment | None, Query(alias="from")] = None,
    end: Annotated[Moment | None, Query(alias="to", description="Acts before this moment.")] = None,
) -> ActFilter:
    return ActFilter(
        who=who or None,
        action=action,
        outcome=outcome,
        subject_kind=kind or None,
        subject=subject or None,
        address=address or None,
        since=start,
        until=end,
    )


@public.get(
    "/audit",
    summary="List acts on the audit log",
    response_model=ActPage,
    responses=FILE_RESPONSES,
)
async def list_acts(
    request: Request,
    _: CurrentAdministrator,
    audit_log: TheLog,
    wanted: Annotated[ActFilter, Depends(_filter)],
    after: Behind = None,
    limit: Limit = 50,
    written_as: WrittenAs = None,
) -> ActPage | StreamingResponse:
    """Acts, newest first. Administrators only.

    As CSV or JSON lines the answer is a stream of all acts that match, whatever `limit` says.
    """
    chosen = format_of(request, written_as)
    if chosen is Format.JSON:
        behind = None if after is None else Cursor.of(after)
        return ActPage.of(*await audit_log.page(wanted, behind, limit))
    return stream(audit_log.rows(wanted), COLUMNS, chosen, "audit")


@public.get("/me/looks", summary="List looks at one's data")
async def list_looks_at_me(
    request: Request,
    caller: CurrentCaller,
    audit_log: TheLog,
    after: Behind = None,
    limit: Limit = 20,
) -> LookPage:
    """Administrators who looked at the caller's data: once per administrator, kind and hour."""
    settings = container(request).settings
    behind = None if after is None else Cursor.of(after)
    rows, following = await audit_log.looks(caller.user_id, behind, limit)
    return LookPage.of(rows, following, settings.looks_show)


@internal.post(REPORTED_ACTS_PATH, status_code=HTTPStatus.NO_CONTENT, dependencies=[InternalOnly])
async def report_act(
    audit_log: TheLog, act: Annotated[ReportedAct, Depends(body_of(ReportedAct))]
) -> None:
    """Record an act of the operator's command line."""
    await audit_log.report(act, of_simulation=False)


@public.post(
    "/audit/simulation",
    status_code=HTTPStatus.NO_CONTENT,
    summary="Record an act of the simulation",
)
@raises(ActNotReportable)
async def report_simulation_act(
    _: CurrentAdministrator, audit_log: TheLog, act: SimulationAct
) -> None:
    """For the simulator, with the token of the administrator who acted.

    The act is recorded as that administrator's, and has to be one of the simulation.
    """
    await audit_log.report(act.reported(), of_simulation=True)
