"""What administrators ask and are told of refused readings. Times aware (UTC)."""

import datetime as dt
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from kilowatch.kit.inputs import Moment, RequestModel
from kilowatch.kit.text import Line


class RejectionState(StrEnum):
    """What became of a refused reading."""

    OPEN = "open"
    REFUSED_AGAIN = "refused_again"
    REPLAYED = "replayed"
    SET_ASIDE = "set_aside"
    DISCARDED = "discarded"


class Origin(StrEnum):
    """Where a reading was rejected."""

    STREAM = "stream"
    """When it was to be stored."""
    HTTP = "http"
    """At the HTTP intake, which told its sender."""


class Rejection(BaseModel):
    """A refused reading: why, what it was, and what became of it."""

    id: str = Field(description="Names it in requests: its source and its place in the message.")
    source: int
    source_index: int
    sender: str | None
    reason: str
    detail: str
    body: str
    rejected_at: dt.datetime
    origin: Origin = Field(
        description="`http`: refused at the intake, which told the sender. It cannot be replayed."
    )
    state: RejectionState
    replay_count: int
    settled_by: UUID | None = Field(description="Who replayed or discarded it last.")
    settled_by_name: str | None
    settled_at: dt.datetime | None


class RejectionPage(BaseModel):
    """A page of rejections, and how many there are in all."""

    items: list[Rejection]
    total: int = Field(
        description="How many are kept. Of a search: how many of the newest 50,000 hold the text."
    )
    counted: int = Field(
        description="How many more there were, beyond those that are kept of each sender and hour."
    )


class ReasonCount(BaseModel):
    """How many readings were rejected for one reason, by what became of them.

    ``counted`` are those beyond the ones that are kept of each sender and hour.
    """

    reason: str
    open: int
    refused_again: int
    replayed: int
    set_aside: int
    discarded: int
    counted: int
    last_rejected_at: dt.datetime


class ReasonCounts(BaseModel):
    """All reasons, the one with the most unsettled readings first."""

    items: list[ReasonCount]


class CountedRejections(BaseModel):
    """How many readings of a sender were rejected for a reason in an hour, and not kept."""

    sender: str | None
    hour: dt.datetime = Field(description="Start of the hour, UTC.")
    reason: str
    count: int


class CountedPage(BaseModel):
    """A page of such hours, the newest first, and how many there are."""

    items: list[CountedRejections]
    total: int


RejectionId = Annotated[str, Field(max_length=29, pattern=r"^\d{1,19}-\d{1,9}$")]
Name = Annotated[Line, StringConstraints(max_length=100)]


class RejectionFilter(RequestModel):
    """Which refusals are meant; what is not given does not matter."""

    reason: Name | None = None
    sender: Name | None = None
    state: RejectionState | None = None
    rejected_from: Moment | None = None
    rejected_to: Moment | None = None


class RejectionChoice(RequestModel):
    """Some by name, or all unsettled ones a filter fits (an empty filter: all there are)."""

    ids: list[RejectionId] | None = Field(default=None, min_length=1, max_length=1_000)
    filter: RejectionFilter | None = None


class Replayed(BaseModel):
    """What came of a replay."""

    replayed: int = Field(description="Stored now, or found stored already.")
    refused_again: int
    set_aside: int = Field(description="Their device is not registered; they wait for it.")
    remaining: int = Field(
        description="What the filter fits and this call did not come to, counted up to 20,000."
    )


class Discarded(BaseModel):
    """How many were discarded."""

    discarded: int
    remaining: int | None = Field(
        default=None,
        description="Told where there is more that the filter fits; counted up to 20,000.",
    )
