"""Requests and answers about imports. Energy in kWh, times aware (UTC)."""

import datetime as dt
from typing import Annotated, Literal, TypeAlias
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from kilowatch.contracts.channels import DEFAULT_CHANNEL
from kilowatch.kit.channel_names import ChannelCode
from kilowatch.kit.text import Line
from kilowatch.monitoring.domain import MAX_INTERVAL_S
from kilowatch.monitoring.imports.domain import ImportKind, Length, TimestampsMark, Unit

ImportSort: TypeAlias = Literal["made_at", "-made_at", "device", "-device", "rows", "-rows"]

State = Literal["running", "done", "failed", "undoing", "undo_blocked", "undone"]
Choice = Annotated[Line, StringConstraints(min_length=3, max_length=300)]
Column = Annotated[Line, StringConstraints(min_length=1, max_length=200)]


class ImportOptions(BaseModel):
    """How to read the file. What is left out is guessed, and returned in the answer."""

    file_name: Annotated[Line, StringConstraints(min_length=1, max_length=255)] = "upload.csv"
    channel: ChannelCode = Field(
        default=DEFAULT_CHANNEL,
        description="The channel of the device that the values are of, by code or OBIS code.",
    )
    unit: Unit | None = Field(default=None, description="Unit of the values.")
    time_zone: Annotated[Line, StringConstraints(max_length=100)] | None = Field(
        default=None,
        description="Time zone (IANA) of times without an offset; by default the device's.",
    )
    timestamps_mark: TimestampsMark | None = Field(
        default=None, description="Whether a time marks the start or the end of its interval."
    )
    kind: ImportKind | None = None
    interval_s: Annotated[int, Field(gt=0, le=MAX_INTERVAL_S)] | None = None
    decimals: Literal["point", "comma"] | None = None
    dates: Literal["dmy", "mdy", "ymd"] | None = Field(
        default=None, description="The order of day and month in dates that are not ISO 8601."
    )
    time_column: Column | None = Field(default=None, description="Name, or number from 1.")
    value_column: Column | None = Field(default=None, description="Name, or number from 1.")
    add_column: Annotated[list[Column], Field(max_length=20)] = Field(
        default=[], description="Further columns, whose values are added to those of value_column."
    )
    only: Annotated[list[Choice], Field(max_length=50)] = Field(
        default=[],
        description="`column=value`: the rows that count. Values of one column are alternatives.",
    )
    add: bool = Field(default=False, description="Add up rows that are for the same moment.")


class StartOptions(ImportOptions):
    """The same, and what happens where another value is stored."""

    conflicts: Literal["keep", "replace"] = Field(
        default="keep", description="What becomes of stored values the file contradicts."
    )


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
    value_kwh: float


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
    unit: str | None
    kind: ImportKind
    energy: Literal["electricity", "gas", "water", "heat"] | None
    direction: Literal["import", "export", "production"] | None


class FileReport(BaseModel):
    """The result of reading a file. A preview returns it and changes nothing."""

    mapping: UsedMapping
    columns: list[str] = Field(
        default=[], description="Names of the file's columns; empty where one has none."
    )
    series: list[FileSeries] = Field(
        default=[], description="What the file holds; of several, `only` and `add` chose."
    )
    sha256: str
    first_rows: list[UnderstoodRow]
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
    repeated_hour: int = Field(description="Rows in an hour the clock showed twice.")
    rejected: int
    rejected_by_reason: dict[str, int]
    rejected_rows: list[RejectedRow] = Field(description="The first hundred.")
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    total_kwh: float | None = Field(
        description="Energy of the distinct valid readings, in kWh; registers don't count."
    )


class Import(BaseModel):
    """An import on record. It is a correction of the same number."""

    id: int
    device_id: UUID
    device_name: str
    channel: str = Field(description="Code of the channel that the values are of.")
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
    difference_kwh: float
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
