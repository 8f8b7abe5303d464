"""Consumption of any devices over any days, as the caller may see it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from kilowatch.contracts.units import kilowatthours
from kilowatch.kit.accounts import Caller
from kilowatch.kit.errors import KilowatchError
from kilowatch.monitoring.acts import FIRST_MOMENT
from kilowatch.monitoring.consumption.buckets import (
    Expectation,
    Span,
    Sums,
    add_overlaps,
    bucket_of,
    total_of,
)
from kilowatch.monitoring.consumption.comparison import compare, other_period
from kilowatch.monitoring.consumption.periods import (
    Period,
    Resolution,
    Slot,
    bucket_count,
    fitting_resolution,
    slots_of,
)
from kilowatch.monitoring.consumption.schemas import (
    Bucket,
    Comparison,
    ConsumptionDevice,
    DeviceSeries,
    Peak,
    RangeConsumption,
)
from kilowatch.monitoring.consumption.storage import ConsumptionStorage, LimitRow, VisibleSpan
from kilowatch.monitoring.visibility import KnownDevice, Visibility

MOST_BUCKETS = 10_000
MOST_POINTS = 50_000
MOST_LISTED_DEVICES = 100


class RangeRefused(KilowatchError):
    """The range has no days: it ends before it starts, or the time zone skipped its only day."""

    code = "range_refused"


class TooManyBuckets(KilowatchError):
    """The response would have more buckets than one request may ask for."""

    code = "too_many_buckets"
    remedy = "Ask for a coarser `resolution`, a shorter range, or a CSV export."


class RangeQuery(msgspec.Struct, frozen=True):
    """A query: ``end`` is the day after the last. ``resolution`` None: a fitting one."""

    start: date
    end: date
    resolution: Resolution | None = None
    device_ids: tuple[UUID, ...] = ()
    time_zone: str | None = None
    by_device: bool = False
    compare: str | None = None


class View(msgspec.Struct, frozen=True):
    """The buckets and devices of a response."""

    period: Period
    resolution: Resolution
    slots: list[Slot]
    devices: list[KnownDevice]

    @property
    def whole(self) -> Span:
        """Return the time from the first hour's key to the end."""
        return Span(self.slots[0].key, self.slots[-1].ends_at)

    def visible(self) -> list[VisibleSpan]:
        """Return the spans that may be read."""
        return visible_spans(self.devices, self.whole)


class Subject(msgspec.Struct, frozen=True):
    """The scope of a query, before any bucket is built."""

    period: Period
    resolution: Resolution
    devices: list[KnownDevice]

    def visible(self) -> list[VisibleSpan]:
        """Return the spans that may be read, from the first hour that begins in each."""
        whole = Span(self.period.starts_at, self.period.ends_at)
        return visible_spans(self.devices, whole)

    def view(self, period: Period | None = None) -> View:
        """Return the buckets of all of it, or of a part."""
        part = period or self.period
        return View(part, self.resolution, slots_of(part, self.resolution), self.devices)


