"""HTTP in: new passwords, and what wrong ones lead to."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, Field, SecretStr, StringConstraints

from kilowatch.auth.callers import CallerVisitor
from kilowatch.auth.container import container
from kilowatch.auth.domain import OldPasswordWrong, PasswordRefused, ResetRefused, UserNotFound
from kilowatch.auth.hashing import LoginsBusy
from kilowatch.auth.lockout import Lock, LockSort
from kilowatch.auth.routes import Password
from kilowatch.auth.service.passwords import PasswordChanges, Reset
from kilowatch.contracts import people as limits
from kilowatch.contracts.audit import AuditAction
from kilowatch.contracts.ids import UserId
from kilowatch.kit.accounts import CurrentAdministrator, CurrentCaller, InternalOnly
from kilowatch.kit.audit import audited
from kilowatch.kit.inputs import RequestModel
from kilowatch.kit.pace import TooManyRequests
from kilowatch.kit.problems import raises
from kilowatch.kit.text import Line

public = APIRouter(prefix="/api/auth", tags=["passwords"])
internal = APIRouter(
    prefix="/internal/resets", include_in_schema=False, dependencies=[InternalOnly]
)

RESET_PAGE = "/reset-password"


class PasswordChange(RequestModel):
    """The password as it is, and as it is to be."""

    old_password: Annotated[SecretStr, Field(max_length=limits.PASSWORD_MAX_LENGTH)]
    new_password: Password


class PasswordReset(RequestModel):
    """A one-time token, and the password it is to set."""

    token: Annotated[SecretStr, Field(max_length=200)]
    new_password: Password


class ResetOrder(RequestModel):
    """Whose password is to be set anew."""

    username: Annotated[Line, StringConstraints(max_length=limits.USERNAME_MAX_LENGTH)]


class ResetView(BaseModel):
    """A one-time link; it is shown this once."""

    token: str
    path: str = Field(
        description="Where the link leads on this platform. The token is behind the #, which "
        "browsers keep to themselves, so that no log ever holds it."
    )
    username: str
    expires_at: datetime

    @classmethod
    def of(cls, reset: Reset) -> Self:
        """The view of ``reset``."""
        return cls(
            token=reset.token,
            path=f"{RESET_PAGE}#{reset.token}",
            username=reset.username,
            expires_at=reset.expires_at,
        )


class LockView(BaseModel):
    """A username that is locked after too many wrong passwords."""

    username: str
    user_id: UUID | None = Field(description="Who bears the name; null if nobody does.")
    failures: int = Field(description="Wrong passwords in a row.")
    last_failure_at: datetime
    locked_until: datetime

    @classmethod
    def of(cls, lock: Lock) -> Self:
        """The view of ``lock``."""
        return cls.model_validate(lock, from_attributes=True)


class LockPageView(BaseModel):
    """A page of locked usernames."""

    items: list[LockView]
    total: int = Field(description="How many there are in all.")


async def password_changes_of(request: Request) -> PasswordChanges:
    """The use cases around replacing a password."""
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
    """Issue a one-time link, for the operator of the machine."""
    return ResetView.of(await changes.issue_reset_for(body.username))
