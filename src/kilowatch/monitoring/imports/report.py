"""Reports on a file and on a recorded import, for administrators."""

from collections import Counter
from decimal import Decimal
from itertools import chain, islice

import asyncpg
import msgspec

from kilowatch.contracts.units import kilowatthours
from kilowatch.monitoring.imports.domain import ImportKind, Mapping
from kilowatch.monitoring.imports.schemas import (
    FileReport,
    FileSeries,
    PartReport,
    RejectedRow,
    UnderstoodRow,
    UsedMapping,
)
from kilowatch.monitoring.imports.series import as_field, plain
from kilowatch.monitoring.imports.storage import ImportChannel
from kilowatch.monitoring.imports.upload import first_rows
from kilowatch.monitoring.imports.whole import FileReading

SHOWN_ERRORS = 100
BILLION = 10**9


class ComparedPart(msgspec.Struct, frozen=True):
    """A part of a file, its channel, and how its readings compare with what is stored.

    ``repeated``: rows that a later one repeats, and that a later one contradicts.
    """

    channel: ImportChannel
    only: list[str]
    reading: FileReading
    repeated: tuple[int, int]
    counts: asyncpg.Record


def as_report(sha256: str, parts: list[ComparedPart]) -> FileReport:
    """The result of reading a file, and of comparing it with what is stored."""
    reports = [_part(each) for each in parts]
    first = parts[0].reading
    reasons = sum((each.reading.found.reasons for each in parts), Counter[str]())
    errors = chain.from_iterable(each.reading.found.errors for each in parts)
    return FileReport(
        mapping=_used(first.mapping),
        parts=reports,
        columns=first.columns,
        series=[
            FileSeries.model_validate(as_field(series))
            for each in parts
            for series in each.reading.series
        ],
        sha256=sha256,
        first_rows=[
            UnderstoodRow(
                line=row.line,
                measured_at=row.measured_at,
                value_kwh=kilowatthours(row.value_uwh) if parts[0].channel.unit == "kWh" else None,
                value=kilowatthours(row.value_uwh),
            )
            for row in first_rows(first.found)
        ],
        readings=sum(each.readings for each in reports),
        new=sum(each.new for each in reports),
        same=sum(each.same for each in reports),
        conflicting=sum(each.conflicting for each in reports),
        others=sum(each.others for each in reports),
        repeated=sum(each.repeated for each in reports),
        differing=sum(each.differing for each in reports),
        estimated=sum(each.estimated for each in reports),
        repeated_hour=sum(each.repeated_hour for each in reports),
        rejected=reasons.total(),
        rejected_by_reason=dict(reasons.most_common()),
        rejected_rows=[
            RejectedRow(line=error.line, reason=error.reason, detail=error.detail)
            for error in islice(errors, SHOWN_ERRORS)
        ],
        starts_at=min((each.starts_at for each in reports if each.starts_at), default=None),
        ends_at=max((each.ends_at for each in reports if each.ends_at), default=None),
        total_kwh=_total_kwh(parts),
    )


def _part(part: ComparedPart) -> PartReport:
    channel, mapping, found, counts = (
        part.channel, part.reading.mapping, part.reading.found, part.counts,
    )  # fmt: skip
    return PartReport(
        device_id=channel.device_id,
        device_name=channel.device_name,
        channel=channel.code,
        unit=channel.unit,
        is_new=channel.channel_key is None,
        only=part.only,
        value_columns=[each + 1 for each in (mapping.value_column, *mapping.add_columns)],
        kind=mapping.kind,
        readings=counts["total"],
        new=counts["new"],
        same=counts["same"],
        conflicting=counts["conflicting"],
        others=counts["others"],
        repeated=part.repeated[0],
        differing=part.repeated[1],
        estimated=found.estimates(),
        repeated_hour=found.repeated_hour,
        rejected=found.reasons.total(),
        starts_at=counts["starts_at"],
        ends_at=found.ends_at(mapping.interval_s or 0),
        total=_total(part),
    )


def _total(part: ComparedPart) -> str | None:
    """The sum of a part in the unit of its channel; of a register its rise."""
    if part.counts["last_at"] is None:
        return None
    if part.reading.mapping.kind is ImportKind.INTERVAL:
        billionths = int(part.counts["sum_uwh"])
    else:
        found = part.reading.found
        order = found.order()
        billionths = found.value[order[-1]] - found.value[order[0]]
    return plain(Decimal(billionths) / BILLION)


def _total_kwh(parts: list[ComparedPart]) -> float | None:
    counts = parts[0].counts
    is_energy = parts[0].reading.mapping.kind is ImportKind.INTERVAL and counts["last_at"]
    if len(parts) > 1 or parts[0].channel.unit != "kWh" or not is_energy:
        return None
    return kilowatthours(int(counts["sum_uwh"]))


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
