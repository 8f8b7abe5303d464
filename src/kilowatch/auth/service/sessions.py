"""Login, and the session it begins."""

import secrets
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import msgspec
import structlog

from kilowatch.auth import domain
from kilowatch.auth.domain import BadCredentials, Holder, PresentedToken, Session, SessionEnded, Use
from kilowatch.auth.passwords import Passwords
from kilowatch.auth.storage import credentials as storage
from kilowatch.auth.storage import sessions
from kilowatch.auth.tokens import AccessTokens
from kilowatch.contracts.ids import UserId
from kilowatch.kit.database import Connection, Pool

log = structlog.get_logger()


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """What a caller gets who logged in or refreshed."""

    holder: Holder
    access_token: str
    expires_in_s: int
    refresh_token: str


class Sessions:
    """The use cases around being logged in."""

    def __init__(
        self, pool: Pool, passwords: Passwords, tokens: AccessTokens, lifetime: timedelta
    ) -> None:
        self._pool = pool
        self._passwords = passwords
        self._tokens = tokens
        self._lifetime = lifetime

    async def login(self, username: str, password: str) -> Grant:
        """Begin a session. Raises `BadCredentials`, whatever the reason is."""
        user_id = await self._who_has(username, password)
        grant = await self._begin(user_id, username.lower())
        if grant is None:
            raise BadCredentials
        log.info("session.begun", user_id=str(grant.holder.user_id))
        return grant

    async def _who_has(self, username: str, password: str) -> UserId | None:
        candidates = await storage.candidates(self._pool, username)
        for candidate in candidates:
            if await self._passwords.verify(password, candidate.password_hash):
                return candidate.user_id
        if not candidates:
            await self._passwords.verify(password, None)
        return None

    async def _begin(self, user_id: UserId | None, username: str) -> Grant | None:
        # The lock is looked at after the password was: of many guesses sent at once, those
        # that come after the tenth wrong one are refused even if one of them is right.
        now = datetime.now(UTC)
        async with self._pool.acquire() as connection, connection.transaction():
            attempts = await storage.lock_attempts(connection, username, now)
            if user_id is None:
                failed = attempts.after_failure(now)
                await storage.save_attempts(connection, username, failed, now)
                return None
            holder = await storage.lock_holder(connection, user_id)
            if holder is None or attempts.locked_at(now):
                return None
            await storage.forget_attempts(connection, username)
            return await self._open(connection, holder, now)

    async def _open(self, connection: Connection, holder: Holder, now: datetime) -> Grant:
        token = domain.first_refresh_token()
        session = Session(
            id=uuid4(),
            user_id=holder.user_id,
            rotation_key=secrets.token_bytes(32),
            expires_at=now + self._lifetime,
        )
        await sessions.insert(connection, session, domain.hash_of(token), now)
        return self._grant(holder, session, token, now)

    async def refresh(self, token: str) -> Grant:
        """Go on with a session. Raises `SessionEnded`."""
        session = await sessions.find(self._pool, domain.hash_of(token))
        grant = await self._go_on(session, token) if session is not None else None
        if grant is None:
            raise SessionEnded
        return grant

    async def _go_on(self, session: Session, token: str) -> Grant | None:
        now = datetime.now(UTC)
        async with self._pool.acquire() as connection, connection.transaction():
            # Account before session, in the order in which a suspension takes them.
            holder = await storage.lock_holder(connection, session.user_id)
            presented = await sessions.lock(connection, session, domain.hash_of(token))
            if presented is None:
                return None
            if holder is None or presented.session.expires_at <= now:
                await sessions.delete(connection, session.id)
                return None
            return await self._rotate(connection, holder, presented, token, now)

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
                await sessions.delete(connection, session.id)
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
        """End the session a refresh token belongs to, if there is one."""
        if token is None:
            return
        session = await sessions.find(self._pool, domain.hash_of(token))
        if session is not None:
            await sessions.delete(self._pool, session.id)
            log.info("session.ended", user_id=str(session.user_id))

    def _grant(self, holder: Holder, session: Session, token: str, now: datetime) -> Grant:
        return Grant(
            holder=holder,
            access_token=self._tokens.issue(holder, session.id, now),
            expires_in_s=self._tokens.lifetime_s,
            refresh_token=token,
        )
