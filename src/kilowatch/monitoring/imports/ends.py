"""Interprets the ends of intervals in files that have both starts and ends. Pure."""

from collections import Counter
from itertools import pairwise

from kilowatch.monitoring.imports.domain import DAY_S, MappingUnclear
from kilowatch.monitoring.imports.timestamps import Moment, seconds_of

Pairs = list[tuple[Moment, Moment]]


def is_inclusive(pairs: Pairs) -> bool:
    """Return true if an end is a date that belongs to the interval. Raises `MappingUnclear`."""
    if not pairs or any(start.length == end.length == "point" for start, end in pairs):
        return False
    if any(start.at == end.at for start, end in pairs):
        return True
    gaps = Counter((b[0].at - a[1].at).days for a, b in pairwise(sorted(pairs, key=_start)))
    if gaps[0] != gaps[1]:
        return gaps[1] > gaps[0]
    raise MappingUnclear(
        "It isn't clear if the last date is part of an interval; give times of day with the dates."
    )


def _start(pair: tuple[Moment, Moment]) -> float:
    return seconds_of(pair[0].at)


def last_part_s(pairs: Pairs) -> int:
    """Return the seconds that are missing where ends are written as 00:59 or 00:59:59."""
    in_order = sorted(pairs, key=_start)
    gaps = Counter(
        round(seconds_of(after[0].at) - seconds_of(before[1].at))
        for before, after in pairwise(in_order)
    )
    usual = gaps.most_common(1)[0][0] if gaps else 0
    return usual if usual in {1, 60} else 0


def usual_length(pairs: Pairs, inclusive_s: int) -> int | None:
    """Return the usual length of intervals, in s; None if they last a day or longer."""
    lengths = Counter(round(seconds_of(end.at) - seconds_of(start.at)) for start, end in pairs)
    usual = lengths.most_common(1)[0][0] + inclusive_s if lengths else 0
    return usual if 0 < usual < DAY_S else None
