"""The expected contents of the database, computed the slow and obvious way."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Sent:
    """A reading as sent; the one with the highest (source, index) counts."""

    start: datetime
    energy_uwh: int
    interval_s: int | None
    source: int
    index: int = 0


def standing(sent: list[Sent]) -> dict[datetime, Sent]:
    """Return the reading that counts for each interval start."""
    best: dict[datetime, Sent] = {}
    for each in sent:
        other = best.get(each.start)
        if other is None or (each.source, each.index) > (other.source, other.index):
            best[each.start] = each
    return best


def clock_hour(instant: datetime, zone: ZoneInfo) -> datetime:
    """Return the start of the clock hour, by the offset at the instant."""
    offset = instant.astimezone(zone).utcoffset() or timedelta()
    local = instant + offset
    return instant - timedelta(
        minutes=local.minute, seconds=local.second, microseconds=local.microsecond
    )


def hourly(sent: list[Sent], zone: ZoneInfo) -> dict[datetime, int]:
    """Return µWh per clock hour, a straddling reading split at its boundaries by the second."""
    total: dict[datetime, int] = defaultdict(int)
    for reading in standing(sent).values():
        for hour, energy in _split(reading, zone):
            total[hour.astimezone(UTC)] += energy
    return dict(total)


def _split(reading: Sent, zone: ZoneInfo) -> list[tuple[datetime, int]]:
    if reading.interval_s is None:
        return [(clock_hour(reading.start, zone), reading.energy_uwh)]
    end = reading.start + timedelta(seconds=reading.interval_s)
    minute = timedelta(minutes=1)
    edges = [reading.start]
    instant = reading.start.replace(second=0, microsecond=0) + minute
    while instant < end:
        if clock_hour(instant, zone) != clock_hour(instant - timedelta(microseconds=1), zone):
            edges.append(instant)
        instant += minute
    shares: list[tuple[datetime, int]] = []
    done = 0
    for begin, until in zip(edges, [*edges[1:], end], strict=True):
        portion = Fraction((until - reading.start) // timedelta(microseconds=1)) / (
            reading.interval_s * 1_000_000
        )
        upto = int(reading.energy_uwh * portion)
        shares.append((clock_hour(begin, zone), upto - done))
        done = upto
    return shares
