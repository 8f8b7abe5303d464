"""HTTP in: where a person is logged in, and how that ends."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from kilowatch.auth.domain import SessionListing, SessionNotFound, SessionPage, SessionSort
from kilowatch.auth.routes import SessionService
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


class SessionEntry(BaseModel):
    """A session."""

    id: UUID
    started_at: datetime
    last_used_at: datetime = Field(description="When it last fetched an access token.")
    expires_at: datetime = Field(description="When it ends unless it is used before.")
    user_agent: str | None = Field(description="Browser as it names itself; null if unknown.")
    address: str | None = Field(description="Address it was last used from; null if unknown.")
    current: bool = Field(description="Whether it is the session that asks.")

    @classmethod
    def of(cls, session: SessionListing, current: UUID) -> Self:
        """The view of ``session``."""
        return cls(
            id=session.id,
            started_at=session.started_at,
            last_used_at=session.last_used_at,
            expires_at=session.expires_at,
            user_agent=session.user_agent,
            address=session.address,
            current=session.id == current,
        )


class SessionPageView(BaseModel):
    """A page of sessions."""

    items: list[SessionEntry]
    total: int = Field(description="How many there are in all.")

    @classmethod
    def of(cls, page: SessionPage, current: UUID) -> Self:
        """The view of ``page``."""
        return cls(
            items=[SessionEntry.of(each, current) for each in page.sessions], total=page.total
        )


class SessionsEnded(BaseModel):
    """How many sessions were ended."""

    ended: int


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
