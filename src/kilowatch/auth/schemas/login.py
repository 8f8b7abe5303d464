"""Logins and registrations in the API."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints

from kilowatch.contracts import people as limits
from kilowatch.contracts.people import UserAccount
from kilowatch.contracts.roles import Role
from kilowatch.kit.inputs import RequestModel
from kilowatch.kit.text import Line

Password = Annotated[
    SecretStr,
    Field(min_length=limits.PASSWORD_MIN_LENGTH, max_length=limits.PASSWORD_MAX_LENGTH),
]


class Registration(RequestModel):
    """A person who wants to use the platform."""

    model_config = ConfigDict(
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


class Login(RequestModel):
    """A login."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"username": "ada", "password": "a long pass phrase"}]},
    )

    username: Annotated[Line, StringConstraints(max_length=limits.USERNAME_MAX_LENGTH)]
    password: Annotated[SecretStr, Field(max_length=limits.PASSWORD_MAX_LENGTH)]
    refresh_in: Literal["cookie", "body"] = Field(
        default="cookie", description="Where to put the refresh token: a browser wants a cookie."
    )
    remember_client: bool = Field(
        default=False,
        description="Asks for a `client_token`, with `refresh_in` body. A browser always has a "
        "cookie like it.",
    )
    client_token: Annotated[SecretStr, Field(max_length=200)] | None = Field(
        default=None,
        description="What an earlier login was given. Wrong passwords of strangers then do not "
        "lock this caller out.",
    )


class RefreshToken(RequestModel):
    """A refresh token, for callers that keep it themselves."""

    refresh_token: Annotated[SecretStr, Field(max_length=200)]


class SessionUser(BaseModel):
    """The user of a session."""

    id: UUID
    username: str
    name: str
    role: Role

    @classmethod
    def of(cls, account: UserAccount) -> Self:
        """Return the response for an account."""
        return cls.model_validate(account, from_attributes=True)


class SessionView(BaseModel):
    """An access token and its lifetime."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - no password
    expires_in_s: int
    user: SessionUser
    refresh_token: str | None = Field(
        default=None, description="Only where it was asked for in the body; good once."
    )
    client_token: str | None = Field(
        default=None,
        description="Only after a login that asked for it. Keep it like a password, and send it "
        "with the next login; it is no login by itself.",
    )


class RegistrationView(BaseModel):
    """The state of self-registration."""

    open: bool
