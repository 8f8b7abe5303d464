"""The options of an import, as a request gives them."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from kilowatch.contracts.channels import DEFAULT_CHANNEL
from kilowatch.kit.channel_names import ChannelCode
from kilowatch.kit.text import Line
from kilowatch.monitoring.domain import MAX_INTERVAL_S
from kilowatch.monitoring.imports.domain import ImportKind, TimestampsMark, Unit

MOST_PARTS = 32
"""An import fills at most this many channels."""

SeriesText = Annotated[str, StringConstraints(min_length=2, max_length=2000)]
Choice = Annotated[Line, StringConstraints(min_length=3, max_length=300)]
Column = Annotated[Line, StringConstraints(min_length=1, max_length=200)]


class SeriesTarget(BaseModel):
    """A part of a file and the channel that it fills. What it leaves out is as for the file."""

    model_config = ConfigDict(extra="forbid")

    device_id: UUID | None = Field(
        default=None, description="The device; null: the one that the request names."
    )
    channel: ChannelCode = Field(
        default=DEFAULT_CHANNEL, description="Channel of the device, by code or OBIS code."
    )
    only: Annotated[list[Choice], Field(max_length=50)] = Field(
        default=[],
        description="`column=value`: its rows. Values of one column are alternatives.",
    )
    value_column: Column | None = Field(default=None, description="Name, or number from 1.")
    add_column: Annotated[list[Column], Field(max_length=20)] = Field(
        default=[], description="Further columns, whose values are added to those of value_column."
    )
    add: bool = Field(default=False, description="Add up its rows that are for the same moment.")
    unit: Unit | None = Field(default=None, description="Unit of the values.")
    kind: ImportKind | None = None
    timestamps_mark: TimestampsMark | None = Field(
        default=None, description="Whether a time marks the start or the end of its interval."
    )


def _is_series(text: str) -> str:
    try:
        SeriesTarget.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(each) for each in first["loc"])
        raise ValueError(f"series {where}: {first['msg']}".replace(" :", ":")) from error
    return text


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
    series: Annotated[
        list[Annotated[SeriesText, AfterValidator(_is_series)]], Field(max_length=MOST_PARTS)
    ] = Field(
        default=[],
        description="A part of the file and the channel that it fills, as JSON (SeriesTarget); "
        "repeated, so that one import fills several channels and devices.",
    )

    def targets(self) -> list[SeriesTarget]:
        """Return the parts of the file; one where nothing was said of parts."""
        if not self.series:
            return [SeriesTarget(channel=self.channel)]
        return [SeriesTarget.model_validate_json(each) for each in self.series]


class StartOptions(ImportOptions):
    """The same, and what happens where another value is stored."""

    conflicts: Literal["keep", "replace"] = Field(
        default="keep", description="What becomes of stored values the file contradicts."
    )
