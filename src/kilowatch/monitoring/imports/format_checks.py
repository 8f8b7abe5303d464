"""Asks what a known format leaves open: which series of several kinds, and production. Pure."""

from kilowatch.monitoring.imports.domain import ImportKind, MappingUnclear, Series, Target
from kilowatch.monitoring.imports.formats import Format
from kilowatch.monitoring.imports.series import direction_of, energy_of, refusal
from kilowatch.monitoring.imports.survey import Survey
from kilowatch.monitoring.imports.table import Table

Only = tuple[tuple[int, frozenset[str]], ...]


def check_format(
    known: Format,
    table: Table,
    survey: Survey,
    value_column: str | None,
    only: Only,
    target: Target,
) -> None:
    """Raise `MappingUnclear` where the file holds something else than the channel measures."""
    if known.direction is not None and value_column is None:
        _check_direction(known, known.direction, target)
    at = known.named(table, known.unit_column)
    if at is None or any(column == at for column, _ in only):
        return
    counts = survey.values.get(at, {})
    kinds = {known.unit_of(value) for value in counts if value}
    if len(kinds) > 1:
        name = table.name(at)
        raise refusal(
            f"{name} tells apart values of different units:",
            [name],
            [_series(known, name, value, rows) for value, rows in counts.items() if value],
            may_add=False,
        )


def _check_direction(known: Format, direction: str, target: Target) -> None:
    if target.kind == "electricity" and target.direction != direction:
        raise MappingUnclear(
            f"A file of {known.name} holds {direction}: choose a channel of that direction, or say "
            "value_column if it is meant."
        )


def _series(known: Format, name: str, value: str, rows: int) -> Series:
    unit = known.unit_of(value)
    return Series(
        filter={name: value},
        rows=rows,
        total=None,
        unit=unit.value if unit else None,
        kind=ImportKind.INTERVAL,
        energy=energy_of([value]),
        direction=direction_of([value]),
    )
