"""Finds the column of values and its unit. Pure."""

from kilowatch.contracts.channels import Unit as ChannelUnit
from kilowatch.monitoring.imports.cells import is_either_number
from kilowatch.monitoring.imports.domain import BILLIONTHS_PER, MappingUnclear, Target, Unit
from kilowatch.monitoring.imports.formats import Format
from kilowatch.monitoring.imports.layout import TimeLayout, share
from kilowatch.monitoring.imports.table import Table
from kilowatch.monitoring.imports.units import check_unit, is_unit, unit_of_name, units_in
from kilowatch.monitoring.imports.words import (
    EXPORT_WORDS,
    KIND_WORDS,
    OTHER_UNITS,
    PRODUCTION_WORDS,
)

ID_DIGITS = 8


def value_column(table: Table, apart: set[int | None], listed: str, target: Target) -> int:
    """Return the column of values. Raises `MappingUnclear`.

    It is the only one with a unit of energy or power in its name, else the only one with numbers.
    """
    numeric = [
        column
        for column in range(table.width)
        if column not in apart
        and share(cells := table.cells(column), sum(is_either_number(cell) for cell in cells))
    ]
    numeric = [column for column in numeric if not _is_identifier(table.cells(column))] or numeric
    with_unit = [column for column in numeric if units_in(table.name(column), target.unit)]
    amounts = [column for column in numeric if not OTHER_UNITS.search(table.name(column))]
    numeric = amounts or numeric
    found = with_unit or numeric
    if len(found) != 1:
        what = "No column of numbers is found" if not numeric else "Several columns hold numbers"
        raise _unclear(f"{what}; say value_column: {listed}.", found)
    _check_name(table.name(found[0]), listed, found, target)
    return found[0]


def declared_column(table: Table, known: Format, listed: str, target: Target) -> int:
    """Return the only column to which a format gives a unit that fits. Raises `MappingUnclear`."""
    units = {at: unit for at in range(table.width) if (unit := known.unit_of(table.name(at)))}
    fitting = [at for at, unit in units.items() if unit in BILLIONTHS_PER[target.unit]]
    if len(fitting) != 1:
        raise _unclear(
            f"{known.name} has several columns of values; say value_column: {listed}.", list(units)
        )
    return fitting[0]


def _unclear(detail: str, columns: list[int]) -> MappingUnclear:
    question = MappingUnclear(detail)
    question.candidates = tuple(columns)
    return question


def _is_identifier(cells: list[str]) -> bool:
    """Return true for the number of a meter or an account: long, and without decimals."""
    return all(cell.strip().isdecimal() and len(cell.strip()) >= ID_DIGITS for cell in cells)


def _check_name(name: str, listed: str, found: list[int], target: Target) -> None:
    """Ask where a name says that this is not what the channel measures."""
    energy = next((kind for kind, words in KIND_WORDS if words.search(name)), target.kind)
    what = None
    if energy != target.kind:
        what = energy
    elif target.direction != "export" and EXPORT_WORDS.search(name):
        what = "energy that was exported"
    elif target.direction not in {"production", "export"} and PRODUCTION_WORDS.search(name):
        what = "energy that was produced"
    if what is not None:
        raise _unclear(
            f"The column {name!r} seems to hold {what}; say value_column if it is meant: {listed}.",
            found,
        )


def unit_column(table: Table, apart: set[int | None], of: ChannelUnit) -> int | None:
    """Return the column that says the unit of each row."""
    for column in range(table.width):
        cells = table.cells(column)
        if column not in apart and cells and all(is_unit(cell, of) for cell in cells):
            return column
    return None


def find_unit(
    table: Table,
    layout: TimeLayout,
    value_at: int,
    units_at: int | None,
    known: Format | None,
    of: ChannelUnit,
) -> Unit:
    """Return the unit of the values, one that becomes ``of``. Raises `MappingUnclear`."""
    name = "" if layout.day_rows is not None else table.name(value_at)
    declared = _declared(known, name, units_at, table)
    if known is not None and declared is not None:
        return check_unit(declared, of, f"{name} of {known.name} is in")
    if known is not None and known.unit is not None:
        return check_unit(known.unit, of, f"A file of {known.name} is in")
    if units_in(name, of):
        return unit_of_name(name, of)
    if units_at is not None:
        cells = table.cells(units_at)
        fitting = (units[0] for cell in cells if (units := units_in(cell, of)))
        found = next((unit for unit in fitting if unit is not None), None)
        return found or unit_of_name(", ".join(sorted(set(cells))[:5]), of)
    above = _unit_above(table, of)
    return above if above is not None else unit_of_name(name, of)


def _declared(known: Format | None, name: str, units_at: int | None, table: Table) -> Unit | None:
    """The unit that a format gives to a column, or to the rows."""
    if known is None:
        return None
    if known.unit_column is None:
        return known.unit_of(name)
    cells = table.cells(units_at) if units_at is not None else []
    return known.unit_of(cells[0]) if cells else None


def _unit_above(table: Table, of: ChannelUnit) -> Unit | None:
    """The unit that a cell above the table names, if it is the only one there."""
    cells = [cell for row in table.preamble for cell in row if is_unit(cell, of)]
    found = {unit for cell in cells for unit in units_in(cell, of)}
    return found.pop() if len(found) == 1 else None
