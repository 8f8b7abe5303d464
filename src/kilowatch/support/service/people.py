"""Updates conversations when users change or are deleted."""

from datetime import UTC, datetime

import structlog

from kilowatch.contracts.accounts import UserChanged, UserDeleted
from kilowatch.contracts.ids import UserId
from kilowatch.kit.accounts import apply_user_deleted, apply_user_state
from kilowatch.kit.database import Connection
from kilowatch.support import domain
from kilowatch.support.service.events import publish_change
from kilowatch.support.storage import conversations

log = structlog.get_logger()


async def take_in_change(connection: Connection, event: UserChanged) -> None:
    """Let conversations of a former administrator wait for another."""
    await apply_user_state(connection, event)
    if not await conversations.may_answer(connection, event.user_id):
        await _free_conversations(connection, event.user_id)


async def forget(connection: Connection, event: UserDeleted) -> None:
    """Store a tombstone, and delete a client's messages and answers."""
    await apply_user_deleted(connection, event)
    await _free_conversations(connection, event.user_id)
    await conversations.delete_of(connection, event.user_id)


async def _free_conversations(connection: Connection, administrator_id: UserId) -> None:
    for conversation_id in await conversations.held_by(connection, administrator_id):
        conversation = await conversations.fetch_for_update(connection, conversation_id)
        if conversation is None or conversation.assigned_to != administrator_id:
            continue
        free = domain.freed(conversation, datetime.now(UTC))
        await conversations.update(connection, free)
        await publish_change(connection, free)
        log.info("conversation.freed", conversation_id=str(conversation_id))
