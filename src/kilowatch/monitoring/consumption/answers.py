"""Puts sums of hours into the form of the response. Pure; time is an argument."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from kilowatch.contracts.units import kilowatthours
from kilowatch.monitoring.consumption.buckets import Sums, total_of
from kilowatch.monitoring.consumption.rests import with_rests
from kilowatch.monitoring.consumption.schemas import (
    Bucket,
    ConsumptionDevice,
    DeviceSeries,
    Peak,
)
from kilowatch.monitoring.consumption.series import Series
from kilowatch.monitoring.consumption.storage import LimitRow
from kilowatch.monitoring.consumption.views import View, buckets_of, expectations


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


def listed(series: Series, limits: Mapping[int, Sequence[LimitRow]]) -> ConsumptionDevice:
    """Return a device of the response, with its limits by channel."""
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
