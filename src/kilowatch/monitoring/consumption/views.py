"""The scope of a question: its channels, its time and its buckets. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from kilowatch.contracts.channels import Unit
from kilowatch.monitoring.consumption.buckets import (
    Expectation,
    Sums,
    add_overlaps,
    bucket_of,
)
from kilowatch.monitoring.consumption.periods import Period, Resolution, Slot, slots_of
from kilowatch.monitoring.consumption.schemas import Bucket
from kilowatch.monitoring.consumption.storage import VisibleSpan
from kilowatch.monitoring.spans import Span
from kilowatch.monitoring.visibility import KnownChannel


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
