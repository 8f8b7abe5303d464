"""A device that is not deleted, with its current owner."""

from uuid import UUID

import msgspec


class PresentDevice(msgspec.Struct, frozen=True):
    """A device that is not deleted, and its current owner."""

    channel_key: int
    owner_id: UUID | None
