"""Administrators' work: inbox, notes, canned replies, and a client's data."""

import datetime as dt
from typing import Any
from uuid import UUID

import msgspec
import structlog

from kilowatch.contracts.audit import AuditAction, Subject
from kilowatch.kit.accounts import Caller
from kilowatch.kit.audit import record
from kilowatch.kit.database import Pool
from kilowatch.kit.errors import KilowatchError, Kind
from kilowatch.support import acts, domain
from kilowatch.support.clients import Json, NotKnown, Platform
from kilowatch.support.domain import Conversation, ListedPage, Message, View
from kilowatch.support.errors import ConversationNotFound
from kilowatch.support.questions.periods import local_now
from kilowatch.support.reasons import Reason
from kilowatch.support.storage import conversations, messages, people

log = structlog.get_logger()

CONTEXT_DAYS = 7
MOST_DEVICES = 50
MOST_ALERTS = 10
MOST_SUMMED_UP = 1_000


class CannedReplyNotFound(KilowatchError):
    """The canned reply doesn't exist."""

    kind = Kind.NOT_FOUND
    code = "canned_reply_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such canned reply.")


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """The summary for an administrator who takes over."""

    asked: int
    answered_by: dict[str, int]
    first_question: str | None
    last_question: str | None
    open_questions: list[str]
    handover_reason: Reason | None
    waiting_since: dt.datetime | None


