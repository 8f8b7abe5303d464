"""Consumption of any devices over any days, as the caller may see it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from kilowatch.contracts.channels import Unit
from kilowatch.contracts.units import kilowatthours
from kilowatch.kit.accounts import Caller
from kilowatch.kit.database import Pool
from kilowatch.kit.errors import KilowatchError
from kilowatch.monitoring.acts import FIRST_MOMENT
from kilowatch.monitoring.channel_totals import counted_once
from kilowatch.monitoring.consumption import storage
from kilowatch.monitoring.consumption.buckets import (
    Expectation,
    Sums,
    add_overlaps,
    bucket_of,
    total_of,
)
from kilowatch.monitoring.consumption.comparison import ComparisonRefused, compare, other_period
from kilowatch.monitoring.consumption.periods import (
    Period,
    Resolution,
    Slot,
    bucket_count,
    fitting_resolution,
    slots_of,
)
from kilowatch.monitoring.consumption.rests import with_rests
from kilowatch.monitoring.consumption.schemas import (
    Bucket,
    Comparison,
    ConsumptionDevice,
    DeviceSeries,
    Peak,
    RangeConsumption,
)
from kilowatch.monitoring.consumption.series import Series, series_in
from kilowatch.monitoring.consumption.storage import LimitRow, VisibleSpan
from kilowatch.monitoring.consumption.units import in_unit
from kilowatch.monitoring.doubles import counted, devices_in_total, shown, without_doubles
from kilowatch.monitoring.spans import Span
from kilowatch.monitoring.visibility import IMPORT, KnownChannel, Selection, Visibility

MOST_BUCKETS = 10_000
MOST_POINTS = 50_000
MOST_LISTED_DEVICES = 100


class RangeRefused(KilowatchError):
    """The range has no days: it ends before it starts, or the time zone skipped its only day."""

    code = "range_refused"


class UnitsDiffer(KilowatchError):
    """The channels are measured in different units, which don't add up."""

    code = "units_differ"
    remedy = "Choose one channel, or channels of one unit."


class TooManyBuckets(KilowatchError):
    """The response would have more buckets than one request may ask for."""

    code = "too_many_buckets"
    remedy = "Ask for a coarser `resolution`, a shorter range, or a CSV export."


class RangeQuery(msgspec.Struct, frozen=True):
    """A question: ``end`` is the day after the last. ``resolution`` None: what fits.

    ``by_device``: the series as well, one per device, or (``by_channel``) one per channel.
    """

    start: date
    end: date
    resolution: Resolution | None = None
    device_ids: tuple[UUID, ...] = ()
    time_zone: str | None = None
    by_device: bool = False
    compare: str | None = None
    selection: Selection = IMPORT
    by_channel: bool = False


class View(msgspec.Struct, frozen=True):
    """The buckets and devices of a response."""

    period: Period
    resolution: Resolution
    slots: list[Slot]
    channels: list[KnownChannel]

    @property
    def whole(self) -> Span:
        """Return the time from the first hour's key to the end."""
        return Span(self.slots[0].key, self.slots[-1].ends_at)

    def visible(self) -> list[VisibleSpan]:
        """Return the spans that may be read."""
        return visible_spans(self.channels, self.whole)


class Subject(msgspec.Struct, frozen=True):
    """The scope of a query, before any bucket is built."""

    period: Period
    resolution: Resolution
    channels: list[KnownChannel]

    def visible(self) -> list[VisibleSpan]:
        """Return the spans that may be read, from the first hour that begins in each."""
        whole = Span(self.period.starts_at, self.period.ends_at)
        return visible_spans(self.channels, whole)

    def view(self, period: Period | None = None) -> View:
        """Return the buckets of all of it, or of a part."""
        part = period or self.period
        return View(part, self.resolution, slots_of(part, self.resolution), self.channels)


