"""Stores a message and starts its answer: all in one transaction, before 201."""

import math
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

import msgspec

from kilowatch.contracts.audit import AuditAction
from kilowatch.contracts.support import Author, ChatMessage, ChatPart
from kilowatch.kit.accounts import Caller
from kilowatch.kit.database import Connection, Pool
from kilowatch.support.acts import record_on_conversation
from kilowatch.support.domain import Conversation, Message
from kilowatch.support.errors import (
    ConversationClosed,
    MessageIdTaken,
    NotYours,
    TooManyMessages,
)
from kilowatch.support.service.answering import Answering, Question
from kilowatch.support.service.conversations import locked
from kilowatch.support.service.emergencies import in_danger
from kilowatch.support.service.events import chat_message, names_in
from kilowatch.support.service.message_writer import MessageWriter
from kilowatch.support.storage import messages

MINUTE: Final = timedelta(minutes=1)


class Posted(msgspec.Struct, frozen=True):
    """The result of posting: the message, and the answer if it is immediate."""

    message: ChatMessage
    answer: ChatMessage | None = None


class Posting:
    """Posting by both sides; at most ``messages_per_minute`` of a client."""

    def __init__(self, pool: Pool, answering: Answering, messages_per_minute: int) -> None:
        self._pool = pool
        self._answering = answering
        self._messages_per_minute = messages_per_minute

    async def post(
        self, caller: Caller, token: str, conversation_id: UUID, message_id: UUID, text: str
    ) -> Posted:
        """Store a message; repeating it stores it once.

        ``token`` is the caller's, with which their own data is queried if the answer needs
        it. Raises `ConversationNotFound`, `ConversationClosed`, `NotYours`, `MessageIdTaken`
        or `TooManyMessages`.
        """
        async with self._pool.acquire() as connection, connection.transaction():
            conversation, side = await locked(connection, caller, conversation_id)
            known = await messages.fetch(connection, conversation_id, message_id)
            if known is not None:
                if (known.author_id, known.text) != (caller.user_id, text):
                    raise MessageIdTaken
                return Posted(chat_message(known, await names_in(connection, [known])))
            message = _message(caller, side, conversation, message_id, text)
            await self._refuse(connection, caller, conversation, message)
            saying = MessageWriter(conversation)
            saying.say(message)
            await record_on_conversation(
                connection,
                AuditAction.CONVERSATION_ANSWERED,
                conversation,
                after={"number": message.number, "characters": len(text)},
            )
            at_once = in_danger(conversation, text) if side == "client" else None
            if at_once is None:
                if side != "client" or conversation.state != "assistant":
                    return Posted(*await saying.store(connection))
                at_once = await self._answering.at_once(connection, conversation, message)
            if at_once is not None:
                saying.answer(message, uuid4(), at_once)
                return Posted(*await saying.store(connection))
            [stored] = await saying.store(connection)
            question = Question(saying.conversation, message, uuid4(), token)
            await self._answering.accept(connection, question)
        self._answering.begin(question)
        return Posted(stored)

    async def _refuse(
        self, connection: Connection, caller: Caller, conversation: Conversation, message: Message
    ) -> None:
        """Raise if the caller may not post here, or not this fast."""
        if conversation.state == "closed":
            raise ConversationClosed
        if message.author == "human":
            if conversation.assigned_to != caller.user_id:
                raise NotYours
            return
        since = message.posted_at - MINUTE
        full_since = await messages.posted_before(
            connection, caller.user_id, since, self._messages_per_minute
        )
        if full_since is not None:
            raise TooManyMessages(max(1, math.ceil((full_since - since).total_seconds())))


def _message(
    caller: Caller, side: Author, conversation: Conversation, message_id: UUID, text: str
) -> Message:
    """Return the caller's text as the next message of the conversation."""
    return Message(
        conversation_id=conversation.id,
        number=conversation.last_number + 1,
        id=message_id,
        author=side,
        author_id=caller.user_id,
        parts=[ChatPart(text=text)],
        posted_at=datetime.now(UTC),
    )
