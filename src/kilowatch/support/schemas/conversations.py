"""Requests and responses about conversations."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from kilowatch.contracts.support import Author, ChatMessage, Path, State
from kilowatch.kit.inputs import RequestModel
from kilowatch.kit.text import Line, Paragraphs
from kilowatch.support.domain import Conversation, Language, Listed, Message
from kilowatch.support.reasons import Code, Reason

MessageText = Annotated[Paragraphs, StringConstraints(min_length=1, max_length=4000)]
Title = Annotated[Line, StringConstraints(min_length=1, max_length=100)]


class ConversationOpening(RequestModel):
    """A new conversation."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"language": "ro"}]})

    id: UUID | None = Field(
        default=None,
        description="Chosen by the server if left out. The same one again opens no other.",
    )
    language: Language = "en"


class MessagePosting(RequestModel):
    """A new message."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "018f0000-0000-4000-8000-000000000005",
                    "text": "How much did I use yesterday?",
                }
            ]
        },
    )

    id: UUID = Field(description="Chosen by the sender: sent again, it is stored once.")
    text: MessageText


class Marking(RequestModel):
    """The last message that the caller's side has received and read; never goes back."""

    delivered: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None
    read: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None


class TakingOver(RequestModel):
    """A takeover of a conversation."""

    taken_from: UUID | None = Field(
        default=None,
        description="The colleague who has it now, to take it from them; if left out, a colleague "
        "who has it keeps it.",
    )


class MarksView(BaseModel):
    """The number of the last message that either side has received and read."""

    client_delivered: int
    client_read: int
    staff_delivered: int
    staff_read: int


class ConversationView(BaseModel):
    """A conversation."""

    id: UUID
    client_id: UUID
    language: Language
    state: State = Field(description="Who answers next.")
    assigned_to: UUID | None = Field(description="The administrator who has it; null: nobody.")
    version: int = Field(description="Grows with every change and every message.")
    last_number: int = Field(description="Number of the newest message; 0: none.")
    waiting_since: datetime | None
    marks: MarksView
    created_at: datetime
    changed_at: datetime

    @classmethod
    def of(cls, conversation: Conversation) -> Self:
        """Return the response for ``conversation``."""
        return cls.model_validate(conversation, from_attributes=True)


class ListedConversation(BaseModel):
    """A conversation in a list."""

    conversation: ConversationView
    client_name: str
    client_username: str
    assigned_name: str | None
    last_text: str | None = Field(description="Start of the newest message; null: none.")

    @classmethod
    def of(cls, listed: Listed) -> Self:
        """Return the response for ``listed``."""
        return cls(
            conversation=ConversationView.of(listed.conversation),
            client_name=listed.client_name,
            client_username=listed.client_username,
            assigned_name=listed.assigned_name,
            last_text=listed.last_text,
        )


class ConversationPage(BaseModel):
    """A page of conversations, and their total number."""

    items: list[ListedConversation]
    total: int


class InboxPage(ConversationPage):
    """A page of the inbox."""

    waiting: int = Field(description="How many wait for a human, whatever the view.")
    mine: int = Field(description="How many the caller has, whatever the view.")


class ChartView(BaseModel):
    """The page of the application that shows the figures of a sentence, as a path."""

    href: str


class PartView(BaseModel):
    """A sentence or two."""

    text: str
    label: Literal["general"] | None = Field(
        description="`general`: advice that holds for anybody, not a measured fact."
    )
    charts: list[ChartView]


class MessageView(BaseModel):
    """A message. Numbers run 1, 2, 3 … in each conversation, without gaps."""

    message_id: UUID
    conversation_id: UUID
    number: int
    author: Author
    author_name: str
    text: str
    parts: list[PartView] = Field(description="The same text, part by part.")
    path: Path | None = Field(description="How the assistant came to it; null: a person wrote it.")
    offers_human: bool = Field(description="Whether to show a way to a human beside it.")
    posted_at: datetime

    @classmethod
    def of(cls, message: ChatMessage) -> Self:
        """Return the response for ``message``."""
        return cls.model_validate(message, from_attributes=True)


class PostedView(BaseModel):
    """The result of a message."""

    message: MessageView
    answer: MessageView | None = Field(
        description="The assistant's, where there is one at once; else it comes over the socket."
    )


class MessagePage(BaseModel):
    """Messages in order."""

    items: list[MessageView]
    first_number: int | None = Field(
        description="Number of the first of these messages; null: none."
    )
    last_number: int = Field(
        description="Number of the newest message of the conversation; 0: none."
    )


class ClauseView(BaseModel):
    """A part of a reason, to be formatted in the reader's language."""

    code: Code
    values: dict[str, str] = Field(description="What it is about, by name.")


Clauses = Annotated[
    list[ClauseView],
    Field(description="The same as codes with values; empty for old ones."),
]


def clauses_of(reason: Reason | None) -> list[ClauseView]:
    """Return the responses for a reason's clauses."""
    clauses = reason.clauses if reason is not None else ()
    return [ClauseView(code=each.code, values=each.values) for each in clauses]


class MessageReason(BaseModel):
    """The explanation of an assistant's message."""

    number: int
    path: Path | None
    confidence: float | None
    reason: str | None = Field(description="In English.")
    clauses: Clauses
    rule_id: UUID | None

    @classmethod
    def of(cls, message: Message) -> Self:
        """Return the response for ``message``."""
        return cls(
            number=message.number,
            path=message.path,
            confidence=message.confidence,
            reason=message.reason.text if message.reason is not None else None,
            clauses=clauses_of(message.reason),
            rule_id=message.rule_id,
        )


class SupportStatus(BaseModel):
    """The current abilities of the assistant."""

    ai: Literal["off", "on", "resting"] = Field(
        description="Whether there is an AI, and whether it answers."
    )
