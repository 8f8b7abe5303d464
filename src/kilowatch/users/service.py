"""The use cases of users: one transaction, one event."""

import asyncio
import secrets
from datetime import UTC, datetime
from uuid import uuid4

import structlog

from kilowatch.contracts.accounts import UserChanged, UserDeleted, UserRegistered
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.people import CREATION_LIMIT_S, UserAccount
from kilowatch.contracts.roles import AccountStatus, Role
from kilowatch.kit.accounts import Caller
from kilowatch.kit.calls import CALL_TIMEOUT_S
from kilowatch.kit.database import Pool
from kilowatch.kit.errors import KilowatchError, Unauthenticated, Unavailable
from kilowatch.kit.messaging.outbox import emit
from kilowatch.kit.people_errors import UsernameTaken, UserNotFound
from kilowatch.users import acts, domain, storage
from kilowatch.users.clients import Credentials
from kilowatch.users.domain import NewPerson, Person, PersonChange, PersonPage, UserSort

log = structlog.get_logger()

COMMIT_LIMIT_S = CREATION_LIMIT_S - CALL_TIMEOUT_S
"""`auth` may take `CALL_TIMEOUT_S` for the credential; this is what remains for our part."""


class People:
    """The use cases of `users`."""

    def __init__(self, pool: Pool, credentials: Credentials, bootstrap_token: str | None) -> None:
        self._pool = pool
        self._credentials = credentials
        self._bootstrap_token = bootstrap_token

    async def admits_bootstrap(self, token: str) -> bool:
        """Return true for the ``token`` that creates the first administrator.

        Raises `Unauthenticated` when it would have, but there is one by now.
        """
        expected = self._bootstrap_token
        if expected is None or not secrets.compare_digest(token.encode(), expected.encode()):
            return False
        if await storage.administrator_exists(self._pool):
            raise _bootstrap_is_over()
        return True

    async def create(self, new: NewPerson, password: str, *, bootstrap: bool = False) -> Person:
        """Create a complete user, who can log in when this returns, or none at all.

        `auth` holds the password as pending until this service has committed the user. If this
        process dies before that, `auth` finds no such user and deletes it; if it dies after, the
        event activates it. Raises `UsernameTaken`, `PasswordRefused`, `Unavailable` and, for
        ``bootstrap``, `Unauthenticated` if another caller was first.
        """
        if bootstrap and new.role is not Role.ADMIN:
            raise domain.NotAnAdministrator
        if await storage.username_is_taken(self._pool, new.username):
            raise UsernameTaken
        user_id = UserId(uuid4())
        await self._credentials.prepare(user_id, new.username, password)
        try:
            person = await self.register(user_id, new, bootstrap=bootstrap)
        except Unavailable:
            raise  # whether it was committed is unknown: the sweep of `auth` finds out
        except KilowatchError:
            await self._credentials.withdraw(user_id)
            raise
        await self._credentials.confirm(account_of(person))
        return person

    async def register(
        self,
        user_id: UserId,
        new: NewPerson,
        *,
        bootstrap: bool = False,
        by_themself: bool = False,
    ) -> Person:
        """Commit a user whose credential is pending. Raises as `create` does."""
        try:
            async with asyncio.timeout(COMMIT_LIMIT_S):
                person = await self._insert(
                    user_id, new, bootstrap=bootstrap, by_themself=by_themself
                )
        except TimeoutError as error:
            raise Unavailable("The database is too slow right now; try again shortly.") from error
        log.info("user.registered", user_id=str(user_id), role=new.role, bootstrap=bootstrap)
        return person

    async def _insert(
        self, user_id: UserId, new: NewPerson, *, bootstrap: bool, by_themself: bool
    ) -> Person:
        person = Person(
            id=user_id,
            version=1,
            username=new.username,
            name=new.name,
            role=new.role,
            status=AccountStatus.ACTIVE,
            created_at=datetime.now(UTC),
        )
        async with self._pool.acquire() as connection, connection.transaction():
            if new.role is Role.ADMIN:
                await storage.lock_administrators(connection)
            if bootstrap and await storage.administrator_exists(connection):
                raise _bootstrap_is_over()
            await storage.insert(connection, person)
            record = acts.record_registered if by_themself else acts.record_created
            await record(connection, person)
            await emit(
                connection,
                UserRegistered(
                    user_id=person.id,
                    version=person.version,
                    username=person.username,
                    name=person.name,
                    role=person.role,
                    status=person.status,
                ),
            )
        return person

    async def get(self, user_id: UserId) -> Person:
        """Return a user. Raises `UserNotFound`."""
        person = await storage.fetch(self._pool, user_id)
        if person is None:
            raise UserNotFound
        return person

    async def get_as(self, caller: Caller, user_id: UserId) -> Person:
        """Return a user, if the caller may see them. Raises `UserNotFound`."""
        if not caller.is_admin and caller.user_id != user_id:
            raise UserNotFound
        return await self.get(user_id)

    async def search(self, text: str | None, sort: UserSort, limit: int, offset: int) -> PersonPage:
        """Return a page of users."""
        return await storage.search(self._pool, text, sort, limit, offset)

    async def change(self, user_id: UserId, change: PersonChange) -> Person:
        """Apply a change. Raises `UserNotFound`, `UsernameTaken` or `LastAdministrator`."""
        async with self._pool.acquire() as connection, connection.transaction():
            await storage.lock_administrators(connection)
            before = await storage.fetch_for_update(connection, user_id)
            if before is None:
                raise UserNotFound
            after = domain.changed(before, change)
            if after is before:
                return before
            if domain.loses_administrator(
                before, after
            ) and not await storage.other_active_administrator_exists(connection, user_id):
                raise domain.LastAdministrator
            await storage.update(connection, after)
            await acts.record_changed(connection, before, after)
            await emit(
                connection,
                UserChanged(
                    user_id=after.id,
                    version=after.version,
                    username=after.username,
                    name=after.name,
                    role=after.role,
                    status=after.status,
                ),
            )
        log.info("user.changed", user_id=str(user_id), fields=sorted(change))
        return after

    async def delete(self, user_id: UserId) -> None:
        """Delete a user permanently. Raises `UserNotFound` or `LastAdministrator`."""
        async with self._pool.acquire() as connection, connection.transaction():
            await storage.lock_administrators(connection)
            before = await storage.fetch_for_update(connection, user_id)
            if before is None:
                raise UserNotFound
            after = domain.tombstone(before)
            if (
                before.is_active_administrator
                and not await storage.other_active_administrator_exists(connection, user_id)
            ):
                raise domain.LastAdministrator
            await storage.update(connection, after)
            await acts.record_deleted(connection, before)
            await emit(connection, UserDeleted(user_id=after.id, version=after.version))
        log.info("user.deleted", user_id=str(user_id))


def account_of(person: Person) -> UserAccount:
    """Return a user as `auth` expects them in a call."""
    return UserAccount(
        id=person.id,
        version=person.version,
        username=person.username,
        name=person.name,
        role=person.role,
        status=person.status,
    )


def _bootstrap_is_over() -> Unauthenticated:
    # The same error as for any bad token: it must not reveal that the token was once valid.
    return Unauthenticated("The access token is not valid, or has expired.")
