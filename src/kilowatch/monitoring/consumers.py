"""Events of other services that update the copies of monitoring."""

from datetime import UTC, datetime, timedelta

import asyncpg
import msgspec
import structlog

from kilowatch.contracts.devices import (
    DeviceChanged,
    DeviceDeleted,
    DeviceRegistered,
    DeviceState,
)
from kilowatch.contracts.intake import ReadingsRejected
from kilowatch.contracts.time_zones import is_time_zone
from kilowatch.kit.accounts import ACCOUNT_HANDLERS
from kilowatch.kit.database import Connection
from kilowatch.kit.messaging.consumers import Handlers
from kilowatch.monitoring.channel_copy import apply_deletion, apply_device
from kilowatch.monitoring.domain import printable
from kilowatch.monitoring.people_copy import apply_people

log = structlog.get_logger()


def event_handlers(news_window: timedelta) -> Handlers:
    """The handler of each event that monitoring subscribes to."""

    async def apply_state(connection: Connection, event: DeviceState) -> None:
        now = datetime.now(UTC)
        await apply_device(
            connection, await _with_usable_zone(connection, event), now, now - news_window
        )
        await apply_people(connection, event)

    async def apply_deleted(connection: Connection, event: DeviceDeleted) -> None:
        await apply_deletion(connection, event)

    async def note_rejected(connection: Connection, event: ReadingsRejected) -> None:
        # Without a credential any device can be named: recorded only for existing ones.
        await connection.execute(
            """SELECT record_intake_rejections(
                   (SELECT device_id::text FROM channel WHERE channel_id = $1),
                   $2, $3, $4, $5, $6)""",
            event.sender,
            event.reason,
            printable(event.detail),
            printable(event.body),
            event.count,
            event.occurred_at,
        )

    return {
        **ACCOUNT_HANDLERS,
        ReadingsRejected: note_rejected,
        DeviceRegistered: apply_state,
        DeviceChanged: apply_state,
        DeviceDeleted: apply_deleted,
    }


async def _with_usable_zone(connection: Connection, event: DeviceState) -> DeviceState:
    """Return the event with a zone that the database knows: UTC if it does not know the device's.

    An earlier release accepted other names, and a server that takes its zones from its host
    may lack some. Readings are stored, summed by hours of UTC, and `kilowatch doctor` reports
    that the copy differs, until the device gets another zone.
    """
    if is_time_zone(event.time_zone):
        try:
            async with connection.transaction():
                await connection.execute("SELECT now() AT TIME ZONE $1", event.time_zone)
        except asyncpg.InvalidParameterValueError:
            pass
        else:
            return event
    device_id, name = str(event.device_id), event.time_zone[:100]
    log.error("device.time_zone_unknown", device_id=device_id, time_zone=name, taken="UTC")
    return msgspec.structs.replace(event, time_zone="UTC")
