"""Rules of the support chat in the API."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from kilowatch.kit.inputs import RequestModel, Version
from kilowatch.kit.text import Line, Paragraphs
from kilowatch.support.domain import Language
from kilowatch.support.rules.domain import Unanswered, UsedRule
from kilowatch.support.rules.matching import Action, Match, Rule
from kilowatch.support.rules.values import LIVE_VALUES
from kilowatch.support.schemas.conversations import Clauses, MessageText, Title, clauses_of

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
        """Return the rule it describes."""
        return Rule(id=rule_id, position=0, version=version, **self.model_dump())


class RuleEdit(RuleWriting):
    """A rule that replaces another version."""

    version: Version = Field(description="The version that is replaced.")

    def edited(self, rule_id: UUID) -> Rule:
        """Return the rule it describes."""
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
        """Return the response for ``used``."""
        rule = {name: getattr(used.rule, name) for name in used.rule.__struct_fields__}
        return cls(**rule, hits=used.hits, last_hit_at=used.last_hit_at)


class RuleList(BaseModel):
    """All rules in order."""

    items: list[RuleView]
    live_values: list[str] = Field(description="What may stand in braces in an answer.")

    @classmethod
    def of(cls, used: list[UsedRule]) -> Self:
        """Return the response for ``used``."""
        return cls(items=[RuleView.of(each) for each in used], live_values=list(LIVE_VALUES))


class RuleOrder(RequestModel):
    """Every rule, in the new order."""

    ids: Annotated[list[UUID], Field(max_length=10_000)]


class RuleTrial(RequestModel):
    """A question to test the rules on."""

    question: MessageText
    language: Language = "en"


class RuleMatchView(BaseModel):
    """A rule that matches a question."""

    rule_id: UUID
    name: str
    language: Language
    confidence: float = Field(description="0 to 1; from 0.7 on the rule answers.")
    reason: str = Field(description="In English.")
    clauses: Clauses
    answers: bool = Field(description="Whether it is this rule that would answer.")

    @classmethod
    def of(cls, match: Match, *, first: bool) -> Self:
        """Return the response for ``match``."""
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
    """An unanswered question."""

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
        """Return the response for ``unanswered``."""
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
    """A page of unanswered questions, and their total number."""

    items: list[UnansweredView]
    total: int
