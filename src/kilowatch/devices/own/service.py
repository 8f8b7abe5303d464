"""The use cases of clients' own devices: added at once, or requested and approved."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import structlog

from kilowatch.contracts.audit import AuditAction
from kilowatch.contracts.devices import DeviceRegistered
from kilowatch.contracts.ids import DeviceId, UserId
from kilowatch.devices import acts
from kilowatch.devices import storage as devices
from kilowatch.devices.announcements import state_event
from kilowatch.devices.domain import Device, OwnerUnknown
from kilowatch.devices.own import storage
from kilowatch.devices.own.domain import (
    DeviceRequest,
    DeviceRequestNotFound,
    Mode,
    NewDevice,
    OwnDevicesClosed,
    Quota,
    Usage,
    require_room,
)
from kilowatch.kit.accounts import Caller
from kilowatch.kit.database import Connection, Pool
from kilowatch.kit.messaging.outbox import emit

log = structlog.get_logger()


class OwnDevices:
    """The use cases of clients' own devices."""

    def __init__(self, pool: Pool, mode: Mode, quota: Quota) -> None:
        self._pool = pool
        self.mode: Mode = mode
        self.quota = quota

    async def add(self, caller: Caller, new: NewDevice) -> Device | DeviceRequest:
        """Add a device of the caller, or request it.

        Raises `OwnDevicesClosed`, `TooManyDevices`.
        """
        if self.mode == "closed":
            raise OwnDevicesClosed
        now = datetime.now(UTC)
        async with self._pool.acquire() as connection, connection.transaction():
            await storage.lock_quota(connection, caller.user_id)
            require_room(await storage.fetch_usage(connection, caller.user_id, now), self.quota)
            if self.mode == "open":
                return await _register(connection, caller.user_id, new, now)
            request = DeviceRequest(
                request_id=uuid4(),
                user_id=caller.user_id,
                user_name=caller.name,
                device=new,
                requested_at=now,
                rejected_at=None,
            )
            await storage.add_request(connection, request)
        log.info("device_request.made", user_id=str(caller.user_id))
        return request

    async def usage(self, caller: Caller) -> tuple[Usage, list[DeviceRequest]]:
        """Return what the caller has of the quota, and their requests."""
        usage = await storage.fetch_usage(self._pool, caller.user_id, datetime.now(UTC))
        return usage, await storage.fetch_requests_of(self._pool, caller.user_id)

    async def waiting(self, limit: int, offset: int) -> tuple[list[DeviceRequest], int]:
        """Return a page of the requests that wait for a decision, and their number."""
        return await storage.fetch_waiting(self._pool, limit, offset)

    async def approve(self, request_id: UUID) -> Device:
        """Add the device that was requested.

        Raises `DeviceRequestNotFound`, and `OwnerUnknown` if its client was suspended.
        """
        now = datetime.now(UTC)
        async with self._pool.acquire() as connection, connection.transaction():
            request = await storage.take_waiting(connection, request_id)
            if request is None:
                raise DeviceRequestNotFound
            return await _register(connection, request.user_id, request.device, now)

    async def reject(self, request_id: UUID) -> None:
        """Reject a request. Raises `DeviceRequestNotFound`."""
        async with self._pool.acquire() as connection, connection.transaction():
            request = await storage.reject(connection, request_id, datetime.now(UTC))
            if request is None:
                raise DeviceRequestNotFound
            await acts.record_request(connection, AuditAction.DEVICE_REQUEST_REJECTED, request)

    async def withdraw(self, caller: Caller, request_id: UUID) -> None:
        """Remove a request of the caller. Raises `DeviceRequestNotFound`."""
        async with self._pool.acquire() as connection, connection.transaction():
            if not await storage.withdraw(connection, request_id, caller.user_id):
                raise DeviceRequestNotFound


async def _register(
    connection: Connection, owner_id: UserId, new: NewDevice, now: datetime
) -> Device:
    if not await devices.lock_active_account(connection, owner_id):
        raise OwnerUnknown
    device = Device(
        id=DeviceId(uuid4()),
        version=1,
        name=new.name,
        description=new.description,
        owner_id=owner_id,
        owned_since=None,
        limit_uwh_per_hour=new.limit_uwh_per_hour,
        reporting_interval_s=new.reporting_interval_s,
        time_zone=new.time_zone,
        created_at=now,
        managed_by=owner_id,
        added_by=owner_id,
    )
    await devices.insert(connection, device)
    await devices.begin_ownership(connection, device, now)
    await acts.record_created(connection, device)
    await emit(connection, state_event(DeviceRegistered, device, now))
    log.info("device.registered", device_id=str(device.id), by=str(owner_id))
    return device
