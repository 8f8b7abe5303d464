"""Requests and responses of the `users` API."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints

from kilowatch.contracts import people as limits
from kilowatch.contracts.roles import AccountStatus, Role
from kilowatch.kit.inputs import RequestModel
from kilowatch.kit.text import Line
from kilowatch.users.domain import (
    Person,
)

Username = Annotated[
    str,
    StringConstraints(
        min_length=limits.USERNAME_MIN_LENGTH,
        max_length=limits.USERNAME_MAX_LENGTH,
        pattern=limits.USERNAME_PATTERN,
    ),
    Field(description="Login name: letters, digits and . _ @ + -, unique in whatever case."),
]

PersonName = Annotated[Line, StringConstraints(min_length=1, max_length=limits.NAME_MAX_LENGTH)]

Password = Annotated[
    SecretStr,
    Field(min_length=limits.PASSWORD_MIN_LENGTH, max_length=limits.PASSWORD_MAX_LENGTH),
]


def _absent() -> Any:
    """Stands for a field that was not sent; ``null`` is rejected like any other invalid value."""
    return None


class AdministratorCreation(RequestModel):
    """A new administrator, as added by the operator of the machine."""

    name: PersonName
    username: Username
    password: Password


class UserCreation(AdministratorCreation):
    """A new user."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "Ada Lovelace",
                    "username": "ada",
                    "password": "a long pass phrase",
                    "role": "CLIENT",
                }
            ]
        }
    )

    role: Role


class UserEdit(RequestModel):
    """The changes to a user; an omitted field is unchanged."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"status": "suspended"}]})

    name: PersonName = Field(default_factory=_absent)
    username: Username = Field(default_factory=_absent)
    role: Role = Field(default_factory=_absent)
    status: Literal[AccountStatus.ACTIVE, AccountStatus.SUSPENDED] = Field(default_factory=_absent)


class UserView(BaseModel):
    """A user."""

    id: UUID
    username: str
    name: str
    role: Role
    status: AccountStatus
    version: int = Field(description="Grows by one with every change.")
    created_at: datetime

    @classmethod
    def of(cls, person: Person) -> Self:
        """Return the response for ``person``."""
        return cls.model_validate(person, from_attributes=True)


class UserPageView(BaseModel):
    """A page of users."""

    items: list[UserView]
    total: int = Field(description="How many there are in all.")
