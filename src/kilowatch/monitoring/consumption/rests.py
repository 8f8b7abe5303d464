"""What a meter measures beyond its submeters. Pure."""

from collections.abc import Sequence
from typing import Final

from kilowatch.contracts.units import MICROWATTHOURS_PER_KWH
from kilowatch.monitoring.consumption.buckets import add_overlaps
from kilowatch.monitoring.consumption.periods import Slot
from kilowatch.monitoring.consumption.schemas import Bucket, DeviceSeries, Rest, RestBucket
from kilowatch.monitoring.consumption.series import Series
from kilowatch.monitoring.hours import HourState
from kilowatch.monitoring.spans import Span

LEAST_CERTAIN_FIRST: Final = (
    HourState.WITHHELD,
    HourState.UPCOMING,
    HourState.MISSING,
    HourState.COVERAGE_UNKNOWN,
    HourState.PARTIAL,
    HourState.ESTIMATED,
    HourState.CORRECTED,
    HourState.LATE,
    HourState.MEASURED,
)


def with_rests(
    answers: Sequence[DeviceSeries], series: Sequence[Series], slots: Sequence[Slot]
) -> list[DeviceSeries]:
    """Return the series of an answer, each with what it is a part of, and its rest.

    A submeter counts from its first reading on. Buckets of ``answers`` are those of ``series``.
    """
    owner = {each.channel_key: n for n, one in enumerate(series) for each in one.channels}
    parts: dict[int, list[int]] = {}
    for n, one in enumerate(series):
        above = {whole for each in one.channels for whole in each.wholes[:1]}
        for whole in sorted({owner[key] for key in above if key in owner} - {n}):
            parts.setdefault(whole, []).append(n)
    found = list(answers)
    for whole, below in parts.items():
        for n in below:
            found[n] = {
                **found[n],
                "part_of": {
                    "device_id": answers[whole]["device_id"],
                    "channel": answers[whole]["channel"],
                },
            }
        starts = [_reports(series[n], slots) for n in below]
        buckets = [answers[n]["buckets"] for n in below]
        found[whole] = {
            **found[whole],
            "rest": rest_of(answers[whole]["buckets"], buckets, starts),
        }
    return found


def rest_of(
    whole: Sequence[Bucket], parts: Sequence[Sequence[Bucket]], reports: Sequence[Sequence[bool]]
) -> Rest:
    """Return what ``whole`` measures beyond ``parts``, each where it ``reports``."""
    buckets = [
        _rest(bucket, [part[n] for part, known in zip(parts, reports, strict=True) if known[n]])
        for n, bucket in enumerate(whole)
    ]
    known = [each["energy_kwh"] for each in buckets if each["energy_kwh"] is not None]
    return {
        "buckets": buckets,
        "energy_kwh": _exact(known) if known else None,
        "state": _least_certain([each["state"] for each in buckets]),
        "below_zero": any(each["below_zero"] for each in buckets),
    }


def _rest(whole: Bucket, parts: Sequence[Bucket]) -> RestBucket:
    state = _least_certain([whole["state"], *(each["state"] for each in parts)])
    energy: float | None = None
    if whole["energy_kwh"] is not None and all(each["energy_kwh"] is not None for each in parts):
        energy = _exact([whole["energy_kwh"], *(-(each["energy_kwh"] or 0) for each in parts)])
    return {
        "starts_at": whole["starts_at"],
        "energy_kwh": energy,
        "state": state,
        "below_zero": energy is not None and energy < 0,
    }


def _exact(energies_kwh: Sequence[float]) -> float:
    """Return the sum of energies without an error of rounding: they are whole µWh."""
    total = sum(round(each * MICROWATTHOURS_PER_KWH) for each in energies_kwh)
    return total / MICROWATTHOURS_PER_KWH


def _least_certain(states: Sequence[HourState]) -> HourState:
    return min(states, key=LEAST_CERTAIN_FIRST.index)


def _reports(series: Series, slots: Sequence[Slot]) -> list[bool]:
    """Return the buckets that lie, in part or whole, in the life of a submeter."""
    seconds = [0] * len(slots)
    for life in _lives(series):
        add_overlaps(seconds, slots, life)
    return [each > 0 for each in seconds]


def _lives(series: Series) -> list[Span]:
    return [each.life for each in series.channels if each.life is not None]
