"""Records acts in the audit log: one call in the transaction of the change.

Actor and origin come from the current request (kit/requests.py). Work without a request, such
as applying an event, has no actor and records nothing.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Final, Protocol
from uuid import NAMESPACE_URL, UUID, uuid5

import msgspec

from kilowatch.contracts.audit import (
    OF_EVERYBODY,
    TEXT_MAX_LENGTH,
    Actor,
    AuditAction,
    AuditRecorded,
    Detail,
    Details,
    Outcome,
    Subject,
)
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.roles import Role
from kilowatch.kit.database import Pool
from kilowatch.kit.messaging.outbox import Executor, emit, emit_new
from kilowatch.kit.requests import RequestContext, current

ACTION_KEY: Final = "x-audit-action"
"""The key of an OpenAPI operation under which it names its action."""

NOT_FOR_RECORDS: Final = frozenset(
    {"password", "password_hash", "token", "refresh_token", "access_token", "secret", "link", "key"}
)
"""Names that no field of an act may have, so that secrets aren't recorded by mistake."""

OPERATOR: Final = Actor(kind="operator", username="operator", name="Operator")


class SecretInRecord(Exception):
    """An act would have contained a field that is named like a secret."""


def user_actor(user_id: UserId, username: str, name: str, role: Role) -> Actor:
    """Return a logged-in user as an actor."""
    return Actor(kind="user", user_id=user_id, username=username, name=name, role=role)


def audited(action: AuditAction, **more: Any) -> dict[str, Any]:
    """Name the action of an operation: ``openapi_extra=audited(AuditAction.DEVICE_CHANGED)``."""
    return {ACTION_KEY: action.value, **more}


def changed_fields(
    before: msgspec.Struct, after: msgspec.Struct, *names: str
) -> tuple[Details, Details]:
    """Return the named fields that differ, before and after."""
    differing = [each for each in names if getattr(before, each) != getattr(after, each)]
    return (
        {each: _detail(getattr(before, each)) for each in differing},
        {each: _detail(getattr(after, each)) for each in differing},
    )


def compose(
    action: AuditAction,
    subject: Subject | None = None,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    outcome: Outcome = Outcome.DONE,
    actor: Actor | None = None,
) -> AuditRecorded | None:
    """Return the act as an event; None if it has no actor, or is not recorded.

    Raises `SecretInRecord`.
    """
    context = current()
    actor = actor or (context.actor if context is not None else None)
    if actor is None or not is_recorded(action, actor):
        return None
    known = context or RequestContext(service="")
    return AuditRecorded(
        service=known.service,
        action=action.value,
        outcome=outcome,
        actor=actor,
        origin=known.origin,
        request_id=known.request_id,
        subject=None if subject is None else _cut_subject(subject),
        before=_details(before),
        after=_details(after),
    )


def is_recorded(action: AuditAction, actor: Actor) -> bool:
    """Return whether this act of this actor is recorded; clients' acts on their own data aren't."""
    return action in OF_EVERYBODY or actor.kind != "user" or actor.is_administrator


async def record(
    connection: Executor,
    action: AuditAction,
    subject: Subject | None = None,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    actor: Actor | None = None,
) -> None:
    """Record an act in the transaction open on ``connection``.

    The actor is that of the current request, unless ``actor`` is given.
    Raises `SecretInRecord`.
    """
    event = compose(action, subject, before=before, after=after, actor=actor)
    if event is not None:
        await emit(connection, event)


async def record_once(pool: Pool, action: AuditAction, about: Subject | None = None) -> None:
    """Record that something was done repeatedly: once per actor, subject and hour."""
    event = compose(action, about)
    if event is not None:
        kept = event.subject.id if event.subject is not None else ""
        hour = _hour(event.occurred_at)
        await _emit_unseen(pool, [_named(event, action, _who(event.actor), kept, hour)])


def is_watched() -> bool:
    """Return whether looks at clients' data are recorded for the current request."""
    context = current()
    return context is not None and context.actor is not None and context.actor.is_administrator


