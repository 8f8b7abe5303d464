"""HTTP routes: the sessions of a user, and ending them."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from kilowatch.auth.domain.sessions import SessionNotFound, SessionSort
from kilowatch.auth.routes.login import SessionService
from kilowatch.auth.schemas.sessions import SessionPageView, SessionsEnded
from kilowatch.contracts.audit import AuditAction
from kilowatch.contracts.ids import UserId
from kilowatch.kit.accounts import CurrentAdministrator, CurrentCaller
from kilowatch.kit.audit import audited
from kilowatch.kit.problems import raises
from kilowatch.kit.text import Line

public = APIRouter(prefix="/api/auth", tags=["sessions"])

Limit = Annotated[int, Query(ge=1, le=200)]
Offset = Annotated[int, Query(ge=0, le=1_000_000_000)]
Search = Annotated[
    Line | None, Query(max_length=100, description="Part of a browser's name or an address.")
]


@public.get("/sessions", summary="List one's sessions")
async def list_sessions(
    sessions: SessionService,
    caller: CurrentCaller,
    limit: Limit = 50,
    offset: Offset = 0,
    search: Search = None,
    sort: SessionSort = "-last_used_at",
) -> SessionPageView:
    """The caller's sessions."""
    page = await sessions.list_of(caller.user_id, search or None, sort, limit, offset)
    return SessionPageView.of(page, caller.session_id)


@public.delete(
    "/sessions", summary="End all other sessions", openapi_extra=audited(AuditAction.SESSIONS_ENDED)
)
async def end_other_sessions(sessions: SessionService, caller: CurrentCaller) -> SessionsEnded:
    """End all of the caller's sessions except the present one."""
    return SessionsEnded(ended=await sessions.end_others(caller))


@public.delete(
    "/sessions/{session_id}",
    summary="End a session",
    status_code=HTTPStatus.NO_CONTENT,
    openapi_extra=audited(AuditAction.SESSION_ENDED),
)
@raises(SessionNotFound)
async def end_session(session_id: UUID, sessions: SessionService, caller: CurrentCaller) -> None:
    """End one of the caller's sessions.

    Its access tokens are refused within seconds, and its sockets are closed.
    """
    await sessions.end(caller, session_id)


@public.get(
    "/users/{user_id}/sessions",
    summary="List the sessions of a user",
    openapi_extra=audited(AuditAction.LOOK_SESSIONS),
)
async def list_user_sessions(
    user_id: UUID,
    sessions: SessionService,
    caller: CurrentAdministrator,
    limit: Limit = 50,
    offset: Offset = 0,
    search: Search = None,
    sort: SessionSort = "-last_used_at",
) -> SessionPageView:
    """The sessions of a user. Administrators only."""
    page = await sessions.list_of(UserId(user_id), search or None, sort, limit, offset)
    return SessionPageView.of(page, caller.session_id)


@public.delete(
    "/users/{user_id}/sessions",
    summary="End all sessions of a user",
    openapi_extra=audited(AuditAction.USER_SESSIONS_ENDED),
)
async def end_user_sessions(
    user_id: UUID, sessions: SessionService, _: CurrentAdministrator
) -> SessionsEnded:
    """End all sessions of a user. Administrators only."""
    return SessionsEnded(ended=await sessions.end_all_of(UserId(user_id)))
