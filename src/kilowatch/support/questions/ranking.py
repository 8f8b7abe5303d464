"""Ranks devices by what they used. Pure."""

from uuid import UUID

import msgspec

from kilowatch.support.clients import Json


class Ranking(msgspec.Struct, frozen=True):
    """Devices with the energy they used (kWh), most first, and the total without doubles."""

    used: list[tuple[float, UUID]]
    total_kwh: float


def ranking_of(consumption: Json) -> Ranking:
    """Return the ranking in an answer by device.

    What is calculated from devices is none of them. A submeter is one, though its energy is in
    that of the meter above it: the total counts it once.
    """
    series = [each for each in consumption["series"] or [] if _is_known(each)]
    used = [
        (float(each["total"]["energy_kwh"]), UUID(each["device_id"]))
        for each in series
        if each["counted"] or each["part_of"] is not None
    ]
    used.sort(key=lambda each: each[0], reverse=True)
    total_kwh = consumption["total"]["energy_kwh"]
    return Ranking(used, float(total_kwh) if total_kwh else 0.0)


def _is_known(series: Json) -> bool:
    return series["total"]["energy_kwh"] is not None
