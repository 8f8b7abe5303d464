"""Publishes events about messages and the state of conversations."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from kilowatch.contracts.ids import UserId
from kilowatch.contracts.support import ChatMessage, ConversationChanged, ConversationState
from kilowatch.kit.database import Connection, Pool
from kilowatch.kit.messaging.outbox import emit
from kilowatch.support.domain import Conversation, Message
from kilowatch.support.storage import conversations

Names: TypeAlias = Mapping[UserId, str]
"""Return the names of the participants of an event."""


async def publish_change(connection: Connection, conversation: Conversation) -> None:
    """Publish the state of a conversation, in the transaction of its change."""
    names = await names_in(connection, (), conversation)
    await emit(connection, ConversationChanged(conversation=state_of(conversation, names)))


async def names_in(
    source: Connection | Pool, messages: Iterable[Message], conversation: Conversation | None = None
) -> Names:
    """Return the names of the authors of ``messages``, and of who has ``conversation``."""
    wanted = {each.author_id for each in messages}
    if conversation is not None:
        wanted.add(conversation.assigned_to)
    people = {each for each in wanted if each is not None}
    return await conversations.names_of(source, people) if people else {}


def state_of(conversation: Conversation, names: Names) -> ConversationState:
    """Return the state of a conversation for events."""
    holder = conversation.assigned_to
    return ConversationState(
        conversation_id=conversation.id,
        version=conversation.version,
        client_id=conversation.client_id,
        state=conversation.state,
        assigned_to=holder,
        assigned_name=names.get(holder) if holder is not None else None,
        last_number=conversation.last_number,
        waiting_since=conversation.waiting_since,
    )


def chat_message(message: Message, names: Names) -> ChatMessage:
    """Return a message in the form of events."""
    author = message.author_id
    return ChatMessage(
        message_id=message.id,
        conversation_id=message.conversation_id,
        number=message.number,
        author=message.author,
        author_name=names.get(author, "") if author is not None else "",
        text=message.text,
        parts=message.parts,
        path=message.path,
        offers_human=message.offers_human,
        posted_at=message.posted_at,
    )
