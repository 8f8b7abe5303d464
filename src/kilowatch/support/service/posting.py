"""A message is stored, and what follows from it begins: all in one transaction, before 201."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import msgspec
import structlog

from kilowatch.contracts.support import ChatPart
from kilowatch.kit.accounts import Caller
from kilowatch.kit.database import Pool
from kilowatch.support.domain import (
    ConversationClosed,
    Message,
    MessageIdTaken,
    NotYours,
)
from kilowatch.support.service.answering import Answering, Question
from kilowatch.support.service.conversations import locked
from kilowatch.support.service.saying import give, say
from kilowatch.support.storage import messages

log = structlog.get_logger()


class Posted(msgspec.Struct, frozen=True):
    """What came of a message: the message, and the answer where there is one at once."""

    message: Message
    answer: Message | None = None


class Posting:
    """What both sides say."""

    def __init__(self, pool: Pool, answering: Answering) -> None:
        self._pool = pool
        self._answering = answering

    async def post(
        self, caller: Caller, token: str, conversation_id: UUID, message_id: UUID, text: str
    ) -> Posted:
        """Store a message; the same one again is stored once.

        ``token`` is the caller's, with which their own data is asked for if the answer needs
        it. Raises `ConversationNotFound`, `ConversationClosed`, `NotYours` or `MessageIdTaken`.
        """
        async with self._pool.acquire() as connection, connection.transaction():
            conversation, side = await locked(connection, caller, conversation_id)
            known = await messages.fetch(connection, conversation_id, message_id)
            if known is not None:
                if (known.author_id, known.text) != (caller.user_id, text):
                    raise MessageIdTaken
                return Posted(known)
            if conversation.state == "closed":
                raise ConversationClosed
            if side == "human" and conversation.assigned_to != caller.user_id:
                raise NotYours
            message = Message(
                conversation_id=conversation_id,
                number=conversation.last_number + 1,
                id=message_id,
                author=side,
                author_id=caller.user_id,
                parts=[ChatPart(text=text)],
                posted_at=datetime.now(UTC),
            )
            conversation = await say(connection, conversation, message)
            if side != "client" or conversation.state != "assistant":
                return Posted(message)
            at_once = await self._answering.at_once(connection, conversation, message)
            if at_once is not None:
                answer = await give(connection, conversation, message, uuid4(), at_once)
                return Posted(message, answer)
            question = Question(conversation, message, uuid4(), token)
            await self._answering.accept(connection, question)
        self._answering.begin(question)
        return Posted(message)
