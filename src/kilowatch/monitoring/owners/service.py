"""The ownership history of devices, for administrators."""

from uuid import UUID

from kilowatch.monitoring.owners.schemas import Owners, Ownership
from kilowatch.monitoring.owners.storage import OwnerStorage
from kilowatch.monitoring.visibility import DeviceNotFound


class OwnerHistory:
    """Serves the ownership history of a device."""

    def __init__(self, storage: OwnerStorage) -> None:
        self._storage = storage

    async def of_device(self, device_id: UUID) -> Owners:
        """Return all owners a device had. Raises `DeviceNotFound`."""
        device = await self._storage.device(device_id)
        if device is None:
            raise DeviceNotFound("There is no such device.")
        spans = await self._storage.spans(device["channel_key"])
        return Owners(**dict(device), items=[Ownership(**dict(each)) for each in spans])