class ConsumptionHistory:
    """Answers queries about ranges."""

    def __init__(self, pool: Pool, visibility: Visibility) -> None:
        self._pool = pool
        self._visibility = visibility

    async def subject(self, caller: Caller, query: RangeQuery) -> Subject:
        """Return the scope of a question.

        Raises `DeviceNotFound`, `ChannelNotFound`, `RangeRefused`, `UnitsDiffer`.
        """
        if query.start >= query.end:
            raise RangeRefused("A range is at least one day: `to` is the day after the last.")
        selected = await self._visibility.channels(caller, query.device_ids, query.selection)
        channels = selected if query.selection.codes else counted_once(selected)
        named = query.by_device and bool(query.device_ids)
        channels = without_doubles(channels, selected, named=named)
        if not query.by_device:
            channels = counted(channels)
        if len(units_of(channels)) > 1:
            raise UnitsDiffer("The channels are measured in different units.")
        period = Period(query.start, query.end, zone_for(channels, query.time_zone))
        if period.starts_at >= period.ends_at:
            raise RangeRefused(f"The time zone {period.zone.key} left this day out.")
        if query.device_ids or query.by_device:
            # The sum of the whole platform concerns no single client.
            since = period.starts_at if query.compare is None else FIRST_MOMENT
            keys = [each.channel_key for each in channels]
            await self._visibility.note_look(keys, since, period.ends_at)
        return Subject(period, query.resolution or fitting_resolution(period.days), channels)

    async def view(self, caller: Caller, query: RangeQuery) -> View:
        """Return the buckets of a query. Raises as `subject` does, and `TooManyBuckets`."""
        subject = await self.subject(caller, query)
        count = bucket_count(subject.period, subject.resolution)
        points = count * (len(subject.channels) if query.by_device else 1)
        if count > MOST_BUCKETS or points > MOST_POINTS:
            raise TooManyBuckets("These are too many buckets: ask for a coarser resolution.")
        return subject.view()

    async def consumption(self, caller: Caller, query: RangeQuery) -> RangeConsumption:
        """Return the complete response. Raises as `view` does."""
        view = await self.view(caller, query)
        [unit] = units_of(view.channels) or {"kWh"}
        if unit != "kWh" and query.compare is not None:
            raise ComparisonRefused("Only energy in kWh is compared.")
        now = datetime.now(UTC)
        sums = await self.sums(view, by_device=query.by_device)
        expected = expectations(view, counted(view.channels))
        buckets = buckets_of(view, sums[None], expected, now)
        series = series_in(shown(view.channels), by_channel=query.by_channel)
        answer: RangeConsumption = {
            "from": view.period.start,
            "to": view.period.end,
            "time_zone": view.period.zone.key,
            "resolution": view.resolution.value,
            "unit": unit,
            "device_count": len(devices_in_total(view.channels, view.whole)),
            "devices": await self._listed(view, series),
            "buckets": buckets,
            "total": total_of(view.slots, sums[None], expected, now),
            "peak": peak_of(buckets),
            "series": series_of(view, series, sums, now) if query.by_device else None,
            "comparison": await self._comparison(view, query.compare, buckets, now),
        }
        return answer if unit == "kWh" else in_unit(answer)

    async def sums(self, view: View, *, by_device: bool) -> dict[int | None, dict[int, Sums]]:
        """Return sums by device (None: all together) and by the bucket's position."""
        zones = {each.time_zone for each in view.channels}
        own_hours = view.resolution is Resolution.HOUR and zones == {view.period.zone.key}
        found = await storage.sums(
            self._pool, view.visible(), view.slots, by_hour=own_hours, by_device=by_device
        )
        if all(each.counts for each in view.channels):
            return found
        counting = visible_spans(counted(view.channels), view.whole)
        total = await storage.sums(
            self._pool, counting, view.slots, by_hour=own_hours, by_device=False
        )
        return found | {None: total[None]}

    async def _comparison(
        self, view: View, with_what: str | None, buckets: list[Bucket], now: datetime
    ) -> Comparison | None:
        if with_what is None:
            return None
        other, shift = other_period(view.period, with_what)
        other_view = View(
            other, view.resolution, slots_of(other, view.resolution), counted(view.channels)
        )
        sums = (await self.sums(other_view, by_device=False))[None]
        expected = expectations(other_view, other_view.channels)
        other_buckets = buckets_of(other_view, sums, expected, now)
        pairs = shift.align(view.slots, other_view.slots, view.resolution)
        return {
            "from": other.start,
            "to": other.end,
            "total": total_of(other_view.slots, sums, expected, now),
            **compare(buckets, other_buckets, pairs),
        }

    async def _listed(self, view: View, series: Sequence[Series]) -> list[ConsumptionDevice] | None:
        if len(series) > MOST_LISTED_DEVICES:
            return None
        limits: dict[int, list[LimitRow]] = {}
        for row in await storage.limits(self._pool, view.visible()):
            limits.setdefault(row.channel_key, []).append(row)
        return [_listed(each, limits) for each in series]


