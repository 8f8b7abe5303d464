"""Password changes, resets and locks in the API."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, Field, SecretStr, StringConstraints

from kilowatch.auth.lockout import Lock
from kilowatch.auth.schemas.login import Password
from kilowatch.auth.service.passwords import Reset
from kilowatch.contracts import people as limits
from kilowatch.kit.inputs import RequestModel
from kilowatch.kit.text import Line

RESET_PAGE = "/reset-password"


class PasswordChange(RequestModel):
    """The current password and the new one."""

    old_password: Annotated[SecretStr, Field(max_length=limits.PASSWORD_MAX_LENGTH)]
    new_password: Password


class PasswordReset(RequestModel):
    """A one-time token and the password to set."""

    token: Annotated[SecretStr, Field(max_length=200)]
    new_password: Password


class ResetOrder(RequestModel):
    """The user whose password is to be reset."""

    username: Annotated[Line, StringConstraints(max_length=limits.USERNAME_MAX_LENGTH)]


class ResetView(BaseModel):
    """A one-time link, which is shown only once."""

    token: str
    path: str = Field(
        description="Where the link leads on this platform. The token is behind the #, which "
        "browsers keep to themselves, so that no log ever holds it."
    )
    username: str
    expires_at: datetime

    @classmethod
    def of(cls, reset: Reset) -> Self:
        """Return the response for ``reset``."""
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
        """Return the response for ``lock``."""
        return cls.model_validate(lock, from_attributes=True)


class LockPageView(BaseModel):
    """A page of locked usernames."""

    items: list[LockView]
    total: int = Field(description="How many there are in all.")
