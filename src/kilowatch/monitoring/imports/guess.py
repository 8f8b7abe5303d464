"""Completes a file's mapping: by the caller's options, a known format, or by detection.

Whatever isn't certain has to be given: a wrong guess would store wrong energy. Pure.
"""

from typing import Any, Literal

import msgspec

from kilowatch.contracts.time_zones import UNKNOWN_TIME_ZONE, is_time_zone
from kilowatch.monitoring.imports.cells import Decimals
from kilowatch.monitoring.imports.decimals import find_decimals
from kilowatch.monitoring.imports.domain import (
    FROM_GRID,
    POWER,
    ImportKind,
    Length,
    Mapping,
    MappingUnclear,
    Target,
    TimestampsMark,
    Unit,
)
from kilowatch.monitoring.imports.format_checks import check_format
from kilowatch.monitoring.imports.formats import Format, recognised
from kilowatch.monitoring.imports.kinds import find_kind
from kilowatch.monitoring.imports.layout import TimeLayout, column_named, listed, time_layout
from kilowatch.monitoring.imports.lengths import find_times
from kilowatch.monitoring.imports.quality import Flags, find_flags
from kilowatch.monitoring.imports.series import label_columns
from kilowatch.monitoring.imports.survey import Survey, surveyed
from kilowatch.monitoring.imports.table import Table, find_table
from kilowatch.monitoring.imports.units import check_unit
from kilowatch.monitoring.imports.values import (
    declared_column,
    find_unit,
    unit_column,
    value_column,
)

FEWEST_ROWS = 6


class MappingOverrides(msgspec.Struct, frozen=True, kw_only=True):
    """The caller's options of a mapping; None: guess. Columns by name, or number from 1.

    ``only``: ``column=value``, rows that count; values of one column are alternatives. ``add``:
    rows for one moment are added up. ``add_column``: further columns whose values are added.
    """

    unit: Unit | None = None
    time_zone: str | None = None
    timestamps_mark: TimestampsMark | None = None
    kind: ImportKind | None = None
    interval_s: int | None = None
    decimals: Decimals | None = None
    dates: Literal["dmy", "mdy", "ymd"] | None = None
    time_column: str | None = None
    value_column: str | None = None
    add_column: list[str] = []
    only: list[str] = []
    add: bool = False


def guess(
    sample: list[list[str]],
    delimiter: str,
    said: MappingOverrides,
    device_zone: str,
    survey: Survey | None = None,
    target: Target = FROM_GRID,
) -> Mapping:
    """Return the mapping of a file that begins with ``sample``. Raises `MappingUnclear`."""
    table = find_table(sample)
    known = recognised(table)
    survey = survey or surveyed(table.rows, table.width, len(table.names))
    _check_width(survey)
    only = _only(table, said.only)
    table = _wanted(table, only)
    if known is not None and _is_other_column(table, known, said.value_column):
        known = None  # another column of such a file means something else
    if known is not None:
        check_format(known, table, survey, said.value_column, only, target)
    layout = time_layout(table, said.time_column)
    value_at = _value_at(table, layout, said, known, target)
    further = tuple(column_named(table, name) for name in said.add_column)
    values_at = layout.day_rows.columns if layout.day_rows else (value_at, *further)
    decimals, decimals_known = find_decimals(table, values_at, said.decimals)
    flags = _flags(table, survey, layout, value_at, known, only)
    units_at = unit_column(table, layout.columns | {value_at}, target.unit)
    if known is not None and known.unit_column is not None:
        units_at = known.named(table, known.unit_column)
    unit = _unit(table, layout, (value_at, units_at), said, known, target)
    kind = _kind(table, survey, said, known, layout, value_at, unit, decimals)
    zone = _zone(table, layout, said.time_zone, known, device_zone)
    found = find_times(table, layout, said, kind, (zone, device_zone), known)
    if found.length is not Length.ROW:
        layout = msgspec.structs.replace(layout, days_column=None)
    return Mapping(
        **msgspec.structs.asdict(layout),
        **msgspec.structs.asdict(found),
        **_of_file(table, delimiter, said, known),
        decimals=decimals,
        decimals_known=decimals_known,
        value_column=value_at,
        add_columns=further,
        unit=unit,
        kind=kind,
        time_zone=zone,
        unit_column=units_at,
        unit_words=known.units if known and known.unit_column else {},
        quality_column=flags.column if flags else None,
        measured_flags=flags.measured if flags else frozenset(),
        estimated_flags=flags.estimated if flags else frozenset(),
        only=only,
        target=target,
    )


def _unit(
    table: Table,
    layout: TimeLayout,
    columns: tuple[int, int | None],
    said: MappingOverrides,
    known: Format | None,
    target: Target,
) -> Unit:
    """The unit of the values. Raises `MappingUnclear`."""
    if said.unit is not None:
        return check_unit(said.unit, target.unit, "The file is said to be in")
    return find_unit(table, layout, *columns, known, target.unit)


