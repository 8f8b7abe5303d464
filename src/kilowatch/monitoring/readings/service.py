"""The use cases of stored readings and pending devices."""

from collections.abc import AsyncGenerator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import asyncpg

from kilowatch.contracts.units import kilowatthours
from kilowatch.kit.accounts import Caller
from kilowatch.kit.export import local
from kilowatch.monitoring.hours import state_of_reading
from kilowatch.monitoring.readings.schemas import (
    PendingDevice,
    PendingDevicePage,
    Reading,
    ReadingPage,
)
from kilowatch.monitoring.readings.storage import ReadingStorage
from kilowatch.monitoring.visibility import KnownDevice, Visibility, seen_by

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
)


class StoredReadings:
    """Serves readings to the owners of their time, and to administrators."""

    def __init__(self, storage: ReadingStorage, visibility: Visibility) -> None:
        self._storage = storage
        self._visibility = visibility

    async def readings(
        self, caller: Caller, device_id: UUID, start: datetime, end: datetime, limit: int
    ) -> ReadingPage:
        """Return stored readings, oldest first. Raises `DeviceNotFound`."""
        device = await self._visibility.device(caller, device_id)
        await self._visibility.note_look([device.device_key], start, end)
        rows = await self._storage.readings(
            device.device_key, start, end, seen_by(caller), limit + 1
        )
        items = [reading_of(row) for row in rows[:limit]]
        following = rows[limit]["measured_at"] if len(rows) > limit else None
        return ReadingPage(items=items, next_from=following)

    async def reading_rows(
        self, caller: Caller, device_id: UUID, start: datetime, end: datetime
    ) -> AsyncGenerator[dict[str, Any]]:
        """Yield readings as rows of a file, without a limit. Raises `DeviceNotFound` at once."""
        device = await self._visibility.device(caller, device_id)
        await self._visibility.note_look([device.device_key], start, end)
        return self._reading_rows(device, caller, start, end)

    async def _reading_rows(
        self, device: KnownDevice, caller: Caller, start: datetime, end: datetime
    ) -> AsyncGenerator[dict[str, Any]]:
        zone = ZoneInfo(device.time_zone)
        while True:
            rows = await self._storage.readings(
                device.device_key, start, end, seen_by(caller), ROWS_AT_ONCE
            )
            for row in rows:
                yield row_of_reading(device, reading_of(row), zone)
            if len(rows) < ROWS_AT_ONCE:
                return
            start = rows[-1]["measured_at"] + timedelta(microseconds=1)

    async def pending_devices(self, limit: int, offset: int) -> PendingDevicePage:
        """Return the unregistered devices with pending readings."""
        rows, total = await self._storage.pending(limit, offset)
        return PendingDevicePage(items=[PendingDevice(**dict(row)) for row in rows], total=total)


def reading_of(row: asyncpg.Record) -> Reading:
    """Return a stored reading in the form of the API."""
    return Reading(
        measured_at=row["measured_at"],
        energy_kwh=kilowatthours(row["energy_uwh"]),
        interval_s=row["interval_s"],
        state=state_of_reading(
            row["interval_s"], corrected=row["corrected"], late=row["late"], ahead=row["ahead"]
        ),
    )


def row_of_reading(device: KnownDevice, reading: Reading, zone: ZoneInfo) -> dict[str, Any]:
    """Return a reading as a row of a file."""
    return {
        "device_id": device.device_id,
        "device_name": device.name,
        "measured_at_utc": reading.measured_at,
        "measured_at_local": local(reading.measured_at, zone),
        "time_zone": device.time_zone,
        "interval_s": reading.interval_s,
        "energy_kwh": reading.energy_kwh,
        "state": reading.state.value,
    }
