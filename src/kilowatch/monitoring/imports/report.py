"""Reports on a file and on a recorded import, for administrators."""

import json
from typing import Any

import asyncpg

from kilowatch.contracts.units import kilowatthours
from kilowatch.monitoring.imports.domain import ImportKind, Mapping
from kilowatch.monitoring.imports.schemas import (
    FileReport,
    FileSeries,
    Import,
    ImportDetails,
    RejectedRow,
    StartOptions,
    UnderstoodRow,
    UsedMapping,
)
from kilowatch.monitoring.imports.series import as_field
from kilowatch.monitoring.imports.upload import first_rows
from kilowatch.monitoring.imports.whole import FileReading


def as_report(
    sha256: str, reading: FileReading, repeated: tuple[int, int], compared: asyncpg.Record
) -> FileReport:
    """The result of reading a file, and of comparing it with what is stored."""
    mapping, found = reading.mapping, reading.found
    is_energy = mapping.kind is ImportKind.INTERVAL and compared["last_at"] is not None
    return FileReport(
        mapping=_used(mapping),
        columns=reading.columns,
        series=[FileSeries.model_validate(as_field(each)) for each in reading.series],
        sha256=sha256,
        first_rows=[
            UnderstoodRow(
                line=row.line, measured_at=row.measured_at, value_kwh=kilowatthours(row.value_uwh)
            )
            for row in first_rows(found)
        ],
        readings=compared["total"],
        new=compared["new"],
        same=compared["same"],
        conflicting=compared["conflicting"],
        others=compared["others"],
        repeated=repeated[0],
        differing=repeated[1],
        repeated_hour=found.repeated_hour,
        rejected=found.reasons.total(),
        rejected_by_reason=dict(found.reasons.most_common()),
        rejected_rows=[
            RejectedRow(line=error.line, reason=error.reason, detail=error.detail)
            for error in found.errors
        ],
        starts_at=compared["starts_at"],
        ends_at=found.ends_at(mapping.interval_s or 0),
        total_kwh=kilowatthours(int(compared["sum_uwh"])) if is_energy else None,
    )


def _used(mapping: Mapping) -> UsedMapping:
    clock_column = mapping.clock_column
    return UsedMapping(
        delimiter=mapping.delimiter,
        decimals=mapping.decimals,
        dates=mapping.dates,
        has_header=mapping.has_header,
        time_column=mapping.time_column + 1,
        clock_column=None if clock_column is None else clock_column + 1,
        end_column=None if mapping.end_column is None else mapping.end_column + 1,
        value_column=mapping.value_column + 1,
        format=mapping.format_name,
        length=mapping.length,
        added=mapping.add or bool(mapping.add_columns),
        unit=mapping.unit,
        timestamps_mark=mapping.timestamps_mark,
        kind=mapping.kind,
        time_zone=mapping.time_zone,
        interval_s=mapping.interval_s,
    )


def as_import(row: asyncpg.Record) -> Import:
    """An import on record."""
    return Import(**_record(row))


def as_details(row: asyncpg.Record) -> ImportDetails:
    """The same, with the options and the result of reading its file."""
    return ImportDetails(
        **_record(row),
        options=StartOptions.model_validate_json(row["options"]),
        report=_report(row["report"]),
    )


def _report(recorded: str) -> FileReport:
    """Return the report of an import on record, also of one from before the option was renamed."""
    report = json.loads(recorded)
    if end := report["mapping"].pop("stamps", None):
        report["mapping"]["timestamps_mark"] = f"interval_{end}"
    return FileReport.model_validate(report)


def _record(row: asyncpg.Record) -> dict[str, Any]:
    counts = ("new", "same", "replaced", "kept", "undone")
    numbers = {name: row[f"{name}_count"] for name in counts}
    plain = set(Import.model_fields) - set(numbers) - {"id", "conflicts", "done", "difference_kwh"}
    return {
        **{name: row[name] for name in plain},
        **numbers,
        "id": row["import_id"],
        "conflicts": "replace" if row["replaces"] else "keep",
        "done": sum(numbers[name] for name in counts[:-1]),
        "difference_kwh": kilowatthours(row["difference_uwh"]),
    }