class Desk:
    """The use cases of administrators, except posting."""

    def __init__(self, pool: Pool, platform: Platform) -> None:
        self._pool = pool
        self._platform = platform

    async def inbox(
        self, caller: Caller, view: View, text: str | None, limit: int, offset: int
    ) -> tuple[ListedPage, int, int]:
        """Return a page of conversations, how many wait, and how many the caller has."""
        page = await conversations.inbox(self._pool, view, caller.user_id, text, limit, offset)
        await acts.look_at(self._pool, [each.conversation.client_id for each in page.items])
        return page, *await conversations.counts(self._pool, caller.user_id)

    async def _conversation(self, conversation_id: UUID) -> Conversation:
        conversation = await conversations.fetch(self._pool, conversation_id)
        if conversation is None:
            raise ConversationNotFound
        await acts.look_at(self._pool, [conversation.client_id])
        return conversation

    async def add_note(
        self, caller: Caller, conversation_id: UUID, note_id: UUID, text: str
    ) -> list[dict[str, Any]]:
        """Add a note for colleagues; return all of them. Raises `ConversationNotFound`."""
        conversation = await self._conversation(conversation_id)
        now = dt.datetime.now(dt.UTC)
        async with self._pool.acquire() as connection, connection.transaction():
            if await people.add_note(
                connection, note_id, conversation_id, caller.user_id, text, now
            ):
                await acts.record_on_conversation(
                    connection, AuditAction.NOTE_ADDED, conversation, after={"note_id": note_id}
                )
        return await people.notes(self._pool, conversation_id)

    async def notes(self, conversation_id: UUID) -> list[dict[str, Any]]:
        """Return the notes of a conversation. Raises `ConversationNotFound`."""
        await self._conversation(conversation_id)
        return await people.notes(self._pool, conversation_id)

    async def canned_replies(self) -> list[dict[str, Any]]:
        """Return all canned replies."""
        return await people.canned_replies(self._pool)

    async def put_canned_reply(self, reply_id: UUID, title: str, text: str, language: str) -> None:
        """Add or replace a canned reply."""
        async with self._pool.acquire() as connection, connection.transaction():
            before = await people.put_canned_reply(connection, reply_id, title, text, language)
            await record(
                connection,
                AuditAction.CANNED_REPLY_SAVED,
                Subject("canned_reply", str(reply_id), title),
                before=before,
                after={"title": title, "text": text, "language": language},
            )

    async def delete_canned_reply(self, reply_id: UUID) -> None:
        """Delete a canned reply. Raises `CannedReplyNotFound`."""
        async with self._pool.acquire() as connection, connection.transaction():
            before = await people.delete_canned_reply(connection, reply_id)
            if before is None:
                raise CannedReplyNotFound
            subject = Subject("canned_reply", str(reply_id), before["title"])
            await record(connection, AuditAction.CANNED_REPLY_DELETED, subject, before=before)

    async def looks(
        self, client_id: UUID | None, limit: int, offset: int
    ) -> tuple[list[dict[str, Any]], int]:
        """Return the audit log of looks at clients' data."""
        return await people.looks(self._pool, client_id, limit, offset)

    async def reasons(self, caller: Caller, conversation_id: UUID) -> list[Message]:
        """Return the explanation of each of its answers. Raises `ConversationNotFound`.

        A client reads those of their own conversations, without internal faults and without
        withheld sentences of an AI.
        """
        domain.speaks_as(caller, await self._conversation(conversation_id))
        found = await messages.after(self._pool, conversation_id, 0, MOST_SUMMED_UP)
        said = [each for each in found if each.author == "assistant"]
        if caller.is_admin:
            return said
        return [_for_clients(each) for each in said if each.path != "fallback"]

    async def summary(self, conversation_id: UUID) -> Summary:
        """Return the summary for an administrator who takes over.

        Raises `ConversationNotFound`.
        """
        conversation = await self._conversation(conversation_id)
        said = await messages.after(self._pool, conversation_id, 0, MOST_SUMMED_UP)
        return summed_up(conversation, said)

    async def context(self, caller: Caller, token: str, conversation_id: UUID) -> Json:
        """Return the client's devices, last alerts and consumption; the look is recorded first.

        Raises `ConversationNotFound`, or `Unavailable` if those services do not respond.
        """
        conversation = await self._conversation(conversation_id)
        await people.note_look(
            self._pool,
            caller.user_id,
            conversation.client_id,
            conversation_id,
            dt.datetime.now(dt.UTC),
        )
        log.info("client.looked_at", client_id=str(conversation.client_id), by=str(caller.user_id))
        page = await self._platform.devices(
            token, "", {"owner_id": str(conversation.client_id), "limit": MOST_DEVICES}
        )
        devices: list[Json] = page["items"]
        alerts = [each for device in devices for each in await self._alerts(token, device)]
        alerts.sort(key=lambda each: str(each["hour"]), reverse=True)
        return {
            "devices": devices,
            "alerts": alerts[:MOST_ALERTS],
            "days": await self._days(token, devices),
        }

    async def _alerts(self, token: str, device: Json) -> list[Json]:
        """Return a device's last alerts of the time in which the client has owned it."""
        params: Json = {"device_id": device["id"], "limit": MOST_ALERTS}
        if device["owned_since"] is not None:
            params["from"] = device["owned_since"]
        try:
            return (await self._platform.monitoring(token, "/alerts", params))["items"]
        except NotKnown:
            return []  # just registered

    async def _days(self, token: str, devices: list[Json]) -> list[Json]:
        """Return the last days of each device, without those of another owner."""
        found: list[Json] = []
        for device in devices:
            today = local_now(device["time_zone"]).date()
            start = today - dt.timedelta(days=CONTEXT_DAYS - 1)
            params = {
                "device_id": device["id"],
                "from": start.isoformat(),
                "to": (today + dt.timedelta(days=1)).isoformat(),
                "resolution": "day",
            }
            try:
                answer = await self._platform.monitoring(token, "/consumption", params)
            except NotKnown:
                continue
            since = _instant(device["owned_since"])
            found += [
                {
                    "device_id": device["id"],
                    "starts_at": each["starts_at"],
                    "ends_at": each["ends_at"],
                    "energy_kwh": each["energy_kwh"],
                    "coverage": each["coverage"],
                    "state": each["state"],
                }
                for each in answer["buckets"]
                if since is None or dt.datetime.fromisoformat(each["starts_at"]) >= since
            ]
        return found


def _for_clients(message: Message) -> Message:
    reason = message.reason.for_clients() if message.reason is not None else None
    return msgspec.structs.replace(message, reason=reason)


def _instant(text: str | None) -> dt.datetime | None:
    return None if text is None else dt.datetime.fromisoformat(text)


def summed_up(conversation: Conversation, said: list[Message]) -> Summary:
    """Return counts, the unanswered questions, and the client's last message. Pure."""
    asked = [each for each in said if each.author == "client"]
    answered = [each for each in said if each.author == "assistant"]
    paths = [each.path for each in answered if each.path is not None]
    return Summary(
        asked=len(asked),
        answered_by={path: paths.count(path) for path in sorted(set(paths))},
        first_question=asked[0].text if asked else None,
        last_question=asked[-1].text if asked else None,
        open_questions=_open_questions(said),
        handover_reason=conversation.handover_reason,
        waiting_since=conversation.waiting_since,
    )


def _open_questions(said: list[Message]) -> list[str]:
    """Return questions whose answer was that there is none."""
    open_ones: list[str] = []
    question: Message | None = None
    for each in said:
        if each.author == "client":
            question = each
        elif question is not None and each.path in {"none", "fallback", "interrupted"}:
            open_ones.append(question.text)
            question = None
    return open_ones[-5:]
