"""Events of `auth` about sessions."""

from datetime import datetime
from uuid import UUID

from kilowatch.contracts.events import Event, event
from kilowatch.contracts.ids import UserId


@event("auth.session_ended.v1")
class SessionEnded(Event, frozen=True, kw_only=True):
    """A session was ended before its time: its access tokens are good for nothing any more.

    After ``tokens_expire_at`` none of them would be anyway, and this need not be remembered.
    """

    session_id: UUID
    user_id: UserId
    tokens_expire_at: datetime
