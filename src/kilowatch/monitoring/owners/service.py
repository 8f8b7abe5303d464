"""The ownership history of devices, for administrators."""

from uuid import UUID

from kilowatch.kit.database import Pool
from kilowatch.monitoring.owners import storage
from kilowatch.monitoring.owners.schemas import Owners, Ownership
from kilowatch.monitoring.visibility import DeviceNotFound


class OwnerHistory:
    """Serves the ownership history of a device."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def of_device(self, device_id: UUID) -> Owners:
        """Return all owners a device had. Raises `DeviceNotFound`."""
        device = await storage.device(self._pool, device_id)
        if device is None:
            raise DeviceNotFound("There is no such device.")
        spans = await storage.spans(self._pool, device["channel_key"])
        return Owners(**dict(device), items=[Ownership(**dict(each)) for each in spans])
