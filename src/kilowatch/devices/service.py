"""The use cases of devices: one transaction, one event per device."""

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import msgspec
import structlog

from kilowatch.contracts.accounts import UserDeleted
from kilowatch.contracts.audit import AuditAction
from kilowatch.contracts.channels import DEFAULT_CHANNEL
from kilowatch.contracts.devices import DeviceChanged, DeviceDeleted, DeviceRegistered
from kilowatch.contracts.ids import DeviceId, UserId
from kilowatch.devices import acts, domain, storage
from kilowatch.devices.access import Access, access_of, named_for, require_access
from kilowatch.devices.announcements import state_event
from kilowatch.devices.claims import storage as claim_storage
from kilowatch.devices.domain import (
    Device,
    DeviceChange,
    DeviceFilter,
    DeviceNotFound,
    DevicePage,
    DeviceSort,
    OwnerUnknown,
)
from kilowatch.devices.formulas import storage as formula_storage
from kilowatch.devices.formulas.domain import AskedStep, UsedInFormula
from kilowatch.devices.formulas.service import settle
from kilowatch.devices.own import storage as own_storage
from kilowatch.devices.own.domain import DeviceNotDeletable, PastOfOthers
from kilowatch.kit.accounts import (
    PATIENCE_S,
    PATIENCE_STEP_S,
    Caller,
    apply_user_deleted,
    fetch_account,
)
from kilowatch.kit.audit import record_looks
from kilowatch.kit.database import Connection, Pool
from kilowatch.kit.messaging.outbox import emit

log = structlog.get_logger()

CLOCK_SKEW = timedelta(seconds=60)


