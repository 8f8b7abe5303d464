"""Creates credentials as pending until their user exists, and deletes them with their user."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import structlog

from kilowatch.auth import acts, lockout
from kilowatch.auth.clients import Users
from kilowatch.auth.domain import sessions as domain
from kilowatch.auth.hashing import Turn, Visitor
from kilowatch.auth.password_rules import check_password
from kilowatch.auth.passwords import Passwords
from kilowatch.auth.service.endings import end_sessions
from kilowatch.auth.storage import attempts, resets, sessions
from kilowatch.auth.storage import credentials as storage
from kilowatch.contracts.accounts import UserDeleted, UserState
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.people import PENDING_LIMIT_S, NewUser, UserAccount
from kilowatch.contracts.roles import AccountStatus, Role
from kilowatch.kit import people_errors
from kilowatch.kit.accounts import apply_user_deleted, apply_user_state
from kilowatch.kit.database import Connection, Pool
from kilowatch.kit.errors import Unavailable

log = structlog.get_logger()


class Credentials:
    """The use cases of creating and removing credentials."""

    def __init__(
        self, pool: Pool, passwords: Passwords, users: Users, *, registration_open: bool
    ) -> None:
        self._pool = pool
        self._passwords = passwords
        self._users = users
        self.registration_open = registration_open

    async def prepare(self, user_id: UserId, username: str, password: str, turn: Turn) -> None:
        """Store a pending credential.

        Raises `PasswordRefused`, `LoginsBusy` or `CredentialInUse`.
        """
        check_password(username, password)
        password_hash = await self._passwords.hash(turn, password)
        now = datetime.now(UTC)
        if not await storage.insert_pending(self._pool, user_id, password_hash, now):
            raise domain.CredentialInUse

    async def withdraw(self, user_id: UserId) -> None:
        """Delete a credential that is still pending; an active one stays."""
        await storage.delete_pending(self._pool, user_id)

    async def confirm(self, account: UserAccount) -> None:
        """Activate the credential, now that the user exists. Raises `CredentialNotFound`."""
        async with self._pool.acquire() as connection, connection.transaction():
            await take_user_state(connection, _state(account))
            if not await storage.activate(connection, account.id):
                raise domain.CredentialNotFound

    async def register(
        self, name: str, username: str, password: str, visitor: Visitor
    ) -> UserAccount:
        """Register a client. Raises `RegistrationClosed` and the errors of `prepare`.

        Also raises `UsernameTaken`, and `Unavailable` if `users` does not respond: the event or
        `sweep` then decides whether the user exists.
        """
        if not self.registration_open:
            raise domain.RegistrationClosed
        user_id = UserId(uuid4())
        await self.prepare(user_id, username, password, visitor.as_stranger())
        new = NewUser(id=user_id, name=name, username=username, role=Role.CLIENT)
        try:
            account = await self._users.register(new)
        except people_errors.UsernameTaken:
            await self.withdraw(user_id)
            raise
        await self.confirm(account)
        log.info("user.registered", user_id=str(user_id))
        return account

    async def sweep(self, now: datetime) -> None:
        """Complete unfinished registrations, and delete what has expired."""
        for user_id in await storage.pending_before(
            self._pool, now - timedelta(seconds=PENDING_LIMIT_S)
        ):
            try:
                account = await self._users.find(user_id)
            except Unavailable:
                break  # later: only `users` knows
            if account is None:
                await self.withdraw(user_id)
            else:
                await self.confirm(account)
            log.info("credential.settled", user_id=str(user_id), exists=account is not None)
        await acts.report_repeated_failures(self._pool, now)
        await sessions.delete_expired(self._pool, now)
        await resets.delete_expired(self._pool, now)
        await attempts.forget_before(self._pool, now - lockout.ATTEMPTS_FORGOTTEN_AFTER)
        await attempts.forget_browsers_before(self._pool, now - lockout.BROWSER_FORGOTTEN_AFTER)


async def take_user_state(connection: Connection, event: UserState) -> None:
    """Apply a newer state of a user, and act on the resulting state."""
    await apply_user_state(connection, event)
    await _follow_account(connection, event.user_id)


async def take_user_deleted(connection: Connection, event: UserDeleted) -> None:
    """Delete the password and sessions of a removed user."""
    await apply_user_deleted(connection, event)
    await _follow_account(connection, event.user_id)


async def _follow_account(connection: Connection, user_id: UserId) -> None:
    # By the copy, not by this event, which may be older than the copy.
    account = await storage.lock_account(connection, user_id)
    if account is None or account.status is AccountStatus.DELETED:
        await storage.delete_credential(connection, user_id)
        await resets.withdraw(connection, user_id)
        await attempts.forget_browsers_of(connection, user_id)
    else:
        await storage.activate(connection, user_id)
    if account is None or account.status is not AccountStatus.ACTIVE:
        await end_sessions(connection, user_id)


def _state(account: UserAccount) -> UserState:
    return UserState(
        user_id=account.id,
        version=account.version,
        username=account.username,
        name=account.name,
        role=account.role,
        status=account.status,
    )
