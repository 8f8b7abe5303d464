"""Consumption of a range as rows. A part of the range is read at a time.

No cursor stays open meanwhile: a slow reader must not hold a transaction.
"""

from collections.abc import AsyncGenerator, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from kilowatch.kit.export import local
from kilowatch.monitoring.consumption.buckets import Sums
from kilowatch.monitoring.consumption.periods import Period, Resolution
from kilowatch.monitoring.consumption.schemas import Bucket
from kilowatch.monitoring.consumption.service import (
    ConsumptionHistory,
    Subject,
    View,
    buckets_of,
    expectations,
)
from kilowatch.monitoring.visibility import KnownDevice

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
)


async def consumption_rows(
    history: ConsumptionHistory, subject: Subject, *, by_device: bool
) -> AsyncGenerator[dict[str, Any]]:
    """Yield a row per bucket, or per bucket and device, in order of time."""
    now = datetime.now(UTC)
    for period in pieces(subject, by_device=by_device):
        view = subject.view(period)
        sums = await history.sums(view, by_device=by_device)
        for row in _rows(view, sums, now, by_device=by_device):
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
        rows_a_day *= max(1, len(subject.devices))
    step = timedelta(days=max(1, ROWS_AT_ONCE // rows_a_day))
    start = whole.start
    while start < whole.end:
        end = min(start + step, whole.end)
        yield Period(start, end, whole.zone)
        start = end


def _rows(
    view: View, sums: dict[int | None, dict[int, Sums]], now: datetime, *, by_device: bool
) -> Iterator[dict[str, Any]]:
    if not by_device:
        device_id, name = _whose(view)
        for bucket in buckets_of(view, sums[None], expectations(view, view.devices), now):
            yield _row(device_id, name, bucket, view)
        return
    series = [_buckets_of_device(view, sums, device, now) for device in view.devices]
    for n in range(len(view.slots)):
        for device, buckets in zip(view.devices, series, strict=True):
            yield _row(device.device_id, device.name, buckets[n], view)


def _buckets_of_device(
    view: View, sums: dict[int | None, dict[int, Sums]], device: KnownDevice, now: datetime
) -> list[Bucket]:
    of_device = sums.get(device.device_key, {})
    return buckets_of(view, of_device, expectations(view, [device]), now)


def _whose(view: View) -> tuple[UUID | None, str]:
    if len(view.devices) == 1:
        return view.devices[0].device_id, view.devices[0].name
    return None, f"sum of {len(view.devices)} devices"


def _row(device_id: UUID | None, name: str, bucket: Bucket, view: View) -> dict[str, Any]:
    return {
        "device_id": device_id,
        "device_name": name,
        "starts_at_utc": bucket["starts_at"],
        "ends_at_utc": bucket["ends_at"],
        "starts_at_local": local(bucket["starts_at"], view.period.zone),
        "time_zone": view.period.zone.key,
        "energy_kwh": bucket["energy_kwh"],
        "coverage_0_to_1": bucket["coverage"],
        "state": bucket["state"],
        "readings": bucket["readings"],
        "over_limit_hours": bucket["over_limit_hours"],
    }