class Devices:
    """The use cases of `devices`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def register(self, device: Device, steps: Sequence[AskedStep] | None = None) -> Device:
        """Add a device, without a meter if it has ``steps``: a virtual one.

        Raises `DeviceExists`, `OwnerUnknown`, and as `settle` does.
        """
        await self._await_account(device.owner_id)
        async with self._pool.acquire() as connection, connection.transaction():
            await _require_active(connection, device.owner_id)
            await storage.insert(connection, device)
            if steps is not None:
                formula = await settle(connection, device.id, DEFAULT_CHANNEL, "kWh", steps)
                device = msgspec.structs.replace(device, formula=formula)
            if device.owner_id is not None:
                await storage.begin_ownership(connection, device, device.created_at)
            await acts.record_created(connection, device)
            await emit(connection, state_event(DeviceRegistered, device, device.created_at))
        log.info("device.registered", device_id=str(device.id))
        return device

    async def get_as(self, caller: Caller, device_id: DeviceId) -> Device:
        """Return a device, if the caller may see it. Raises `DeviceNotFound`."""
        device = await storage.fetch(self._pool, device_id)
        if device is None or access_of(device, caller) is None:
            raise DeviceNotFound
        await record_looks(self._pool, AuditAction.LOOK_DEVICES, [device.owner_id])
        return device

    async def search(
        self, wanted: DeviceFilter, sort: DeviceSort, limit: int, offset: int
    ) -> DevicePage:
        """Return a page of devices."""
        page = await storage.search(self._pool, wanted, sort, limit, offset)
        owners = [each.owner_id for each in page.devices]
        await record_looks(self._pool, AuditAction.LOOK_DEVICES, owners)
        return page

    async def require(self, caller: Caller, device_id: DeviceId, least: Access) -> None:
        """Return if the caller may do ``least``. Raises `Forbidden`, `DeviceNotFound`."""
        require_access(await storage.fetch(self._pool, device_id), caller, least)

    async def change(self, caller: Caller, device_id: DeviceId, change: DeviceChange) -> Device:
        """Apply a change. Raises `DeviceNotFound`, `Forbidden`, `PastOfOthers`."""
        now = datetime.now(UTC)
        async with self._pool.acquire() as connection, connection.transaction():
            found = await storage.fetch_for_update(connection, device_id)
            before = require_access(found, caller, "change")
            after = domain.changed(before, change)
            if not caller.is_admin and domain.affects_past_of_others(before, after):
                raise PastOfOthers
            if after is not before:
                await storage.update(connection, after)
                await acts.record_changed(connection, before, after)
                await emit(connection, state_event(DeviceChanged, after, now))
        log.info("device.changed", device_id=str(device_id), fields=sorted(change))
        return after

    async def assign(self, device_id: DeviceId, owner_id: UserId, since: datetime | None) -> Device:
        """Assign a device to a user. Raises `DeviceNotFound`, `OwnerUnknown`.

        Also raises `OwnershipInFuture`.
        """
        now = datetime.now(UTC)
        if since is not None:
            if since > now + CLOCK_SKEW:
                raise domain.OwnershipInFuture
            since = since.astimezone(UTC)
        await self._await_account(owner_id)
        async with self._pool.acquire() as connection, connection.transaction():
            # Account before device, in the order in which a deletion locks them.
            known = await storage.lock_active_account(connection, owner_id)
            before = await _lock(connection, device_id)
            if not known:
                raise OwnerUnknown
            had_owner = await storage.had_owner(connection, device_id)
            after = domain.assigned(before, owner_id, since, now, had_owner=had_owner)
            if after is before:
                return before
            if before.owner_id != owner_id:
                await storage.end_ownership(connection, device_id, after.owned_since or now)
            await claim_storage.drop(connection, device_id)
            await storage.update(connection, after)
            await storage.begin_ownership(connection, after, now)
            await acts.record_owner(connection, before, after)
            await emit(connection, state_event(DeviceChanged, after, now))
        log.info("device.assigned", device_id=str(device_id), owner_id=str(owner_id))
        return after

    async def free(self, caller: Caller, device_id: DeviceId) -> None:
        """Remove a device's owner, if it has one. Raises `DeviceNotFound`, `Forbidden`."""
        now = datetime.now(UTC)
        async with self._pool.acquire() as connection, connection.transaction():
            found = await storage.fetch_for_update(connection, device_id)
            await _free(connection, require_access(found, caller, "own"), now)

    async def delete(self, caller: Caller, device_id: DeviceId) -> None:
        """Delete a device; its history stays.

        Raises `DeviceNotFound`, `Forbidden`, `DeviceNotDeletable` and `UsedInFormula`.
        """
        now = datetime.now(UTC)
        async with self._pool.acquire() as connection, connection.transaction():
            found = await storage.fetch_for_update(connection, device_id)
            device = require_access(found, caller, "own")
            if not caller.is_admin and device.added_by != caller.user_id:
                raise DeviceNotDeletable
            await formula_storage.lock(connection)
            if users := await formula_storage.users_of(connection, device_id):
                raise UsedInFormula(named_for(caller, users))
            await formula_storage.drop(connection, device_id)
            version = device.version + 1
            await claim_storage.drop(connection, device_id)
            await storage.end_ownership(connection, device_id, now)
            await storage.bury(connection, device_id, version, now)
            await acts.record_deleted(connection, device)
            await emit(
                connection, DeviceDeleted(device_id=device_id, version=version, occurred_at=now)
            )
        log.info("device.deleted", device_id=str(device_id))

    async def _await_account(self, user_id: UserId | None) -> None:
        # A user who just registered may not be in the copy yet: their event is on the
        # way. Waiting happens here, outside of any transaction.
        deadline = time.monotonic() + PATIENCE_S
        while user_id is not None and await fetch_account(self._pool, user_id) is None:
            if time.monotonic() > deadline:
                raise OwnerUnknown
            await asyncio.sleep(PATIENCE_STEP_S)


async def take_user_deleted(connection: Connection, event: UserDeleted) -> None:
    """Free the devices of a removed user, and delete their requests."""
    await apply_user_deleted(connection, event)
    await own_storage.delete_requests_of(connection, event.user_id)
    for device in await storage.fetch_owned_for_update(connection, event.user_id):
        await _free(connection, device, datetime.now(UTC))


async def _lock(connection: Connection, device_id: DeviceId) -> Device:
    device = await storage.fetch_for_update(connection, device_id)
    if device is None:
        raise DeviceNotFound
    return device


async def _require_active(connection: Connection, owner_id: UserId | None) -> None:
    if owner_id is not None and not await storage.lock_active_account(connection, owner_id):
        raise OwnerUnknown


async def _free(connection: Connection, device: Device, now: datetime) -> None:
    after = domain.freed(device)
    if after is device:
        return
    await storage.end_ownership(connection, device.id, now)
    await storage.update(connection, after)
    await acts.record_owner(connection, device, after)
    await emit(connection, state_event(DeviceChanged, after, now))
    log.info("device.freed", device_id=str(device.id))
