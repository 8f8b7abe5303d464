"""The copies that `users` keeps, and its source for other services: the accounts."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from kilowatch.contracts.accounts import UserChanged, UserDeleted
from kilowatch.contracts.events import Event
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.roles import AccountStatus
from kilowatch.kit.accounts import ACCOUNTS, ENDED_SESSIONS
from kilowatch.kit.database import Pool
from kilowatch.kit.messaging.copies import Source
from kilowatch.users import storage
from kilowatch.users.domain import Person

KEPT: Final = (ENDED_SESSIONS,)


async def _states(pool: Pool, after: UUID, limit: int) -> list[tuple[UUID, Event]]:
    people = await storage.fetch_after(pool, after, limit)
    return [(person.id, _state(person)) for person in people]


def _state(person: Person) -> Event:
    if person.status is AccountStatus.DELETED:
        return UserDeleted(user_id=person.id, version=person.version)
    return UserChanged(
        user_id=person.id,
        version=person.version,
        username=person.username,
        name=person.name,
        role=person.role,
        status=person.status,
    )


def _tombstone(user_id: UUID, version: int) -> Event:
    return UserDeleted(user_id=UserId(user_id), version=version)


SOURCES: Final[Mapping[str, Source]] = {
    ACCOUNTS.name: Source(copy=ACCOUNTS, states=_states, tombstone=_tombstone)
}
