"""The rules about people: what a change is, and who must never be lost."""

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
    """The bootstrap token creates the first administrator and nobody else."""

    code = "bootstrap_role"
    remedy = "Send `role` ADMIN, or log in as an administrator."

    def __init__(self) -> None:
        super().__init__("The bootstrap token makes an administrator: role must be ADMIN.")


class NewPerson(msgspec.Struct, frozen=True, kw_only=True):
    """A person who is about to be."""

    name: str
    username: str
    role: Role


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A person as of ``version``, which grows by one with every change."""

    id: UserId
    version: int
    username: str
    name: str
    role: Role
    status: AccountStatus
    created_at: datetime

    @property
    def is_active_administrator(self) -> bool:
        """Return true for a person who can administer the platform."""
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
    """Some of the people a search finds, and how many it finds in all."""

    people: list[Person]
    total: int


class PersonChange(TypedDict, total=False):
    """An administrator's changes to a person; an absent field stays."""

    username: str
    name: str
    role: Role
    status: AccountStatus


def changed(person: Person, change: PersonChange) -> Person:
    """``person`` after ``change``: a new version, or the same one if it changes nothing."""
    after = msgspec.structs.replace(person, **change)
    return person if after == person else msgspec.structs.replace(after, version=after.version + 1)


def tombstone(person: Person) -> Person:
    """The record that remains of a deleted person."""
    return msgspec.structs.replace(
        person,
        version=person.version + 1,
        username="",
        name="",
        role=Role.CLIENT,
        status=AccountStatus.DELETED,
    )


def loses_administrator(before: Person, after: Person) -> bool:
    """Return true where this change leaves one active administrator fewer."""
    return before.is_active_administrator and not after.is_active_administrator
