"""HTTP routes: registration, login, refresh and logout."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from kilowatch.auth.callers import CallerCookies, CallerOrigin, CallerVisitor, Cookies
from kilowatch.auth.container import container
from kilowatch.auth.domain.sessions import BadCredentials, RegistrationClosed
from kilowatch.auth.hashing import Lane, LoginsBusy, Turn
from kilowatch.auth.lockout import BROWSER_FORGOTTEN_AFTER
from kilowatch.auth.schemas.login import (
    Login,
    RefreshToken,
    Registration,
    RegistrationView,
    SessionUser,
    SessionView,
)
from kilowatch.auth.service.credentials import Credentials
from kilowatch.auth.service.sessions import Attempt, Grant, Sessions
from kilowatch.contracts.audit import AuditAction
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.people import NewCredential, UserAccount
from kilowatch.kit.accounts import InternalOnly, SessionIsOver
from kilowatch.kit.audit import audited
from kilowatch.kit.calls import InvalidCall, body_of
from kilowatch.kit.pace import TooManyRequests
from kilowatch.kit.people_errors import PasswordRefused, UsernameTaken
from kilowatch.kit.problems import raises

KNOWN_BROWSER_FOR_S = int(BROWSER_FORGOTTEN_AFTER.total_seconds())
TRUSTED_CALLERS = Turn(lane=Lane.KNOWN, source="services")
"""Return the use cases of creating users: administrators do it by way of `users`."""

public = APIRouter(prefix="/api/auth", tags=["auth"])
internal = APIRouter(
    prefix="/internal/credentials", include_in_schema=False, dependencies=[InternalOnly]
)


async def credentials_of(request: Request) -> Credentials:
    """Return the use cases of passwords."""
    return container(request).credentials


async def sessions_of(request: Request) -> Sessions:
    """Return the use cases of sessions."""
    return container(request).sessions


CredentialService = Annotated[Credentials, Depends(credentials_of)]
SessionService = Annotated[Sessions, Depends(sessions_of)]


@public.get("/registration", summary="Check whether registration is open")
async def read_registration(credentials: CredentialService) -> RegistrationView:
    """Return whether people may register themselves, or only administrators add them."""
    return RegistrationView(open=credentials.registration_open)


@public.post(
    "/register",
    summary="Register",
    status_code=HTTPStatus.CREATED,
    openapi_extra=audited(AuditAction.USER_REGISTERED),
)
@raises(RegistrationClosed, PasswordRefused, UsernameTaken, LoginsBusy, TooManyRequests)
async def register(
    body: Registration, credentials: CredentialService, visitor: CallerVisitor
) -> SessionUser:
    """Create a client account, which can log in at once, where registration is open."""
    account = await credentials.register(
        body.name, body.username, body.password.get_secret_value(), visitor
    )
    return SessionUser.of(account)


@public.post(
    "/login",
    summary="Log in",
    response_model_exclude_none=True,
    openapi_extra=audited(AuditAction.LOGIN_SUCCEEDED),
)
@raises(BadCredentials, LoginsBusy, TooManyRequests)
async def login(
    body: Login,
    request: Request,
    sessions: SessionService,
    origin: CallerOrigin,
    visitor: CallerVisitor,
    cookies: CallerCookies,
) -> SessionView:
    """Start a session and return an access token.

    Ten wrong passwords in a row lock a username for five minutes; every refusal is answered
    alike. Wrong passwords from a browser in which this user has logged in before, or from a
    program that sends its `client_token`, are counted separately, so that a stranger who
    guesses doesn't lock the user out.
    """
    in_body = body.refresh_in == "body"
    shown = body.client_token.get_secret_value() if body.client_token is not None else None
    grant = await sessions.login(
        Attempt(
            username=body.username,
            password=body.password.get_secret_value(),
            origin=origin,
            visitor=visitor,
            known_browser=shown or cookies.get("known_browser"),
            remember_browser=not in_body or body.remember_client or shown is not None,
        )
    )
    if grant.known_browser is not None and not in_body:
        cookies.put("known_browser", grant.known_browser, KNOWN_BROWSER_FOR_S)
    return _answer(grant, request, cookies, in_body=in_body)


@public.post("/refresh", summary="Refresh the access token", response_model_exclude_none=True)
@raises(SessionIsOver, TooManyRequests)
async def refresh(
    request: Request,
    sessions: SessionService,
    origin: CallerOrigin,
    cookies: CallerCookies,
    body: RefreshToken | None = None,
) -> SessionView:
    """Exchange the refresh token for a new one and a new access token.

    It is sent by cookie or in the body, and the new one is returned the same way. Using an old
    refresh token again ends the session; only within a few seconds it returns the same
    successor.
    """
    grant = await sessions.refresh(_refresh_token(body, cookies) or "", origin)
    return _answer(grant, request, cookies, in_body=body is not None)


@public.post(
    "/logout",
    summary="Log out",
    status_code=HTTPStatus.NO_CONTENT,
    openapi_extra=audited(AuditAction.LOGGED_OUT),
)
async def logout(
    sessions: SessionService, cookies: CallerCookies, body: RefreshToken | None = None
) -> None:
    """End the session, if there is one. Its access tokens are refused within seconds."""
    await sessions.logout(_refresh_token(body, cookies))
    cookies.drop("refresh")


def _refresh_token(body: RefreshToken | None, cookies: Cookies) -> str | None:
    return body.refresh_token.get_secret_value() if body is not None else cookies.get("refresh")


def _answer(grant: Grant, request: Request, cookies: Cookies, *, in_body: bool) -> SessionView:
    cookies.forbid_storing()
    if not in_body:
        lifetime_s = container(request).refresh_lifetime_s
        cookies.put("refresh", grant.refresh_token, lifetime_s)
    holder = grant.holder
    return SessionView(
        access_token=grant.access_token,
        expires_in_s=grant.expires_in_s,
        user=SessionUser(
            id=holder.user_id, username=holder.username, name=holder.name, role=holder.role
        ),
        refresh_token=grant.refresh_token if in_body else None,
        client_token=grant.known_browser if in_body else None,
    )


@internal.put("/{user_id}", status_code=HTTPStatus.NO_CONTENT)
async def prepare_credential(
    user_id: UUID,
    credentials: CredentialService,
    new: Annotated[NewCredential, Depends(body_of(NewCredential))],
) -> None:
    """Store a password for a user that `users` is about to commit."""
    await credentials.prepare(UserId(user_id), new.username, new.password, TRUSTED_CALLERS)


@internal.post("/{user_id}/confirm", status_code=HTTPStatus.NO_CONTENT)
async def confirm_credential(
    user_id: UUID,
    credentials: CredentialService,
    account: Annotated[UserAccount, Depends(body_of(UserAccount))],
) -> None:
    """Confirm that the user is committed."""
    if account.id != user_id:
        raise InvalidCall("The path and the body name different users.")
    await credentials.confirm(account)


@internal.delete("/{user_id}", status_code=HTTPStatus.NO_CONTENT)
async def withdraw_credential(user_id: UUID, credentials: CredentialService) -> None:
    """Withdraw a credential whose user was not created."""
    await credentials.withdraw(UserId(user_id))
