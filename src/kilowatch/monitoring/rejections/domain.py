"""Queries and states of rejections."""

from datetime import datetime
from enum import StrEnum

import msgspec


class RejectionState(StrEnum):
    """The state of a rejected reading, as the database names it."""

    OPEN = "open"
    REJECTED_AGAIN = "rejected_again"
    REPLAYED = "replayed"
    PENDING = "pending"
    DISCARDED = "discarded"


class RejectionQuery(msgspec.Struct, frozen=True, kw_only=True):
    """A query of rejections; a field that is None excludes none."""

    reason: str | None = None
    sender: str | None = None
    state: RejectionState | None = None
    rejected_from: datetime | None = None
    rejected_to: datetime | None = None
