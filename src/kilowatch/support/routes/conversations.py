"""HTTP routes: what both sides do with a conversation."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Query, Request

from kilowatch.contracts.audit import AuditAction
from kilowatch.kit.accounts import Bearer, CurrentCaller
from kilowatch.kit.audit import audited
from kilowatch.kit.pace import PacedChanges
from kilowatch.kit.problems import raises
from kilowatch.support.container import container
from kilowatch.support.errors import (
    ClientsOnly,
    ConversationClosed,
    ConversationNotFound,
    MessageIdTaken,
    NotYours,
    TooManyConversations,
    TooManyMessages,
)
from kilowatch.support.schemas.conversations import (
    ConversationOpening,
    ConversationPage,
    ConversationView,
    ListedConversation,
    Marking,
    MessagePage,
    MessagePosting,
    MessageView,
    PostedView,
    SupportStatus,
)
from kilowatch.support.service.conversations import Conversations
from kilowatch.support.service.posting import Posting

router = APIRouter(prefix="/api/support", tags=["conversations"], dependencies=[PacedChanges])


def _conversations(request: Request) -> Conversations:
    return container(request).conversations


def _posting(request: Request) -> Posting:
    return container(request).posting


TheConversations = Annotated[Conversations, Depends(_conversations)]
ThePosting = Annotated[Posting, Depends(_posting)]
Limit = Annotated[int, Query(ge=1, le=200)]
Offset = Annotated[int, Query(ge=0, le=1_000_000_000)]
Number = Annotated[int | None, Query(ge=0, le=2**31 - 1)]


@router.get("/status", summary="Get the assistant's status")
async def read_status(request: Request, _: CurrentCaller) -> SupportStatus:
    """Return whether there is an AI."""
    return SupportStatus(ai=container(request).composer.ai_state)


@router.post("/conversations", status_code=HTTPStatus.CREATED, summary="Open a conversation")
@raises(ClientsOnly, TooManyConversations, ConversationNotFound)
async def open_conversation(
    body: ConversationOpening, caller: CurrentCaller, conversations: TheConversations
) -> ConversationView:
    """For clients; at most 20 may be open at once."""
    opened = await conversations.open(caller, body.id or uuid4(), body.language)
    return ConversationView.of(opened)


@router.get("/conversations", summary="List one's conversations")
async def list_conversations(
    caller: CurrentCaller, conversations: TheConversations, limit: Limit = 50, offset: Offset = 0
) -> ConversationPage:
    """The last changed first."""
    page = await conversations.of_caller(caller, limit, offset)
    return ConversationPage(
        items=[ListedConversation.of(each) for each in page.items], total=page.total
    )


@router.get(
    "/conversations/{conversation_id}",
    summary="Get a conversation",
    openapi_extra=audited(AuditAction.LOOK_CONVERSATION),
)
@raises(ConversationNotFound)
async def read_conversation(
    conversation_id: UUID, caller: CurrentCaller, conversations: TheConversations
) -> ConversationView:
    """The caller's own, or any for an administrator."""
    return ConversationView.of(await conversations.get(caller, conversation_id))


@router.get(
    "/conversations/{conversation_id}/messages",
    summary="List messages",
    openapi_extra=audited(AuditAction.LOOK_CONVERSATION),
)
@raises(ConversationNotFound)
async def list_messages(
    conversation_id: UUID,
    caller: CurrentCaller,
    conversations: TheConversations,
    after: Annotated[Number, Query(description="Those after this number, oldest first.")] = None,
    before: Annotated[Number, Query(description="The last ones before this number.")] = None,
    limit: Limit = 50,
) -> MessagePage:
    """In order: the newest ones, or the page before or after a number."""
    conversation = await conversations.get(caller, conversation_id)
    found = await conversations.history(caller, conversation_id, after, before, limit)
    shown = await conversations.shown(found)
    return MessagePage(
        items=[MessageView.of(each) for each in shown],
        first_number=found[0].number if found else None,
        last_number=conversation.last_number,
    )


@router.post(
    "/conversations/{conversation_id}/messages",
    status_code=HTTPStatus.CREATED,
    summary="Post a message",
    openapi_extra=audited(AuditAction.CONVERSATION_ANSWERED),
)
@raises(ConversationNotFound, ConversationClosed, NotYours, MessageIdTaken, TooManyMessages)
async def post_message(
    conversation_id: UUID,
    body: MessagePosting,
    caller: CurrentCaller,
    bearer: Bearer,
    posting: ThePosting,
) -> PostedView:
    """Store a message, and return it with the assistant's answer if there is one at once.

    Posted again with the same identifier it is stored once. A client who posts too many in a
    minute gets 429.
    """
    token = bearer.credentials if bearer is not None else ""
    posted = await posting.post(caller, token, conversation_id, body.id, body.text)
    return PostedView(
        message=MessageView.of(posted.message),
        answer=MessageView.of(posted.answer) if posted.answer is not None else None,
    )


@router.post(
    "/conversations/{conversation_id}/marks", summary="Mark messages as delivered and read"
)
@raises(ConversationNotFound)
async def mark_messages(
    conversation_id: UUID, body: Marking, caller: CurrentCaller, conversations: TheConversations
) -> ConversationView:
    """For the caller's side; the other side sees it live."""
    marked = await conversations.mark(caller, conversation_id, body.delivered, body.read)
    return ConversationView.of(marked)


@router.post(
    "/conversations/{conversation_id}/typing",
    status_code=HTTPStatus.NO_CONTENT,
    summary="Show that one is typing",
)
@raises(ConversationNotFound)
async def show_typing(
    conversation_id: UUID, caller: CurrentCaller, conversations: TheConversations
) -> None:
    """Shown to the other side for a few seconds; repeat it while it lasts."""
    await conversations.typing(caller, conversation_id)


@router.post(
    "/conversations/{conversation_id}/human",
    summary="Ask for a human",
    openapi_extra=audited(AuditAction.CONVERSATION_HUMAN_REQUESTED),
)
@raises(ConversationNotFound, ConversationClosed)
async def ask_for_human(
    conversation_id: UUID, caller: CurrentCaller, conversations: TheConversations
) -> ConversationView:
    """The conversation waits for an administrator, and the assistant stops answering."""
    return ConversationView.of(await conversations.ask_human(caller, conversation_id))


@router.post(
    "/conversations/{conversation_id}/close",
    summary="Close a conversation",
    openapi_extra=audited(AuditAction.CONVERSATION_CLOSED),
)
@raises(ConversationNotFound)
async def close_conversation(
    conversation_id: UUID, caller: CurrentCaller, conversations: TheConversations
) -> ConversationView:
    """By either side. No messages can be posted until it is reopened."""
    return ConversationView.of(await conversations.close(caller, conversation_id))


@router.post(
    "/conversations/{conversation_id}/reopen",
    summary="Reopen a conversation",
    openapi_extra=audited(AuditAction.CONVERSATION_REOPENED),
)
@raises(ConversationNotFound)
async def reopen_conversation(
    conversation_id: UUID, caller: CurrentCaller, conversations: TheConversations
) -> ConversationView:
    """By either side. The assistant answers again."""
    return ConversationView.of(await conversations.reopen(caller, conversation_id))
