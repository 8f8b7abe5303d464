"""Login, and the session it starts."""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

import msgspec
import structlog

from kilowatch.auth import acts
from kilowatch.auth.domain import sessions as domain
from kilowatch.auth.domain.sessions import (
    BadCredentials,
    Holder,
    PresentedToken,
    Session,
    SessionNotFound,
    SessionPage,
    SessionSort,
    Use,
)
from kilowatch.auth.hashing import Visitor
from kilowatch.auth.lockout import attempts_key
from kilowatch.auth.passwords import Passwords
from kilowatch.auth.service.endings import end_sessions
from kilowatch.auth.service.guessing import admit, with_better_hash
from kilowatch.auth.storage import attempts, sessions
from kilowatch.auth.storage import credentials as storage
from kilowatch.auth.storage.credentials import Candidate
from kilowatch.auth.tokens import AccessTokens
from kilowatch.contracts.audit import AuditAction, Origin, Subject
from kilowatch.contracts.ids import UserId
from kilowatch.kit import audit
from kilowatch.kit.accounts import Caller, SessionIsOver
from kilowatch.kit.database import Connection, Pool

log = structlog.get_logger()

CHECKED_AGAIN: Final = 3
"""Attempts to check a password while its hash is being replaced; normally one."""


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """The tokens for a caller that logged in or refreshed."""

    holder: Holder
    access_token: str
    expires_in_s: int
    refresh_token: str
    known_browser: str | None = None
    """Token by which the browser is known from now on, if it is to be remembered."""


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """A login attempt. ``known_browser`` is the token of the browser, if any."""

    username: str
    password: str
    origin: Origin
    visitor: Visitor
    known_browser: str | None = None
    remember_browser: bool = False


