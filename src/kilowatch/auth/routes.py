"""HTTP in."""

from http import HTTPStatus
from typing import Annotated, Any, Literal, Self, cast
from uuid import UUID

from fastapi import APIRouter, Cookie, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints

from kilowatch.auth.lockout import BROWSER_FORGOTTEN_AFTER
from kilowatch.auth.service.credentials import Credentials
from kilowatch.auth.service.sessions import Attempt, Grant, Sessions
from kilowatch.auth.tokens import AccessTokens
from kilowatch.contracts import people as limits
from kilowatch.contracts.audit import AuditAction, Origin
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.people import NewCredential, UserAccount
from kilowatch.contracts.roles import Role
from kilowatch.kit.accounts import InternalOnly
from kilowatch.kit.audit import audited
from kilowatch.kit.calls import InvalidCall, body_of
from kilowatch.kit.requests import origin_of as origin_in
from kilowatch.kit.text import Line

COOKIE = "kilowatch_refresh"
COOKIE_PATH = "/api/auth"
KEYS_GOOD_FOR_S = 300
KNOWN_BROWSER_COOKIE = "kilowatch_known_browser"

public = APIRouter(prefix="/api/auth", tags=["auth"])
internal = APIRouter(
    prefix="/internal/credentials", include_in_schema=False, dependencies=[InternalOnly]
)

Password = Annotated[
    SecretStr,
    Field(min_length=limits.PASSWORD_MIN_LENGTH, max_length=limits.PASSWORD_MAX_LENGTH),
]
RefreshCookie = Annotated[str | None, Cookie(alias=COOKIE, include_in_schema=False)]
KnownBrowser = Annotated[
    str | None, Cookie(alias=KNOWN_BROWSER_COOKIE, max_length=200, include_in_schema=False)
]


class Registration(BaseModel):
    """A person who wants to use the platform."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"name": "Ada Lovelace", "username": "ada", "password": "a long pass phrase"}
            ]
        },
    )

    name: Annotated[Line, StringConstraints(min_length=1, max_length=limits.NAME_MAX_LENGTH)]
    username: Annotated[
        str,
        StringConstraints(
            min_length=limits.USERNAME_MIN_LENGTH,
            max_length=limits.USERNAME_MAX_LENGTH,
            pattern=limits.USERNAME_PATTERN,
        ),
        Field(description="Login name: letters, digits and . _ @ + -, unique in whatever case."),
    ]
    password: Password


class Login(BaseModel):
    """What a person knows."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"username": "ada", "password": "a long pass phrase"}]},
    )

    username: Annotated[Line, StringConstraints(max_length=limits.USERNAME_MAX_LENGTH)]
    password: Annotated[SecretStr, Field(max_length=limits.PASSWORD_MAX_LENGTH)]
    refresh_in: Literal["cookie", "body"] = Field(
        default="cookie", description="Where to put the refresh token: a browser wants a cookie."
    )


class RefreshToken(BaseModel):
    """A refresh token, for callers that keep it themselves."""

    model_config = ConfigDict(extra="forbid")

    refresh_token: Annotated[SecretStr, Field(max_length=200)]


class SessionUser(BaseModel):
    """Whose session it is."""

    id: UUID
    username: str
    name: str
    role: Role

    @classmethod
    def of(cls, account: UserAccount) -> Self:
        """The view of an account."""
        return cls.model_validate(account, from_attributes=True)


