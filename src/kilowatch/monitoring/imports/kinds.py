"""Distinguishes values of a register from energies of intervals. Pure."""

from decimal import Decimal
from itertools import pairwise
from statistics import median

import msgspec

from kilowatch.monitoring.imports.cells import Decimals, is_number, number
from kilowatch.monitoring.imports.domain import POWER, ImportKind, MappingUnclear, Unit
from kilowatch.monitoring.imports.formats import Format
from kilowatch.monitoring.imports.layout import TimeLayout
from kilowatch.monitoring.imports.table import Table
from kilowatch.monitoring.imports.words import REGISTER_WORDS

FEWEST_RISES = 20
FEWEST_SURE = 8
FEWEST_SUSPICIOUS = 6
SMALL_STEP = 0.05
"""A register's step is a small part of its value; an interval's energy varies more."""
TINY_STEP = 0.005
FEW_FALLS = 0.05
OFTEN = 0.25
"""A counter that rarely changes may be a value that is set occasionally."""
ASKED = "say kind=register or kind=interval."


class _Steps(msgspec.Struct):
    """The steps from value to value; ``ratio``: the median step divided by the median value."""

    count: int
    rises: int
    falls: int
    ratio: float
    odd_falls: int
    """Falls to a value in the middle: a register falls to its start, or by a jitter."""


def find_kind(
    table: Table,
    value_at: int,
    unit: Unit,
    decimals: Decimals,
    said: ImportKind | None,
    known: Format | None,
    layout: TimeLayout,
) -> ImportKind:
    """Return the kind of the values. Raises `MappingUnclear` if they could be either."""
    if said is not None:
        return said
    if known is not None:
        return known.kind
    is_whole_table = layout.day_rows is not None or layout.periods is not None
    if unit in POWER or unit is Unit.MILLIWATTHOUR or is_whole_table:
        return ImportKind.INTERVAL
    cells = table.cells(value_at)
    steps = _steps([number(cell, decimals) for cell in cells if is_number(cell, decimals)])
    if REGISTER_WORDS.search(table.name(value_at)):
        if steps.count >= FEWEST_SUSPICIOUS and 4 * min(steps.rises, steps.falls) > steps.count:
            raise MappingUnclear(f"The column is named as a register and its values fall; {ASKED}")
        return ImportKind.REGISTER
    return _by_steps(steps, has_end=layout.has_end)


def _steps(values: list[Decimal]) -> _Steps:
    differences = [after - before for before, after in pairwise(values)]
    moved = [abs(each) for each in differences if each]
    usual = median(abs(each) for each in values) if values else Decimal(0)
    ratio = float(median(moved) / usual) if moved and usual else 1.0
    up = sum(each > 0 for each in differences)
    down = sum(each < 0 for each in differences)
    if down > up:
        values.reverse()
    odd = sum(
        Decimal("0.05") * before < after < Decimal("0.95") * before
        for before, after in pairwise(values)
    )
    return _Steps(len(differences), max(up, down), min(up, down), ratio, odd)


def _by_steps(steps: _Steps, *, has_end: bool) -> ImportKind:
    is_unclear = False
    if not steps.falls:
        is_moving = steps.rises >= max(FEWEST_SURE, OFTEN * steps.count)
        if is_moving and steps.ratio < SMALL_STEP and not has_end:
            return ImportKind.REGISTER
        is_unclear = steps.rises >= FEWEST_SUSPICIOUS or (
            steps.rises > 1 and steps.count >= FEWEST_SURE and steps.ratio < TINY_STEP
        )
    elif steps.odd_falls and 2 * steps.rises < steps.count:
        return ImportKind.INTERVAL
    elif steps.falls <= max(1, FEW_FALLS * steps.count) and steps.rises >= FEWEST_SURE:
        if steps.ratio < TINY_STEP and not (has_end or steps.odd_falls):
            return ImportKind.REGISTER
        is_unclear = (
            steps.falls == 1 and steps.count >= FEWEST_RISES and steps.rises > 0.8 * steps.count
        ) or steps.ratio < TINY_STEP
    if is_unclear:
        raise MappingUnclear(f"The values almost only rise: they may be of a register; {ASKED}")
    return ImportKind.INTERVAL
