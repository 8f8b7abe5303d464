"""HTTP in: the rules, and what they left unanswered. For administrators."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Self
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from kilowatch.contracts.audit import AuditAction
from kilowatch.kit.accounts import CurrentAdministrator
from kilowatch.kit.audit import audited
from kilowatch.kit.inputs import RequestModel, RowId, Version
from kilowatch.kit.pace import PacedChanges
from kilowatch.kit.problems import raises
from kilowatch.kit.text import Line, Paragraphs
from kilowatch.support.container import container
from kilowatch.support.domain import Language
from kilowatch.support.routes.conversations import Limit, Offset
from kilowatch.support.routes.schemas import Clauses, MessageText, Title, clauses_of
from kilowatch.support.rules.domain import Unanswered, UsedRule
from kilowatch.support.rules.matching import Action, Match, Rule
from kilowatch.support.rules.values import LIVE_VALUES
from kilowatch.support.service.rules import (
    OrderIncomplete,
    RuleChanged,
    RuleNotFound,
    RuleRefused,
    Rules,
    UnansweredNotFound,
)

router = APIRouter(prefix="/api/support", tags=["rules"], dependencies=[PacedChanges])

Phrase = Annotated[Line, StringConstraints(min_length=1, max_length=100)]
Phrases = Annotated[list[Phrase], Field(max_length=50)]
AnswerText = Annotated[Paragraphs, StringConstraints(max_length=4000)]


class RuleWriting(RequestModel):
    """A new rule. A phrase matches if all its words are in the question."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "Price",
                    "phrases_en": ["price", "how much does cost"],
                    "phrases_ro": ["pret"],
                    "answer_en": "The price is in your contract.",
                    "answer_ro": "Prețul este în contractul dumneavoastră.",
                }
            ]
        },
    )

    name: Title
    enabled: bool = True
    action: Action = Field(
        default="answer", description="`handover`: a human is asked, after the answer."
    )
    phrases_en: Phrases = Field(default=[])
    phrases_ro: Phrases = Field(default=[])
    answer_en: AnswerText = ""
    answer_ro: AnswerText = ""

    def rule(self, rule_id: UUID, version: int = 1) -> Rule:
        """The rule it describes."""
        return Rule(id=rule_id, position=0, version=version, **self.model_dump())


class RuleEdit(RuleWriting):
    """A rule that replaces another version."""

    version: Version = Field(description="The version that is replaced.")

    def edited(self, rule_id: UUID) -> Rule:
        """The rule it describes."""
        return Rule(id=rule_id, position=0, **self.model_dump())


class RuleView(RuleWriting):
    """A rule and how often it answered."""

    model_config = ConfigDict(extra="ignore")

    id: UUID
    position: int
    version: int
    hits: int
    last_hit_at: datetime | None

    @classmethod
    def of(cls, used: UsedRule) -> Self:
        """The view of ``used``."""
        rule = {name: getattr(used.rule, name) for name in used.rule.__struct_fields__}
        return cls(**rule, hits=used.hits, last_hit_at=used.last_hit_at)


class RuleList(BaseModel):
    """All rules in order."""

    items: list[RuleView]
    live_values: list[str] = Field(description="What may stand in braces in an answer.")

    @classmethod
    def of(cls, used: list[UsedRule]) -> Self:
        """The view of ``used``."""
        return cls(items=[RuleView.of(each) for each in used], live_values=list(LIVE_VALUES))


class RuleOrder(RequestModel):
    """Every rule, the one that goes first in front."""

    ids: Annotated[list[UUID], Field(max_length=10_000)]


class RuleTrial(RequestModel):
    """A question to try the rules on."""

    question: MessageText
    language: Language = "en"


class RuleMatchView(BaseModel):
    """A rule that fits a question."""

    rule_id: UUID
    name: str
    language: Language
    confidence: float = Field(description="0 to 1; from 0.7 on the rule answers.")
    reason: str = Field(description="In English.")
    clauses: Clauses
    answers: bool = Field(description="Whether it is this rule that would answer.")

    @classmethod
    def of(cls, match: Match, *, first: bool) -> Self:
        """The view of ``match``."""
        return cls(
            rule_id=match.rule.id,
            name=match.rule.name,
            language=match.language,
            confidence=match.confidence,
            reason=match.reason.text,
            clauses=clauses_of(match.reason),
            answers=first and match.is_sure,
        )


