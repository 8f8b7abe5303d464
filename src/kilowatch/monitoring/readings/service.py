"""The use cases of stored readings and pending devices."""

from collections.abc import AsyncGenerator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import asyncpg

from kilowatch.contracts.channels import Unit, meaning_of, obis_of
from kilowatch.contracts.units import kilowatthours
from kilowatch.kit.accounts import Caller
from kilowatch.kit.database import Pool
from kilowatch.kit.export import local
from kilowatch.monitoring.hours import state_of_reading
from kilowatch.monitoring.readings import storage
from kilowatch.monitoring.readings.schemas import (
    PendingChannel,
    PendingChannelPage,
    PendingDevice,
    PendingDevicePage,
    Reading,
    ReadingPage,
)
from kilowatch.monitoring.visibility import KnownChannel, Selection, Visibility, seen_by

ROWS_AT_ONCE = 5_000
READING_COLUMNS = (
    "device_id",
    "device_name",
    "measured_at_utc",
    "measured_at_local",
    "time_zone",
    "interval_s",
    "energy_kwh",
    "state",
    "channel",
    "unit",
    "value",
)


class StoredReadings:
    """Serves readings to the owners of their time, and to administrators."""

    def __init__(self, pool: Pool, visibility: Visibility) -> None:
        self._pool = pool
        self._visibility = visibility

    async def readings(
        self, caller: Caller, device_id: UUID, code: str, start: datetime, end: datetime, limit: int
    ) -> ReadingPage:
        """Return stored readings, oldest first. Raises `DeviceNotFound`."""
        channel = await self._channel(caller, device_id, code)
        await self._visibility.note_look([channel.channel_key], start, end)
        rows = await storage.readings(
            self._pool, channel.channel_key, start, end, seen_by(caller), limit + 1
        )
        items = [reading_of(row, channel.unit) for row in rows[:limit]]
        following = rows[limit]["measured_at"] if len(rows) > limit else None
        return ReadingPage(
            items=items, next_from=following, channel=channel.code, unit=channel.unit
        )

    async def reading_rows(
        self, caller: Caller, device_id: UUID, code: str, start: datetime, end: datetime
    ) -> AsyncGenerator[dict[str, Any]]:
        """Yield readings as rows of a file, without a limit. Raises `DeviceNotFound` at once."""
        channel = await self._channel(caller, device_id, code)
        await self._visibility.note_look([channel.channel_key], start, end)
        return self._reading_rows(channel, caller, start, end)

    async def _reading_rows(
        self, channel: KnownChannel, caller: Caller, start: datetime, end: datetime
    ) -> AsyncGenerator[dict[str, Any]]:
        zone = ZoneInfo(channel.time_zone)
        while True:
            rows = await storage.readings(
                self._pool, channel.channel_key, start, end, seen_by(caller), ROWS_AT_ONCE
            )
            for row in rows:
                yield row_of_reading(channel, reading_of(row, channel.unit), zone)
            if len(rows) < ROWS_AT_ONCE:
                return
            start = rows[-1]["measured_at"] + timedelta(microseconds=1)

    async def _channel(self, caller: Caller, device_id: UUID, code: str) -> KnownChannel:
        selected = Selection(codes=(code,))
        [channel] = await self._visibility.channels(caller, [device_id], selected)
        return channel

    async def pending_channels(self, limit: int, offset: int) -> PendingChannelPage:
        """Return the channels that registered devices lack and that have readings waiting."""
        rows, total = await storage.pending_channels(self._pool, limit, offset)
        items = [
            PendingChannel(
                **dict(row),
                obis=obis_of(row["channel"]),
                is_clear=meaning_of(row["channel"]) is not None,
            )
            for row in rows
        ]
        return PendingChannelPage(items=items, total=total)

    async def pending_devices(self, limit: int, offset: int) -> PendingDevicePage:
        """Return the unregistered devices with pending readings."""
        rows, total = await storage.pending(self._pool, limit, offset)
        return PendingDevicePage(items=[PendingDevice(**dict(row)) for row in rows], total=total)


def reading_of(row: asyncpg.Record, unit: Unit) -> Reading:
    """Return a stored reading in the form of the API."""
    value = kilowatthours(row["energy_uwh"])
    return Reading(
        measured_at=row["measured_at"],
        energy_kwh=value if unit == "kWh" else None,
        value=value,
        interval_s=row["interval_s"],
        state=state_of_reading(
            row["interval_s"],
            corrected=row["corrected"],
            late=row["late"],
            ahead=row["ahead"],
            estimated=row["estimated"],
        ),
    )


def row_of_reading(channel: KnownChannel, reading: Reading, zone: ZoneInfo) -> dict[str, Any]:
    """Return a reading as a row of a file."""
    return {
        "device_id": channel.device_id,
        "device_name": channel.name,
        "measured_at_utc": reading.measured_at,
        "measured_at_local": local(reading.measured_at, zone),
        "time_zone": channel.time_zone,
        "interval_s": reading.interval_s,
        "energy_kwh": reading.energy_kwh,
        "state": reading.state.value,
        "channel": channel.code,
        "unit": channel.unit,
        "value": reading.value,
    }
