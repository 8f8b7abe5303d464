"""Queries of the audit log."""

from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec

from kilowatch.contracts.audit import AuditAction, Outcome
from kilowatch.kit.errors import KilowatchError

COLUMNS: Final = (
    "occurred_at",
    "event_id",
    "service",
    "action",
    "outcome",
    "actor_kind",
    "actor_id",
    "actor_username",
    "actor_name",
    "actor_role",
    "address",
    "user_agent",
    "subject_kind",
    "subject_id",
    "subject_name",
    "before",
    "after",
    "client_id",
    "count",
    "request_id",
)
"""The columns of an act, in the order of an export."""

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
CURSOR_PATTERN: Final = "^[0-9]{1,17}~[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"


class ActNotReportable(KilowatchError):
    """The act isn't one of the simulation, or the caller may not report it."""

    code = "act_not_reportable"

    def __init__(self) -> None:
        super().__init__("Only acts of the simulation can be reported here.")


class ActFilter(msgspec.Struct, frozen=True, kw_only=True):
    """A filter of acts; None: no restriction.

    ``who`` is the identifier or the username of the actor, ``subject`` the identifier or the
    whole name of the object, by their names at the time, ignoring case.
    """

    who: str | None = None
    action: AuditAction | None = None
    outcome: Outcome | None = None
    subject_kind: str | None = None
    subject: str | None = None
    address: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    client_id: UUID | None = None


class Cursor(msgspec.Struct, frozen=True):
    """The last act of a page: the next page begins after it."""

    occurred_at: datetime
    event_id: UUID

    @classmethod
    def of(cls, text: str) -> "Cursor":
        """Parse a cursor from ``text``, which matches `CURSOR_PATTERN`."""
        micros, _, event_id = text.partition("~")
        return cls(EPOCH + timedelta(microseconds=int(micros)), UUID(event_id))

    def __str__(self) -> str:
        micros = (self.occurred_at - EPOCH) // timedelta(microseconds=1)
        return f"{micros}~{self.event_id}"


def identifier_in(text: str) -> UUID | None:
    """Return a UUID given instead of a name, None for a name."""
    try:
        return UUID(text)
    except ValueError:
        return None
