"""Writes messages of a conversation: collected first, then stored at once with their events."""

from datetime import UTC, datetime
from uuid import UUID

import structlog

from kilowatch.contracts.events import Event
from kilowatch.contracts.support import ChatMessage, ConversationChanged, MessagePosted
from kilowatch.kit.database import Connection
from kilowatch.kit.messaging.outbox import emit_all
from kilowatch.support import domain
from kilowatch.support.domain import Answer, Conversation, Message
from kilowatch.support.service.events import Names, chat_message, names_in, state_of
from kilowatch.support.storage import conversations, messages, rules

log = structlog.get_logger()


class MessageWriter:
    """Writes to ``conversation``, whose row is locked; nothing is stored before `store`.

    A client waits for each database round trip: a question and its answer are stored together.
    """

    def __init__(self, conversation: Conversation) -> None:
        self.conversation = conversation
        self._said: list[tuple[Message, Conversation]] = []
        self._answers: list[tuple[Message, Answer]] = []
        self._changed_state = False

    def say(self, message: Message) -> None:
        """Add ``message`` as the next of the conversation."""
        self.conversation = domain.with_message(self.conversation, message.posted_at)
        self._said.append((message, self.conversation))

    def answer(self, question: Message, answer_id: UUID, answer: Answer) -> Message:
        """Add the assistant's answer as the next message, with its consequences."""
        now = datetime.now(UTC)
        message = _message(self.conversation, answer_id, answer, now)
        self.say(message)
        self._answers.append((question, answer))
        before = self.conversation.state
        self.conversation = domain.after_answer(self.conversation, answer, now)
        self._changed_state = self.conversation.state != before
        return message

    async def store(self, connection: Connection) -> list[ChatMessage]:
        """Store all messages with their events; return the messages in the form of the API."""
        said = [message for message, _ in self._said]
        names = await names_in(connection, said, self.conversation)
        await messages.insert(connection, said)
        await conversations.update(connection, self.conversation)
        for question, answer in self._answers:
            await self._follow_up(connection, question, answer)
        await emit_all(connection, self._events(names))
        return [chat_message(each, names) for each in said]

    async def _follow_up(self, connection: Connection, question: Message, answer: Answer) -> None:
        """Count the rule that matched, and store an unanswered question."""
        if answer.rule_id is not None:
            await rules.count_hit(connection, answer.rule_id)
        if answer.failed:
            language = self.conversation.language
            await rules.note_unanswered(connection, question, language, answer.reason)
        log.info(
            "answer.given",
            conversation_id=str(self.conversation.id),
            to_number=question.number,
            path=answer.path,
            state=self.conversation.state,
        )

    def _events(self, names: Names) -> list[Event]:
        events: list[Event] = [
            MessagePosted(message=chat_message(message, names), conversation=state_of(stood, names))
            for message, stood in self._said
        ]
        if self._changed_state:
            events.append(ConversationChanged(conversation=state_of(self.conversation, names)))
        return events


def _message(conversation: Conversation, answer_id: UUID, answer: Answer, now: datetime) -> Message:
    """Return an answer as the next message of its conversation."""
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
