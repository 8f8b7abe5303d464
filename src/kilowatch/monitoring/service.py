"""The use cases of the history, and who may see what."""

from collections.abc import AsyncGenerator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import asyncpg

from kilowatch.contracts.units import kilowatthours
from kilowatch.kit.accounts import Caller
from kilowatch.kit.errors import KilowatchError
from kilowatch.kit.export import local
from kilowatch.monitoring.hours import (
    ClockHour,
    HourTotal,
    coverage_of,
    hour_start,
    hours_of_day,
    state_of,
    state_of_reading,
)
from kilowatch.monitoring.schemas import (
    Consumption,
    Hour,
    PendingDevice,
    PendingDevicePage,
    Reading,
    ReadingPage,
)
from kilowatch.monitoring.storage import DeviceRow, Storage
from kilowatch.monitoring.visibility import DeviceNotFound

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


class DateOutOfRange(KilowatchError):
    """The date isn't between the years 1999 and 9998."""

    code = "date_out_of_range"


class History:
    """Serves hours, readings, alerts and refusals."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def consumption(self, caller: Caller, device_id: UUID, day: date) -> Consumption:
        """The hours of a day of a device. Raises `DeviceNotFound`, `DateOutOfRange`."""
        if not 1999 <= day.year <= 9998:
            raise DateOutOfRange("The date is not between 1999 and 9998.")
        device = await self._device(caller, device_id)
        zone = ZoneInfo(device.time_zone)
        clock_hours = hours_of_day(day, zone)
        keys = [hour_start(each.starts_at, zone) for each in clock_hours]
        if keys:
            await self._storage.note_look(device, keys[0], clock_hours[-1].ends_at)
        totals = (
            await self._storage.hours(
                device.device_key, keys[0], keys[-1] + timedelta(seconds=1), _only(caller)
            )
            if keys
            else []
        )
        by_key = {each.hour: each for each in totals}
        now = datetime.now(UTC)
        hours = [
            _hour(clock, by_key.get(key), now) for clock, key in zip(clock_hours, keys, strict=True)
        ]
        seen = [each for each in totals if not each.withheld]
        return Consumption(
            device_id=device.device_id,
            date=day,
            time_zone=device.time_zone,
            energy_kwh=kilowatthours(sum(each.energy_uwh for each in seen)),
            readings=sum(each.reading_count for each in seen),
            hours=hours,
        )

    async def readings(
        self, caller: Caller, device_id: UUID, start: datetime, end: datetime, limit: int
    ) -> ReadingPage:
        """Readings as stored, oldest first. Raises `DeviceNotFound`."""
        device = await self._device(caller, device_id)
        await self._storage.note_look(device, start, end)
        rows = await self._storage.readings(device.device_key, start, end, _only(caller), limit + 1)
        items = [reading_of(row) for row in rows[:limit]]
        following = rows[limit]["measured_at"] if len(rows) > limit else None
        return ReadingPage(items=items, next_from=following)

    async def reading_rows(
        self, caller: Caller, device_id: UUID, start: datetime, end: datetime
    ) -> AsyncGenerator[dict[str, Any]]:
        """Readings as rows of a file, however many. Raises `DeviceNotFound` before the first."""
        device = await self._device(caller, device_id)
        await self._storage.note_look(device, start, end)
        return self._reading_rows(device, caller, start, end)

    async def _reading_rows(
        self, device: DeviceRow, caller: Caller, start: datetime, end: datetime
    ) -> AsyncGenerator[dict[str, Any]]:
        zone = ZoneInfo(device.time_zone)
        while True:
            rows = await self._storage.readings(
                device.device_key, start, end, _only(caller), ROWS_AT_ONCE
            )
            for row in rows:
                yield row_of_reading(device, reading_of(row), zone)
            if len(rows) < ROWS_AT_ONCE:
                return
            start = rows[-1]["measured_at"] + timedelta(microseconds=1)

    async def pending_devices(self, limit: int, offset: int) -> PendingDevicePage:
        """Return the devices that aren't registered and have readings waiting."""
        rows, total = await self._storage.set_aside(limit, offset)
        return PendingDevicePage(items=[PendingDevice(**dict(row)) for row in rows], total=total)

    async def _device(self, caller: Caller, device_id: UUID) -> DeviceRow:
        device = await self._storage.device(device_id, _only(caller))
        if device is None:
            raise DeviceNotFound("There is no such device.")
        return device


def _only(caller: Caller) -> UUID | None:
    """Whose time is shown: an administrator sees everybody's."""
    return None if caller.is_admin else caller.user_id


def reading_of(row: asyncpg.Record) -> Reading:
    """A stored reading as people see it."""
    return Reading(
        measured_at=row["measured_at"],
        energy_kwh=kilowatthours(row["energy_uwh"]),
        interval_s=row["interval_s"],
        state=state_of_reading(
            row["interval_s"], corrected=row["corrected"], late=row["late"], ahead=row["ahead"]
        ),
    )


def row_of_reading(device: DeviceRow, reading: Reading, zone: ZoneInfo) -> dict[str, Any]:
    """A reading as a row of a file."""
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


def _hour(clock: ClockHour, total: HourTotal | None, now: datetime) -> Hour:
    shown = total is not None and not total.withheld and total.reading_count + total.covered_s > 0
    return Hour(
        starts_at=clock.starts_at,
        ends_at=clock.ends_at,
        energy_kwh=kilowatthours(total.energy_uwh) if total is not None and shown else None,
        readings=total.reading_count if total is not None and shown else 0,
        coverage=coverage_of(clock, total),
        state=state_of(clock, total, now),
        over_limit=total.over_limit if total is not None and shown else False,
        limit_kwh=kilowatthours(total.limit_uwh)
        if total is not None and shown and total.limit_uwh is not None
        else None,
    )
