"""Events of other services that monitoring keeps its own copies by."""

from datetime import UTC, datetime, timedelta

from kilowatch.contracts.devices import (
    DeviceChanged,
    DeviceDeleted,
    DeviceRegistered,
    DeviceState,
)
from kilowatch.kit.accounts import ACCOUNT_HANDLERS
from kilowatch.kit.database import Connection
from kilowatch.kit.events import Handlers


def event_handlers(news_window: timedelta) -> Handlers:
    """What monitoring does with each event it asks for."""

    async def apply_state(connection: Connection, event: DeviceState) -> None:
        now = datetime.now(UTC)
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
        await connection.execute(
            "SELECT apply_device_deleted($1, $2)", event.device_id, event.version
        )

    return {
        **ACCOUNT_HANDLERS,
        DeviceRegistered: apply_state,
        DeviceChanged: apply_state,
        DeviceDeleted: apply_deleted,
    }
