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
from kilowatch.contracts.ids import DeviceId
from kilowatch.contracts.intake import ReadingsRejected
from kilowatch.contracts.time_zones import is_time_zone
from kilowatch.kit.accounts import ACCOUNT_HANDLERS
from kilowatch.kit.database import Connection
from kilowatch.kit.messaging.consumers import Handlers
from kilowatch.monitoring.domain import printable

log = structlog.get_logger()


def event_handlers(news_window: timedelta) -> Handlers:
    """The handler of each event that monitoring subscribes to."""

    async def apply_state(connection: Connection, event: DeviceState) -> None:
        now = datetime.now(UTC)
        event = await _with_usable_zone(connection, event)
        known = "SELECT EXISTS (SELECT FROM device WHERE device_id = $1)"
        is_new = not await connection.fetchval(known, event.device_id)
        await _doubt_what_differs(connection, event)
        await connection.execute(
            "SELECT apply_device($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            event.device_id,
            event.version,
            event.name,
            event.owner_id,
            event.owned_since,
            event.limit_uwh_per_hour,
            event.reporting_interval_s,
            event.time_zone,
            event.occurred_at,
            now,
            now - news_window,
        )
        await _restore_past(connection, event, now, now - news_window, is_new=is_new)

    async def apply_deleted(connection: Connection, event: DeviceDeleted) -> None:
        lives = "SELECT NOT deleted FROM device WHERE device_id = $1 AND version = $2"
        if await connection.fetchval(lives, event.device_id, event.version):
            await _doubt(connection, event.device_id, event.version)
        await connection.execute(
            "SELECT apply_device_deleted($1, $2)", event.device_id, event.version
        )

    async def note_rejected(connection: Connection, event: ReadingsRejected) -> None:
        # Without a credential any device can be named: recorded only for existing ones.
        await connection.execute(
            """SELECT record_intake_rejections(
                   (SELECT device_id::text FROM device WHERE device_id = $1),
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


async def _restore_past(
    connection: Connection, event: DeviceState, now: datetime, news_since: datetime, *, is_new: bool
) -> None:
    """Apply the history that comes with a state that is sent again."""
    if event.owners is None or event.limits is None:
        return
    differed = await connection.fetchval(
        "SELECT restore_device_past($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        event.device_id,
        event.version,
        is_new,
        [each.owner_id for each in event.owners],
        [each.since for each in event.owners],
        [each.limit_uwh_per_hour for each in event.limits],
        [each.since for each in event.limits],
        now,
        news_since,
    )
    if differed:
        log.info("device.past_restored", device_id=str(event.device_id))


async def _doubt_what_differs(connection: Connection, event: DeviceState) -> None:
    """Let a state replace a differing copy of the same version.

    That happens only after the copy was damaged, and its owner was asked for it again.
    """
    differs = await connection.fetchval(
        """SELECT true FROM device
           WHERE device_id = $1 AND version = $2
             AND (deleted, name, time_zone, reporting_interval_s,
                  limit_of_hour(device_key, 'infinity'), owner_of_hour(device_key, 'infinity'))
                 IS DISTINCT FROM (false, $3::text, $4::text, $5::int, $6::bigint, $7::uuid)""",
        event.device_id,
        event.version,
        event.name,
        event.time_zone,
        event.reporting_interval_s,
        event.limit_uwh_per_hour,
        event.owner_id,
    )
    if differs:
        await _doubt(connection, event.device_id, event.version)


async def _doubt(connection: Connection, device_id: DeviceId, version: int) -> None:
    """Mark the copy of a device as older than it is."""
    # In the order in which `apply_device` locks them: the advisory lock, then the device.
    await connection.execute("SELECT pg_advisory_xact_lock(ingest_lock_key())")
    await connection.execute(
        """UPDATE device SET version = version - 1, deleted = false
           WHERE device_id = $1 AND version = $2""",
        device_id,
        version,
    )
