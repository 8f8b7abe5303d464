"""Finds answers: rules first, then one's own data, then AI; and says plainly what it can not."""

from typing import Literal

import structlog

from kilowatch.contracts.support import ChatPart
from kilowatch.kit.database import Connection, Pool
from kilowatch.support.clients import Household, Platform
from kilowatch.support.domain import Answer, Conversation, Language, Message
from kilowatch.support.rules.matching import Match, best
from kilowatch.support.rules.values import LIVE_VALUES, fill, placeholders
from kilowatch.support.service.answering import Release
from kilowatch.support.storage import rules
from kilowatch.support.texts import texts

log = structlog.get_logger()


class Composer:
    """The assistant's way to an answer."""

    def __init__(self, pool: Pool, platform: Platform) -> None:
        self._pool = pool
        self._platform = platform

    @property
    def ai_state(self) -> Literal["off", "on", "resting"]:
        """Whether there is an AI, and whether it may be asked now."""
        return "off"

    async def at_once(
        self, connection: Connection, conversation: Conversation, question: Message
    ) -> Answer | None:
        """The answer of a rule, where it holds no live value."""
        match = best(await rules.fetch_all(connection), question.text, conversation.language)
        if match is None or placeholders(match.rule.answer(match.language)) & set(LIVE_VALUES):
            return None
        return answer_of(match, [ChatPart(text=match.rule.answer(match.language))])

    async def compose(
        self, conversation: Conversation, question: Message, token: str, release: Release
    ) -> Answer:
        """An answer, whatever fails."""
        household = Household(self._platform, token)
        match = best(await rules.fetch_all(self._pool), question.text, conversation.language)
        if match is not None:
            text = match.rule.answer(match.language)
            return answer_of(match, await fill(text, household, match.language))
        return nothing_known(conversation.language)


def answer_of(match: Match, parts: list[ChatPart]) -> Answer:
    """What a rule answers."""
    hands_over = match.rule.action == "handover"
    return Answer(
        parts=parts,
        path="handover" if hands_over else "rule",
        confidence=match.confidence,
        reason=f"rule {match.rule.name!r}: {match.reason}",
        rule_id=match.rule.id,
        hands_over=hands_over,
    )


def nothing_known(language: Language) -> Answer:
    """Nothing fits: say so, and offer a human."""
    words = texts(language)
    return Answer(
        parts=[ChatPart(text=words.not_understood), ChatPart(text=words.offer_human)],
        path="none",
        reason="no rule fits, and it is no question about consumption that we know",
        offers_human=True,
        failed=True,
    )