class Sessions:
    """The use cases of sessions."""

    def __init__(
        self, pool: Pool, passwords: Passwords, tokens: AccessTokens, lifetime: timedelta
    ) -> None:
        self._pool = pool
        self._passwords = passwords
        self._tokens = tokens
        self._lifetime = lifetime

    async def login(self, attempt: Attempt) -> Grant:
        """Start a session. Raises `BadCredentials`, whatever the reason is, and `LoginsBusy`."""
        place = await self._known_place(attempt)
        candidate = await self._who_has(attempt, place)
        grant = await self._begin(attempt, attempts_key(attempt.username, place), candidate)
        if grant is None:
            raise BadCredentials
        log.info("session.begun", user_id=str(grant.holder.user_id))
        return grant

    async def _who_has(self, attempt: Attempt, place: bytes | None) -> Candidate | None:
        visitor = attempt.visitor
        turn = visitor.as_known(place.hex()) if place is not None else visitor.as_stranger()
        for _ in range(CHECKED_AGAIN):
            candidates = await storage.candidates(self._pool, attempt.username)
            hashes = [each.password_hash for each in candidates]
            fit = await self._passwords.verify(turn, attempt.password, hashes)
            if fit is None:
                return None
            candidate = await with_better_hash(self._pool, candidates[fit.index], fit)
            if candidate is not None:
                return candidate
        return None

    async def _begin(self, attempt: Attempt, key: str, candidate: Candidate | None) -> Grant | None:
        now = datetime.now(UTC)
        browser = await self._browser_token(attempt) if attempt.remember_browser else None
        async with self._pool.acquire() as connection, connection.transaction():
            holder = await admit(connection, key, candidate, now)
            if holder is None:
                await acts.record_failed_login(connection, attempt.username, now)
                return None
            if browser is not None:
                await attempts.remember_browser(
                    connection, domain.hash_of(browser), holder.user_id, now
                )
            grant = await self._open(connection, holder, attempt.origin, now)
        return msgspec.structs.replace(grant, known_browser=browser)

    async def _known_place(self, attempt: Attempt) -> bytes | None:
        """Return the hash of the browser or program, if this user has logged in from it."""
        if attempt.known_browser is None:
            return None
        token_hash = domain.hash_of(attempt.known_browser)
        known = await attempts.browser_is_known(self._pool, token_hash, attempt.username)
        return token_hash if known else None

    async def _browser_token(self, attempt: Attempt) -> str:
        # Several users may share a browser; a token that `auth` never issued is not accepted.
        shown = attempt.known_browser
        if shown is not None and await attempts.browser_is_known(
            self._pool, domain.hash_of(shown), None
        ):
            return shown
        return domain.random_token()

    async def _open(
        self, connection: Connection, holder: Holder, origin: Origin, now: datetime
    ) -> Grant:
        token = domain.random_token()
        session = Session(
            id=uuid4(),
            user_id=holder.user_id,
            rotation_key=secrets.token_bytes(32),
            expires_at=now + self._lifetime,
        )
        await sessions.insert(connection, session, domain.hash_of(token), origin, now)
        await acts.record_login(connection, holder, session.id)
        return self._grant(holder, session, token, now)

    async def refresh(self, token: str, origin: Origin) -> Grant:
        """Refresh a session. Raises `SessionIsOver`."""
        session = await sessions.find(self._pool, domain.hash_of(token))
        grant = await self._go_on(session, token, origin) if session is not None else None
        if grant is None:
            raise SessionIsOver
        return grant

    async def _go_on(self, session: Session, token: str, origin: Origin) -> Grant | None:
        now = datetime.now(UTC)
        async with self._pool.acquire() as connection, connection.transaction():
            # Account before session, in the order in which a suspension locks them.
            holder = await storage.lock_holder(connection, session.user_id)
            presented = await sessions.lock(connection, session, domain.hash_of(token))
            if presented is None:
                return None
            if holder is None or presented.session.expires_at <= now:
                await end_sessions(connection, session.user_id, only=session.id)
                return None
            grant = await self._rotate(connection, holder, presented, token, now)
            if grant is not None:
                await sessions.note_use(connection, session.id, origin, now)
            return grant

    async def _rotate(
        self,
        connection: Connection,
        holder: Holder,
        presented: PresentedToken,
        token: str,
        now: datetime,
    ) -> Grant | None:
        session = presented.session
        successor = domain.next_refresh_token(session.rotation_key, token)
        match domain.judge_use(
            presented.generation, presented.newest_generation, presented.replaced_at, now
        ):
            case Use.REUSE:
                await end_sessions(connection, session.user_id, only=session.id)
                await acts.record_of_person(
                    connection, AuditAction.SESSION_TOKEN_REUSED, session.user_id, by_themself=True
                )
                log.warning("session.token_reused", user_id=str(session.user_id))
                return None
            case Use.ROTATE:
                await sessions.rotate(
                    connection, presented, domain.hash_of(successor), now + self._lifetime, now
                )
            case Use.REPEAT:
                pass
        return self._grant(holder, session, successor, now)

    async def logout(self, token: str | None) -> None:
        """End the session of a refresh token, if there is one."""
        if token is None:
            return
        session = await sessions.find(self._pool, domain.hash_of(token))
        if session is not None:
            await self._end(AuditAction.LOGGED_OUT, session.user_id, only=session.id)

    async def list_of(
        self, user_id: UserId, text: str | None, sort: SessionSort, limit: int, offset: int
    ) -> SessionPage:
        """Return a page of a user's sessions; an unknown user has none."""
        now = datetime.now(UTC)
        page = await sessions.search(self._pool, user_id, text, sort, now, limit, offset)
        if page.sessions:
            await audit.record_looks(self._pool, AuditAction.LOOK_SESSIONS, [user_id])
        return page

    async def end(self, caller: Caller, session_id: UUID) -> None:
        """End a session of the caller. Raises `SessionNotFound`."""
        if not await self._end(AuditAction.SESSION_ENDED, caller.user_id, only=session_id):
            raise SessionNotFound

    async def end_others(self, caller: Caller) -> int:
        """End all sessions of the caller except the current one; return their number."""
        return await self._end(AuditAction.SESSIONS_ENDED, caller.user_id, keep=caller.session_id)

    async def end_all_of(self, user_id: UserId) -> int:
        """End all sessions of a user; return their number."""
        return await self._end(AuditAction.USER_SESSIONS_ENDED, user_id)

    async def _end(
        self,
        action: AuditAction,
        user_id: UserId,
        *,
        only: UUID | None = None,
        keep: UUID | None = None,
    ) -> int:
        async with self._pool.acquire() as connection, connection.transaction():
            count = await end_sessions(connection, user_id, only=only, keep=keep)
            if count:
                await acts.record_of_person(
                    connection,
                    action,
                    user_id,
                    subject=None if only is None else Subject("session", str(only)),
                    after={"sessions_ended": count},
                    by_themself=action is AuditAction.LOGGED_OUT,
                )
        log.info("session.ended", user_id=str(user_id), count=count)
        return count

    def _grant(self, holder: Holder, session: Session, token: str, now: datetime) -> Grant:
        return Grant(
            holder=holder,
            access_token=self._tokens.issue(holder, session.id, now),
            expires_in_s=self._tokens.lifetime_s,
            refresh_token=token,
        )
