"""Imports on record: each with its parts, and with what all parts together have done."""

import json
from collections.abc import Sequence

import asyncpg

from kilowatch.contracts.units import kilowatthours
from kilowatch.monitoring.imports.options import StartOptions
from kilowatch.monitoring.imports.schemas import (
    FileReport,
    Import,
    ImportDetails,
    ImportPart,
    State,
)

_DECISIVE: tuple[State, ...] = ("undoing", "running", "undo_blocked", "failed", "done")
"""An import is in the first of these states that one of its parts is in; else it is undone."""


def state_of(states: Sequence[State]) -> State:
    """Return the state of an import by those of its parts."""
    for state in _DECISIVE:
        if state in states:
            return state
    return "undone"


def as_import(row: asyncpg.Record, parts: Sequence[asyncpg.Record]) -> Import:
    """Return an import. ``parts``: in order, the first one carries its number."""
    return Import.model_validate(_fields(row, parts))


def as_details(row: asyncpg.Record, parts: Sequence[asyncpg.Record]) -> ImportDetails:
    """Return the same, with the options and the result of reading its file."""
    return ImportDetails.model_validate(
        _fields(row, parts)
        | {
            "options": StartOptions.model_validate_json(row["options"]),
            "report": _report(row["report"]),
        }
    )


def _report(recorded: str) -> FileReport:
    """Return the report of an import on record, also of one from before the option was renamed."""
    report = json.loads(recorded)
    if end := report["mapping"].pop("stamps", None):
        report["mapping"]["timestamps_mark"] = f"interval_{end}"
    return FileReport.model_validate(report)


def _fields(row: asyncpg.Record, rows: Sequence[asyncpg.Record]) -> dict[str, object]:
    parts = [_part(each) for each in rows]
    head = parts[0]
    return {
        "id": row["import_id"],
        "device_id": head.device_id,
        "device_name": head.device_name,
        "channel": head.channel,
        "parts": parts,
        "state": state_of([each.state for each in parts]),
        "file_name": row["file_name"],
        "sha256": row["sha256"],
        "size_bytes": row["size_bytes"],
        "conflicts": "replace" if row["replaces"] else "keep",
        "made_by": row["made_by"],
        "made_by_name": row["made_by_name"],
        "made_at": row["made_at"],
        "total": sum(each.total for each in parts),
        "done": sum(each.done for each in parts),
        "new": sum(each.new for each in parts),
        "same": sum(each.same for each in parts),
        "replaced": sum(each.replaced for each in parts),
        "kept": sum(each.kept for each in parts),
        "undone": sum(each.undone for each in parts),
        "difference_kwh": head.difference if len(parts) == 1 and head.unit == "kWh" else None,
        "alerts_raised": sum(each["alerts_raised"] for each in rows),
        "alerts_retracted": sum(each["alerts_retracted"] for each in rows),
        "problem": next((each.problem for each in parts if each.problem), None),
        "finished_at": _last(rows, "finished_at"),
        "undone_by": rows[0]["undone_by"],
        "undone_by_name": rows[0]["undone_by_name"],
        "undone_at": _last(rows, "undone_at"),
    }


def _last(rows: Sequence[asyncpg.Record], name: str) -> object:
    """Return the last of some times, None while one is to come."""
    times = [row[name] for row in rows]
    return None if None in times else max(times)


def _part(row: asyncpg.Record) -> ImportPart:
    new, same, replaced, kept = (
        row[f"{name}_count"] for name in ("new", "same", "replaced", "kept")
    )
    return ImportPart(
        id=row["import_id"],
        device_id=row["device_id"],
        device_name=row["device_name"],
        channel=row["channel"],
        unit=row["unit"],
        state=row["state"],
        total=row["total"],
        done=new + same + replaced + kept,
        new=new,
        same=same,
        replaced=replaced,
        kept=kept,
        undone=row["undone_count"],
        difference=kilowatthours(row["difference_uwh"]),
        problem=row["problem"],
    )
