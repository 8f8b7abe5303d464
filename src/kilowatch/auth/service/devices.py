"""Credentials of devices: issued, rotated, revoked by administrators, deleted with the device."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog

from kilowatch.auth import acts
from kilowatch.auth.domain import devices as domain
from kilowatch.auth.storage import devices as storage
from kilowatch.contracts.audit import AuditAction
from kilowatch.contracts.devices import (
    DeviceChanged,
    DeviceDeleted,
    DeviceRegistered,
    DeviceState,
)
from kilowatch.contracts.ids import DeviceId, UserId
from kilowatch.kit.accounts import Caller
from kilowatch.kit.database import Connection, Pool
from kilowatch.kit.errors import Forbidden
from kilowatch.kit.messaging.consumers import Handler, Handlers

log = structlog.get_logger()

PATIENCE_S: Final = 3.0
"""Time to wait for a device that is not in the copy yet: its event may be on the way."""

PATIENCE_STEP_S: Final = 0.05

MANAGER_PATIENCE_S: Final = 0.5
"""Time to wait for a client's device that is not in the copy yet."""

NOT_ALLOWED: Final = "Only an administrator may do this."


class Devices:
    """The use cases of device credentials."""

    def __init__(self, pool: Pool, cache_ttl: timedelta) -> None:
        self._pool = pool
        self._cache_ttl = cache_ttl
        self.disconnect_now = asyncio.Event()
        """Set when connections are to be closed at once."""

    async def issue(
        self,
        device_id: DeviceId,
        issued_by: UserId | None,
        *,
        may_rotate: bool,
        as_manager: bool = False,
    ) -> domain.IssuedCredential:
        """Issue a new secret, replacing any previous one.

        Raises `DeviceNotFound`, `DeviceHasCredential` unless it ``may_rotate``, and `Forbidden`
        if ``issued_by`` has to be the device's manager, and no longer is.
        """
        await self._know(device_id)
        secret, now = domain.new_secret(), datetime.now(UTC)
        async with self._pool.acquire() as connection, connection.transaction():
            if not await storage.lock_existing(connection, device_id):
                raise domain.DeviceNotFound
            if as_manager and await storage.lock_manager(connection, device_id) != issued_by:
                raise Forbidden(NOT_ALLOWED)
            rotated = await storage.fetch_credential(connection, device_id) is not None
            if rotated and not may_rotate:
                raise domain.DeviceHasCredential
            await storage.put_credential(
                connection, device_id, domain.secret_hash(secret), now, issued_by
            )
            if rotated:
                await plan_disconnections(connection, device_id, now, self._cache_ttl)
            await acts.record_credential(
                connection, AuditAction.CREDENTIAL_ISSUED, device_id, rotated=rotated
            )
        if rotated:
            self.disconnect_now.set()
        log.info(
            "device_credential.issued",
            device_id=str(device_id),
            by=str(issued_by) if issued_by else None,
            rotated=rotated,
        )
        return domain.IssuedCredential(
            device_id=device_id, secret=secret, issued_at=now, rotated=rotated
        )

    async def look(self, device_id: DeviceId) -> domain.DeviceCredential | None:
        """Return what is known of a device's credential. Raises `DeviceNotFound`."""
        await self._know(device_id)
        return await storage.fetch_credential(self._pool, device_id)

    async def revoke(self, device_id: DeviceId, by: UserId) -> None:
        """Revoke the credential and disconnect the device. Raises `DeviceNotFound`."""
        await self._know(device_id)
        now = datetime.now(UTC)
        async with self._pool.acquire() as connection, connection.transaction():
            revoked = await storage.delete_credential(connection, device_id)
            if revoked:
                await plan_disconnections(connection, device_id, now, self._cache_ttl)
                await acts.record_credential(connection, AuditAction.CREDENTIAL_REVOKED, device_id)
        if revoked:
            self.disconnect_now.set()
            log.info("device_credential.revoked", device_id=str(device_id), by=str(by))

    async def require_manager(self, caller: Caller, device_id: DeviceId) -> None:
        """Return if the caller may issue the device's credential. Raises `Forbidden`.

        A device that was added a moment ago may not be in the copy yet. What isn't the caller's
        takes as long, whether it exists or not.
        """
        if caller.is_admin:
            return
        deadline = time.monotonic() + MANAGER_PATIENCE_S
        while not await storage.is_managed_by(self._pool, device_id, caller.user_id):
            if time.monotonic() > deadline:
                raise Forbidden(NOT_ALLOWED)
            await asyncio.sleep(PATIENCE_STEP_S)

    async def admits(self, device_id: DeviceId, secret: str) -> bool:
        """Return true for the secret of a device that still exists."""
        found = await storage.fetch_secret_hash(self._pool, device_id)
        if found is None or not domain.fits(secret, found[0]):
            return False
        if not found[1]:
            await storage.note_use(self._pool, device_id)
        return True

    async def has_credential(self, device_id: DeviceId) -> bool:
        """Return true for a device that may log in."""
        return await storage.fetch_secret_hash(self._pool, device_id) is not None

    async def _know(self, device_id: DeviceId) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while not await storage.exists(self._pool, device_id):
            if time.monotonic() > deadline or await storage.is_deleted(self._pool, device_id):
                raise domain.DeviceNotFound
            await asyncio.sleep(PATIENCE_STEP_S)


async def plan_disconnections(
    connection: Connection, device_id: DeviceId, now: datetime, cache_ttl: timedelta
) -> None:
    """Schedule the device's disconnection, now and after the broker's cache has expired."""
    times = domain.disconnection_times(now, cache_ttl)
    await storage.plan_disconnections(connection, device_id, times)


def manager_of(event: DeviceState) -> UserId | None:
    """Return who manages a device beside administrators: they know its secret."""
    owners = [each for each in event.people if each.role == "owner" and each.until is None]
    return owners[0].user_id if owners else None


def device_handlers(cache_ttl: timedelta) -> Handlers:
    """Applies the events of `devices`."""

    async def take_device_state(connection: Connection, event: DeviceState) -> None:
        knew_the_secret = await storage.lock_manager(connection, event.device_id)
        manager_id = manager_of(event)
        is_news = await storage.apply_state(
            connection,
            event.device_id,
            event.version,
            event.name,
            deleted=False,
            manager_id=manager_id,
        )
        if is_news and knew_the_secret is not None and knew_the_secret != manager_id:
            # Or a former owner could go on reporting for a device that is somebody else's.
            await end_credential(connection, event.device_id)

    async def end_credential(connection: Connection, device_id: DeviceId) -> None:
        if await storage.delete_credential(connection, device_id):
            await plan_disconnections(connection, device_id, datetime.now(UTC), cache_ttl)
            log.info("device_credential.gone", device_id=str(device_id))

    async def take_device_deleted(connection: Connection, event: DeviceDeleted) -> None:
        await storage.apply_state(connection, event.device_id, event.version, deleted=True)
        await end_credential(connection, event.device_id)

    taken: dict[type, Handler] = {
        DeviceRegistered: take_device_state,
        DeviceChanged: take_device_state,
        DeviceDeleted: take_device_deleted,
    }
    return taken
