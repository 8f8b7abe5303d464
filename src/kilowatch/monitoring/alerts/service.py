"""The use cases of alerts: list, explain, acknowledge."""

from datetime import UTC, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from uuid import UUID
from zoneinfo import ZoneInfo

import asyncpg
import msgspec

from kilowatch.contracts.units import kilowatthours
from kilowatch.kit.accounts import Caller
from kilowatch.kit.database import Pool
from kilowatch.kit.errors import KilowatchError, Kind
from kilowatch.kit.lists import PageRequest
from kilowatch.monitoring.alerts import storage
from kilowatch.monitoring.alerts.domain import AlertFilter
from kilowatch.monitoring.alerts.schemas import (
    Acknowledgement,
    Alert,
    AlertEvidence,
    AlertPage,
    EvidenceReading,
    HourNow,
    LimitThen,
    ReadingVersion,
)
from kilowatch.monitoring.consumption.device_hours import DeviceHours, KnownHour
from kilowatch.monitoring.consumption.periods import Slot
from kilowatch.monitoring.hours import hours_between, state_of_reading
from kilowatch.monitoring.visibility import Visibility, seen_by


class AlertNotFound(KilowatchError):
    """The alert doesn't exist, or isn't of the caller's device."""

    kind = Kind.NOT_FOUND
    code = "alert_not_found"


class Alerts:
    """Serves alerts to the owners of their hours, and to administrators."""

    def __init__(self, pool: Pool, visibility: Visibility, hours: DeviceHours) -> None:
        self._pool = pool
        self._visibility = visibility
        self._hours = hours

    async def page(self, caller: Caller, wanted: AlertFilter, excerpt: PageRequest) -> AlertPage:
        """Return alerts: a client's own, or all for an administrator."""
        owner_id = seen_by(caller)
        wanted = msgspec.structs.replace(wanted, owner_id=owner_id)
        rows, total = await storage.page(self._pool, wanted, excerpt)
        await storage.note_looks(self._pool, rows)
        return AlertPage(
            items=[_alert(row) for row in rows],
            total=total,
            unacknowledged=await storage.count_unacknowledged(self._pool, owner_id),
        )

    async def acknowledge(self, caller: Caller, alert_id: UUID) -> Alert:
        """Acknowledge an alert as it is now. Raises `AlertNotFound`."""
        row = await self._one(caller, alert_id)
        await storage.acknowledge(
            self._pool, alert_id, caller.user_id, row["version"], datetime.now(UTC)
        )
        return _alert(await self._one(caller, alert_id))

    async def withdraw(self, caller: Caller, alert_id: UUID) -> Alert:
        """Remove the acknowledgement. Raises `AlertNotFound`."""
        await self._one(caller, alert_id)
        await storage.withdraw(self._pool, alert_id)
        return _alert(await self._one(caller, alert_id))

    async def evidence(self, caller: Caller, alert_id: UUID) -> AlertEvidence:
        """Return the hour behind an alert. Raises `AlertNotFound`."""
        row = await self._one(caller, alert_id)
        channel_key: int = row["channel_key"]
        slot = _slot(row["hour"], ZoneInfo(row["time_zone"]))
        channel = await self._visibility.channel(caller, row["channel_id"])
        [hour] = await self._hours.of([channel], [slot])
        readings = await storage.readings(
            self._pool, channel_key, slot.starts_at, slot.ends_at, seen_by(caller)
        )
        limit = await storage.limit_then(self._pool, channel_key, row["hour"])
        return AlertEvidence(
            alert=_alert(row),
            hour=_hour_now(hour),
            limit=LimitThen(
                limit_kwh=None if limit is None else _kwh(limit["limit_uwh"]),
                valid_from=None if limit is None else limit["valid_from"],
            ),
            readings=[
                _reading(list(rows)) for _, rows in groupby(readings, itemgetter("measured_at"))
            ],
        )

    async def _one(self, caller: Caller, alert_id: UUID) -> asyncpg.Record:
        row = await storage.one(self._pool, alert_id, seen_by(caller))
        if row is None:
            raise AlertNotFound("There is no such alert.")
        await storage.note_looks(self._pool, [row])
        return row


def _slot(hour: datetime, zone: ZoneInfo) -> Slot:
    """Return the clock hour that begins at ``hour``, of odd length at some clock changes."""
    first = hours_between(hour, hour + timedelta(hours=2), zone)[0]
    return Slot(first.starts_at, first.ends_at, hour, hour.date(), first.length_s)


def _alert(row: asyncpg.Record) -> Alert:
    acknowledged = None
    if row["acknowledged_by"] is not None:
        acknowledged = Acknowledgement(
            by_user_id=row["acknowledged_by"],
            by_name=row["acknowledged_by_name"],
            at=row["acknowledged_at"],
        )
    return Alert(
        alert_id=row["alert_id"],
        device_id=row["device_id"],
        device_name=row["device_name"],
        channel=row["channel"],
        time_zone=row["time_zone"],
        hour=row["hour"],
        state="raised" if row["raised"] else "retracted",
        version=row["version"],
        energy_kwh=kilowatthours(row["energy_uwh"]),
        limit_kwh=_kwh(row["limit_uwh"]),
        first_raised_at=row["first_raised_at"],
        changed_at=row["changed_at"],
        acknowledged=acknowledged,
    )


def _hour_now(hour: KnownHour) -> HourNow:
    return HourNow(
        starts_at=hour.slot.starts_at,
        ends_at=hour.slot.ends_at,
        energy_kwh=None if hour.sums is None else kilowatthours(hour.sums.energy_uwh),
        coverage=hour.coverage,
        state=hour.state_at(datetime.now(UTC)),
    )


def _reading(rows: list[asyncpg.Record]) -> EvidenceReading:
    """Return a reading once for each of its earlier values."""
    first = rows[0]
    return EvidenceReading(
        measured_at=first["measured_at"],
        energy_kwh=kilowatthours(first["energy_uwh"]),
        value=kilowatthours(first["energy_uwh"]),
        interval_s=first["interval_s"],
        state=state_of_reading(
            first["interval_s"],
            corrected=first["corrected"],
            late=first["late"],
            estimated=first["estimated"],
        ),
        versions=[
            ReadingVersion(
                energy_kwh=kilowatthours(row["old_energy_uwh"]),
                interval_s=row["old_interval_s"],
                superseded_at=row["superseded_at"],
            )
            for row in rows
            if row["superseded_at"] is not None
        ],
    )


def _kwh(energy_uwh: int | None) -> float | None:
    return None if energy_uwh is None else kilowatthours(energy_uwh)
