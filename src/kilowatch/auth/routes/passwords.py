"""HTTP routes: password changes, one-time links and locks."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from kilowatch.auth.callers import CallerVisitor
from kilowatch.auth.container import container
from kilowatch.auth.domain.sessions import OldPasswordWrong, ResetRefused
from kilowatch.auth.hashing import LoginsBusy
from kilowatch.auth.lockout import LockSort
from kilowatch.auth.schemas.passwords import (
    LockPageView,
    LockView,
    PasswordChange,
    PasswordReset,
    ResetOrder,
    ResetView,
)
from kilowatch.auth.service.passwords import PasswordChanges
from kilowatch.contracts.audit import AuditAction
from kilowatch.contracts.ids import UserId
from kilowatch.kit.accounts import CurrentAdministrator, CurrentCaller, InternalOnly
from kilowatch.kit.audit import audited
from kilowatch.kit.pace import TooManyRequests
from kilowatch.kit.people_errors import PasswordRefused, UserNotFound
from kilowatch.kit.problems import raises
from kilowatch.kit.text import Line

public = APIRouter(prefix="/api/auth", tags=["passwords"])
internal = APIRouter(
    prefix="/internal/resets", include_in_schema=False, dependencies=[InternalOnly]
)


async def password_changes_of(request: Request) -> PasswordChanges:
    """Return the use cases of replacing a password."""
    return container(request).password_changes


Service = Annotated[PasswordChanges, Depends(password_changes_of)]


@public.post(
    "/password",
    summary="Change one's password",
    status_code=HTTPStatus.NO_CONTENT,
    openapi_extra=audited(AuditAction.PASSWORD_CHANGED),
)
@raises(OldPasswordWrong, PasswordRefused, LoginsBusy, TooManyRequests)
async def change_password(
    body: PasswordChange, changes: Service, caller: CurrentCaller, visitor: CallerVisitor
) -> None:
    """Change the caller's password and end all their other sessions.

    After ten wrong present passwords in a row the session is refused for five minutes.
    """
    await changes.change(
        caller, visitor, body.old_password.get_secret_value(), body.new_password.get_secret_value()
    )


@public.post(
    "/users/{user_id}/reset",
    summary="Issue a password reset link",
    status_code=HTTPStatus.CREATED,
    openapi_extra=audited(AuditAction.PASSWORD_RESET_ISSUED),
)
@raises(UserNotFound)
async def issue_reset(
    user_id: UUID, changes: Service, response: Response, _: CurrentAdministrator
) -> ResetView:
    """Return a one-time link with which the user sets a new password. Administrators only.

    It is valid for a day, replaces earlier ones, and is shown this once.
    """
    response.headers["Cache-Control"] = "no-store"
    return ResetView.of(await changes.issue_reset(UserId(user_id)))


@public.post(
    "/reset",
    summary="Reset a password with a one-time token",
    status_code=HTTPStatus.NO_CONTENT,
    openapi_extra=audited(AuditAction.PASSWORD_RESET),
)
@raises(ResetRefused, PasswordRefused, LoginsBusy, TooManyRequests)
async def reset_password(body: PasswordReset, changes: Service, visitor: CallerVisitor) -> None:
    """Set a new password and end all of the user's sessions. Needs no login.

    Every fault of a token is answered alike.
    """
    await changes.reset(
        visitor, body.token.get_secret_value(), body.new_password.get_secret_value()
    )


@public.get("/locks", summary="List locked usernames")
async def list_locks(
    changes: Service,
    _: CurrentAdministrator,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000_000)] = 0,
    search: Annotated[Line | None, Query(max_length=100, description="Part of a username.")] = None,
    sort: LockSort = "username",
) -> LockPageView:
    """Usernames that are locked after too many wrong passwords, and until when.

    A lock holds for logins from unknown browsers only. Names that no user has are locked too.
    Administrators only.
    """
    page = await changes.locks(search or None, sort, limit, offset)
    return LockPageView(items=[LockView.of(each) for each in page.locks], total=page.total)


@public.delete(
    "/users/{user_id}/lock",
    summary="Unlock a username",
    status_code=HTTPStatus.NO_CONTENT,
    openapi_extra=audited(AuditAction.USER_UNLOCKED),
)
@raises(UserNotFound)
async def unlock_user(user_id: UUID, changes: Service, _: CurrentAdministrator) -> None:
    """Lift the lock of a user's username, wherever the wrong passwords came from.

    Administrators only.
    """
    await changes.unlock(UserId(user_id))


@internal.post("", status_code=HTTPStatus.CREATED)
async def issue_reset_as_operator(body: ResetOrder, changes: Service) -> ResetView:
    """Issue a one-time link for the operator of the machine."""
    return ResetView.of(await changes.issue_reset_for(body.username))
