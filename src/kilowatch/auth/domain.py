"""The rules of passwords, lockout and refresh tokens. Time is an argument."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from enum import Enum
from typing import Final, Literal, TypeAlias
from uuid import UUID

import msgspec

from kilowatch.contracts.ids import UserId
from kilowatch.contracts.roles import AccountStatus, Role
from kilowatch.kit.errors import Forbidden, KilowatchError, Kind, Unauthenticated

REUSE_GRACE: Final = timedelta(seconds=10)
"""Two tabs of one browser refresh at once, or an answer is lost on its way."""

LONGEST_ACCESS_TOKEN: Final = timedelta(hours=1)
"""No setting lets an access token live longer, so an ended session is remembered this long."""


class BadCredentials(Unauthenticated):
    """The username or the password is wrong, or the username is locked: not said which."""

    code = "bad_credentials"
    remedy = "Check both. After ten wrong passwords in a row wait five minutes."

    def __init__(self) -> None:
        super().__init__("The username or the password is wrong.")


class RegistrationClosed(Forbidden):
    """People can't register themselves on this platform."""

    code = "registration_closed"
    remedy = "Ask an administrator for an account."

    def __init__(self) -> None:
        super().__init__("Registration is closed; ask an administrator for an account.")


class OldPasswordWrong(KilowatchError):
    """The present password is wrong, or was guessed too often in the last five minutes."""

    code = "old_password_wrong"
    remedy = "Check it, or wait five minutes."

    def __init__(self) -> None:
        super().__init__("The present password is wrong.")


class ResetRefused(KilowatchError):
    """The one-time token is unknown, used or expired. The answer doesn't say which."""

    code = "reset_refused"
    remedy = "Ask an administrator for a new one."

    def __init__(self) -> None:
        super().__init__("This link is no longer good; ask for a new one.")


class SessionNotFound(KilowatchError):
    """The caller has no such session."""

    kind = Kind.NOT_FOUND
    code = "session_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such session.")


class CredentialInUse(KilowatchError):
    """The person exists already: their password is not replaced this way."""

    kind = Kind.CONFLICT
    code = "credential_in_use"

    def __init__(self) -> None:
        super().__init__("This user already has a password.")


class CredentialNotFound(KilowatchError):
    """No credential is kept for this person."""

    kind = Kind.NOT_FOUND
    code = "credential_not_found"

    def __init__(self) -> None:
        super().__init__("No credential is kept for this user.")


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """An active account: whom a session belongs to and a token speaks of."""

    user_id: UserId
    version: int
    username: str
    name: str
    role: Role
    status: AccountStatus = AccountStatus.ACTIVE


class Use(Enum):
    """The outcome of presenting a refresh token."""

    ROTATE = "rotate"
    REPEAT = "repeat"
    REUSE = "reuse"


def judge_use(
    generation: int, newest_generation: int, replaced_at: datetime | None, now: datetime
) -> Use:
    """Judge a refresh token by its place in its session's sequence.

    The newest rotates. Its predecessor, for a moment, repeats the answer it had. Anything
    older was stolen, or its successor was: nobody knows who is who, so the session ends.
    """
    if generation == newest_generation:
        return Use.ROTATE
    if (
        generation == newest_generation - 1
        and replaced_at is not None
        and now - replaced_at <= REUSE_GRACE
    ):
        return Use.REPEAT
    return Use.REUSE


def random_token() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def next_refresh_token(rotation_key: bytes, token: str) -> str:
    """The successor of ``token``, the same each time it is asked for."""
    digest = hmac.digest(rotation_key, token.encode(), hashlib.sha256)
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def hash_of(token: str) -> bytes:
    """Return the stored hash of a random token: 256 bits can't be guessed."""
    return hashlib.sha256(token.encode()).digest()


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A login that lasts; ``expires_at`` moves on with each refresh."""

    id: UUID
    user_id: UserId
    rotation_key: bytes
    expires_at: datetime


class PresentedToken(msgspec.Struct, frozen=True, kw_only=True):
    """A refresh token we know, with its session and its place in it."""

    session: Session
    generation: int
    newest_generation: int
    replaced_at: datetime | None


class SessionListing(msgspec.Struct, frozen=True, kw_only=True):
    """A session as its owner sees it.

    ``last_used_at`` is when it last fetched an access token; browser and address are of then.
    """

    id: UUID
    started_at: datetime
    last_used_at: datetime
    expires_at: datetime
    user_agent: str | None
    address: str | None


SessionSort: TypeAlias = Literal[
    "started_at",
    "-started_at",
    "last_used_at",
    "-last_used_at",
    "expires_at",
    "-expires_at",
    "user_agent",
    "-user_agent",
    "address",
    "-address",
]


class SessionPage(msgspec.Struct, frozen=True):
    """Some of a person's sessions, and how many there are in all."""

    sessions: list[SessionListing]
    total: int
