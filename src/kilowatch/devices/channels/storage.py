"""Writes the channels of a device."""

from datetime import datetime

from kilowatch.contracts.devices import ChannelState
from kilowatch.contracts.ids import DeviceId
from kilowatch.kit.database import Connection


async def save(
    connection: Connection, device_id: DeviceId, channel: ChannelState, now: datetime
) -> None:
    """Add a channel, or write its new state; what it measures stays."""
    await connection.execute(
        """INSERT INTO channel (device_id, code, label, kind, direction, tariff, unit,
                                limit_per_hour, number, created_at, removed_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8,
                   (SELECT count(*) + 1 FROM channel WHERE device_id = $1), $9,
                   CASE WHEN $10 THEN $9::timestamptz END)
           ON CONFLICT (device_id, code) DO UPDATE SET
               label = excluded.label, limit_per_hour = excluded.limit_per_hour,
               removed_at = excluded.removed_at""",
        device_id,
        channel.code,
        channel.label,
        channel.kind,
        channel.direction,
        channel.tariff,
        channel.unit,
        channel.limit_per_hour,
        now,
        channel.removed,
    )
