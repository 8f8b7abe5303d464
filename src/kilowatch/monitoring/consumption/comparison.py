"""Compares two periods: the other period, and the comparable buckets. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec
from typing_extensions import TypedDict

from kilowatch.kit.errors import KilowatchError
from kilowatch.monitoring.consumption.periods import DAY, Period, Resolution, Slot, add_months
from kilowatch.monitoring.consumption.schemas import Bucket, LikeForLike, OtherBucket


class ComparisonRefused(KilowatchError):
    """`compare` isn't `previous`, `year` or a date, or the other period is out of bounds."""

    code = "comparison_refused"


class Compared(TypedDict):
    """The part of a comparison that comes from pairing buckets."""

    buckets: list[OtherBucket | None]
    like_for_like: LikeForLike | None


class Shift(msgspec.Struct, frozen=True):
    """The offset of the other period: in months where the calendar allows, else in days."""

    months: int = 0
    days: int = 0

    def of(self, day: date) -> date:
        """Return the day of the other period to compare with ``day``."""
        return add_months(day, self.months) + timedelta(days=self.days)

    def exact(self, day: date) -> date | None:
        """Like `of`; None if the other month has no such day."""
        other = self.of(day)
        return other if self.months == 0 or other.day == day.day else None

    def align(
        self, slots: Sequence[Slot], others: Sequence[Slot], resolution: Resolution
    ) -> list[int | None]:
        """Return the position of the other slot for each slot, or None.

        Days and hours are matched by date and place in the day; longer buckets by order.
        """
        if resolution not in (Resolution.HOUR, Resolution.DAY):
            return [n if n < len(others) else None for n in range(len(slots))]
        places: dict[tuple[date | None, int], int] = {
            place: n for n, place in enumerate(_places(others))
        }
        found: list[int | None] = []
        for day, number in _places(slots):
            found.append(places.get((self.exact(day), number)))
        return found


def _places(slots: Sequence[Slot]) -> list[tuple[date, int]]:
    """Return each slot as its day and its number in the day."""
    found: list[tuple[date, int]] = []
    for slot in slots:
        again = bool(found) and found[-1][0] == slot.day
        found.append((slot.day, found[-1][1] + 1 if again else 0))
    return found


def other_period(period: Period, with_what: str) -> tuple[Period, Shift]:
    """Return the period meant by ``previous``, ``year`` or its first date.

    Whole months are compared with whole months. Raises `ComparisonRefused`.
    """
    shift = _shift(period, with_what)
    try:
        start = shift.of(period.start)
        # 28 February of a leap year ends on the 29th, and the same day a year before on 1 March.
        end = shift.exact(period.end) or shift.of(period.end - DAY) + DAY
    except (ValueError, OverflowError) as error:
        raise ComparisonRefused("The other period lies outside of the calendar.") from error
    if not (start.year >= 1999 and end.year <= 9998):
        raise ComparisonRefused("The other period is not between the years 1999 and 9998.")
    other = Period(start, end, period.zone)
    if other.starts_at >= other.ends_at:
        raise ComparisonRefused(f"The time zone {period.zone.key} left the other day out.")
    return other, shift


def _shift(period: Period, with_what: str) -> Shift:
    whole_months = period.start.day == 1 and period.end.day == 1
    if with_what == "year":
        return Shift(months=-12)
    if with_what == "previous":
        if whole_months:
            return Shift(months=_months(period.start) - _months(period.end))
        return Shift(days=-period.days)
    try:
        start = date.fromisoformat(with_what)
    except ValueError as error:
        detail = "Compare with `previous`, `year`, or the date the other period begins on."
        raise ComparisonRefused(detail) from error
    if whole_months and start.day == 1:
        return Shift(months=_months(start) - _months(period.start))
    return Shift(days=(start - period.start).days)


def _months(day: date) -> int:
    return day.year * 12 + day.month


def compare(
    buckets: Sequence[Bucket], others: Sequence[Bucket], pairs: Sequence[int | None]
) -> Compared:
    """Return each bucket's counterpart, and the sums of pairs that are complete on both sides."""
    found: list[OtherBucket | None] = []
    ours: list[float] = []
    theirs: list[float] = []
    for bucket, position in zip(buckets, pairs, strict=True):
        if position is None:
            found.append(None)
            continue
        other = others[position]
        difference: float | None = None
        energy, other_energy = _in_full(bucket), _in_full(other)
        if energy is not None and other_energy is not None:
            difference = _tidy(energy - other_energy)
            ours.append(energy)
            theirs.append(other_energy)
        found.append({**other, "difference_kwh": difference})
    return {"buckets": found, "like_for_like": _like_for_like(len(buckets), ours, theirs)}


def _in_full(bucket: Bucket) -> float | None:
    """Return the energy of a bucket if readings cover all of it."""
    return bucket["energy_kwh"] if bucket["coverage"] == 1.0 else None


def _like_for_like(
    total_buckets: int, ours: list[float], theirs: list[float]
) -> LikeForLike | None:
    if not ours:
        return None
    energy, other = _tidy(sum(ours)), _tidy(sum(theirs))
    return {
        "buckets": len(ours),
        "total_buckets": total_buckets,
        "energy_kwh": energy,
        "other_kwh": other,
        "difference_kwh": _tidy(energy - other),
        "change": (energy - other) / other if other else None,
    }


def _tidy(kwh: float) -> float:
    """Return energy rounded to the µWh, its finest resolution."""
    return round(kwh, 9)
