"""Notifications of a conversation to its client and the administrators, numbered like alerts.

A client gets the messages, which are deleted with the account. Administrators get only
the state of the conversation, so that a client's text is not in any other mailbox.
"""

from collections.abc import Iterable
from uuid import uuid5

import msgspec

from kilowatch.contracts.events import Event
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.support import ConversationChanged, ConversationState, MessagePosted
from kilowatch.kit.database import Connection
from kilowatch.realtime import storage
from kilowatch.realtime.domain import KEPT, Draft


async def push_message(connection: Connection, event: MessagePosted) -> None:
    """Notify the client of the message, and administrators that there is one."""
    message, client_id = event.message, event.conversation.client_id
    drafts = [
        Draft(
            user_id=client_id,
            kind="chat",
            subject=f"chat/{message.conversation_id}/{message.number}",
            version=1,
            body=msgspec.json.encode(message).decode(),
            event_id=uuid5(event.event_id, f"chat/{client_id}"),
        )
    ]
    drafts += _stand(event, event.conversation, await storage.fetch_administrators(connection))
    await _store(connection, drafts)


async def push_conversation(connection: Connection, event: ConversationChanged) -> None:
    """Notify the client and the administrators of the state of the conversation."""
    recipients = {event.conversation.client_id, *await storage.fetch_administrators(connection)}
    await _store(connection, _stand(event, event.conversation, recipients))


def _stand(event: Event, state: ConversationState, recipients: Iterable[UserId]) -> list[Draft]:
    body = msgspec.json.encode(state).decode()
    return [
        Draft(
            user_id=user_id,
            kind="conversation",
            subject=f"conversation/{state.conversation_id}",
            version=state.version,
            body=body,
            event_id=uuid5(event.event_id, f"conversation/{user_id}"),
        )
        for user_id in recipients
    ]


async def _store(connection: Connection, drafts: Iterable[Draft]) -> None:
    # In one order for all processes: each draft locks its user's mailbox until the commit.
    for draft in sorted(drafts, key=lambda each: each.user_id):
        await storage.add_notification(connection, draft, KEPT)
