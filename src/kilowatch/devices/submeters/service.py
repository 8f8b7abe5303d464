"""The use cases of submeters: what a channel is a part of changes with its device's version."""

from datetime import UTC, datetime

import structlog

from kilowatch.contracts.devices import DeviceChanged, WholeChannel
from kilowatch.contracts.ids import DeviceId
from kilowatch.devices import acts, storage
from kilowatch.devices.announcements import state_event
from kilowatch.devices.channels.domain import ChannelNotFound
from kilowatch.devices.domain import Device, DeviceNotFound
from kilowatch.devices.submeters import storage as submeter_storage
from kilowatch.devices.submeters.domain import (
    SubmeterCircular,
    WholeUnknown,
    channel_in,
    require_same,
    with_whole,
)
from kilowatch.kit.database import Connection, Pool
from kilowatch.kit.messaging.outbox import emit

log = structlog.get_logger()


class Submeters:
    """Makes a channel a part of another one, and undoes it."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def change(self, device_id: DeviceId, code: str, whole: WholeChannel | None) -> Device:
        """Say what a channel is a part of; None: of nothing.

        Raises `DeviceNotFound`, `ChannelNotFound`, `WholeUnknown`, `WholeDiffers`,
        `SubmeterCircular`.
        """
        now = datetime.now(UTC)
        async with self._pool.acquire() as connection, connection.transaction():
            await submeter_storage.lock(connection)
            before = await storage.fetch_for_update(connection, device_id)
            if before is None:
                raise DeviceNotFound
            part = channel_in(before, code)
            if whole is not None:
                require_same(part, channel_in(await _device(connection, whole), whole.channel))
            after = with_whole(before, code, whole)
            if after is not before:
                await submeter_storage.save(connection, device_id, code, whole)
                if await submeter_storage.is_circular(connection, device_id, code):
                    raise SubmeterCircular
                await storage.update(connection, after)
                await acts.record_whole(connection, after, code, part.part_of, whole)
                await emit(connection, state_event(DeviceChanged, after, now))
        log.info("device.submeter_changed", device_id=str(device_id), channel=code)
        return after


async def _device(connection: Connection, whole: WholeChannel) -> Device:
    """Return the device of the whole. Raises `WholeUnknown`, also for a missing channel."""
    device = await storage.fetch_for_share(connection, whole.device_id)
    if device is None:
        raise WholeUnknown
    try:
        channel_in(device, whole.channel)
    except ChannelNotFound:
        raise WholeUnknown from None
    return device
