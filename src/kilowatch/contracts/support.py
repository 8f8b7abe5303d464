"""Events of `support`: messages of a conversation, and the state of conversations.

What must not be missed is an event. Ephemeral messages (typing, a sentence of an answer in
progress, read marks) go over the fanout exchange `CHAT_EXCHANGE` as MessagePack, and are not
stored.
"""

from datetime import datetime
from typing import Final, Literal, TypeAlias
from uuid import UUID

import msgspec

from kilowatch.contracts.events import Event, event
from kilowatch.contracts.ids import UserId

CHAT_EXCHANGE: Final = "chat"

Author: TypeAlias = Literal["client", "assistant", "human"]
"""The author of a message: the client, the assistant (rules, data and AI), or a human."""

State: TypeAlias = Literal["assistant", "waiting", "human", "closed"]
"""The next to answer: the assistant, no human yet, one human, or nobody since it is closed."""

Path: TypeAlias = Literal["rule", "data", "ai", "fallback", "handover", "interrupted", "none"]
"""The source of the assistant's answer; ``fallback``: the AI was needed and failed."""


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """The page of the application that shows the figures of a sentence, as a path within it."""

    href: str


class ChatPart(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence or two of a message.

    ``label`` is ``general`` for general advice that is not a measured fact.
    """

    text: str
    label: Literal["general"] | None = None
    charts: list[Chart] = []


class ChatMessage(msgspec.Struct, frozen=True, kw_only=True):
    """A stored message. Numbers run 1, 2, 3 … in each conversation, without gaps."""

    message_id: UUID
    conversation_id: UUID
    number: int
    author: Author
    author_name: str
    text: str
    parts: list[ChatPart]
    path: Path | None = None
    offers_human: bool = False
    posted_at: datetime


class ConversationState(msgspec.Struct, frozen=True, kw_only=True):
    """The state of a conversation as of ``version``, without any of its text."""

    conversation_id: UUID
    version: int
    client_id: UserId
    state: State
    assigned_to: UserId | None
    assigned_name: str | None
    last_number: int
    waiting_since: datetime | None


@event("support.message_posted.v1")
class MessagePosted(Event, frozen=True, kw_only=True):
    """A message was posted in a conversation."""

    message: ChatMessage
    conversation: ConversationState


@event("support.conversation_changed.v1")
class ConversationChanged(Event, frozen=True, kw_only=True):
    """A conversation was opened, taken over, handed back, closed or reopened."""

    conversation: ConversationState


class ChatMoment(msgspec.Struct, frozen=True, array_like=True):
    """An ephemeral event; ``body`` is a message of the socket, as JSON."""

    client_id: UserId
    for_client: bool
    for_administrators: bool
    body: bytes
