"""Consumption of any devices over any days, as the caller may see it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from uuid import UUID

import msgspec

from kilowatch.kit.accounts import Caller
from kilowatch.kit.database import Pool
from kilowatch.kit.errors import KilowatchError
from kilowatch.monitoring.acts import FIRST_MOMENT
from kilowatch.monitoring.channel_totals import counted_once
from kilowatch.monitoring.consumption import storage
from kilowatch.monitoring.consumption.answers import listed, peak_of, series_of
from kilowatch.monitoring.consumption.buckets import (
    Sums,
    total_of,
)
from kilowatch.monitoring.consumption.comparison import ComparisonRefused, compare, other_period
from kilowatch.monitoring.consumption.periods import (
    Period,
    Resolution,
    bucket_count,
    fitting_resolution,
    slots_of,
)
from kilowatch.monitoring.consumption.schemas import (
    Bucket,
    Comparison,
    ConsumptionDevice,
    RangeConsumption,
)
from kilowatch.monitoring.consumption.series import Series, series_in
from kilowatch.monitoring.consumption.storage import LimitRow
from kilowatch.monitoring.consumption.units import in_unit
from kilowatch.monitoring.consumption.views import (
    Subject,
    View,
    buckets_of,
    expectations,
    units_of,
    visible_spans,
    zone_for,
)
from kilowatch.monitoring.doubles import counted, devices_in_total, shown, without_doubles
from kilowatch.monitoring.visibility import IMPORT, Selection, Visibility

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
        return [listed(each, limits) for each in series]
