"""What administrators ask and are told of refused readings. Times aware (UTC)."""

import datetime as dt
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from kilowatch.kit.inputs import Moment
from kilowatch.kit.text import Line


class RefusalState(StrEnum):
    """What became of a refused reading."""

    OPEN = "open"
    REFUSED_AGAIN = "refused_again"
    REPLAYED = "replayed"
    SET_ASIDE = "set_aside"
    DISCARDED = "discarded"


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
    state: RefusalState
    replay_count: int
    settled_by: UUID | None = Field(description="Who replayed or discarded it last.")
    settled_by_name: str | None
    settled_at: dt.datetime | None


class RejectionPage(BaseModel):
    """A page of refusals and how many there are in all."""

    items: list[Rejection]
    total: int


class ReasonCount(BaseModel):
    """How many readings were refused for one reason, by what became of them."""

    reason: str
    open: int
    refused_again: int
    replayed: int
    set_aside: int
    discarded: int
    last_rejected_at: dt.datetime


class ReasonCounts(BaseModel):
    """All reasons, the one with the most unsettled readings first."""

    items: list[ReasonCount]


RejectionId = Annotated[str, Field(max_length=29, pattern=r"^\d{1,19}-\d{1,9}$")]
Name = Annotated[Line, StringConstraints(max_length=100)]


class RejectionFilter(BaseModel):
    """Which refusals are meant; what is not given does not matter."""

    reason: Name | None = None
    sender: Name | None = None
    state: RefusalState | None = None
    rejected_from: Moment | None = None
    rejected_to: Moment | None = None


class RejectionChoice(BaseModel):
    """Some by name, or all unsettled ones a filter fits (an empty filter: all there are)."""

    ids: list[RejectionId] | None = Field(default=None, min_length=1, max_length=1_000)
    filter: RejectionFilter | None = None


class Replayed(BaseModel):
    """What came of a replay."""

    replayed: int = Field(description="Stored now, or found stored already.")
    refused_again: int
    set_aside: int = Field(description="Their device is not registered; they wait for it.")
    remaining: int = Field(description="What the filter fits and this call did not come to.")


class Discarded(BaseModel):
    """How many were discarded."""

    discarded: int
