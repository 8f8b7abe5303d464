"""Requests between `auth` and `users` over HTTP, behind the gateway.

A user's account is in `users`, their password in `auth`. Neither can create a complete user
alone, so these few calls exist; everything else is an event.
"""

from typing import Final

import msgspec

from kilowatch.contracts.ids import UserId
from kilowatch.contracts.roles import AccountStatus, Role

USERNAME_PATTERN: Final = "^[A-Za-z0-9._@+-]+$"
USERNAME_MIN_LENGTH: Final = 3
USERNAME_MAX_LENGTH: Final = 64
PASSWORD_MIN_LENGTH: Final = 8
PASSWORD_MAX_LENGTH: Final = 256
NAME_MAX_LENGTH: Final = 100

CREATION_LIMIT_S: Final = 30.0
"""A user is committed within this time of their pending credential, or not at all."""

PENDING_LIMIT_S: Final = 60.0
"""A credential pending for longer was abandoned: its user exists by now, or never will."""


class NewCredential(msgspec.Struct, frozen=True, kw_only=True):
    """Asks `auth` to store a password for a user who is about to be created."""

    username: str
    password: str


class NewUser(msgspec.Struct, frozen=True, kw_only=True):
    """Asks `users` to register a user whose pending credential `auth` has."""

    id: UserId
    name: str
    username: str
    role: Role


class UserAccount(msgspec.Struct, frozen=True, kw_only=True):
    """A user as of ``version``, as `users` sends it to `auth` in a call."""

    id: UserId
    version: int
    username: str
    name: str
    role: Role
    status: AccountStatus
