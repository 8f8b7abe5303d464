"""Consumption of a range as rows. A part of the range is read at a time.

No cursor stays open meanwhile: a slow reader must not hold a transaction.
"""

from collections.abc import AsyncGenerator, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from kilowatch.kit.export import local
from kilowatch.monitoring.consumption.buckets import Sums
from kilowatch.monitoring.consumption.periods import Period, Resolution
from kilowatch.monitoring.consumption.schemas import Bucket
from kilowatch.monitoring.consumption.series import Series, series_in
from kilowatch.monitoring.consumption.service import ConsumptionHistory, RangeQuery
from kilowatch.monitoring.consumption.views import (
    Subject,
    View,
    buckets_of,
    expectations,
    units_of,
)
from kilowatch.monitoring.doubles import devices_in_total, shown

ROWS_AT_ONCE = 5_000

COLUMNS = (
    "device_id",
    "device_name",
    "starts_at_utc",
    "ends_at_utc",
    "starts_at_local",
    "time_zone",
    "energy_kwh",
    "coverage_0_to_1",
    "state",
    "readings",
    "over_limit_hours",
    "channel",
    "unit",
    "value",
    "counted",
)


async def consumption_rows(
    history: ConsumptionHistory, subject: Subject, query: RangeQuery
) -> AsyncGenerator[dict[str, Any]]:
    """Yield a row per bucket, or per bucket and device, in order of time."""
    now = datetime.now(UTC)
    by_device = query.by_device
    series = series_in(shown(subject.channels), by_channel=query.by_channel)
    for period in pieces(subject, by_device=by_device):
        view = subject.view(period)
        sums = await history.sums(view, by_device=by_device)
        for row in _rows(view, series, sums, now, by_device=by_device):
            yield row


def pieces(subject: Subject, *, by_device: bool) -> Iterator[Period]:
    """Yield parts of the period with about `ROWS_AT_ONCE` rows; cut at midnights only."""
    whole = subject.period
    rows_a_day = 24 if subject.resolution is Resolution.HOUR else 1
    if subject.resolution not in (Resolution.HOUR, Resolution.DAY):
        # Weeks and longer are few, and must not be cut.
        yield whole
        return
    if by_device:
        rows_a_day *= max(1, len(subject.channels))
    step = timedelta(days=max(1, ROWS_AT_ONCE // rows_a_day))
    start = whole.start
    while start < whole.end:
        end = min(start + step, whole.end)
        yield Period(start, end, whole.zone)
        start = end


def _rows(
    view: View,
    series: Sequence[Series],
    sums: dict[int | None, dict[int, Sums]],
    now: datetime,
    *,
    by_device: bool,
) -> Iterator[dict[str, Any]]:
    whole = _Whole(view, series)
    if not by_device:
        for bucket in buckets_of(view, sums[None], expectations(view, view.channels), now):
            yield {
                **_row(whole.device_id, whole.name, whole.channel, bucket, view),
                "counted": True,
            }
        return
    buckets = [
        buckets_of(view, each.sums(sums), expectations(view, each.channels), now) for each in series
    ]
    for n in range(len(view.slots)):
        for each, own in zip(series, buckets, strict=True):
            row = _row(each.device_id, each.name, each.channel, own[n], view)
            yield {**row, "counted": each.counts}


class _Whole:
    """The sum of all series, by the name it has in a file."""

    def __init__(self, view: View, series: Sequence[Series]) -> None:
        device_ids = devices_in_total(view.channels, view.whole)
        self.device_id: UUID | None = None
        self.name = f"sum of {len(device_ids)} devices"
        if len(device_ids) == 1:
            [self.device_id] = device_ids
            self.name = next(each.name for each in series if each.device_id == self.device_id)
        self.channel = view.channels[0].code if len(view.channels) == 1 else None


def _row(
    device_id: UUID | None, name: str, channel: str | None, bucket: Bucket, view: View
) -> dict[str, Any]:
    [unit] = units_of(view.channels) or {"kWh"}
    return {
        "device_id": device_id,
        "device_name": name,
        "starts_at_utc": bucket["starts_at"],
        "ends_at_utc": bucket["ends_at"],
        "starts_at_local": local(bucket["starts_at"], view.period.zone),
        "time_zone": view.period.zone.key,
        "energy_kwh": bucket["energy_kwh"] if unit == "kWh" else None,
        "coverage_0_to_1": bucket["coverage"],
        "state": bucket["state"],
        "readings": bucket["readings"],
        "over_limit_hours": bucket["over_limit_hours"],
        "channel": channel,
        "unit": unit,
        "value": bucket["energy_kwh"],
    }