async def record_looks(
    pool: Pool, action: AuditAction, client_ids: Iterable[UserId | None]
) -> None:
    """Record that an administrator looks at clients' data, before it is shown.

    One look is recorded per administrator, client, kind and hour (UTC). Clients, and
    administrators looking at their own data, record none.
    """
    context = current()
    actor = context.actor if context is not None else None
    if actor is None or not actor.is_administrator:
        return
    hour = _hour(datetime.now(UTC))
    wanted = {
        client_id: _name_of(action, _who(actor), client_id, hour)
        for client_id in client_ids
        if client_id is not None and client_id != actor.user_id
    }
    unseen = {each: name for each, name in wanted.items() if not _was_seen(name)}
    if unseen:
        names = await _names_of(pool, list(unseen))
        looks = [
            (compose(action, Subject("user", str(each), names.get(each, ""))), each, event_id)
            for each, event_id in unseen.items()
        ]
        await _emit_unseen(
            pool,
            [
                msgspec.structs.replace(look, client_id=client_id, event_id=event_id)
                for look, client_id, event_id in looks
                if look is not None
            ],
        )


async def _names_of(pool: Pool, user_ids: list[UserId]) -> dict[UserId, str]:
    rows = await pool.fetch(
        "SELECT user_id, name FROM account WHERE user_id = ANY($1::uuid[])", user_ids
    )
    return {UserId(row["user_id"]): row["name"] for row in rows}


async def _emit_unseen(pool: Pool, acts: list[AuditRecorded]) -> None:
    fresh = [each for each in acts if not _was_seen(each.event_id)]
    if not fresh:
        return
    async with pool.acquire() as connection, connection.transaction():
        await emit_new(connection, fresh)
    context = current()
    if context is not None:
        for each in fresh:
            context.seen.add(each.event_id)


def _was_seen(event_id: UUID) -> bool:
    context = current()
    return context is not None and event_id in context.seen


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def _who(actor: Actor) -> str:
    return str(actor.user_id or actor.kind)


def _name_of(*parts: object) -> UUID:
    """Return the same identifier for the same parts, in every process."""
    return uuid5(NAMESPACE_URL, "urn:kilowatch:act:" + ":".join(str(part) for part in parts))


def _named(event: AuditRecorded, *parts: object) -> AuditRecorded:
    return msgspec.structs.replace(event, event_id=_name_of(*parts))


def _details(fields: Mapping[str, object] | None) -> Details | None:
    if fields is None:
        return None
    forbidden = NOT_FOR_RECORDS.intersection(fields)
    if forbidden:
        raise SecretInRecord(f"An act must not hold {', '.join(sorted(forbidden))}.")
    return {name: _detail(value) for name, value in fields.items()}


def _detail(value: object) -> Detail:
    match value:
        case None | bool() | int() | float():
            return value
        case datetime():
            return value.isoformat()
        case list() | tuple():
            return [_cut(str(each)) for each in value]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        case _:
            return _cut(str(value))


def _cut_subject(subject: Subject) -> Subject:
    return Subject(subject.kind, _cut(subject.id), _cut(subject.name))


def _cut(text: str) -> str:
    return text if len(text) <= TEXT_MAX_LENGTH else text[: TEXT_MAX_LENGTH - 1] + "…"


def refusal(
    action: AuditAction,
    subject: Subject | None,
    outcome: Outcome,
    why: Mapping[str, object],
    event_id: UUID,
) -> AuditRecorded:
    """Return an act of the current request that was refused or failed."""
    context = current() or RequestContext(service="")
    return AuditRecorded(
        event_id=event_id,
        service=context.service,
        action=action.value,
        outcome=outcome,
        actor=context.actor or Actor(kind="stranger"),
        origin=context.origin,
        subject=subject,
        after=_details(why),
        request_id=context.request_id,
    )


class ActSink(Protocol):
    """Records acts outside of a transaction: those that were refused or failed."""

    async def write(self, event: AuditRecorded) -> None:
        """Store one act; repeating it changes nothing."""
        ...


async def record_apart(
    sink: ActSink,
    action: AuditAction,
    subject: Subject | None = None,
    *,
    after: Mapping[str, object] | None = None,
) -> None:
    """Record an act that spans several transactions, or none here, in one of its own."""
    event = compose(action, subject, after=after)
    if event is not None:
        await sink.write(event)


class OutboxSink:
    """Writes acts to a service's own outbox, each in a transaction of its own."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def write(self, event: AuditRecorded) -> None:
        """Store one act; one already waiting with the same identifier is unchanged."""
        async with self._pool.acquire() as connection, connection.transaction():
            await emit_new(connection, [event])


def minute_name(*parts: object) -> UUID:
    """Return an identifier that is the same within a minute (UTC)."""
    return _name_of(*parts, datetime.now(UTC).replace(second=0, microsecond=0))
