"""The rules about users: what a change is, and the last administrator."""

from datetime import datetime
from typing import Literal, TypeAlias, TypedDict

import msgspec

from kilowatch.contracts.ids import UserId
from kilowatch.contracts.roles import AccountStatus, Role
from kilowatch.kit.errors import KilowatchError, Kind


class LastAdministrator(KilowatchError):
    """The change would leave the platform without an active administrator."""

    kind = Kind.CONFLICT
    code = "last_administrator"
    remedy = "Make somebody else an administrator first."

    def __init__(self) -> None:
        super().__init__("The last active administrator must stay one.")


class NotAnAdministrator(KilowatchError):
    """The bootstrap token can create only the first administrator."""

    code = "bootstrap_role"
    remedy = "Send `role` ADMIN, or log in as an administrator."

    def __init__(self) -> None:
        super().__init__("The bootstrap token makes an administrator: role must be ADMIN.")


class NewPerson(msgspec.Struct, frozen=True, kw_only=True):
    """A user who is about to be created."""

    name: str
    username: str
    role: Role


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A user as of ``version``, which grows by one with every change."""

    id: UserId
    version: int
    username: str
    name: str
    role: Role
    status: AccountStatus
    created_at: datetime

    @property
    def is_active_administrator(self) -> bool:
        """Return true for an active administrator."""
        return self.role is Role.ADMIN and self.status is AccountStatus.ACTIVE


UserSort: TypeAlias = Literal[
    "name",
    "-name",
    "username",
    "-username",
    "role",
    "-role",
    "status",
    "-status",
    "created_at",
    "-created_at",
]


class PersonPage(msgspec.Struct, frozen=True):
    """A page of the users that match a search, and their total number."""

    people: list[Person]
    total: int


class PersonChange(TypedDict, total=False):
    """An administrator's changes to a user; an absent field is unchanged."""

    username: str
    name: str
    role: Role
    status: AccountStatus


def changed(person: Person, change: PersonChange) -> Person:
    """Return ``person`` after ``change``: a new version, or the same if nothing changes."""
    after = msgspec.structs.replace(person, **change)
    return person if after == person else msgspec.structs.replace(after, version=after.version + 1)


def tombstone(person: Person) -> Person:
    """Return the record that remains of a deleted user."""
    return msgspec.structs.replace(
        person,
        version=person.version + 1,
        username="",
        name="",
        role=Role.CLIENT,
        status=AccountStatus.DELETED,
    )


def loses_administrator(before: Person, after: Person) -> bool:
    """Return true if this change leaves one active administrator fewer."""
    return before.is_active_administrator and not after.is_active_administrator
