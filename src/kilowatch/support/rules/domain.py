"""Rules as administrators see them: their use, and unanswered questions."""

from datetime import datetime
from uuid import UUID

import msgspec

from kilowatch.support.domain import Language
from kilowatch.support.reasons import Reason
from kilowatch.support.rules.matching import Rule


class UsedRule(msgspec.Struct, frozen=True):
    """A rule and how often it answered."""

    rule: Rule
    hits: int
    last_hit_at: datetime | None


class Unanswered(msgspec.Struct, frozen=True, kw_only=True):
    """An unanswered question, and why."""

    id: int
    conversation_id: UUID
    question_number: int
    question: str
    language: Language
    reason: Reason
    asked_at: datetime