class UnansweredView(BaseModel):
    """A question that nothing answered."""

    id: int
    conversation_id: UUID
    question_number: int
    question: str
    language: Language
    reason: str = Field(description="In English.")
    clauses: Clauses
    asked_at: datetime

    @classmethod
    def of(cls, unanswered: Unanswered) -> Self:
        """The view of ``unanswered``."""
        return cls(
            id=unanswered.id,
            conversation_id=unanswered.conversation_id,
            question_number=unanswered.question_number,
            question=unanswered.question,
            language=unanswered.language,
            reason=unanswered.reason.text,
            clauses=clauses_of(unanswered.reason),
            asked_at=unanswered.asked_at,
        )


class UnansweredPage(BaseModel):
    """A page of such questions, and how many there are in all."""

    items: list[UnansweredView]
    total: int


def _rules(request: Request) -> Rules:
    return container(request).rules


TheRules = Annotated[Rules, Depends(_rules)]


@router.get("/rules", summary="List rules")
async def list_rules(_: CurrentAdministrator, rules: TheRules) -> RuleList:
    """In order, with how often each answered."""
    return RuleList.of(await rules.all())


@router.post(
    "/rules",
    status_code=HTTPStatus.CREATED,
    summary="Add a rule",
    openapi_extra=audited(AuditAction.RULE_CREATED),
)
@raises(RuleRefused)
async def add_rule(body: RuleWriting, _: CurrentAdministrator, rules: TheRules) -> RuleView:
    """It comes last, and is used from the next question on."""
    return RuleView.of(await rules.add(body.rule(uuid4())))


@router.put(
    "/rules/order",
    summary="Reorder rules",
    openapi_extra=audited(AuditAction.RULES_REORDERED),
)
@raises(OrderIncomplete)
async def order_rules(body: RuleOrder, _: CurrentAdministrator, rules: TheRules) -> RuleList:
    """Of rules that match equally well the first one answers."""
    return RuleList.of(await rules.order(body.ids))


@router.post("/rules/test", summary="Test the rules with a question")
async def try_rules(
    body: RuleTrial, _: CurrentAdministrator, rules: TheRules
) -> list[RuleMatchView]:
    """Return the rules that match, how well and why, the best first.

    Nothing is posted or counted.
    """
    found = await rules.test(body.question, body.language)
    return [RuleMatchView.of(each, first=number == 0) for number, each in enumerate(found)]


@router.put(
    "/rules/{rule_id}", summary="Replace a rule", openapi_extra=audited(AuditAction.RULE_CHANGED)
)
@raises(RuleNotFound, RuleChanged, RuleRefused)
async def edit_rule(
    rule_id: UUID, body: RuleEdit, _: CurrentAdministrator, rules: TheRules
) -> RuleView:
    """Replace the version that the request names."""
    return RuleView.of(await rules.change(body.edited(rule_id)))


@router.delete(
    "/rules/{rule_id}",
    status_code=HTTPStatus.NO_CONTENT,
    summary="Delete a rule",
    openapi_extra=audited(AuditAction.RULE_DELETED),
)
@raises(RuleNotFound)
async def delete_rule(rule_id: UUID, _: CurrentAdministrator, rules: TheRules) -> None:
    """Delete it for good."""
    await rules.remove(rule_id)


@router.get(
    "/unanswered",
    summary="List unanswered questions",
    openapi_extra=audited(AuditAction.LOOK_CONVERSATION),
)
async def list_unanswered(
    _: CurrentAdministrator, rules: TheRules, limit: Limit = 50, offset: Offset = 0
) -> UnansweredPage:
    """Questions that neither a rule nor data nor the AI answered, newest first."""
    items, total = await rules.unanswered(limit, offset)
    return UnansweredPage(items=[UnansweredView.of(each) for each in items], total=total)


@router.delete(
    "/unanswered/{unanswered_id}",
    status_code=HTTPStatus.NO_CONTENT,
    summary="Settle an unanswered question",
    openapi_extra=audited(AuditAction.UNANSWERED_SETTLED),
)
@raises(UnansweredNotFound)
async def settle_unanswered(unanswered_id: RowId, _: CurrentAdministrator, rules: TheRules) -> None:
    """Take it off the list."""
    await rules.settle_unanswered(unanswered_id)
