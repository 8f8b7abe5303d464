"""Quantities of channels that aren't measured in kWh: the same answer under other names."""

from collections.abc import Sequence
from typing import cast

from kilowatch.monitoring.consumption.schemas import Bucket, DeviceSeries, RangeConsumption, Total


def in_unit(answer: RangeConsumption) -> RangeConsumption:
    """Return an answer whose quantities are values in its unit, and no energy in kWh."""
    series = answer["series"]
    answer["buckets"] = _buckets(answer["buckets"])
    answer["total"] = _total(answer["total"])
    answer["peak"] = None
    for device in answer["devices"] or ():
        for limit in device["limits"]:
            limit["limit"], limit["limit_kwh"] = limit["limit_kwh"], None
    if series is not None:
        answer["series"] = [_series(each) for each in series]
    return answer


def _buckets(buckets: Sequence[Bucket]) -> list[Bucket]:
    return [
        cast("Bucket", {**each, "energy_kwh": None, "value": each["energy_kwh"]})
        for each in buckets
    ]


def _total(total: Total) -> Total:
    return {**total, "energy_kwh": None, "value": total["energy_kwh"]}


def _series(series: DeviceSeries) -> DeviceSeries:
    return {
        **series,
        "buckets": _buckets(series["buckets"]),
        "total": _total(series["total"]),
    }
