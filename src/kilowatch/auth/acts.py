"""Acts that `auth` records. Wrong passwords are counted, not recorded one by one."""

from datetime import datetime, timedelta
from uuid import UUID

from kilowatch.auth.domain.sessions import Holder
from kilowatch.auth.keyring import SigningKey
from kilowatch.auth.lockout import PLACE_MARK, Attempts
from kilowatch.auth.storage import credentials, devices, failures
from kilowatch.auth.storage.failures import FailedLogins
from kilowatch.contracts.audit import (
    Actor,
    AuditAction,
    AuditRecorded,
    Origin,
    Outcome,
    Subject,
)
from kilowatch.contracts.ids import DeviceId, UserId
from kilowatch.kit import audit
from kilowatch.kit.database import Connection, Pool
from kilowatch.kit.messaging.outbox import emit
from kilowatch.kit.requests import current


def actor_of(holder: Holder) -> Actor:
    """Return the holder of an account as an actor."""
    return audit.user_actor(holder.user_id, holder.username, holder.name, holder.role)


async def record_login(connection: Connection, holder: Holder, session_id: UUID) -> None:
    """Record a login."""
    session = Subject("session", str(session_id))
    await audit.record(connection, AuditAction.LOGIN_SUCCEEDED, session, actor=actor_of(holder))


async def record_failed_login(connection: Connection, username: str, now: datetime) -> None:
    """Count a failed login; the first of a minute, name and address is recorded at once.

    An unknown name is not stored: it may be a password typed into the wrong field.
    """
    holder = await credentials.holder_named(connection, username)
    context = current()
    address = context.origin.address if context is not None else None
    counted = await failures.count(connection, holder, address, now)
    if counted.count == 1:
        origin = context.origin if context is not None else Origin()
        await emit(connection, _failed_login(counted, origin, 1, now))


async def report_repeated_failures(pool: Pool, now: datetime) -> None:
    """Record how often the failed logins of past minutes were repeated."""
    async with pool.acquire() as connection, connection.transaction():
        for counted in await failures.take_before(connection, now):
            if counted.count > 1:
                origin = Origin(None, counted.address or None)
                last = counted.minute + timedelta(seconds=59)
                event = _failed_login(counted, origin, counted.count - 1, last)
                await emit(connection, event)


def _failed_login(counted: FailedLogins, origin: Origin, count: int, at: datetime) -> AuditRecorded:
    known = counted.user_id is not None
    context = current()
    return AuditRecorded(
        occurred_at=at,
        service="auth",
        action=AuditAction.LOGIN_FAILED.value,
        outcome=Outcome.REFUSED,
        actor=Actor(kind="stranger", username=counted.username if known else ""),
        origin=origin,
        subject=Subject("user", str(counted.user_id), counted.name) if known else None,
        after={"address": "many"} if counted.is_overflow else None,
        count=count,
        request_id=context.request_id if context is not None else None,
    )


async def record_lockout(
    connection: Connection, key: str, before: Attempts, after: Attempts, now: datetime
) -> None:
    """Record that a name was just locked, if a user has it."""
    if before.locked_at(now) or not after.locked_at(now):
        return
    place, _, username = key.rpartition(PLACE_MARK)
    holder = await credentials.holder_named(connection, username)
    if holder is None:
        return
    context = current()
    asking = context.actor if context is not None else None
    await audit.record(
        connection,
        AuditAction.LOGIN_LOCKED,
        _person(holder),
        after={
            "failures": after.failures,
            "locked_until": after.locked_until,
            "place": "one known browser or session" if place else "unknown browsers",
        },
        actor=asking or Actor(kind="stranger", username=holder.username),
    )


async def record_of_person(
    connection: Connection,
    action: AuditAction,
    user_id: UserId,
    *,
    subject: Subject | None = None,
    after: dict[str, object] | None = None,
    by_themself: bool = False,
) -> None:
    """Record an act on a user, or by a user whose request carries no access token."""
    holder = await credentials.find_account(connection, user_id)
    if holder is None:
        return
    await audit.record(
        connection,
        action,
        subject or _person(holder),
        after=after,
        actor=actor_of(holder) if by_themself else None,
    )


async def record_credential(
    connection: Connection, action: AuditAction, device_id: DeviceId, *, rotated: bool | None = None
) -> None:
    """Record that a device's credential was issued or revoked, without its secret."""
    name = await devices.name_of(connection, device_id)
    after = None if rotated is None else {"rotated": rotated}
    await audit.record(connection, action, Subject("device", str(device_id), name), after=after)


async def record_rotation(connection: Connection, made: SigningKey, *, revoke: bool) -> None:
    """Record that the operator created a signing key; a scheduled rotation is not an act."""
    rotated, revoked = AuditAction.SIGNING_KEY_ROTATED, AuditAction.SIGNING_KEYS_REVOKED
    await audit.record(
        connection,
        revoked if revoke else rotated,
        Subject("signing_key", made.kid),
        after={"signs_from": made.active_from},
    )


def _person(holder: Holder) -> Subject:
    return Subject("user", str(holder.user_id), holder.name)
