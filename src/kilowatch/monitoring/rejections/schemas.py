"""Requests and responses about rejections. Times aware (UTC)."""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Literal, Self, TypeAlias
from uuid import UUID

import asyncpg
from pydantic import (
    BaseModel,
    BeforeValidator,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)

from kilowatch.kit.inputs import Moment, RequestModel
from kilowatch.kit.text import Line
from kilowatch.monitoring.rejections.domain import RejectionQuery, RejectionState

RejectionSort: TypeAlias = Literal[
    "rejected_at", "-rejected_at", "reason", "-reason", "sender", "-sender"
]


def name_of(state: RejectionState) -> str:
    """Return the API's name of a state."""
    return state.name.lower()


def _state_of(given: object) -> object:
    """Parse the API's name of a state."""
    if isinstance(given, RejectionState):
        return given
    for each in RejectionState:
        if name_of(each) == given:
            return each
    raise ValueError(f"Input should be one of {', '.join(map(name_of, RejectionState))}")


State = Annotated[
    RejectionState,
    BeforeValidator(_state_of),
    PlainSerializer(name_of),
    WithJsonSchema({"type": "string", "enum": [name_of(each) for each in RejectionState]}),
]


class Origin(StrEnum):
    """The place where a reading was rejected."""

    STREAM = "stream"
    """Rejected when it was to be stored."""
    HTTP = "http"
    """Rejected at the HTTP intake, in the response to the sender."""


class Rejection(BaseModel):
    """A rejected reading: the reason, its text, and its state."""

    id: str = Field(description="Its identifier: its source and its position in the message.")
    source: int
    source_index: int
    sender: str | None
    reason: str
    detail: str
    body: str
    rejected_at: dt.datetime
    origin: Origin = Field(description="Where it was rejected. One of `http` can't be replayed.")
    state: State
    replay_count: int
    settled_by: UUID | None = Field(description="Who replayed or discarded it last; null: nobody.")
    settled_by_name: str | None
    settled_at: dt.datetime | None

    @classmethod
    def of(cls, row: asyncpg.Record) -> Self:
        """Return the response for a row."""
        return cls.model_validate({**row, "state": RejectionState(row["state"])})


class RejectionPage(BaseModel):
    """A page of rejections, and their total number."""

    items: list[Rejection]
    total: int = Field(
        description="How many are kept. Of a search: how many of the newest 50,000 hold the text."
    )
    counted: int = Field(
        description="How many more there were, beyond those that are kept of each sender and hour."
    )


class ReasonCount(BaseModel):
    """The number of readings rejected for one reason, by state.

    ``counted`` are those beyond the kept ones of each sender and hour.
    """

    reason: str
    open: int
    rejected_again: int
    replayed: int
    pending: int
    discarded: int
    counted: int
    last_rejected_at: dt.datetime


class ReasonCounts(BaseModel):
    """All reasons, the one with the most unsettled readings first."""

    items: list[ReasonCount]


class CountedRejections(BaseModel):
    """The number of readings of a sender rejected for a reason in an hour, and not kept."""

    sender: str | None
    hour: dt.datetime = Field(description="Start of the hour, UTC.")
    reason: str
    count: int


class CountedPage(BaseModel):
    """A page of such hours, the newest first, and their total number."""

    items: list[CountedRejections]
    total: int


RejectionId = Annotated[str, Field(max_length=29, pattern=r"^\d{1,19}-\d{1,9}$")]
Name = Annotated[Line, StringConstraints(max_length=100)]


class RejectionFilter(RequestModel):
    """A filter of rejections; an omitted field excludes none."""

    reason: Name | None = None
    sender: Name | None = None
    state: State | None = None
    rejected_from: Moment | None = None
    rejected_to: Moment | None = None

    def query(self) -> RejectionQuery:
        """Return it as a query of storage."""
        return RejectionQuery(
            reason=self.reason,
            sender=self.sender,
            state=self.state,
            rejected_from=self.rejected_from,
            rejected_to=self.rejected_to,
        )


class RejectionChoice(RequestModel):
    """Some by identifier, or all unsettled ones that a filter matches (an empty one: all)."""

    ids: list[RejectionId] | None = Field(default=None, min_length=1, max_length=1_000)
    filter: RejectionFilter | None = None


class Replayed(BaseModel):
    """The result of a replay."""

    replayed: int = Field(description="How many are stored now, or were stored already.")
    rejected_again: int
    pending: int = Field(description="How many wait for their device to be registered.")
    remaining: int = Field(
        description="How many the filter matches beyond those of this call, counted up to 20,000."
    )


class Discarded(BaseModel):
    """The number of discarded readings."""

    discarded: int
    remaining: int | None = Field(
        default=None,
        description="How many the filter matches beyond those, if any; counted up to 20,000.",
    )
