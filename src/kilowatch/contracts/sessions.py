"""Events of `auth` about sessions."""

from datetime import datetime
from uuid import UUID

from kilowatch.contracts.events import Event, event
from kilowatch.contracts.ids import UserId


@event("auth.session_ended.v1")
class SessionEnded(Event, frozen=True, kw_only=True):
    """A session was ended before it expired: its access tokens are no longer valid.

    After ``tokens_expire_at`` all of them have expired, and this can be forgotten.
    """

    session_id: UUID
    user_id: UserId
    tokens_expire_at: datetime
