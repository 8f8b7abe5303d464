"""The use cases of claim codes: issued and revoked by administrators, used by clients."""

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec
import structlog

from kilowatch.contracts.devices import DeviceChanged
from kilowatch.contracts.ids import DeviceId, UserId
from kilowatch.devices import acts, domain
from kilowatch.devices import storage as devices
from kilowatch.devices.announcements import state_event
from kilowatch.devices.claims import storage
from kilowatch.devices.claims.domain import (
    ClaimCode,
    ClaimCodeInvalid,
    DeviceOwned,
    IssuedCode,
    code_hash,
    new_code,
)
from kilowatch.devices.domain import Device, DeviceNotFound, OwnerUnknown
from kilowatch.kit.accounts import Caller
from kilowatch.kit.database import Connection, Pool
from kilowatch.kit.messaging.outbox import emit
from kilowatch.kit.pace import Pace

log = structlog.get_logger()

REFUSED_AFTER_S: Final = 0.3
"""Refusals take this long, so that their time doesn't tell one reason from another."""


class Claims:
    """The use cases of claim codes."""

    def __init__(self, pool: Pool, attempts: Pace) -> None:
        self._pool = pool
        self._attempts = attempts

    async def issue(self, device_ids: Sequence[DeviceId], valid_for: timedelta) -> list[IssuedCode]:
        """Return a new code for each device, in place of the one before, or for none.

        Raises `DeviceNotFound` and `DeviceOwned`.
        """
        now = datetime.now(UTC)
        issued: dict[DeviceId, IssuedCode] = {}
        async with self._pool.acquire() as connection, connection.transaction():
            # In one order, so that two requests don't wait for each other.
            for device_id in sorted(set(device_ids)):
                issued[device_id] = await _issue(connection, device_id, now, now + valid_for)
        log.info("claim_codes.issued", count=len(issued))
        return [issued[each] for each in dict.fromkeys(device_ids)]

    async def listed(self, limit: int, offset: int) -> tuple[list[ClaimCode], int]:
        """Return a page of the codes that nobody used, and their number."""
        return await storage.fetch_page(self._pool, limit, offset)

    async def revoke(self, device_id: DeviceId) -> None:
        """Revoke the code of a device, if it has one. Raises `DeviceNotFound`."""
        async with self._pool.acquire() as connection, connection.transaction():
            device = await devices.fetch_for_update(connection, device_id)
            if device is None:
                raise DeviceNotFound
            if await storage.drop(connection, device_id):
                await acts.record_claim_code_revoked(connection, device)

    async def claim(self, caller: Caller, typed: str) -> Device:
        """Make a device the caller's, which they manage.

        Raises `ClaimCodeInvalid`, `TooManyRequests`, and `OwnerUnknown` for a caller who was
        suspended.
        """
        self._attempts.require(caller.user_id, "claims")
        began_s = time.monotonic()
        device = await self._claim(caller.user_id, code_hash(typed) or b"")
        if device is None:
            log.info("claim.refused", user_id=str(caller.user_id))
            await asyncio.sleep(began_s + REFUSED_AFTER_S - time.monotonic())
            raise ClaimCodeInvalid
        log.info("device.claimed", device_id=str(device.id), user_id=str(caller.user_id))
        return device

    async def _claim(self, user_id: UserId, hashed: bytes) -> Device | None:
        now = datetime.now(UTC)
        async with self._pool.acquire() as connection, connection.transaction():
            # Account before device, in the order in which a deletion locks them.
            if not await devices.lock_active_account(connection, user_id):
                raise OwnerUnknown
            device_id = await storage.fetch_claimable(connection, hashed, now)
            if device_id is None:
                return None
            before = await devices.fetch_for_update(connection, device_id)
            if before is None or before.owner_id is not None:
                return None
            if not await storage.use(connection, device_id, hashed, now):
                return None
            return await _give(connection, before, user_id, now)


async def _issue(
    connection: Connection, device_id: DeviceId, now: datetime, expires_at: datetime
) -> IssuedCode:
    device = await devices.fetch_for_update(connection, device_id)
    if device is None:
        raise DeviceNotFound
    if device.owner_id is not None:
        raise DeviceOwned(device.name)
    claim = ClaimCode(
        device_id=device_id, device_name=device.name, issued_at=now, expires_at=expires_at
    )
    code = new_code()
    hashed = code_hash(code)
    assert hashed is not None  # noqa: S101 - a new code can be read
    await storage.put(connection, claim, hashed)
    await acts.record_claim_code_issued(connection, device, expires_at)
    return IssuedCode(claim=claim, code=code)


async def _give(connection: Connection, before: Device, user_id: UserId, now: datetime) -> Device:
    had_owner = await devices.had_owner(connection, before.id)
    after = domain.assigned(before, user_id, None, now, had_owner=had_owner)
    after = msgspec.structs.replace(after, managed_by=user_id)
    await devices.update(connection, after)
    await devices.begin_ownership(connection, after, now)
    await acts.record_claimed(connection, before, after)
    await emit(connection, state_event(DeviceChanged, after, now))
    return after
