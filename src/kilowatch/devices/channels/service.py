"""The use cases of channels: a channel is a part of its device, and changes with its version."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

import msgspec
import structlog

from kilowatch.contracts.devices import ChannelState, DeviceChanged
from kilowatch.contracts.ids import DeviceId
from kilowatch.devices import acts, storage
from kilowatch.devices.access import named_for, require_access, require_parts
from kilowatch.devices.announcements import state_event
from kilowatch.devices.channels import storage as channel_storage
from kilowatch.devices.channels.domain import (
    ChannelChange,
    with_change,
    with_channel,
    without_channel,
)
from kilowatch.devices.domain import Device
from kilowatch.devices.formulas import storage as formula_storage
from kilowatch.devices.formulas.domain import AskedStep, UsedInFormula
from kilowatch.devices.formulas.service import settle
from kilowatch.kit.accounts import Caller
from kilowatch.kit.database import Connection, Pool
from kilowatch.kit.messaging.outbox import emit

log = structlog.get_logger()


class Channels:
    """The use cases of channels."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def add(
        self,
        caller: Caller,
        device_id: DeviceId,
        channel: ChannelState,
        steps: Sequence[AskedStep] | None = None,
    ) -> Device:
        """Add a channel, calculated from others if it has ``steps``.

        Raises `DeviceNotFound`, `Forbidden`, `ChannelExists`, `TooManyChannels`, and as `settle`
        does.
        """
        require_parts(caller, device_id, steps or ())

        async def added(connection: Connection, device: Device) -> Device:
            after = with_channel(device, channel)
            if steps is None:
                return after
            formula = await settle(connection, device_id, channel.code, channel.unit, steps)
            return with_channel(device, msgspec.structs.replace(channel, formula=formula))

        return await self._change(caller, device_id, channel.code, added)

    async def change(
        self, caller: Caller, device_id: DeviceId, code: str, change: ChannelChange
    ) -> Device:
        """Change a channel. Raises `DeviceNotFound`, `ChannelNotFound`, `ChannelIsFixed`."""

        async def edited(_connection: Connection, device: Device) -> Device:
            return with_change(device, code, change)

        return await self._change(caller, device_id, code, edited)

    async def remove(self, caller: Caller, device_id: DeviceId, code: str) -> None:
        """Remove a channel; its history stays. Raises as `change` does, and `UsedInFormula`."""

        async def removed(connection: Connection, device: Device) -> Device:
            after = without_channel(device, code)
            await formula_storage.lock(connection)
            if users := await formula_storage.users_of(connection, device_id, code):
                raise UsedInFormula(named_for(caller, users))
            await formula_storage.drop(connection, device_id, code)
            return after

        await self._change(caller, device_id, code, removed)

    async def _change(
        self,
        caller: Caller,
        device_id: DeviceId,
        code: str,
        changed: Callable[[Connection, Device], Awaitable[Device]],
    ) -> Device:
        """Raise `Forbidden` where the caller may not change the device."""
        now = datetime.now(UTC)
        async with self._pool.acquire() as connection, connection.transaction():
            found = await storage.fetch_for_update(connection, device_id)
            before = require_access(found, caller, "change")
            after = await changed(connection, before)
            if after is not before:
                was = next((each for each in before.channels if each.code == code), None)
                [now_is] = [each for each in after.channels if each.code == code]
                await channel_storage.save(connection, device_id, now_is, now)
                await storage.update(connection, after)
                await acts.record_channel(connection, after, was, now_is)
                await emit(connection, state_event(DeviceChanged, after, now))
        log.info("device.channel_changed", device_id=str(device_id), channel=code)
        return after
