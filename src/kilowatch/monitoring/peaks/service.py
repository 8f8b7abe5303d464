"""The use cases of peaks."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import asyncpg

from kilowatch.contracts.units import kilowatthours
from kilowatch.kit.accounts import Caller
from kilowatch.kit.database import Pool
from kilowatch.monitoring.consumption.buckets import Sums, state_of_known
from kilowatch.monitoring.consumption.service import ConsumptionHistory, RangeQuery
from kilowatch.monitoring.doubles import devices_in_total
from kilowatch.monitoring.hours import hours_between
from kilowatch.monitoring.peaks import storage
from kilowatch.monitoring.peaks.schemas import PeakHour, Peaks, TypicalHour
from kilowatch.monitoring.spans import Span


class PeakHistory:
    """Answers queries about peaks."""

    def __init__(self, pool: Pool, consumption: ConsumptionHistory) -> None:
        self._pool = pool
        self._consumption = consumption

    async def peaks(self, caller: Caller, query: RangeQuery, count: int) -> Peaks:
        """Return top hours and typical day. Raises `DeviceNotFound`, `RangeRefused`."""
        subject = await self._consumption.subject(caller, query)
        zone = subject.period.zone
        spans = subject.visible()
        top = await storage.top(self._pool, spans, count)
        rows = await storage.profile(self._pool, spans, zone.key)
        typical = {(row["weekend"], row["hour"]): row for row in rows}
        return Peaks(
            start=subject.period.start,
            end=subject.period.end,
            time_zone=zone.key,
            device_count=len(
                devices_in_total(
                    subject.channels, Span(subject.period.starts_at, subject.period.ends_at)
                )
            ),
            hours=[_peak_hour(row, zone) for row in top],
            profile=[
                _typical(weekend, hour, typical.get((weekend, hour)))
                for weekend in (False, True)
                for hour in range(24)
            ],
        )


def _peak_hour(row: asyncpg.Record, zone: ZoneInfo) -> PeakHour:
    starts_at = row["hour"]
    hour = hours_between(starts_at, starts_at + timedelta(hours=2), zone)[0]
    sums = Sums(*(row[name] for name in Sums.__struct_fields__))
    return PeakHour(
        starts_at=starts_at,
        ends_at=hour.ends_at,
        energy_kwh=kilowatthours(sums.energy_uwh),
        state=state_of_known(sums, row["devices"] * hour.length_s),
        over_limit=sums.over_limit_hours > 0,
    )


def _typical(weekend: bool, hour: int, row: asyncpg.Record | None) -> TypicalHour:
    return TypicalHour(
        day="weekend" if weekend else "weekday",
        hour=hour,
        mean_kwh=None if row is None else kilowatthours(row["mean_uwh"]),
        hours=0 if row is None else row["hours"],
    )
