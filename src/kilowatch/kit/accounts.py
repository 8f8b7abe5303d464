"""Authentication and authorization: who is calling, and what they may do.

A token alone is not sufficient: every service keeps a copy of roles and status, updated by
events, and a caller has the lesser of the two roles. It also stores which sessions were ended
while their tokens are valid. So a demoted, deleted or logged-out user loses access within
seconds, although the token would be valid for minutes more.
"""

import asyncio
import secrets
import time
from dataclasses import dataclass
from typing import Annotated, Final, Protocol
from uuid import UUID

import asyncpg
import msgspec
from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from kilowatch.contracts.accounts import UserChanged, UserDeleted, UserRegistered, UserState
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.roles import AccountStatus, Role, lesser_role
from kilowatch.contracts.sessions import SessionEnded
from kilowatch.kit import audit
from kilowatch.kit.container import Container, container_of
from kilowatch.kit.database import Connection, Pool
from kilowatch.kit.errors import Forbidden, Unauthenticated
from kilowatch.kit.messaging.consumers import Handlers
from kilowatch.kit.messaging.copies import Copy
from kilowatch.kit.problems import raises
from kilowatch.kit.requests import note_actor
from kilowatch.kit.tokens import TokenClaims, TokenVerifier

PATIENCE_S = 3.0
"""Time to wait for a caller whose account is not in the copy yet: its event is on the way."""

PATIENCE_STEP_S = 0.05


class Caller(msgspec.Struct, frozen=True):
    """A user, as known to this service at this moment."""

    user_id: UserId
    role: Role
    session_id: UUID
    username: str = ""
    name: str = ""

    @property
    def is_admin(self) -> bool:
        """Return true for an administrator."""
        return self.role is Role.ADMIN


class Account(msgspec.Struct, frozen=True):
    """A row of this service's copy."""

    version: int
    role: Role
    status: AccountStatus
    username: str = ""
    name: str = ""


class SessionIsOver(Unauthenticated):
    """The session of the access token was ended, such as by a logout or a new password."""

    code = "session_ended"
    remedy = "Log in again."

    def __init__(self) -> None:
        super().__init__("The session has ended; log in again.")


class Guard:
    """Turns a bearer token into a `Caller`, or rejects it."""

    def __init__(self, pool: Pool, verifier: TokenVerifier) -> None:
        self._pool = pool
        self._verifier = verifier

    async def admit(self, token: str) -> tuple[Caller, TokenClaims]:
        """Return the caller with ``token``. Raises `Unauthenticated`."""
        claims = await self._verifier.verify(token)
        account, has_ended = await self._as_new_as(claims)
        if account is None or account.status is not AccountStatus.ACTIVE:
            raise Unauthenticated("This account may not use the platform.")
        if has_ended:
            raise SessionIsOver
        role = lesser_role(claims.role, account.role)
        caller = Caller(claims.user_id, role, claims.session_id, account.username, account.name)
        return caller, claims

    async def _as_new_as(self, claims: TokenClaims) -> tuple[Account | None, bool]:
        """Return the account, as new as the token, and whether the token's session has ended."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            account, has_ended = await _standing(self._pool, claims)
            if account is not None and account.version >= claims.account_version:
                return account, has_ended
            if time.monotonic() > deadline:
                return account, has_ended
            await asyncio.sleep(PATIENCE_STEP_S)


async def fetch_account(pool: Pool, user_id: UserId) -> Account | None:
    """Return this service's copy of an account."""
    row: asyncpg.Record | None = await pool.fetchrow(
        "SELECT version, role, status, username, name FROM account WHERE user_id = $1", user_id
    )
    return None if row is None else _account(row)


def _account(row: asyncpg.Record) -> Account:
    return Account(
        row["version"],
        Role(row["role"]),
        AccountStatus(row["status"]),
        row["username"],
        row["name"],
    )


async def _standing(pool: Pool, claims: TokenClaims) -> tuple[Account | None, bool]:
    """Fetches account and end of session in one query, since every request waits for it."""
    row: asyncpg.Record | None = await pool.fetchrow(
        """SELECT version, role, status, username, name,
                  EXISTS (SELECT FROM ended_session WHERE session_id = $2) AS has_ended
           FROM account WHERE user_id = $1""",
        claims.user_id,
        claims.session_id,
    )
    return (None, False) if row is None else (_account(row), row["has_ended"])


