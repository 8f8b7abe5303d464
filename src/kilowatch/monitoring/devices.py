"""A device that is not deleted, with its present owner."""

from uuid import UUID

import msgspec


class PresentDevice(msgspec.Struct, frozen=True):
    """A device that is not deleted, and who owns it now."""

    device_key: int
    owner_id: UUID | None
