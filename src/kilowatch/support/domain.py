"""The rules of conversations: permissions and transitions. Pure."""

from datetime import datetime
from typing import Literal, TypeAlias
from uuid import UUID

import msgspec

from kilowatch.contracts.ids import UserId
from kilowatch.contracts.support import Author, ChatPart, Path, State
from kilowatch.kit.accounts import Caller
from kilowatch.support.errors import (
    AlreadyTaken,
    ConversationClosed,
    ConversationNotFound,
    NotYours,
)
from kilowatch.support.reasons import Reason, because

View: TypeAlias = Literal["waiting", "mine", "all"]
"""The list of conversations that an administrator views."""

Language: TypeAlias = Literal["en", "ro"]

FAILED_ANSWERS_TO_HANDOVER = 2
"""After this many failed answers in a row a human is asked."""


class Marks(msgspec.Struct, frozen=True):
    """The number of the last message that either side has received and read."""

    client_delivered: int = 0
    client_read: int = 0
    staff_delivered: int = 0
    staff_read: int = 0


class Conversation(msgspec.Struct, frozen=True, kw_only=True):
    """A conversation as of ``version``, which grows with every change and every message."""

    id: UUID
    client_id: UserId
    language: Language
    state: State
    assigned_to: UserId | None
    version: int
    last_number: int
    failed_answers: int
    handover_reason: Reason | None
    waiting_since: datetime | None
    marks: Marks
    created_at: datetime
    changed_at: datetime


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """A stored message. ``confidence`` and ``reason`` explain an assistant's answer."""

    conversation_id: UUID
    number: int
    id: UUID
    author: Author
    author_id: UserId | None
    parts: list[ChatPart]
    path: Path | None = None
    confidence: float | None = None
    reason: Reason | None = None
    rule_id: UUID | None = None
    offers_human: bool = False
    posted_at: datetime

    @property
    def text(self) -> str:
        """Return the whole text."""
        return " ".join(each.text for each in self.parts)


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer of the assistant, and its explanation.

    ``failed`` if the question stays unanswered; ``hands_over`` if a human is asked.
    """

    parts: list[ChatPart]
    path: Path
    confidence: float | None = None
    reason: Reason
    rule_id: UUID | None = None
    offers_human: bool = False
    failed: bool = False
    hands_over: bool = False


def opened(
    conversation_id: UUID, client_id: UserId, language: Language, now: datetime
) -> Conversation:
    """Return a new conversation, with the assistant."""
    return Conversation(
        id=conversation_id,
        client_id=client_id,
        language=language,
        state="assistant",
        assigned_to=None,
        version=1,
        last_number=0,
        failed_answers=0,
        handover_reason=None,
        waiting_since=None,
        marks=Marks(),
        created_at=now,
        changed_at=now,
    )


def speaks_as(caller: Caller, conversation: Conversation) -> Author:
    """Return the caller's side of the conversation. Raises `ConversationNotFound`."""
    if caller.is_admin:
        return "human"
    if caller.user_id != conversation.client_id:
        raise ConversationNotFound
    return "client"


def _become(
    conversation: Conversation, state: State, now: datetime, **fields: object
) -> Conversation:
    defaults: dict[str, object] = {"assigned_to": None, "waiting_since": None}
    return msgspec.structs.replace(
        conversation,
        **{**defaults, **fields},
        state=state,
        version=conversation.version + 1,
        changed_at=now,
    )


def with_message(conversation: Conversation, now: datetime) -> Conversation:
    """Return the conversation with one more message."""
    return msgspec.structs.replace(
        conversation,
        last_number=conversation.last_number + 1,
        version=conversation.version + 1,
        changed_at=now,
    )


def awaiting_human(conversation: Conversation, reason: Reason, now: datetime) -> Conversation:
    """Ask for a human; nothing changes if one was asked already or has taken over.

    Raises `ConversationClosed`.
    """
    if conversation.state == "closed":
        raise ConversationClosed
    if conversation.state in {"waiting", "human"}:
        return conversation
    return _become(
        conversation, "waiting", now, waiting_since=now, handover_reason=reason, failed_answers=0
    )


def taken_over(
    conversation: Conversation, by: UserId, taken_from: UserId | None, now: datetime
) -> Conversation:
    """Assign the conversation to one administrator, who alone answers.

    A colleague's is taken over only if the caller names that colleague, so that of two
    concurrent takeovers one gets an error. Raises `AlreadyTaken` or `ConversationClosed`.
    """
    if conversation.state == "closed":
        raise ConversationClosed
    holder = conversation.assigned_to
    if holder == by:
        return conversation
    if holder is not None and holder != taken_from:
        raise AlreadyTaken(holder)
    return _become(conversation, "human", now, assigned_to=by)


def handed_back(conversation: Conversation, by: UserId, now: datetime) -> Conversation:
    """Hand back to the assistant. Raises `NotYours`, `AlreadyTaken` or `ConversationClosed`."""
    if conversation.state == "closed":
        raise ConversationClosed
    if conversation.state == "assistant":
        return conversation
    if conversation.assigned_to not in {None, by}:
        raise NotYours
    return _become(conversation, "assistant", now, failed_answers=0, handover_reason=None)


def closed(conversation: Conversation, now: datetime) -> Conversation:
    """Close the conversation."""
    return conversation if conversation.state == "closed" else _become(conversation, "closed", now)


def reopened(conversation: Conversation, now: datetime) -> Conversation:
    """Reopen it, with the assistant."""
    if conversation.state != "closed":
        return conversation
    return _become(conversation, "assistant", now, failed_answers=0, handover_reason=None)


def freed(conversation: Conversation, now: datetime) -> Conversation:
    """Let it wait for another human: its administrator is gone."""
    return _become(conversation, "waiting", now, waiting_since=now)


def after_answer(conversation: Conversation, answer: Answer, now: datetime) -> Conversation:
    """Return the state of the conversation once ``answer`` is given."""
    failed = conversation.failed_answers + 1 if answer.failed else 0
    after = msgspec.structs.replace(conversation, failed_answers=failed)
    if answer.hands_over:
        return awaiting_human(after, answer.reason, now)
    if failed >= FAILED_ANSWERS_TO_HANDOVER:
        return awaiting_human(after, because("failed_in_a_row", count=failed), now)
    return after


def marked(
    conversation: Conversation, side: Author, delivered: int | None, read: int | None
) -> Marks:
    """Return the marks with what ``side`` received and read: only forward, never past the end."""
    marks = conversation.marks
    last = conversation.last_number
    received, seen = (
        (marks.client_delivered, marks.client_read)
        if side == "client"
        else (marks.staff_delivered, marks.staff_read)
    )
    seen = max(seen, min(read or 0, last))
    received = max(received, seen, min(delivered or 0, last))
    if side == "client":
        return msgspec.structs.replace(marks, client_delivered=received, client_read=seen)
    return msgspec.structs.replace(marks, staff_delivered=received, staff_read=seen)


class Listed(msgspec.Struct, frozen=True):
    """A conversation in a list, with its participants and its last message."""

    conversation: Conversation
    client_name: str
    client_username: str
    assigned_name: str | None
    last_text: str | None


class ListedPage(msgspec.Struct, frozen=True):
    """A page of conversations, and their total number."""

    items: list[Listed]
    total: int
