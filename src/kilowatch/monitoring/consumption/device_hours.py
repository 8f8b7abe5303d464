"""The hours of one device, from the same read model as every other query."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, date, datetime
from operator import attrgetter
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from kilowatch.contracts.channels import Unit
from kilowatch.contracts.units import kilowatthours
from kilowatch.kit.accounts import Caller
from kilowatch.kit.database import Pool
from kilowatch.kit.errors import KilowatchError
from kilowatch.monitoring.channel_totals import counted_once
from kilowatch.monitoring.consumption import storage
from kilowatch.monitoring.consumption.buckets import (
    Expectation,
    Sums,
    bucket_of,
    coverage_of,
    state_of,
)
from kilowatch.monitoring.consumption.periods import DAY, Period, Resolution, Slot, slots_of
from kilowatch.monitoring.consumption.schemas import Consumption, Hour
from kilowatch.monitoring.consumption.service import UnitsDiffer
from kilowatch.monitoring.consumption.storage import LimitRow, VisibleSpan
from kilowatch.monitoring.consumption.views import units_of
from kilowatch.monitoring.doubles import counted, without_doubles
from kilowatch.monitoring.hours import HourState
from kilowatch.monitoring.spans import Span
from kilowatch.monitoring.visibility import (
    IMPORT,
    KEY_LENGTH,
    KnownChannel,
    Selection,
    Visibility,
)


class DateOutOfRange(KilowatchError):
    """The date isn't between the years 1999 and 9998."""

    code = "date_out_of_range"


class KnownHour(msgspec.Struct, frozen=True):
    """An hour and its stored sums, as far as the caller may see it."""

    slot: Slot
    sums: Sums | None
    expected: Expectation

    @property
    def coverage(self) -> float | None:
        """Return the share of the hour that readings cover, 0 to 1; None if unknown."""
        return coverage_of(self.sums, self.expected.expected_s)

    def state_at(self, now: datetime) -> HourState:
        """Return the certainty of the hour."""
        return state_of(self.slot, self.sums, self.expected, now)


class DeviceHours:
    """Serves the hours of one device."""

    def __init__(self, pool: Pool, visibility: Visibility) -> None:
        self._pool = pool
        self._visibility = visibility

    async def day(
        self, caller: Caller, device_id: UUID, day: date, selection: Selection = IMPORT
    ) -> Consumption:
        """The hours of a day of a device.

        Raises `DeviceNotFound`, `ChannelNotFound`, `DateOutOfRange`, `UnitsDiffer`.
        """
        if not 1999 <= day.year <= 9998:
            raise DateOutOfRange("The date is not between 1999 and 9998.")
        channels = await self._visibility.channels(caller, [device_id], selection)
        if not selection.codes:
            channels = counted(without_doubles(counted_once(channels), channels, named=False))
        units = units_of(channels)
        if len(units) > 1:
            raise UnitsDiffer("The channels are measured in different units.")
        [unit] = units
        zone = channels[0].time_zone
        period = Period(day, day + DAY, ZoneInfo(zone))
        slots = slots_of(period, Resolution.HOUR)
        if slots:
            keys = [each.channel_key for each in channels]
            await self._visibility.note_look(keys, slots[0].key, slots[-1].ends_at)
        hours = await self.of(channels, slots)
        limits = await self._limits(channels, slots)
        now = datetime.now(UTC)
        seen = [each.sums for each in hours if each.sums is not None]
        value = kilowatthours(sum(each.energy_uwh for each in seen))
        return Consumption(
            device_id=device_id,
            date=day,
            time_zone=zone,
            channel=channels[0].code if len(channels) == 1 else None,
            unit=unit,
            energy_kwh=value if unit == "kWh" else None,
            value=value,
            readings=sum(each.reading_count for each in seen),
            hours=[_hour(each, limits, now, unit) for each in hours],
        )

    async def of(self, channels: Sequence[KnownChannel], slots: Sequence[Slot]) -> list[KnownHour]:
        """Return hours as far as the caller, for whom ``device`` was looked up, may see them."""
        if not slots:
            return []
        spans = _spans(channels, slots)
        sums = await storage.sums(self._pool, spans, slots, by_hour=True, by_device=False)
        return [
            KnownHour(each, sums[None].get(n), _expectation(each, spans))
            for n, each in enumerate(slots)
        ]

    async def _limits(
        self, channels: Sequence[KnownChannel], slots: Sequence[Slot]
    ) -> list[LimitRow]:
        # A limit is one of a channel: it says nothing of a sum of several.
        if not slots or len(channels) > 1:
            return []
        return await storage.limits(self._pool, _spans(channels, slots))


def _spans(channels: Sequence[KnownChannel], slots: Sequence[Slot]) -> list[VisibleSpan]:
    """Return the spans that may be read, from the first hour's key until after the last one's.

    The key of the next hour can lie within the last one after the clock was set back.
    """
    whole = Span(slots[0].key, slots[-1].key + KEY_LENGTH)
    return [
        VisibleSpan(channel.channel_key, each)
        for channel in channels
        for each in channel.visible(whole)
    ]


def _expectation(slot: Slot, spans: Sequence[VisibleSpan]) -> Expectation:
    """All of an hour is its owner's: of whoever owned the device when it began.

    Each channel that counts in it could cover all of it.
    """
    seen = sum(each.span.starts_at <= slot.key < each.span.ends_at for each in spans)
    return Expectation(slot.length_s * max(1, seen), slot.length_s * seen)


def _hour(hour: KnownHour, limits: Sequence[LimitRow], now: datetime, unit: Unit) -> Hour:
    bucket = bucket_of(hour.slot, hour.sums, hour.expected, now)
    is_known = bucket["energy_kwh"] is not None
    return Hour(
        starts_at=bucket["starts_at"],
        ends_at=bucket["ends_at"],
        energy_kwh=bucket["energy_kwh"] if unit == "kWh" else None,
        value=bucket["energy_kwh"],
        readings=bucket["readings"],
        coverage=bucket["coverage"],
        state=bucket["state"],
        over_limit=bucket["over_limit_hours"] > 0,
        limit_kwh=_limit_kwh(limits, hour.slot.key) if is_known and unit == "kWh" else None,
    )


def _limit_kwh(limits: Sequence[LimitRow], hour: datetime) -> float | None:
    """Return the limit of an hour."""
    following = bisect_right(limits, hour, key=attrgetter("valid_from"))
    limit_uwh = limits[following - 1].limit_uwh if following else None
    return None if limit_uwh is None else kilowatthours(limit_uwh)
