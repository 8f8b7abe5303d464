"""The use cases of notification settings, and who may change them."""

from datetime import UTC, datetime
from uuid import UUID

from kilowatch.kit.accounts import Caller
from kilowatch.kit.errors import Forbidden
from kilowatch.monitoring.devices import PresentDevice
from kilowatch.monitoring.early_warnings.storage import EarlyWarningStorage
from kilowatch.monitoring.maintenance.domain import check_end
from kilowatch.monitoring.maintenance.storage import MaintenanceStorage
from kilowatch.monitoring.notification_settings import schemas
from kilowatch.monitoring.notification_settings.storage import DeviceStorage
from kilowatch.monitoring.visibility import DeviceNotFound


class NotificationSettings:
    """The notification settings of devices."""

    def __init__(
        self,
        devices: DeviceStorage,
        early_warnings: EarlyWarningStorage,
        maintenance: MaintenanceStorage,
    ) -> None:
        self._devices = devices
        self._early_warnings = early_warnings
        self._maintenance = maintenance

    async def of(self, caller: Caller, device_id: UUID) -> schemas.NotificationSettings:
        """Return the settings of a device. Raises `DeviceNotFound`."""
        device = await self._device(caller, device_id)
        share = await self._early_warnings.choice(device)
        row = await self._maintenance.present(device, datetime.now(UTC))
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
        await self._early_warnings.choose(device, share)
        return await self.of(caller, device_id)

    async def begin_maintenance(
        self, caller: Caller, device_id: UUID, request: schemas.MaintenanceRequest
    ) -> schemas.NotificationSettings:
        """Begin a maintenance now. Raises `DeviceNotFound`, `MaintenanceRefused`."""
        device = await self._device(caller, device_id)
        now = datetime.now(UTC)
        check_end(request.until, now)
        await self._maintenance.begin(device, caller.user_id, now, request.until, request.reason)
        return await self.of(caller, device_id)

    async def end_maintenance(
        self, caller: Caller, device_id: UUID
    ) -> schemas.NotificationSettings:
        """End the maintenance at once. Raises `DeviceNotFound`."""
        await self._maintenance.end(await self._device(caller, device_id))
        return await self.of(caller, device_id)

    async def _device(self, caller: Caller, device_id: UUID) -> PresentDevice:
        """Return a device of the caller, or any for an administrator."""
        device = await self._devices.device(device_id)
        if device is None or not (caller.is_admin or device.owner_id == caller.user_id):
            raise DeviceNotFound("There is no such device.")
        await self._devices.note_look_at(device)
        return device
