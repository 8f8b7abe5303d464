"""Acts that `support` records: that a message was posted or read, never its text."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from kilowatch.contracts.audit import AuditAction, Subject
from kilowatch.contracts.ids import UserId
from kilowatch.kit import audit
from kilowatch.kit.database import Connection, Pool
from kilowatch.support.domain import Conversation
from kilowatch.support.storage import conversations


async def record_on_conversation(
    connection: Connection,
    action: AuditAction,
    conversation: Conversation,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """Record an administrator's act on a conversation, in the same transaction."""
    if audit.is_watched():
        names = await conversations.names_of(connection, [conversation.client_id])
        name = names.get(conversation.client_id, "")
        subject = Subject("conversation", str(conversation.id), name)
        await audit.record(connection, action, subject, before=before, after=after)


async def record_change(
    connection: Connection, action: AuditAction, before: Conversation, after: Conversation
) -> None:
    """Record that a conversation changed hands or its state."""
    was, now = audit.changed_fields(before, after, "state", "assigned_to")
    await record_on_conversation(connection, action, after, was, now)


async def look_at(pool: Pool, client_ids: Iterable[UserId]) -> None:
    """Record that an administrator reads conversations of these clients, if one does."""
    await audit.record_looks(pool, AuditAction.LOOK_CONVERSATION, client_ids)


async def look_at_conversations(pool: Pool, conversation_ids: Iterable[UUID]) -> None:
    """Record that an administrator reads these conversations, if one does."""
    if audit.is_watched():
        await look_at(pool, await conversations.clients_of(pool, conversation_ids))
