"""Requests and answers about imports. Energy in kWh, times aware (UTC)."""

import datetime as dt
from typing import Literal, TypeAlias
from uuid import UUID

from pydantic import BaseModel, Field

from kilowatch.contracts.channels import Unit as ChannelUnit
from kilowatch.monitoring.imports.domain import ImportKind, Length, TimestampsMark, Unit
from kilowatch.monitoring.imports.options import StartOptions

ImportSort: TypeAlias = Literal["made_at", "-made_at", "device", "-device", "rows", "-rows"]

State = Literal["running", "done", "failed", "undoing", "undo_blocked", "undone"]


class UsedMapping(BaseModel):
    """How the file was read, by options or by guesses. Columns count from 1."""

    delimiter: str
    decimals: Literal["point", "comma"]
    dates: Literal["iso", "dmy", "mdy", "ymd"]
    has_header: bool
    time_column: int
    clock_column: int | None = Field(description="Where the time of day stands, if apart.")
    end_column: int | None = Field(
        default=None, description="Where the end of the interval stands."
    )
    value_column: int
    format: str | None = Field(
        default=None, description="Name of the format, if it is a known one."
    )
    length: Length = Field(default=Length.FIXED, description="Which length intervals have.")
    added: bool = Field(default=False, description="Rows or columns were added up.")
    unit: Unit = Field(description="Unit of the values.")
    timestamps_mark: TimestampsMark = Field(
        description="Whether a time marks the start or the end of its interval."
    )
    kind: ImportKind
    time_zone: str
    interval_s: int | None


class UnderstoodRow(BaseModel):
    """A row as it would be stored: the start of its interval; of a register its moment."""

    line: int
    measured_at: dt.datetime
    value_kwh: float | None = Field(description="In kWh; null: the channel's unit is another.")
    value: float | None = Field(default=None, description="In the channel's unit.")


class RejectedRow(BaseModel):
    """A row that is refused, and why."""

    line: int
    reason: str
    detail: str


class FileSeries(BaseModel):
    """Rows of a file that belong together. `energy` and `direction` are guesses by words."""

    filter: dict[str, str] = Field(description="The values of the columns that tell it apart.")
    rows: int
    total: str | None = Field(
        description="Sum in `unit`, a decimal number; of a register its rise."
    )
    column: str | None = Field(
        default=None, description="The column of its values, where several hold some."
    )
    unit: str | None
    kind: ImportKind
    energy: Literal["electricity", "gas", "water", "heat"] | None
    direction: Literal["import", "export", "production"] | None


class PartReport(BaseModel):
    """The result of reading the part of a file that fills one channel."""

    device_id: UUID
    device_name: str
    channel: str = Field(description="Code of the channel.")
    unit: ChannelUnit = Field(description="Unit of the channel.")
    is_new: bool = Field(description="The device has no such channel yet: add it first.")
    only: list[str] = Field(description="`column=value`: the rows that were chosen.")
    value_columns: list[int] = Field(description="Where the values stand, counted from 1.")
    kind: ImportKind
    readings: int = Field(description="Distinct valid ones.")
    new: int = Field(description="Readings that aren't stored yet, or only as estimated values.")
    same: int = Field(description="Stored already, with this value.")
    conflicting: int = Field(description="Stored with another value.")
    others: int = Field(description="Stored within the period at moments the part does not have.")
    repeated: int = Field(description="Rows that say the same as a later one.")
    differing: int = Field(description="Rows that a later one contradicts; the last counts.")
    estimated: int = Field(
        default=0, description="Readings that the file marks as estimated or substituted."
    )
    repeated_hour: int = Field(description="Rows in an hour the clock showed twice.")
    rejected: int
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    total: str | None = Field(
        description="Sum in `unit`, a decimal number; of a register its rise."
    )


class FileReport(BaseModel):
    """The result of reading a file. A preview returns it and changes nothing.

    Where the file fills several channels, counts are of all parts together.
    """

    mapping: UsedMapping = Field(description="How the file was read; of several parts the first.")
    parts: list[PartReport] = Field(default=[], description="One for each channel it fills.")
    columns: list[str] = Field(
        default=[], description="Names of the file's columns; empty where one has none."
    )
    series: list[FileSeries] = Field(
        default=[], description="What the file holds; of several, `only` and `add` chose."
    )
    sha256: str
    first_rows: list[UnderstoodRow] = Field(description="Of several parts those of the first.")
    readings: int = Field(description="Distinct valid ones.")
    new: int
    same: int = Field(description="Stored already, with this value.")
    conflicting: int = Field(description="Stored with another value.")
    others: int = Field(
        description="Stored within the period at moments the file does not have; they count "
        "beside what is imported. Many of them: is the other end of the interval meant?"
    )
    repeated: int = Field(description="Rows that say the same as a later one.")
    differing: int = Field(description="Rows that a later one contradicts; the last counts.")
    estimated: int = Field(
        default=0, description="Readings that the file marks as estimated or substituted."
    )
    repeated_hour: int = Field(description="Rows in an hour the clock showed twice.")
    rejected: int
    rejected_by_reason: dict[str, int]
    rejected_rows: list[RejectedRow] = Field(description="The first hundred.")
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    total_kwh: float | None = Field(
        description="Energy of the distinct valid readings, in kWh; null: registers, several "
        "channels, or another unit."
    )


class ImportPart(BaseModel):
    """The part of an import that fills one channel. It is a correction of the same number."""

    id: int = Field(description="Number of its correction.")
    device_id: UUID
    device_name: str
    channel: str = Field(description="Code of the channel.")
    unit: ChannelUnit = Field(description="Unit of the channel.")
    state: State
    total: int
    done: int = Field(description="Readings of ``total`` that have been processed.")
    new: int = Field(description="Readings that were added.")
    same: int = Field(description="Readings that were stored already, with this value.")
    replaced: int
    kept: int = Field(description="Stored values the file contradicts, left as they were.")
    undone: int = Field(description="Of what was put in: taken out again.")
    difference: float = Field(description="Change of what is stored, in the channel's unit.")
    problem: str | None = Field(description="Why it stopped; null: it didn't.")


class Import(BaseModel):
    """An import on record, with a part for each channel that it fills; undone as a whole."""

    id: int
    device_id: UUID = Field(description="Of several parts that of the first.")
    device_name: str
    channel: str = Field(
        description="Code of the channel of the values; of several parts that of the first."
    )
    parts: list[ImportPart] = Field(description="One for each channel that it fills.")
    state: State
    file_name: str
    sha256: str
    size_bytes: int
    conflicts: Literal["keep", "replace"]
    made_by: UUID
    made_by_name: str | None
    made_at: dt.datetime
    total: int
    done: int = Field(description="Readings of ``total`` that have been processed.")
    new: int
    same: int
    replaced: int
    kept: int = Field(description="Stored values the file contradicts, left as they were.")
    difference_kwh: float | None = Field(
        description="Change of the stored energy in kWh; null: several channels, or another unit."
    )
    alerts_raised: int
    alerts_retracted: int
    problem: str | None
    finished_at: dt.datetime | None
    undone: int = Field(description="Of what was put in: taken out again.")
    undone_by: UUID | None
    undone_by_name: str | None
    undone_at: dt.datetime | None


class ImportDetails(Import):
    """An import with the result of reading its file, before anything was imported."""

    report: FileReport
    options: StartOptions


class ImportPage(BaseModel):
    """A page of imports, newest first, and how many there are in all."""

    items: list[Import]
    total: int
