"""Requests and responses for administrators. Energy in kWh, times aware (UTC)."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from kilowatch.kit.inputs import RequestModel
from kilowatch.kit.text import Paragraphs
from kilowatch.support.domain import Language
from kilowatch.support.schemas.conversations import Clauses, MessageText, Title, clauses_of
from kilowatch.support.service.desk import Summary

NoteText = Annotated[Paragraphs, StringConstraints(min_length=1, max_length=4000)]


class NoteWriting(RequestModel):
    """A new note."""

    id: UUID = Field(description="Chosen by the sender: sent again, it is stored once.")
    text: NoteText


class NoteView(BaseModel):
    """A note for colleagues; the client never sees it."""

    id: UUID
    author_id: UUID
    author_name: str
    text: str
    written_at: datetime


class CannedReplyWriting(RequestModel):
    """A new canned reply."""

    title: Title
    text: MessageText
    language: Language


class CannedReplyView(CannedReplyWriting):
    """A canned reply."""

    model_config = ConfigDict(extra="ignore")

    id: UUID


class SummaryView(BaseModel):
    """The summary for an administrator before a takeover."""

    asked: int = Field(description="How many messages the client wrote.")
    answered_by: dict[str, int] = Field(description="How many answers came by which path.")
    first_question: str | None
    last_question: str | None
    open_questions: list[str] = Field(description="The last that were not answered, at most 5.")
    handover_reason: str | None = Field(description="In English.")
    handover_clauses: Clauses
    waiting_since: datetime | None

    @classmethod
    def of(cls, summary: Summary) -> Self:
        """Return the response for ``summary``."""
        reason = summary.handover_reason
        return cls(
            asked=summary.asked,
            answered_by=summary.answered_by,
            first_question=summary.first_question,
            last_question=summary.last_question,
            open_questions=summary.open_questions,
            handover_reason=reason.text if reason is not None else None,
            handover_clauses=clauses_of(reason),
            waiting_since=summary.waiting_since,
        )


class ContextDevice(BaseModel):
    """A device of the client's."""

    id: UUID
    name: str
    time_zone: str
    max_consumption: float | None = Field(description="Limit in kWh per clock hour.")
    reporting_interval_s: int | None


class ContextAlert(BaseModel):
    """An alert of the client, or its retraction."""

    alert_id: UUID
    device_id: UUID
    device_name: str
    channel: str = Field(description="Code of the channel.")
    time_zone: str
    hour: datetime
    state: str
    energy_kwh: float
    limit_kwh: float | None


class ContextDay(BaseModel):
    """A day of a device, if it was the client's from the day's start."""

    device_id: UUID
    starts_at: datetime
    ends_at: datetime
    energy_kwh: float | None = Field(
        description="Energy in kWh; null: nothing is known, which isn't 0."
    )
    coverage: float | None
    state: str


class ContextView(BaseModel):
    """A client's data beside a conversation. Every look at it is in the audit log."""

    devices: list[ContextDevice]
    alerts: list[ContextAlert] = Field(description="Newest hour first.")
    days: list[ContextDay] = Field(description="The last 7 of each device.")


class LookView(BaseModel):
    """An administrator looked at a client's data."""

    administrator_id: UUID
    administrator_name: str = Field(description="Empty where the person is gone.")
    client_id: UUID
    client_name: str = Field(description="Empty where the person is gone.")
    conversation_id: UUID
    looked_at: datetime


class LookPage(BaseModel):
    """A page of the audit log, and the total number of looks."""

    items: list[LookView]
    total: int