def _of_file(
    table: Table, delimiter: str, said: MappingOverrides, known: Format | None
) -> dict[str, Any]:
    """Return the properties of the whole file."""
    return {
        "delimiter": delimiter,
        "has_header": bool(table.names),
        "skip": table.skip,
        "width": len(table.names),
        "add": said.add,
        "is_interval_given": said.interval_s is not None,
        "format_name": known.name if known else None,
    }


def _kind(
    table: Table,
    survey: Survey,
    said: MappingOverrides,
    known: Format | None,
    layout: TimeLayout,
    value_at: int,
    unit: Unit,
    decimals: Decimals,
) -> ImportKind:
    """Return the kind of the values, detected from one series. Raises `MappingUnclear`."""
    one = _one_series(table, survey, layout.columns | {value_at})
    kind = find_kind(one, value_at, unit, decimals, said.kind, known, layout)
    if kind is ImportKind.REGISTER and unit in POWER:
        raise MappingUnclear("A register counts energy: its unit is Wh, kWh or MWh.")
    return kind


def _is_other_column(table: Table, known: Format, asked: str | None) -> bool:
    if asked is None or known.value_column is None:
        return False
    return column_named(table, asked) != known.named(table, known.value_column)


def _check_width(survey: Survey) -> None:
    if 2 * survey.extra > survey.rows:
        raise MappingUnclear(
            "Most rows have more cells than the header has names: does a decimal comma stand in a "
            "file that commas separate? Export it with another separator."
        )


def _only(table: Table, asked: list[str]) -> tuple[tuple[int, frozenset[str]], ...]:
    """Return the filter of rows, by column. Raises `MappingUnclear`."""
    wanted: dict[int, set[str]] = {}
    for each in asked:
        name, equals, value = each.partition("=")
        if not equals:
            raise MappingUnclear(f"only={each!r}: say it as column=value.")
        wanted.setdefault(column_named(table, name.strip()), set()).add(value.strip())
    return tuple((column, frozenset(values)) for column, values in wanted.items())


def _wanted(table: Table, only: tuple[tuple[int, frozenset[str]], ...]) -> Table:
    """Return the table with the filtered rows of the sample, if there are any."""
    rows = [
        row
        for row in table.rows
        if all(at < len(row) and row[at].strip() in values for at, values in only)
    ]
    return msgspec.structs.replace(table, rows=rows) if rows else table


def _one_series(table: Table, survey: Survey, used: set[int | None]) -> Table:
    """Return the rows of the largest series, if there are enough to detect the kind."""
    columns = label_columns(survey, table.names, used)
    groups: dict[tuple[str, ...], list[list[str]]] = {}
    for row in table.rows:
        key = tuple(row[at].strip() if at < len(row) else "" for at in columns)
        groups.setdefault(key, []).append(row)
    largest = max(groups.values(), key=len)
    enough = len(largest) * len(groups) >= len(table.rows) and len(largest) >= FEWEST_ROWS
    return msgspec.structs.replace(table, rows=largest) if enough else table


def _value_at(
    table: Table,
    layout: TimeLayout,
    said: MappingOverrides,
    known: Format | None,
    target: Target,
) -> int:
    if layout.day_rows is not None:
        return layout.day_rows.columns[0]
    if said.value_column is not None:
        return column_named(table, said.value_column)
    named = known.named(table, known.value_column) if known else None
    if named is not None:
        return named
    if known is not None and known.units and known.unit_column is None:
        return declared_column(table, known, listed(table), target)
    return value_column(table, layout.columns, listed(table), target)


def _flags(
    table: Table,
    survey: Survey,
    layout: TimeLayout,
    value_at: int,
    known: Format | None,
    only: tuple[tuple[int, frozenset[str]], ...],
) -> Flags | None:
    """Return the column of flags, also where the caller filters by it."""
    given = {column for column, _ in only}
    if known is not None and known.quality_column is not None:
        column = known.named(table, known.quality_column)
        if column is None:
            return None
        return Flags(column, known.measured_flags, known.estimated_flags)
    used = layout.columns | {value_at}
    if layout.day_rows is not None:
        used |= set(layout.day_rows.columns)
    others = {column: counts for column, counts in survey.values.items() if column not in used}
    return find_flags(table.names, others, given)


def _zone(
    table: Table, layout: TimeLayout, said: str | None, known: Format | None, device_zone: str
) -> str:
    """Return the time zone of times without an offset. Raises `MappingUnclear`."""
    names = {table.name(layout.time_column), table.name(layout.clock_column)}
    is_utc = any(
        word in name.upper().replace("_", " ").split() or f"({word})" in name.upper()
        for name in names
        for word in ("UTC", "GMT", "ZULU")
    )
    in_format = known.time_zone if known else None
    zone = said or in_format or ("UTC" if is_utc else device_zone)
    if not is_time_zone(zone):
        raise MappingUnclear(f"time_zone: {zone!r} {UNKNOWN_TIME_ZONE}.")
    return zone
