"""Adds up rows with the same timestamp, where the caller asked for it. Pure."""

from kilowatch.monitoring.imports.collected import Collected
from kilowatch.monitoring.imports.domain import RowError


def added(found: Collected, apart: list[int]) -> Collected:
    """Return one row per timestamp, with the sum of its rows; estimated if one of them is.

    Where columns distinguish the series, a repeated row counts once.
    """
    sums: dict[int, int] = {}
    seen: set[tuple[int, tuple[str, ...], int]] = set()
    kept: list[int] = []
    estimated: set[int] = set()
    series = _series(found, apart)
    for at, start in enumerate(found.start):
        same = (start, series[found.label[at]], found.value[at])
        if apart and same in seen:
            continue
        seen.add(same)
        if start not in sums:
            kept.append(at)
        sums[start] = sums.get(start, 0) + found.value[at]
        if found.estimated[at]:
            estimated.add(start)
    result = found.keep(kept)
    for at, start in enumerate(result.start):
        result.value[at] = sums[start]
        result.estimated[at] = start in estimated
    return result


def added_registers(found: Collected, apart: list[int]) -> Collected:
    """Return the sums of registers, at timestamps that all of them have; others are rejected."""
    series = _series(found, apart)
    every = {series[label] for label in set(found.label)}
    by_moment: dict[int, set[tuple[str, ...]]] = {}
    for at, start in enumerate(found.start):
        by_moment.setdefault(start, set()).add(series[found.label[at]])
    kept: list[int] = []
    for at, start in enumerate(found.start):
        if by_moment[start] == every:
            kept.append(at)
        else:
            detail = "Not every register has a value at this time."
            found.note(RowError(found.line[at], "registers_missing", detail))
    return added(found.keep(kept), apart)


def _series(found: Collected, apart: list[int]) -> list[tuple[str, ...]]:
    """Return for each label the values of the columns that distinguish the series."""
    places = [found.columns.index(column) for column in apart]
    return [tuple(name[place] for place in places) for name in found.names]