class SessionView(BaseModel):
    """An access token, and when to come for the next."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - no password
    expires_in_s: int
    user: SessionUser
    refresh_token: str | None = Field(
        default=None, description="Only where it was asked for in the body; good once."
    )


class KeySetView(BaseModel):
    """A JSON web key set (RFC 7517), public parts only."""

    keys: list[dict[str, Any]]


async def credentials_of(request: Request) -> Credentials:
    """The use cases around passwords."""
    return cast("Credentials", request.app.state.credentials)


async def sessions_of(request: Request) -> Sessions:
    """The use cases around sessions."""
    return cast("Sessions", request.app.state.sessions)


async def origin_of(request: Request) -> Origin:
    """Browser and address of the caller, as the gateway tells them."""
    return origin_in(request.headers, request.client.host if request.client else "")


CallerOrigin = Annotated[Origin, Depends(origin_of)]
CredentialService = Annotated[Credentials, Depends(credentials_of)]
SessionService = Annotated[Sessions, Depends(sessions_of)]


@public.get("/jwks")
async def read_keys(request: Request, response: Response) -> KeySetView:
    """The public keys that verify access tokens."""
    tokens: AccessTokens = request.app.state.tokens
    response.headers["Cache-Control"] = f"public, max-age={KEYS_GOOD_FOR_S}"
    return KeySetView(**tokens.public_keys())


@public.post(
    "/register",
    status_code=HTTPStatus.CREATED,
    openapi_extra=audited(AuditAction.USER_REGISTERED),
)
async def register(body: Registration, credentials: CredentialService) -> SessionUser:
    """Register as a client, who can log in at once."""
    account = await credentials.register(body.name, body.username, body.password.get_secret_value())
    return SessionUser.of(account)


@public.post(
    "/login",
    response_model_exclude_none=True,
    openapi_extra=audited(AuditAction.LOGIN_SUCCEEDED),
)
async def login(
    body: Login,
    request: Request,
    response: Response,
    sessions: SessionService,
    origin: CallerOrigin,
    known_browser: KnownBrowser = None,
) -> SessionView:
    """Begin a session.

    Ten wrong passwords in a row lock a username for five minutes. Every refusal reads alike.
    Wrong ones from a browser this person has logged in from before are counted apart, so that
    a stranger who guesses does not keep them out.
    """
    in_body = body.refresh_in == "body"
    grant = await sessions.login(
        Attempt(
            username=body.username,
            password=body.password.get_secret_value(),
            origin=origin,
            known_browser=known_browser,
            remember_browser=not in_body,
        )
    )
    if grant.known_browser is not None:
        _set_cookie(
            request,
            response,
            KNOWN_BROWSER_COOKIE,
            grant.known_browser,
            int(BROWSER_FORGOTTEN_AFTER.total_seconds()),
        )
    return _answer(grant, request, response, in_body=in_body)


@public.post("/refresh", response_model_exclude_none=True)
async def refresh(
    request: Request,
    response: Response,
    sessions: SessionService,
    origin: CallerOrigin,
    cookie: RefreshCookie = None,
    body: RefreshToken | None = None,
) -> SessionView:
    """Trade the refresh token for the next one and an access token.

    It comes by cookie or in the body, and its successor goes back the same way. Using an old
    one again ends the session, except for a moment, in which it gives the same successor.
    """
    token = body.refresh_token.get_secret_value() if body is not None else cookie
    grant = await sessions.refresh(token or "", origin)
    return _answer(grant, request, response, in_body=body is not None)


@public.post(
    "/logout",
    status_code=HTTPStatus.NO_CONTENT,
    openapi_extra=audited(AuditAction.LOGGED_OUT),
)
async def logout(
    response: Response,
    sessions: SessionService,
    cookie: RefreshCookie = None,
    body: RefreshToken | None = None,
) -> None:
    """End the session, if there is one. Its access tokens are refused within seconds."""
    await sessions.logout(body.refresh_token.get_secret_value() if body is not None else cookie)
    response.delete_cookie(COOKIE, path=COOKIE_PATH, httponly=True, samesite="strict")


def _answer(grant: Grant, request: Request, response: Response, *, in_body: bool) -> SessionView:
    response.headers["Cache-Control"] = "no-store"
    if not in_body:
        lifetime_s: int = request.app.state.refresh_lifetime_s
        _set_cookie(request, response, COOKIE, grant.refresh_token, lifetime_s)
    holder = grant.holder
    return SessionView(
        access_token=grant.access_token,
        expires_in_s=grant.expires_in_s,
        user=SessionUser(
            id=holder.user_id, username=holder.username, name=holder.name, role=holder.role
        ),
        refresh_token=grant.refresh_token if in_body else None,
    )


def _set_cookie(
    request: Request, response: Response, name: str, value: str, max_age_s: int
) -> None:
    response.set_cookie(
        name,
        value,
        max_age=max_age_s,
        path=COOKIE_PATH,
        secure=request.headers.get("x-forwarded-proto") == "https",
        httponly=True,
        samesite="strict",
    )


@internal.put("/{user_id}", status_code=HTTPStatus.NO_CONTENT)
async def prepare_credential(
    user_id: UUID,
    credentials: CredentialService,
    new: Annotated[NewCredential, Depends(body_of(NewCredential))],
) -> None:
    """Keep a password for a person whom `users` is about to commit."""
    await credentials.prepare(UserId(user_id), new.username, new.password)


@internal.post("/{user_id}/confirm", status_code=HTTPStatus.NO_CONTENT)
async def confirm_credential(
    user_id: UUID,
    credentials: CredentialService,
    account: Annotated[UserAccount, Depends(body_of(UserAccount))],
) -> None:
    """The person is committed."""
    if account.id != user_id:
        raise InvalidCall("The path and the body name different users.")
    await credentials.confirm(account)


@internal.delete("/{user_id}", status_code=HTTPStatus.NO_CONTENT)
async def withdraw_credential(user_id: UUID, credentials: CredentialService) -> None:
    """The person will not come to be."""
    await credentials.withdraw(UserId(user_id))
