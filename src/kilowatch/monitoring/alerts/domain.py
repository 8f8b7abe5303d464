"""Queries of alerts."""

from datetime import datetime
from uuid import UUID

import msgspec


class AlertFilter(msgspec.Struct, frozen=True):
    """A filter of alerts. ``owner_id`` None: of any owner of the hour."""

    owner_id: UUID | None
    device_id: UUID | None = None
    raised: bool | None = None
    start: datetime | None = None
    end: datetime | None = None
    unacknowledged: bool | None = None