class ConsumptionHistory:
    """Answers queries about ranges."""

    def __init__(self, storage: ConsumptionStorage, visibility: Visibility) -> None:
        self._storage = storage
        self._visibility = visibility

    async def subject(self, caller: Caller, query: RangeQuery) -> Subject:
        """Return the scope of a query. Raises `DeviceNotFound`, `RangeRefused`."""
        if query.start >= query.end:
            raise RangeRefused("A range is at least one day: `to` is the day after the last.")
        devices = await self._visibility.devices(caller, query.device_ids)
        period = Period(query.start, query.end, zone_for(devices, query.time_zone))
        if period.starts_at >= period.ends_at:
            raise RangeRefused(f"The time zone {period.zone.key} left this day out.")
        if query.device_ids or query.by_device:
            # The sum of the whole platform concerns no single client.
            since = period.starts_at if query.compare is None else FIRST_MOMENT
            keys = [each.device_key for each in devices]
            await self._visibility.note_look(keys, since, period.ends_at)
        return Subject(period, query.resolution or fitting_resolution(period.days), devices)

    async def view(self, caller: Caller, query: RangeQuery) -> View:
        """Return the buckets of a query. Raises as `subject` does, and `TooManyBuckets`."""
        subject = await self.subject(caller, query)
        count = bucket_count(subject.period, subject.resolution)
        points = count * (len(subject.devices) if query.by_device else 1)
        if count > MOST_BUCKETS or points > MOST_POINTS:
            raise TooManyBuckets("These are too many buckets: ask for a coarser resolution.")
        return subject.view()

    async def consumption(self, caller: Caller, query: RangeQuery) -> RangeConsumption:
        """Return the complete response. Raises as `view` does."""
        view = await self.view(caller, query)
        now = datetime.now(UTC)
        sums = await self.sums(view, by_device=query.by_device)
        expected = expectations(view, view.devices)
        buckets = buckets_of(view, sums[None], expected, now)
        return {
            "from": view.period.start,
            "to": view.period.end,
            "time_zone": view.period.zone.key,
            "resolution": view.resolution.value,
            "device_count": len(view.devices),
            "devices": await self._listed(view),
            "buckets": buckets,
            "total": total_of(view.slots, sums[None], expected, now),
            "peak": peak_of(buckets),
            "series": series_of(view, sums, now) if query.by_device else None,
            "comparison": await self._comparison(view, query.compare, buckets, now),
        }

    async def sums(self, view: View, *, by_device: bool) -> dict[int | None, dict[int, Sums]]:
        """Return sums by device (None: all together) and by the bucket's position."""
        zones = {device.time_zone for device in view.devices}
        own_hours = view.resolution is Resolution.HOUR and zones == {view.period.zone.key}
        return await self._storage.sums(
            view.visible(), view.slots, by_hour=own_hours, by_device=by_device
        )

    async def _comparison(
        self, view: View, with_what: str | None, buckets: list[Bucket], now: datetime
    ) -> Comparison | None:
        if with_what is None:
            return None
        other, shift = other_period(view.period, with_what)
        other_view = View(other, view.resolution, slots_of(other, view.resolution), view.devices)
        sums = (await self.sums(other_view, by_device=False))[None]
        expected = expectations(other_view, view.devices)
        other_buckets = buckets_of(other_view, sums, expected, now)
        pairs = shift.align(view.slots, other_view.slots, view.resolution)
        return {
            "from": other.start,
            "to": other.end,
            "total": total_of(other_view.slots, sums, expected, now),
            **compare(buckets, other_buckets, pairs),
        }

    async def _listed(self, view: View) -> list[ConsumptionDevice] | None:
        if len(view.devices) > MOST_LISTED_DEVICES:
            return None
        limits: dict[int, list[LimitRow]] = {}
        for row in await self._storage.limits(view.visible()):
            limits.setdefault(row.device_key, []).append(row)
        return [_listed(device, limits.get(device.device_key, [])) for device in view.devices]


def visible_spans(devices: Sequence[KnownDevice], within: Span) -> list[VisibleSpan]:
    """Return the parts of a time that the caller may read."""
    return [
        VisibleSpan(device.device_key, span)
        for device in devices
        for span in device.visible(within)
    ]


def zone_for(devices: Sequence[KnownDevice], asked_for: str | None) -> ZoneInfo:
    """Return the zone that defines days: a single device's own, else the viewer's."""
    zones = {device.time_zone for device in devices}
    if len(devices) == 1 or (asked_for is None and len(zones) == 1):
        return ZoneInfo(zones.pop())
    return ZoneInfo(asked_for or "UTC")


def expectations(view: View, devices: Sequence[KnownDevice]) -> list[Expectation]:
    """Return the seconds of each bucket that the devices could have covered.

    A single device is expected for all of the range. Among several it counts from its first
    reading on, so that a new device does not make the household's history look incomplete.
    """
    expected = [0] * len(view.slots)
    visible = [0] * len(view.slots)
    for device in devices:
        for span in device.visible(view.whole):
            add_overlaps(visible, view.slots, span)
            if len(devices) > 1 and device.life is not None:
                add_overlaps(expected, view.slots, span.within(device.life))
    if len(devices) == 1:
        expected = [slot.length_s for slot in view.slots]
    if not devices:
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
    view: View, sums: Mapping[int | None, Mapping[int, Sums]], now: datetime
) -> list[DeviceSeries]:
    """Return the buckets of each device."""
    found: list[DeviceSeries] = []
    for device in view.devices:
        of_device = sums.get(device.device_key, {})
        expected = expectations(view, [device])
        found.append(
            {
                "device_id": device.device_id,
                "buckets": buckets_of(view, of_device, expected, now),
                "total": total_of(view.slots, of_device, expected, now),
            }
        )
    return found


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


def _listed(device: KnownDevice, limits: Sequence[LimitRow]) -> ConsumptionDevice:
    return {
        "device_id": device.device_id,
        "name": device.name,
        "time_zone": device.time_zone,
        "limits": [
            {
                "valid_from": each.valid_from,
                "limit_kwh": None if each.limit_uwh is None else kilowatthours(each.limit_uwh),
            }
            for each in limits
        ],
    }
