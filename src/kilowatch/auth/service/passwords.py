"""Changes a password by its user, or by a one-time link from an administrator."""

from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec
import structlog

from kilowatch.auth import acts
from kilowatch.auth.domain import sessions as domain
from kilowatch.auth.hashing import Turn, Visitor
from kilowatch.auth.lockout import LockPage, LockSort, attempts_key
from kilowatch.auth.password_rules import check_password
from kilowatch.auth.passwords import Passwords
from kilowatch.auth.service.endings import end_sessions
from kilowatch.auth.service.guessing import admit
from kilowatch.auth.storage import attempts, credentials, resets
from kilowatch.auth.storage.credentials import Candidate
from kilowatch.contracts.audit import AuditAction
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.roles import AccountStatus
from kilowatch.kit import people_errors
from kilowatch.kit.accounts import Caller
from kilowatch.kit.database import Pool

log = structlog.get_logger()

RESET_GOOD_FOR: Final = timedelta(hours=24)


class Reset(msgspec.Struct, frozen=True, kw_only=True):
    """A one-time link when it is issued."""

    token: str
    username: str
    expires_at: datetime


class PasswordChanges:
    """The use cases of replacing a password and lifting locks."""

    def __init__(self, pool: Pool, passwords: Passwords) -> None:
        self._pool = pool
        self._passwords = passwords

    async def change(self, caller: Caller, visitor: Visitor, old: str, new: str) -> None:
        """Replace the caller's password and end their other sessions.

        Raises `PasswordRefused`, `LoginsBusy`, or `OldPasswordWrong`, which is counted like a
        failed login: a stolen access token doesn't help to guess the password.
        """
        username = await self._username(caller.user_id)
        check_password(username, new)
        turn = visitor.as_known(str(caller.user_id))
        candidate = await self._own_credential(caller.user_id, turn, old)
        new_hash = await self._passwords.hash(turn, new) if candidate is not None else ""
        now = datetime.now(UTC)
        async with self._pool.acquire() as connection, connection.transaction():
            # Counted by session: a stranger's guesses at the login and guesses here don't
            # lock each other out.
            key = attempts_key(username, caller.session_id.bytes)
            holder = await admit(connection, key, candidate, now)
            ended = 0
            if holder is not None:
                await credentials.replace_password(connection, holder.user_id, new_hash)
                await resets.withdraw(connection, holder.user_id)
                ended = await end_sessions(connection, holder.user_id, keep=caller.session_id)
                await acts.record_of_person(
                    connection,
                    AuditAction.PASSWORD_CHANGED,
                    holder.user_id,
                    after={"sessions_ended": ended},
                )
        # Outside of the transaction, so that the count is kept.
        if holder is None:
            raise domain.OldPasswordWrong
        log.info("password.changed", user_id=str(caller.user_id), sessions_ended=ended)

    async def _own_credential(self, user_id: UserId, turn: Turn, old: str) -> Candidate | None:
        """Return the credential that ``old`` matches."""
        candidate = await credentials.credential_of(self._pool, user_id)
        hashes = [candidate.password_hash] if candidate is not None else []
        return candidate if await self._passwords.verify(turn, old, hashes) else None

    async def issue_reset(self, user_id: UserId) -> Reset:
        """Create a link by which a user sets a new password. Raises `UserNotFound`."""
        return await self._issue(user_id)

    async def issue_reset_for(self, username: str) -> Reset:
        """Create a link as `issue_reset`, for the machine's operator. Raises `UserNotFound`."""
        candidates = await credentials.candidates(self._pool, username)
        if not candidates:
            raise people_errors.UserNotFound
        return await self._issue(candidates[0].user_id)

    async def _issue(self, user_id: UserId) -> Reset:
        token = domain.random_token()
        expires_at = datetime.now(UTC) + RESET_GOOD_FOR
        async with self._pool.acquire() as connection, connection.transaction():
            account = await credentials.lock_account(connection, user_id)
            if account is None or account.status is AccountStatus.DELETED:
                raise people_errors.UserNotFound
            await resets.issue(connection, user_id, domain.hash_of(token), expires_at)
            await acts.record_of_person(
                connection,
                AuditAction.PASSWORD_RESET_ISSUED,
                user_id,
                after={"expires_at": expires_at},
            )
        log.info("password.reset_issued", user_id=str(user_id))
        return Reset(token=token, username=account.username, expires_at=expires_at)

    async def reset(self, visitor: Visitor, token: str, new: str) -> None:
        """Redeem a link: set the password, end all sessions, lift the lock.

        Raises `ResetRefused`, or `PasswordRefused` or `LoginsBusy`, after which the link is still
        valid.
        """
        token_hash = domain.hash_of(token)
        user_id = await resets.find(self._pool, token_hash, datetime.now(UTC))
        if user_id is None:
            raise domain.ResetRefused
        username = await self._username(user_id)
        check_password(username, new)
        new_hash = await self._passwords.hash(visitor.as_known(str(user_id)), new)
        async with self._pool.acquire() as connection, connection.transaction():
            # In the order in which a login locks them: attempts, account, password.
            await attempts.forget_all_of(connection, username)
            account = await credentials.lock_account(connection, user_id)
            if account is None or account.status is AccountStatus.DELETED:
                raise domain.ResetRefused
            await credentials.replace_password(connection, user_id, new_hash)
            if not await resets.use(connection, token_hash, datetime.now(UTC)):
                raise domain.ResetRefused
            await attempts.forget_browsers_of(connection, user_id)
            ended = await end_sessions(connection, user_id)
            await acts.record_of_person(
                connection,
                AuditAction.PASSWORD_RESET,
                user_id,
                after={"sessions_ended": ended},
                by_themself=True,
            )
        log.info("password.reset", user_id=str(user_id), sessions_ended=ended)

    async def locks(self, text: str | None, sort: LockSort, limit: int, offset: int) -> LockPage:
        """Return a page of the usernames that are locked now."""
        now = datetime.now(UTC)
        return await attempts.search_locks(self._pool, text, sort, now, limit, offset)

    async def unlock(self, user_id: UserId) -> None:
        """Lift a user's lock. Raises `UserNotFound`."""
        username = await self._username(user_id)
        async with self._pool.acquire() as connection, connection.transaction():
            await attempts.forget_all_of(connection, username)
            await acts.record_of_person(connection, AuditAction.USER_UNLOCKED, user_id)
        log.info("username.unlocked", user_id=str(user_id))

    async def _username(self, user_id: UserId) -> str:
        username = await credentials.username_of(self._pool, user_id)
        if username is None:
            raise people_errors.UserNotFound
        return username
