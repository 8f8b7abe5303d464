"""Finds what tells the rows of a file apart, and lists the series that they belong to. Pure."""

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from kilowatch.monitoring.imports.domain import MappingUnclear, Series, Target
from kilowatch.monitoring.imports.survey import Survey
from kilowatch.monitoring.imports.words import (
    EXPORT_WORDS,
    IDENTITY_NAMES,
    IMPORT_WORDS,
    KIND_WORDS,
    OTHER_UNITS,
    PRODUCTION_WORDS,
    Direction,
    Energy,
)

MOST_LABELS = 8
"""Columns that are compared; those whose names say that they identify come first."""
FRACTION = re.compile(r"[+-]?\d+[.,]\d+")
Labels = tuple[str, ...]


def label_columns(survey: Survey, names: list[str], used: set[int | None]) -> list[int]:
    """Return the columns that may tell rows apart: they hold few values, and no measured ones."""

    def name(column: int) -> str:
        return names[column] if column < len(names) else ""

    found = [
        column
        for column, counts in survey.values.items()
        if column not in used and any(counts) and not _are_figures(name(column), counts)
    ]
    found.sort(key=lambda column: (not IDENTITY_NAMES.search(name(column)), column))
    return found[:MOST_LABELS]


def _are_figures(name: str, values: Iterable[str]) -> bool:
    """Return true for amounts of something: prices, temperatures."""
    filled = [value for value in values if value]
    return any(FRACTION.fullmatch(value) for value in filled) or bool(
        OTHER_UNITS.search(name) and all(re.fullmatch(r"[\d.,+-]+", value) for value in filled)
    )


def direction_of(labels: Iterable[str]) -> Direction | None:
    """Return the direction that words name."""
    text = " ".join(labels)
    if EXPORT_WORDS.search(text):
        return "export"
    if PRODUCTION_WORDS.search(text):
        return "production"
    return "import" if IMPORT_WORDS.search(text) else None


def energy_of(labels: Iterable[str]) -> Energy | None:
    """Return the kind of energy that words name."""
    text = " ".join(labels)
    return next((kind for kind, words in KIND_WORDS if words.search(text)), None)


def foreign(value: str, target: Target) -> str | None:
    """Return what a value says other than what the channel measures; None where it says that."""
    energy = energy_of([value])
    if energy not in {None, target.kind}:
        return energy
    direction = direction_of([value])
    # Words of use, such as "consumption", say nothing else of what is used behind the meter.
    meant = {None, "import" if target.direction == "consumption" else target.direction}
    return None if direction in meant else direction


def classes(values: Iterable[str]) -> set[str]:
    """Return the kinds and directions that the values of a column name."""
    found: set[str] = set()
    for value in values:
        energy, direction = energy_of([value]), direction_of([value])
        if energy is not None and energy != "electricity":
            found.add(energy)
        elif direction is not None:
            found.add(direction)
        elif energy is not None:
            found.add(energy)
    if "electricity" in found and found & {"import", "export", "production"}:
        found.discard("electricity")
    return found


def telling(differing: Counter[int], pairs: list[frozenset[int]]) -> list[int]:
    """Return the fewest columns that tell all pairs apart, from those that differ in them.

    ``pairs``: for each pair of rows of one moment, the columns whose values differ.
    """
    chosen: list[int] = []
    rest = Counter(pairs)
    while rest:
        counts: Counter[int] = Counter()
        for columns, times in rest.items():
            for column in columns:
                counts[column] += times
        most = max(counts.values())
        best = next(each for each in differing if counts[each] == most)
        chosen.append(best)
        rest = Counter({each: times for each, times in rest.items() if best not in each})
    return chosen


def may_be_added(series: list[Series]) -> bool:
    """Return true where no words say that the series are of different kinds or directions."""
    kinds = {each.energy for each in series if each.energy}
    directions = {each.direction for each in series if each.direction}
    return len(kinds) < 2 and len(directions) < 2


def refusal(
    sentence: str, columns: list[str], series: list[Series], *, may_add: bool = True
) -> MappingUnclear:
    """Return the problem that lists the series of a file, for the caller to choose from."""
    may_add = may_add and may_be_added(series)
    shown = "; ".join(_described(each) for each in series[:6])
    more = f"; and {len(series) - 6} more" if len(series) > 6 else ""
    pick = " ".join(f"only={name}={value}" for name, value in series[0].filter.items())
    asked = f"Say {pick} (or another value), or give each a channel of its own by series" + (
        ", or add=true to add them." if may_add else "."
    )
    return MappingUnclear(
        f"{sentence} {shown}{more}. {asked}" if series else sentence,
        apart=columns,
        series=[as_field(each) for each in series],
    )


def _described(series: Series) -> str:
    values = ", ".join(f"{name}={value}" for name, value in series.filter.items())
    total = "" if series.total is None else f", {plain(series.total)} {series.unit or ''}".rstrip()
    return f"{values}: {series.rows} rows{total}"


def as_field(series: Series) -> dict[str, object]:
    """Return a series as the API shows it."""
    return {
        "filter": dict(series.filter),
        "column": series.column,
        "rows": series.rows,
        "total": None if series.total is None else plain(series.total),
        "unit": series.unit,
        "kind": series.kind.value,
        "energy": series.energy,
        "direction": series.direction,
    }


UNREAD: Final[dict[str, object]] = {
    "filter": {}, "column": None, "rows": 0, "total": None, "unit": None, "kind": "interval",
    "energy": None, "direction": None,
}  # fmt: skip
"""A series that can't be read without another option."""


def of_column(field: dict[str, object], name: str) -> dict[str, object]:
    """Return a series with the name of its column of values, and what that name says of it."""
    return {
        **field,
        "column": name,
        "energy": field["energy"] or energy_of([name]),
        "direction": field["direction"] or direction_of([name]),
    }


def plain(total: Decimal) -> str:
    """Return a number without an exponent."""
    return f"{total.normalize():f}"
