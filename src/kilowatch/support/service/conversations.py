"""Conversations: opened, listed, read, marked, closed, reopened, handed over."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from uuid import UUID

import structlog

from kilowatch.contracts.audit import AuditAction
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.socket import ChatMarks, ChatTyping
from kilowatch.contracts.support import Author, ChatMessage
from kilowatch.kit.accounts import Caller
from kilowatch.kit.database import Connection, Pool
from kilowatch.kit.pace import ADMINISTRATORS_SHARE, Pace
from kilowatch.support import acts, domain
from kilowatch.support.domain import Conversation, Language, ListedPage, Message
from kilowatch.support.ephemeral_events import EphemeralEvents
from kilowatch.support.errors import (
    MOST_OPEN,
    ClientsOnly,
    ConversationNotFound,
    TooManyConversations,
)
from kilowatch.support.reasons import because
from kilowatch.support.service.events import chat_message, names_in, publish_change
from kilowatch.support.storage import conversations, messages

log = structlog.get_logger()

CLIENT_ASKED = because("client_asked")


class Conversations:
    """The use cases of conversations for both sides, except posting."""

    def __init__(self, pool: Pool, moments: EphemeralEvents, changes: Pace, typing: Pace) -> None:
        self._pool = pool
        self._moments = moments
        self._changes = changes
        self._typing = typing

    async def open(self, caller: Caller, conversation_id: UUID, language: Language) -> Conversation:
        """Open a conversation, or return the one the caller opened with this identifier.

        Raises `ClientsOnly`, `TooManyConversations`, `TooManyRequests`, or
        `ConversationNotFound` if the identifier is another user's.
        """
        if caller.is_admin:
            raise ClientsOnly
        self._count_change(caller)
        fresh = domain.opened(conversation_id, caller.user_id, language, datetime.now(UTC))
        async with self._pool.acquire() as connection, connection.transaction():
            open_ones = await conversations.count_open(connection, caller.user_id)
            if await conversations.insert(connection, fresh):
                if open_ones >= MOST_OPEN:
                    raise TooManyConversations
                await publish_change(connection, fresh)
                log.info("conversation.opened", conversation_id=str(fresh.id))
                return fresh
        return await self.get(caller, conversation_id)

    async def get(self, caller: Caller, conversation_id: UUID) -> Conversation:
        """Return a conversation of the caller. Raises `ConversationNotFound`."""
        conversation = await conversations.fetch(self._pool, conversation_id)
        if conversation is None:
            raise ConversationNotFound
        domain.speaks_as(caller, conversation)
        await acts.look_at(self._pool, [conversation.client_id])
        return conversation

    async def of_caller(self, caller: Caller, limit: int, offset: int) -> ListedPage:
        """Return the caller's own conversations."""
        return await conversations.list_of_client(self._pool, caller.user_id, limit, offset)

    async def history(
        self,
        caller: Caller,
        conversation_id: UUID,
        after: int | None,
        before: int | None,
        limit: int,
    ) -> list[Message]:
        """Return messages after a number, or the last ones (before a number), in order."""
        conversation = await self.get(caller, conversation_id)
        if after is not None:
            return await messages.after(self._pool, conversation_id, after, limit)
        end = before if before is not None else conversation.last_number + 1
        return await messages.before(self._pool, conversation_id, end, limit)

    async def shown(self, said: Sequence[Message]) -> list[ChatMessage]:
        """Return messages in the form of the API."""
        names = await names_in(self._pool, said)
        return [chat_message(each, names) for each in said]

    async def mark(
        self, caller: Caller, conversation_id: UUID, delivered: int | None, read: int | None
    ) -> Conversation:
        """Store what the caller's side has received and read, and show it to the other."""
        async with self._pool.acquire() as connection, connection.transaction():
            before, side = await locked(connection, caller, conversation_id)
            marks = domain.marked(before, side, delivered, read)
            if marks == before.marks:
                return before
            await conversations.update_marks(connection, conversation_id, marks)
        self._moments.publish(
            before.client_id,
            ChatMarks(
                conversation_id=conversation_id,
                client_delivered=marks.client_delivered,
                client_read=marks.client_read,
                staff_delivered=marks.staff_delivered,
                staff_read=marks.staff_read,
            ),
        )
        return await self.get(caller, conversation_id)

    async def typing(self, caller: Caller, conversation_id: UUID) -> None:
        """Show the other side that the caller is typing; ignored if sent too often."""
        if self._typing.take(caller.user_id) > 0:
            return
        conversation = await self.get(caller, conversation_id)
        side = domain.speaks_as(caller, conversation)
        if side == "human" and conversation.assigned_to != caller.user_id:
            return
        self._moments.publish(
            conversation.client_id,
            ChatTyping(conversation_id=conversation_id, author=side),
            client=side == "human",
            staff=side == "client",
        )

    async def ask_human(self, caller: Caller, conversation_id: UUID) -> Conversation:
        """Ask for a human. Raises `ConversationClosed`."""
        return await self._change(
            AuditAction.CONVERSATION_HUMAN_REQUESTED,
            caller,
            conversation_id,
            lambda it, now: domain.awaiting_human(it, CLIENT_ASKED, now),
        )

    async def close(self, caller: Caller, conversation_id: UUID) -> Conversation:
        """Close it, by either side."""
        action = AuditAction.CONVERSATION_CLOSED
        return await self._change(action, caller, conversation_id, domain.closed)

    async def reopen(self, caller: Caller, conversation_id: UUID) -> Conversation:
        """Reopen it, by either side."""
        action = AuditAction.CONVERSATION_REOPENED
        return await self._change(action, caller, conversation_id, domain.reopened)

    async def take_over(
        self, caller: Caller, conversation_id: UUID, taken_from: UUID | None
    ) -> Conversation:
        """Assign the conversation to the caller, who alone answers.

        Raises `AlreadyTaken` where a colleague other than ``taken_from`` has it.
        """
        holder = None if taken_from is None else UserId(taken_from)
        return await self._change(
            AuditAction.CONVERSATION_TAKEN_OVER,
            caller,
            conversation_id,
            lambda it, now: domain.taken_over(it, caller.user_id, holder, now),
        )

    async def hand_back(self, caller: Caller, conversation_id: UUID) -> Conversation:
        """Hand back to the assistant. Raises `NotYours` if a colleague has it."""
        return await self._change(
            AuditAction.CONVERSATION_HANDED_BACK,
            caller,
            conversation_id,
            lambda it, now: domain.handed_back(it, caller.user_id, now),
        )

    def _count_change(self, caller: Caller) -> None:
        """Count a change that every administrator is notified of. Raises `TooManyRequests`."""
        cost = ADMINISTRATORS_SHARE if caller.is_admin else 1.0
        self._changes.require(caller.user_id, "conversation_changes", cost)

    async def _change(
        self,
        action: AuditAction,
        caller: Caller,
        conversation_id: UUID,
        change: Callable[[Conversation, datetime], Conversation],
    ) -> Conversation:
        self._count_change(caller)
        async with self._pool.acquire() as connection, connection.transaction():
            before, _ = await locked(connection, caller, conversation_id)
            after = change(before, datetime.now(UTC))
            if after is before:
                return before
            await conversations.update(connection, after)
            await acts.record_change(connection, action, before, after)
            await publish_change(connection, after)
        log.info(
            "conversation.changed",
            conversation_id=str(conversation_id),
            state=after.state,
            by=str(caller.user_id),
        )
        return after


async def locked(
    connection: Connection, caller: Caller, conversation_id: UUID
) -> tuple[Conversation, Author]:
    """Return a conversation of the caller, locked, and the caller's side in it.

    Raises `ConversationNotFound`.
    """
    conversation = await conversations.fetch_for_update(connection, conversation_id)
    if conversation is None:
        raise ConversationNotFound
    return conversation, domain.speaks_as(caller, conversation)
