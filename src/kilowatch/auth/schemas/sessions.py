"""Sessions in the API."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, Field

from kilowatch.auth.domain.sessions import SessionListing, SessionPage


class SessionEntry(BaseModel):
    """A session."""

    id: UUID
    started_at: datetime
    last_used_at: datetime = Field(description="When it last fetched an access token.")
    expires_at: datetime = Field(description="When it ends unless it is used before.")
    user_agent: str | None = Field(description="Browser as it names itself; null if unknown.")
    address: str | None = Field(description="Address it was last used from; null if unknown.")
    current: bool = Field(description="Whether it is the session that asks.")

    @classmethod
    def of(cls, session: SessionListing, current: UUID) -> Self:
        """Return the response for ``session``."""
        return cls(
            id=session.id,
            started_at=session.started_at,
            last_used_at=session.last_used_at,
            expires_at=session.expires_at,
            user_agent=session.user_agent,
            address=session.address,
            current=session.id == current,
        )


class SessionPageView(BaseModel):
    """A page of sessions."""

    items: list[SessionEntry]
    total: int = Field(description="How many there are in all.")

    @classmethod
    def of(cls, page: SessionPage, current: UUID) -> Self:
        """Return the response for ``page``."""
        return cls(
            items=[SessionEntry.of(each, current) for each in page.sessions], total=page.total
        )


class SessionsEnded(BaseModel):
    """The number of sessions that were ended."""

    ended: int
