"""Events out: what was said, and how a conversation stands."""

from kilowatch.contracts.support import (
    ChatMessage,
    ConversationChanged,
    ConversationState,
    MessagePosted,
)
from kilowatch.kit.database import Connection, Pool
from kilowatch.kit.outbox import emit
from kilowatch.support.domain import Conversation, Message
from kilowatch.support.storage import conversations


async def tell_of_change(connection: Connection, conversation: Conversation) -> None:
    """Say how a conversation stands, in the transaction of its change."""
    await emit(
        connection, ConversationChanged(conversation=await state_of(connection, conversation))
    )


async def tell_of_message(
    connection: Connection, conversation: Conversation, message: Message
) -> None:
    """Say what was said, in the transaction that stores it."""
    state = await state_of(connection, conversation)
    chat = await chat_message(connection, message)
    await emit(connection, MessagePosted(message=chat, conversation=state))


async def state_of(connection: Connection, conversation: Conversation) -> ConversationState:
    """A conversation the way others are told of it."""
    return ConversationState(
        conversation_id=conversation.id,
        version=conversation.version,
        client_id=conversation.client_id,
        state=conversation.state,
        assigned_to=conversation.assigned_to,
        assigned_name=await conversations.name_of(connection, conversation.assigned_to),
        last_number=conversation.last_number,
        waiting_since=conversation.waiting_since,
    )


async def chat_message(source: Connection | Pool, message: Message) -> ChatMessage:
    """A message the way its readers see it."""
    return ChatMessage(
        message_id=message.id,
        conversation_id=message.conversation_id,
        number=message.number,
        author=message.author,
        author_name=await conversations.name_of(source, message.author_id) or "",
        text=message.text,
        parts=message.parts,
        path=message.path,
        offers_human=message.offers_human,
        posted_at=message.posted_at,
    )
