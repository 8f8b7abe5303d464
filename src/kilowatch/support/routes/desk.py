"""HTTP routes for administrators."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request

from kilowatch.contracts.audit import AuditAction
from kilowatch.kit.accounts import Bearer, CurrentAdministrator, CurrentCaller
from kilowatch.kit.audit import audited
from kilowatch.kit.pace import PacedChanges
from kilowatch.kit.problems import raises
from kilowatch.kit.text import Line
from kilowatch.support.container import container
from kilowatch.support.domain import View
from kilowatch.support.errors import (
    AlreadyTaken,
    ConversationClosed,
    ConversationNotFound,
    NotYours,
)
from kilowatch.support.routes.conversations import Limit, Offset, TheConversations
from kilowatch.support.schemas.conversations import (
    ConversationView,
    InboxPage,
    ListedConversation,
    MessageReason,
    TakingOver,
)
from kilowatch.support.schemas.desk import (
    CannedReplyView,
    CannedReplyWriting,
    ContextView,
    LookPage,
    LookView,
    NoteView,
    NoteWriting,
    SummaryView,
)
from kilowatch.support.service.desk import CannedReplyNotFound, Desk

router = APIRouter(prefix="/api/support", tags=["desk"], dependencies=[PacedChanges])


def _desk(request: Request) -> Desk:
    return container(request).desk


TheDesk = Annotated[Desk, Depends(_desk)]


@router.get(
    "/inbox",
    summary="List conversations for administrators",
    openapi_extra=audited(AuditAction.LOOK_CONVERSATION),
)
async def read_inbox(
    caller: CurrentAdministrator,
    desk: TheDesk,
    view: View = "waiting",
    search: Annotated[
        Line | None, Query(max_length=100, description="Part of the client's name or username.")
    ] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> InboxPage:
    """Those that wait (longest first), the caller's own, or all (last changed first)."""
    page, waiting, mine = await desk.inbox(caller, view, search or None, limit, offset)
    return InboxPage(
        items=[ListedConversation.of(each) for each in page.items],
        total=page.total,
        waiting=waiting,
        mine=mine,
    )


@router.post(
    "/conversations/{conversation_id}/take-over",
    summary="Take over a conversation",
    openapi_extra=audited(AuditAction.CONVERSATION_TAKEN_OVER),
)
@raises(ConversationNotFound, AlreadyTaken, ConversationClosed)
async def take_over_conversation(
    conversation_id: UUID,
    body: TakingOver,
    caller: CurrentAdministrator,
    conversations: TheConversations,
) -> ConversationView:
    """The caller answers from now on. Of two who do it at once, one gets 409 `already_taken`."""
    taken = await conversations.take_over(caller, conversation_id, body.taken_from)
    return ConversationView.of(taken)


@router.post(
    "/conversations/{conversation_id}/hand-back",
    summary="Hand a conversation back to the assistant",
    openapi_extra=audited(AuditAction.CONVERSATION_HANDED_BACK),
)
@raises(ConversationNotFound, NotYours, AlreadyTaken, ConversationClosed)
async def hand_back_conversation(
    conversation_id: UUID, caller: CurrentAdministrator, conversations: TheConversations
) -> ConversationView:
    """By whoever has it, or any administrator while it waits."""
    return ConversationView.of(await conversations.hand_back(caller, conversation_id))


@router.get(
    "/conversations/{conversation_id}/summary",
    summary="Summarize a conversation",
    openapi_extra=audited(AuditAction.LOOK_CONVERSATION),
)
@raises(ConversationNotFound)
async def read_summary(
    conversation_id: UUID, _: CurrentAdministrator, desk: TheDesk
) -> SummaryView:
    """Return the summary for an administrator before a takeover."""
    return SummaryView.of(await desk.summary(conversation_id))


@router.get(
    "/conversations/{conversation_id}/reasons",
    summary="List the reasons of the assistant's answers",
    openapi_extra=audited(AuditAction.LOOK_CONVERSATION),
)
@raises(ConversationNotFound)
async def list_reasons(
    conversation_id: UUID, caller: CurrentCaller, desk: TheDesk
) -> list[MessageReason]:
    """Path, confidence and reason of each answer. Administrators see how an AI failed."""
    return [MessageReason.of(each) for each in await desk.reasons(caller, conversation_id)]


@router.get(
    "/conversations/{conversation_id}/context",
    summary="Get the client's devices, alerts and consumption",
    openapi_extra=audited(AuditAction.LOOK_CONVERSATION),
)
@raises(ConversationNotFound)
async def read_context(
    conversation_id: UUID, caller: CurrentAdministrator, bearer: Bearer, desk: TheDesk
) -> ContextView:
    """Return a client's data beside a conversation. Each look is recorded in the audit log."""
    token = bearer.credentials if bearer is not None else ""
    return ContextView.model_validate(await desk.context(caller, token, conversation_id))


@router.get("/looks", summary="List looks at clients' data")
async def list_looks(
    _: CurrentAdministrator,
    desk: TheDesk,
    client_id: UUID | None = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> LookPage:
    """From the audit log, newest first."""
    items, total = await desk.looks(client_id, limit, offset)
    return LookPage(items=[LookView.model_validate(each) for each in items], total=total)


@router.get(
    "/conversations/{conversation_id}/notes",
    summary="List notes",
    openapi_extra=audited(AuditAction.LOOK_CONVERSATION),
)
@raises(ConversationNotFound)
async def list_notes(
    conversation_id: UUID, _: CurrentAdministrator, desk: TheDesk
) -> list[NoteView]:
    """Notes for colleagues, oldest first."""
    return [NoteView.model_validate(each) for each in await desk.notes(conversation_id)]


@router.post(
    "/conversations/{conversation_id}/notes",
    status_code=HTTPStatus.CREATED,
    summary="Add a note",
    openapi_extra=audited(AuditAction.NOTE_ADDED),
)
@raises(ConversationNotFound)
async def add_note(
    conversation_id: UUID, body: NoteWriting, caller: CurrentAdministrator, desk: TheDesk
) -> list[NoteView]:
    """Return all notes with the new one; the client never sees them."""
    notes = await desk.add_note(caller, conversation_id, body.id, body.text)
    return [NoteView.model_validate(each) for each in notes]


@router.get("/canned-replies", summary="List canned replies")
async def list_canned_replies(_: CurrentAdministrator, desk: TheDesk) -> list[CannedReplyView]:
    """By title."""
    return [CannedReplyView.model_validate(each) for each in await desk.canned_replies()]


@router.put(
    "/canned-replies/{reply_id}",
    summary="Save a canned reply",
    openapi_extra=audited(AuditAction.CANNED_REPLY_SAVED),
)
async def put_canned_reply(
    reply_id: UUID, body: CannedReplyWriting, _: CurrentAdministrator, desk: TheDesk
) -> CannedReplyView:
    """Create it, or replace the one with this identifier."""
    await desk.put_canned_reply(reply_id, body.title, body.text, body.language)
    return CannedReplyView(id=reply_id, **body.model_dump())


@router.delete(
    "/canned-replies/{reply_id}",
    status_code=HTTPStatus.NO_CONTENT,
    summary="Delete a canned reply",
    openapi_extra=audited(AuditAction.CANNED_REPLY_DELETED),
)
@raises(CannedReplyNotFound)
async def delete_canned_reply(reply_id: UUID, _: CurrentAdministrator, desk: TheDesk) -> None:
    """For all administrators."""
    await desk.delete_canned_reply(reply_id)
