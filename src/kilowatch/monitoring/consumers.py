"""Events of other services that monitoring keeps its own copies by."""

from datetime import UTC, datetime, timedelta

from kilowatch.contracts.devices import (
    DeviceChanged,
    DeviceDeleted,
    DeviceRegistered,
    DeviceState,
)
from kilowatch.contracts.ids import DeviceId
from kilowatch.kit.accounts import ACCOUNT_HANDLERS
from kilowatch.kit.database import Connection
from kilowatch.kit.events import Handlers


def event_handlers(news_window: timedelta) -> Handlers:
    """What monitoring does with each event it asks for."""

    async def apply_state(connection: Connection, event: DeviceState) -> None:
        now = datetime.now(UTC)
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

    async def apply_deleted(connection: Connection, event: DeviceDeleted) -> None:
        lives = "SELECT NOT deleted FROM device WHERE device_id = $1 AND version = $2"
        if await connection.fetchval(lives, event.device_id, event.version):
            await _doubt(connection, event.device_id, event.version)
        await connection.execute(
            "SELECT apply_device_deleted($1, $2)", event.device_id, event.version
        )

    return {
        **ACCOUNT_HANDLERS,
        DeviceRegistered: apply_state,
        DeviceChanged: apply_state,
        DeviceDeleted: apply_deleted,
    }


async def _doubt_what_differs(connection: Connection, event: DeviceState) -> None:
    """Let a state replace ours of the same version where ours is not what it says.

    That happens only where the copy was damaged, and its owner was asked for it again.
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
    """Take what we have of a device for older than it says."""
    # In the order in which `apply_device` takes them: the lock, then the device.
    await connection.execute("SELECT pg_advisory_xact_lock(ingest_lock_key())")
    await connection.execute(
        """UPDATE device SET version = version - 1, deleted = false
           WHERE device_id = $1 AND version = $2""",
        device_id,
        version,
    )
