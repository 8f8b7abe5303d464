"""Decides who may change what interrupts whom; raises early warnings."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg
import structlog

from kilowatch.contracts.units import kilowatthours
from kilowatch.kit.accounts import Caller
from kilowatch.kit.database import CONNECTION_LOST
from kilowatch.kit.errors import Forbidden, KilowatchError
from kilowatch.kit.lists import PageRequest
from kilowatch.monitoring.attention.schemas import (
    EarlyWarning,
    EarlyWarningChoice,
    EarlyWarningPage,
    EarlyWarningView,
    Maintenance,
    MaintenanceRequest,
    NotificationSettings,
)
from kilowatch.monitoring.attention.storage import AttentionStorage, PresentDevice
from kilowatch.monitoring.visibility import DeviceNotFound, seen_by

log = structlog.get_logger()

LONGEST_MAINTENANCE = timedelta(days=31)
JUDGE_EVERY_S = 1.0


class MaintenanceRefused(KilowatchError):
    """The end of the maintenance is in the past, or more than 31 days ahead."""

    code = "maintenance_refused"


class Attention:
    """The use cases of notification settings of devices."""

    def __init__(self, storage: AttentionStorage, news_window: timedelta) -> None:
        self._storage = storage
        self._news_window = news_window

    async def of(self, caller: Caller, device_id: UUID) -> NotificationSettings:
        """Return the settings of a device. Raises `DeviceNotFound`."""
        device = await self._device(caller, device_id)
        share = await self._storage.choice(device)
        row = await self._storage.maintenance(device, datetime.now(UTC))
        return NotificationSettings(
            device_id=device_id,
            early_warning=None if share is None else EarlyWarningView(share=share / 100),
            maintenance=None if row is None else Maintenance(**dict(row)),
        )

    async def choose(
        self, caller: Caller, device_id: UUID, choice: EarlyWarningChoice | None
    ) -> NotificationSettings:
        """Keep the owner's choice. Raises `DeviceNotFound`, `Forbidden`."""
        device = await self._device(caller, device_id)
        if device.owner_id != caller.user_id:
            raise Forbidden("When to be warned is the choice of the device's owner.")
        share = None if choice is None else round(choice.share * 100)
        await self._storage.choose(device, share)
        return await self.of(caller, device_id)

    async def begin_maintenance(
        self, caller: Caller, device_id: UUID, request: MaintenanceRequest
    ) -> NotificationSettings:
        """From now on. Raises `DeviceNotFound`, `MaintenanceRefused`."""
        device = await self._device(caller, device_id)
        now = datetime.now(UTC)
        if not now < request.until <= now + LONGEST_MAINTENANCE:
            raise MaintenanceRefused("The end must be ahead, by at most 31 days.")
        await self._storage.begin_maintenance(
            device, caller.user_id, now, request.until, request.reason
        )
        return await self.of(caller, device_id)

    async def end_maintenance(self, caller: Caller, device_id: UUID) -> NotificationSettings:
        """At once. Raises `DeviceNotFound`."""
        await self._storage.end_maintenance(await self._device(caller, device_id))
        return await self.of(caller, device_id)

    async def warnings(
        self, caller: Caller, device_id: UUID | None, excerpt: PageRequest
    ) -> EarlyWarningPage:
        """A client's own, an administrator's all."""
        rows, total = await self._storage.warnings(seen_by(caller), device_id, excerpt)
        await self._storage.note_looks(rows)
        return EarlyWarningPage(items=[_warning(row) for row in rows], total=total)

    async def run(self) -> None:
        """Judge every second until cancelled; of all replicas one does it at a time."""
        while True:
            now = datetime.now(UTC)
            try:
                count = await self._storage.judge(now, now - self._news_window)
                if count:
                    log.info("early_warnings.changed", count=count)
            except (*CONNECTION_LOST, asyncpg.PostgresError, TimeoutError) as error:
                log.warning("early_warnings.wait", error=str(error) or repr(error))
            await asyncio.sleep(JUDGE_EVERY_S)

    async def _device(self, caller: Caller, device_id: UUID) -> PresentDevice:
        """A device of the caller's, or any for an administrator."""
        device = await self._storage.device(device_id)
        if device is None or not (caller.is_admin or device.owner_id == caller.user_id):
            raise DeviceNotFound("There is no such device.")
        await self._storage.note_look_at(device)
        return device


def _warning(row: asyncpg.Record) -> EarlyWarning:
    return EarlyWarning(
        device_id=row["device_id"],
        device_name=row["device_name"],
        time_zone=row["time_zone"],
        hour=row["hour"],
        state=row["state"],
        share=row["share_percent"] / 100,
        energy_kwh=kilowatthours(row["energy_uwh"]),
        limit_kwh=None if row["limit_uwh"] is None else kilowatthours(row["limit_uwh"]),
        changed_at=row["changed_at"],
    )
