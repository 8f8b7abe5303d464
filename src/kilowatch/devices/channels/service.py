"""The use cases of channels: a channel is a part of its device, and changes with its version."""

from collections.abc import Callable
from datetime import UTC, datetime

import structlog

from kilowatch.contracts.devices import ChannelState, DeviceChanged
from kilowatch.contracts.ids import DeviceId
from kilowatch.devices import acts, storage
from kilowatch.devices.announcements import state_event
from kilowatch.devices.channels import storage as channel_storage
from kilowatch.devices.channels.domain import (
    ChannelChange,
    with_change,
    with_channel,
    without_channel,
)
from kilowatch.devices.domain import Device, DeviceNotFound
from kilowatch.kit.database import Pool
from kilowatch.kit.messaging.outbox import emit

log = structlog.get_logger()


class Channels:
    """The use cases of channels."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def add(self, device_id: DeviceId, channel: ChannelState) -> Device:
        """Add a channel. Raises `DeviceNotFound`, `ChannelExists`, `TooManyChannels`."""
        return await self._change(
            device_id, channel.code, lambda device: with_channel(device, channel)
        )

    async def change(self, device_id: DeviceId, code: str, change: ChannelChange) -> Device:
        """Change a channel. Raises `DeviceNotFound`, `ChannelNotFound`, `ChannelIsFixed`."""
        return await self._change(device_id, code, lambda device: with_change(device, code, change))

    async def remove(self, device_id: DeviceId, code: str) -> None:
        """Remove a channel; its history stays. Raises as `change` does."""
        await self._change(device_id, code, lambda device: without_channel(device, code))

    async def _change(
        self, device_id: DeviceId, code: str, changed: Callable[[Device], Device]
    ) -> Device:
        now = datetime.now(UTC)
        async with self._pool.acquire() as connection, connection.transaction():
            before = await storage.fetch_for_update(connection, device_id)
            if before is None:
                raise DeviceNotFound
            after = changed(before)
            if after is not before:
                was = next((each for each in before.channels if each.code == code), None)
                [now_is] = [each for each in after.channels if each.code == code]
                await channel_storage.save(connection, device_id, now_is, now)
                await storage.update(connection, after)
                await acts.record_channel(connection, after, was, now_is)
                await emit(connection, state_event(DeviceChanged, after, now))
        log.info("device.channel_changed", device_id=str(device_id), channel=code)
        return after
