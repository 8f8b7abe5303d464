"""Numbers and times in requests, each within what every part can store and compute with.

Each has a type of its own, so that no route declares bounds itself or forgets them.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Final, TypeAlias

from fastapi import Path, Query
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
)
from pydantic_core import CoreSchema, core_schema


class RequestModel(BaseModel):
    """Base of request bodies: an unknown field is rejected."""

    model_config = ConfigDict(extra="forbid")


FURTHEST_OFFSET: Final = 1_000_000_000
LARGEST_VERSION: Final = 2**53 - 1
"""The largest whole number that a browser can represent."""

LARGEST_ROW_ID: Final = 2**62 - 1

FIRST_MOMENT: Final = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)
LAST_MOMENT: Final = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)
"""A year from the end of the calendar, so that no time zone and no sum exceeds it."""

FIRST_DAY: Final = dt.date(1900, 1, 2)
LAST_DAY: Final = dt.date(9998, 12, 30)

_MOMENT_BOUNDS: Final = f"must be between {FIRST_MOMENT:%Y-%m-%d} and {LAST_MOMENT:%Y-%m-%d}"

Offset: TypeAlias = Annotated[
    int, Query(ge=0, le=FURTHEST_OFFSET, description="How many entries to skip.")
]
Limit: TypeAlias = Annotated[
    int, Query(ge=1, le=500, description="How many entries to return at most.")
]
RowId: TypeAlias = Annotated[int, Path(ge=1, le=LARGEST_ROW_ID)]
Version: TypeAlias = Annotated[int, Field(ge=0, le=LARGEST_VERSION)]


def _within_bounds(moment: dt.datetime) -> dt.datetime:
    try:
        inside = FIRST_MOMENT <= moment.astimezone(dt.UTC) <= LAST_MOMENT
    except OverflowError:
        inside = False
    if not inside:
        raise ValueError(_MOMENT_BOUNDS)
    return moment


Moment: TypeAlias = Annotated[AwareDatetime, AfterValidator(_within_bounds)]
"""An instant, with an offset from UTC."""

Day: TypeAlias = Annotated[dt.date, Field(ge=FIRST_DAY, le=LAST_DAY)]
"""A calendar day, in any time zone."""


@dataclass(frozen=True)
class ExactNumber:
    """Annotates a `Decimal`: from ``least`` to ``most``, given as a number or as text.

    Its digits are limited: ``1e-999999`` is small, and more than a database can keep.
    """

    least: int
    most: int

    DIGITS = 30
    PLACES = 18

    def __get_pydantic_core_schema__(
        self, _source: type[Decimal], _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Return how it is validated."""
        return core_schema.decimal_schema(
            ge=Decimal(self.least),
            le=Decimal(self.most),
            max_digits=self.DIGITS,
            decimal_places=self.PLACES,
            allow_inf_nan=False,
        )

    def __get_pydantic_json_schema__(self, _schema: CoreSchema, _handler: object) -> dict[str, Any]:
        """Return how it is documented."""
        number = {"type": "number", "minimum": self.least, "maximum": self.most}
        text = {"type": "string", "maxLength": self.DIGITS + 1, "pattern": r"^\d*\.?\d*$"}
        return {"anyOf": [number, text]}
