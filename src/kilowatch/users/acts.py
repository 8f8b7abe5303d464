"""The fields of a user in acts of the audit log, never a password."""

from kilowatch.contracts.audit import AuditAction, Subject
from kilowatch.contracts.roles import AccountStatus
from kilowatch.kit import audit
from kilowatch.kit.database import Connection
from kilowatch.users.domain import Person

_FIELDS = ("username", "name", "role", "status")


async def record_created(connection: Connection, person: Person) -> None:
    """Record that a user was added, in the same transaction."""
    fields = {each: getattr(person, each) for each in _FIELDS}
    await audit.record(connection, AuditAction.USER_CREATED, _subject(person), after=fields)


async def record_registered(connection: Connection, person: Person) -> None:
    """Record a self-registration, in the same transaction."""
    themself = audit.user_actor(person.id, person.username, person.name, person.role)
    await audit.record(connection, AuditAction.USER_REGISTERED, _subject(person), actor=themself)


async def record_changed(connection: Connection, before: Person, after: Person) -> None:
    """Record a change, under the action of its most important field."""
    was, now = audit.changed_fields(before, after, *_FIELDS)
    await audit.record(connection, _action(before, after), _subject(before), before=was, after=now)


async def record_deleted(connection: Connection, person: Person) -> None:
    """Record that a user was deleted, with their last values."""
    fields = {each: getattr(person, each) for each in _FIELDS}
    await audit.record(connection, AuditAction.USER_DELETED, _subject(person), before=fields)


def _action(before: Person, after: Person) -> AuditAction:
    if before.role is not after.role:
        return AuditAction.USER_ROLE_CHANGED
    if before.status is after.status:
        return AuditAction.USER_CHANGED
    suspended = after.status is AccountStatus.SUSPENDED
    return AuditAction.USER_SUSPENDED if suspended else AuditAction.USER_RESTORED


def _subject(person: Person) -> Subject:
    return Subject("user", str(person.id), person.name)
