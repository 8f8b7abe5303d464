"""Requests between `auth` and `users` over HTTP, behind the gateway.

A person lives in `users`, their password in `auth`. Neither can make one whole person
alone, so these few calls exist; all else travels as events.
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
"""A person is committed within this time of their pending credential, or not at all."""

PENDING_LIMIT_S: Final = 60.0
"""A credential pending for longer was left behind: its person exists by now, or never will."""


class NewCredential(msgspec.Struct, frozen=True, kw_only=True):
    """Asks `auth` to keep a password for a person who is about to be."""

    username: str
    password: str


class NewUser(msgspec.Struct, frozen=True, kw_only=True):
    """Asks `users` to register a person whose pending credential `auth` holds."""

    id: UserId
    name: str
    username: str
    role: Role


class UserAccount(msgspec.Struct, frozen=True, kw_only=True):
    """A person as of ``version``, as `users` sends it to `auth` in a call."""

    id: UserId
    version: int
    username: str
    name: str
    role: Role
    status: AccountStatus