async def apply_session_ended(connection: Connection, event: SessionEnded) -> None:
    """Store that a session was ended; delete those whose tokens have expired."""
    await connection.execute(
        """INSERT INTO ended_session (session_id, user_id, tokens_expire_at)
           VALUES ($1, $2, $3) ON CONFLICT DO NOTHING""",
        event.session_id,
        event.user_id,
        event.tokens_expire_at,
    )
    await connection.execute("DELETE FROM ended_session WHERE tokens_expire_at < now()")


async def apply_user_state(connection: Connection, event: UserState) -> None:
    """Apply a newer state of a user to the copy, or repair one that differs."""
    await connection.execute(
        """INSERT INTO account AS a (user_id, version, username, name, role, status)
           VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT (user_id) DO UPDATE SET version = excluded.version,
               username = excluded.username, name = excluded.name,
               role = excluded.role, status = excluded.status
           WHERE a.version < excluded.version OR a.version = excluded.version AND a <> excluded""",
        event.user_id,
        event.version,
        event.username,
        event.name,
        event.role,
        event.status,
    )


async def apply_user_deleted(connection: Connection, event: UserDeleted) -> None:
    """Store a tombstone."""
    await connection.execute(
        """INSERT INTO account AS a (user_id, version, username, name, role, status)
           VALUES ($1, $2, '', '', $3, $4)
           ON CONFLICT (user_id) DO UPDATE SET version = excluded.version, username = '',
               name = '', role = excluded.role, status = excluded.status
           WHERE a.version < excluded.version OR a.version = excluded.version AND a <> excluded""",
        event.user_id,
        event.version,
        Role.CLIENT,
        AccountStatus.DELETED,
    )


SESSION_HANDLERS: Handlers = {SessionEnded: apply_session_ended}

ACCOUNT_HANDLERS: Handlers = {
    **SESSION_HANDLERS,
    UserRegistered: apply_user_state,
    UserChanged: apply_user_state,
    UserDeleted: apply_user_deleted,
}

ACCOUNTS: Final = Copy(
    name="accounts",
    owner="users",
    rows="""SELECT user_id AS id, version,
                   jsonb_build_array(username, name, role, status)::text AS state,
                   status = 'deleted' AS gone
            FROM account""",
)

ENDED_SESSIONS: Final = Copy(
    name="ended_sessions",
    owner="auth",
    rows="""SELECT session_id AS id, 1::bigint AS version, user_id::text AS state, true AS gone
            FROM ended_session WHERE tokens_expire_at > now()""",
)

ACCOUNT_COPIES: Final = (ACCOUNTS, ENDED_SESSIONS)
"""The copies of a service that has `ACCOUNT_HANDLERS`."""

_bearer = HTTPBearer(auto_error=False, bearerFormat="JWT")
Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


class CallerGuard(Protocol):
    """Turns a bearer token into the caller, or rejects it."""

    async def admit(self, token: str) -> tuple[Caller, TokenClaims]:
        """Return the caller with ``token``. Raises `Unauthenticated`, `Unavailable`."""
        ...


@dataclass(frozen=True, kw_only=True)
class WithGuard(Container):
    """The part of a container whose callers are users."""

    guard: CallerGuard


@dataclass(frozen=True, kw_only=True)
class WithInternalToken(Container):
    """The part of a container that serves the operator and other services of the platform."""

    internal_token: str


@raises(Unauthenticated, SessionIsOver)
async def current_caller(request: Request, bearer: Bearer) -> Caller:
    """Return the caller of this request. Raises `Unauthenticated`."""
    if bearer is None:
        raise Unauthenticated("Log in first: this needs an access token.")
    caller, _ = await container_of(request.app, WithGuard).guard.admit(bearer.credentials)
    note_caller(caller)
    return caller


def note_caller(caller: Caller) -> None:
    """Set ``caller`` as the actor of the current request, for the audit log."""
    note_actor(audit.user_actor(caller.user_id, caller.username, caller.name, caller.role))


CurrentCaller = Annotated[Caller, Depends(current_caller)]


@raises(Forbidden)
async def current_administrator(caller: CurrentCaller) -> Caller:
    """Return the caller of this request, an administrator. Raises `Forbidden`."""
    if not caller.is_admin:
        raise Forbidden("Only an administrator may do this.")
    return caller


CurrentAdministrator = Annotated[Caller, Depends(current_administrator)]


@raises(Unauthenticated)
async def internal_caller(request: Request, bearer: Bearer) -> None:
    """Authenticate the operator, or another service, by the internal token."""
    expected = container_of(request.app, WithInternalToken).internal_token
    given = bearer.credentials if bearer is not None else ""
    if not secrets.compare_digest(given.encode(), expected.encode()):
        raise Unauthenticated("This is for the platform's own services.")
    note_actor(audit.OPERATOR)


InternalOnly = Depends(internal_caller)
