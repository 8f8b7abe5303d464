"""Storing what is said, with the event that tells of it."""

from datetime import UTC, datetime
from uuid import UUID

import structlog

from kilowatch.kit.database import Connection
from kilowatch.support import domain
from kilowatch.support.domain import Answer, Conversation, Message
from kilowatch.support.service.telling import tell_of_change, tell_of_message
from kilowatch.support.storage import conversations, messages, rules

log = structlog.get_logger()


async def say(connection: Connection, conversation: Conversation, message: Message) -> Conversation:
    """Store ``message`` as the next of ``conversation``, whose row is locked; give it as it is."""
    after = domain.with_message(conversation, message.posted_at)
    await messages.insert(connection, message)
    await conversations.update(connection, after)
    await tell_of_message(connection, after, message)
    return after


async def give(
    connection: Connection,
    conversation: Conversation,
    question: Message,
    answer_id: UUID,
    answer: Answer,
) -> Message:
    """Store the assistant's answer and what follows: hits, gaps, a human who is asked."""
    now = datetime.now(UTC)
    message = _message(conversation, answer_id, answer, now)
    said = await say(connection, conversation, message)
    if answer.rule_id is not None:
        await rules.count_hit(connection, answer.rule_id)
    if answer.failed:
        await rules.note_unanswered(connection, question, conversation.language, answer.reason)
    after = domain.after_answer(said, answer, now)
    if after is not said:
        await conversations.update(connection, after)
    if after.state != said.state:
        await tell_of_change(connection, after)
    log.info(
        "answer.given",
        conversation_id=str(conversation.id),
        number=message.number,
        path=answer.path,
        state=after.state,
    )
    return message


def _message(conversation: Conversation, answer_id: UUID, answer: Answer, now: datetime) -> Message:
    """An answer as the next message of its conversation."""
    return Message(
        conversation_id=conversation.id,
        number=conversation.last_number + 1,
        id=answer_id,
        author="assistant",
        author_id=None,
        parts=answer.parts,
        path=answer.path,
        confidence=answer.confidence,
        reason=answer.reason,
        rule_id=answer.rule_id,
        offers_human=answer.offers_human,
        posted_at=now,
    )
