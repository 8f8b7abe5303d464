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
"""Two tabs of one browser may refresh at once, or a response may be lost."""

LONGEST_ACCESS_TOKEN: Final = timedelta(hours=1)
"""No setting lets an access token live longer, so an ended session is stored this long."""


class BadCredentials(Unauthenticated):
    """The username or password is wrong, or the username is locked. The response doesn't say."""

    code = "bad_credentials"
    remedy = "Check both. After ten wrong passwords in a row wait five minutes."

    def __init__(self) -> None:
        super().__init__("The username or the password is wrong.")


class RegistrationClosed(Forbidden):
    """Self-registration is closed on this platform."""

    code = "registration_closed"
    remedy = "Ask an administrator for an account."

    def __init__(self) -> None:
        super().__init__("Registration is closed; ask an administrator for an account.")


class OldPasswordWrong(KilowatchError):
    """The current password is wrong, or was guessed too often in the last five minutes."""

    code = "old_password_wrong"
    remedy = "Check it, or wait five minutes."

    def __init__(self) -> None:
        super().__init__("The present password is wrong.")


class ResetRefused(KilowatchError):
    """The one-time token is unknown, used or expired. The response doesn't say which."""

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
    """The user already exists: their password is not replaced this way."""

    kind = Kind.CONFLICT
    code = "credential_in_use"

    def __init__(self) -> None:
        super().__init__("This user already has a password.")


class CredentialNotFound(KilowatchError):
    """There is no credential for this user."""

    kind = Kind.NOT_FOUND
    code = "credential_not_found"

    def __init__(self) -> None:
        super().__init__("No credential is kept for this user.")


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """An active account: the holder of a session and the subject of a token."""

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

    The newest rotates. Its predecessor, for a moment, gets the same response again. Anything
    older was stolen, or its successor was: the holder is uncertain, so the session ends.
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
    """Return 256 random bits."""
    return secrets.token_urlsafe(32)


def next_refresh_token(rotation_key: bytes, token: str) -> str:
    """Return the successor of ``token``, the same on every call."""
    digest = hmac.digest(rotation_key, token.encode(), hashlib.sha256)
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def hash_of(token: str) -> bytes:
    """Return the stored hash of a random token; 256 bits can't be guessed."""
    return hashlib.sha256(token.encode()).digest()


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A session of a user; ``expires_at`` moves with each refresh."""

    id: UUID
    user_id: UserId
    rotation_key: bytes
    expires_at: datetime


class PresentedToken(msgspec.Struct, frozen=True, kw_only=True):
    """A known refresh token, with its session and its position in it."""

    session: Session
    generation: int
    newest_generation: int
    replaced_at: datetime | None


class SessionListing(msgspec.Struct, frozen=True, kw_only=True):
    """A session as shown to its user.

    ``last_used_at`` is when it last got an access token, with browser and address of that time.
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
    """A page of a user's sessions, and their total number."""

    sessions: list[SessionListing]
    total: int
