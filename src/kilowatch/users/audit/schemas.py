"""Acts in the API, for administrators and clients."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

import asyncpg
import msgspec
from pydantic import BaseModel, Field, StringConstraints

from kilowatch.contracts.audit import (
    LOOK_PREFIX,
    AuditAction,
    Outcome,
    ReportedAct,
    Subject,
)
from kilowatch.contracts.roles import Role
from kilowatch.kit.inputs import RequestModel
from kilowatch.kit.text import Line
from kilowatch.users.audit.domain import Cursor

Value = str | int | float | bool | list[str] | None


class ActorView(BaseModel):
    """The actor, by name at the time."""

    kind: str = Field(description="`user`, `operator` (of the machine) or `stranger`.")
    id: UUID | None
    username: str
    name: str
    role: Role | None


class SubjectView(BaseModel):
    """The object, by name at the time."""

    kind: str
    id: str
    name: str


class ActView(BaseModel):
    """One act."""

    id: UUID
    occurred_at: datetime
    service: str
    action: str = Field(description="Stable name, such as `device.limit_changed`.")
    outcome: Outcome
    actor: ActorView
    address: str | None = Field(description="As the gateway reported it; null if it reported none.")
    user_agent: str | None
    subject: SubjectView | None
    before: dict[str, Value] | None = Field(description="The fields that changed, as they were.")
    after: dict[str, Value] | None = Field(description="The same fields as they are since.")
    count: int = Field(description="How often, where several were taken together.")
    request_id: str | None

    @classmethod
    def of(cls, row: asyncpg.Record) -> Self:
        """Return the response for a row."""
        subject = None
        if row["subject_kind"] is not None:
            subject = SubjectView(
                kind=row["subject_kind"],
                id=row["subject_id"] or "",
                name=row["subject_name"] or "",
            )
        return cls(
            id=row["event_id"],
            occurred_at=row["occurred_at"],
            service=row["service"],
            action=row["action"],
            outcome=row["outcome"],
            actor=ActorView(
                kind=row["actor_kind"],
                id=row["actor_id"],
                username=row["actor_username"],
                name=row["actor_name"],
                role=row["actor_role"],
            ),
            address=row["address"],
            user_agent=row["user_agent"],
            subject=subject,
            before=_fields(row["before"]),
            after=_fields(row["after"]),
            count=row["count"],
            request_id=row["request_id"],
        )


class ActPage(BaseModel):
    """A page of acts, newest first."""

    items: list[ActView]
    next: str | None = Field(description="`after` of the next page; null on the last.")

    @classmethod
    def of(cls, rows: list[asyncpg.Record], following: Cursor | None) -> Self:
        """Return the response for a page."""
        return cls(
            items=[ActView.of(row) for row in rows],
            next=None if following is None else str(following),
        )


class SubjectGiven(RequestModel):
    """The object of the act."""

    kind: Annotated[Line, StringConstraints(max_length=50)]
    id: Annotated[Line, StringConstraints(max_length=200)] = ""
    name: Annotated[Line, StringConstraints(max_length=200)] = ""


class SimulationAct(RequestModel):
    """An administrator's act on the simulation."""

    action: AuditAction
    subject: SubjectGiven | None = None
    after: Annotated[dict[str, Value], Field(max_length=20)] | None = None

    def reported(self) -> ReportedAct:
        """Return it as a reported act."""
        given = self.subject
        return ReportedAct(
            action=self.action,
            subject=None if given is None else Subject(given.kind, given.id, given.name),
            after=self.after,
        )


class LookView(BaseModel):
    """An administrator looked at the caller's data, once or more within the hour that began."""

    at: datetime = Field(description="The first look of the hour.")
    what: str = Field(description="`devices`, `consumption`, `alerts`, `conversation`, `sessions`.")
    administrator: str | None = Field(
        description="The name at the time; null where the platform shows the role only."
    )


class LookPage(BaseModel):
    """The looks at the caller's data, newest first."""

    items: list[LookView]
    next: str | None = Field(description="`after` of the next page; null on the last.")

    @classmethod
    def of(
        cls,
        rows: list[asyncpg.Record],
        following: Cursor | None,
        shown: Literal["name", "role"],
    ) -> Self:
        """Return the response for a page."""
        return cls(
            items=[
                LookView(
                    at=row["occurred_at"],
                    what=row["action"].removeprefix(LOOK_PREFIX),
                    administrator=row["actor_name"] if shown == "name" else None,
                )
                for row in rows
            ],
            next=None if following is None else str(following),
        )


def _fields(text: str | None) -> dict[str, Any] | None:
    return None if text is None else msgspec.json.decode(text, type=dict[str, Any])
