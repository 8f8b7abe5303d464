"""The use cases of notification settings, and who may change them."""

from datetime import UTC, datetime
from uuid import UUID

from kilowatch.kit.accounts import Caller
from kilowatch.kit.database import Pool
from kilowatch.kit.errors import Forbidden
from kilowatch.monitoring.devices import PresentDevice
from kilowatch.monitoring.early_warnings import storage as early_warnings
from kilowatch.monitoring.maintenance import storage as maintenance
from kilowatch.monitoring.maintenance.domain import check_end
from kilowatch.monitoring.notification_settings import schemas, storage
from kilowatch.monitoring.visibility import DeviceNotFound


class NotificationSettings:
    """The notification settings of devices."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def of(self, caller: Caller, device_id: UUID) -> schemas.NotificationSettings:
        """Return the settings of a device. Raises `DeviceNotFound`."""
        device = await self._device(caller, device_id)
        share = await early_warnings.choice(self._pool, device)
        row = await maintenance.present(self._pool, device, datetime.now(UTC))
        return schemas.NotificationSettings(
            device_id=device_id,
            early_warning=None if share is None else schemas.EarlyWarningView(share=share / 100),
            maintenance=None if row is None else schemas.Maintenance(**dict(row)),
        )

    async def choose(
        self, caller: Caller, device_id: UUID, choice: schemas.EarlyWarningChoice | None
    ) -> schemas.NotificationSettings:
        """Store the owner's choice of early warnings. Raises `DeviceNotFound`, `Forbidden`."""
        device = await self._device(caller, device_id)
        if device.owner_id != caller.user_id:
            raise Forbidden("When to be warned is the choice of the device's owner.")
        share = None if choice is None else round(choice.share * 100)
        await early_warnings.choose(self._pool, device, share)
        return await self.of(caller, device_id)

    async def begin_maintenance(
        self, caller: Caller, device_id: UUID, request: schemas.MaintenanceRequest
    ) -> schemas.NotificationSettings:
        """Begin a maintenance now. Raises `DeviceNotFound`, `MaintenanceRefused`."""
        device = await self._device(caller, device_id)
        now = datetime.now(UTC)
        check_end(request.until, now)
        await maintenance.begin(
            self._pool, device, caller.user_id, now, request.until, request.reason
        )
        return await self.of(caller, device_id)

    async def end_maintenance(
        self, caller: Caller, device_id: UUID
    ) -> schemas.NotificationSettings:
        """End the maintenance at once. Raises `DeviceNotFound`."""
        await maintenance.end(self._pool, await self._device(caller, device_id))
        return await self.of(caller, device_id)

    async def _device(self, caller: Caller, device_id: UUID) -> PresentDevice:
        """Return a device of the caller, or any for an administrator."""
        device = await storage.device(self._pool, device_id)
        if device is None or not (caller.is_admin or device.owner_id == caller.user_id):
            raise DeviceNotFound("There is no such device.")
        await storage.note_look_at(self._pool, device)
        return device