def visible_spans(channels: Sequence[KnownChannel], within: Span) -> list[VisibleSpan]:
    """Return the parts of a time that the caller may read."""
    return [
        VisibleSpan(channel.channel_key, span)
        for channel in channels
        for span in channel.visible(within)
    ]


def units_of(channels: Sequence[KnownChannel]) -> set[Unit]:
    """Return the units that channels are measured in."""
    return {each.unit for each in channels}


def zone_for(channels: Sequence[KnownChannel], asked_for: str | None) -> ZoneInfo:
    """The zone whose days are meant: one device's own; of several what the viewer asks for."""
    zones = {each.time_zone for each in channels}
    if len({each.device_id for each in channels}) == 1 or (asked_for is None and len(zones) == 1):
        return ZoneInfo(zones.pop())
    return ZoneInfo(asked_for or "UTC")


def expectations(view: View, channels: Sequence[KnownChannel]) -> list[Expectation]:
    """Return the seconds that the channels could have covered of each bucket.

    A single device is expected for all of the range. Among several it counts from its first
    reading on, so that a new device does not make the household's history look incomplete.
    """
    expected = [0] * len(view.slots)
    visible = [0] * len(view.slots)
    is_alone = len({each.device_id for each in channels}) == 1
    for channel in channels:
        for span in channel.visible(view.whole):
            add_overlaps(visible, view.slots, span)
            if is_alone and len(channels) > 1:
                add_overlaps(expected, view.slots, span)
            elif not is_alone and channel.life is not None:
                add_overlaps(expected, view.slots, span.within(channel.life))
    if len(channels) == 1:
        expected = [slot.length_s for slot in view.slots]
    if not channels:
        visible = [slot.length_s for slot in view.slots]
    return [Expectation(e, v) for e, v in zip(expected, visible, strict=True)]


def buckets_of(
    view: View, sums: Mapping[int, Sums], expected: Sequence[Expectation], now: datetime
) -> list[Bucket]:
    """Return every bucket of a view, with or without data."""
    return [
        bucket_of(slot, sums.get(n), each, now)
        for n, (slot, each) in enumerate(zip(view.slots, expected, strict=True))
    ]


def series_of(
    view: View,
    series: Sequence[Series],
    sums: Mapping[int | None, Mapping[int, Sums]],
    now: datetime,
) -> list[DeviceSeries]:
    """Return the buckets of each device."""
    found: list[DeviceSeries] = []
    for each in series:
        own = each.sums(sums)
        expected = expectations(view, each.channels)
        found.append(
            {
                "device_id": each.device_id,
                "channel": each.channel,
                "counted": each.counts,
                "part_of": None,
                "rest": None,
                "buckets": buckets_of(view, own, expected, now),
                "total": total_of(view.slots, own, expected, now),
            }
        )
    return with_rests(found, series, view.slots)


def peak_of(buckets: Sequence[Bucket]) -> Peak | None:
    """Return the bucket with most energy, the first of equals."""
    best: Peak | None = None
    for each in buckets:
        energy = each["energy_kwh"]
        if energy is not None and (best is None or energy > best["energy_kwh"]):
            best = {
                "starts_at": each["starts_at"],
                "ends_at": each["ends_at"],
                "energy_kwh": energy,
            }
    return best


def _listed(series: Series, limits: Mapping[int, Sequence[LimitRow]]) -> ConsumptionDevice:
    # A limit is one of a channel: it says nothing of a sum of several.
    key = series.channels[0].channel_key if series.channel is not None else None
    return {
        "device_id": series.device_id,
        "name": series.name,
        "channel": series.channel,
        "time_zone": series.time_zone,
        "limits": [
            {
                "valid_from": each.valid_from,
                "limit_kwh": None if each.limit_uwh is None else kilowatthours(each.limit_uwh),
            }
            for each in ([] if key is None else limits.get(key, []))
        ],
    }
