"""Ending sessions, so that every service refuses their access tokens within seconds."""

from datetime import UTC, datetime
from uuid import UUID

from kilowatch.auth.domain.sessions import LONGEST_ACCESS_TOKEN
from kilowatch.auth.storage import sessions
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.sessions import SessionEnded
from kilowatch.kit.accounts import apply_session_ended
from kilowatch.kit.database import Connection
from kilowatch.kit.messaging.outbox import emit


async def end_sessions(
    connection: Connection, user_id: UserId, *, only: UUID | None = None, keep: UUID | None = None
) -> int:
    """End all sessions of a user, or ``only`` one, or all but the one to ``keep``.

    Return their number. Other services learn it by events in the same transaction; here the
    tokens are rejected from the commit on.
    """
    now = datetime.now(UTC)
    ended = await sessions.delete(connection, user_id, only, keep)
    for session_id in ended:
        event = SessionEnded(
            occurred_at=now,
            session_id=session_id,
            user_id=user_id,
            tokens_expire_at=now + LONGEST_ACCESS_TOKEN,
        )
        await apply_session_ended(connection, event)
        await emit(connection, event)
    return len(ended)
