"""Finds answers: by rules first, then from the client's data, then by AI; else says so."""

import asyncio
from typing import Final, Literal, Protocol
from uuid import UUID

import msgspec

from kilowatch.contracts.support import ChatPart
from kilowatch.kit.database import Connection, Pool
from kilowatch.kit.errors import Unavailable
from kilowatch.support.clients import Household, NotKnown, Platform
from kilowatch.support.domain import Answer, Conversation, Language, Message
from kilowatch.support.questions.answers import Answerer
from kilowatch.support.questions.understanding import (
    SURE_BESIDE_AI,
    SURE_ENOUGH,
    KnownDevice,
    Understood,
    understand,
)
from kilowatch.support.questions.vocabulary import language_of
from kilowatch.support.reasons import Reason, because
from kilowatch.support.rules.matching import Match, best
from kilowatch.support.rules.values import LIVE_VALUES, fill, placeholders
from kilowatch.support.rules.words import words_of
from kilowatch.support.service.answering import Release
from kilowatch.support.storage import rules
from kilowatch.support.texts import texts

LOOK_UP_WITHIN_S: Final = 1.5
"""With an AI that may take its time, so that the total is less than 10 s."""

ANSWER_WITHIN_S: Final = 6.0
"""After this time the answer says that the data can't be queried."""

LOOK_UP_FAILED: Final = (Unavailable, NotKnown, TimeoutError)

AiState = Literal["off", "on", "resting"]


class Assistant(Protocol):
    """An AI that answers what nothing else does."""

    @property
    def state(self) -> AiState:
        """Return true if it may be called now."""
        ...

    async def answer(
        self,
        conversation: Conversation,
        question: Message,
        language: Language,
        household: Household,
        release: Release,
    ) -> "Answer | Failure":
        """Return an answer, or why there is none."""
        ...


class Composer:
    """Composes the answers of the assistant."""

    def __init__(self, pool: Pool, platform: Platform, assistant: Assistant | None = None) -> None:
        self._pool = pool
        self._platform = platform
        self._assistant = assistant

    @property
    def ai_state(self) -> AiState:
        """Return whether there is an AI, and whether it may be called now."""
        return self._assistant.state if self._assistant is not None else "off"

    async def at_once(
        self, connection: Connection, conversation: Conversation, question: Message
    ) -> Answer | None:
        """Return the answer of a rule, if it has no live value."""
        match = best(await rules.fetch_all(connection), question.text, conversation.language)
        if match is None or placeholders(match.rule.answer(match.language)) & set(LIVE_VALUES):
            return None
        return answer_of(match, [ChatPart(text=match.rule.answer(match.language))])

    async def compose(
        self, conversation: Conversation, question: Message, token: str, release: Release
    ) -> Answer:
        """Return an answer, whatever fails."""
        household = Household(self._platform, token)
        match = best(await rules.fetch_all(self._pool), question.text, conversation.language)
        if match is not None:
            text = match.rule.answer(match.language)
            return answer_of(match, await fill(text, household, match.language))
        return await self._from_data(conversation, question, household, release)

    async def _from_data(
        self, conversation: Conversation, question: Message, household: Household, release: Release
    ) -> Answer:
        language = language_of(words_of(question.text), conversation.language)
        try:
            async with asyncio.timeout(LOOK_UP_WITHIN_S):
                understood = await _understood(question.text, language, household)
        except LOOK_UP_FAILED:
            return data_away(language)
        needed = SURE_ENOUGH if self._assistant is None else SURE_BESIDE_AI
        if understood is not None and understood.confidence >= needed:
            return await from_data(household, understood)
        if self._assistant is None:
            return nothing_known(language)
        answer = await self._assistant.answer(conversation, question, language, household, release)
        if isinstance(answer, Answer):
            return answer
        return await self._without_ai(answer, language, household, understood)

    async def _without_ai(
        self,
        failure: "Failure",
        language: Language,
        household: Household,
        understood: Understood | None,
    ) -> Answer:
        """Compose the fallback: the fault, the available figures, and the offer of a human."""
        parts = [*failure.released, ChatPart(text=failure.told)]
        today = Understood("usage", ("today",), None, language, 1.0, failure.reason)
        asked = understood if understood is not None else today
        answered = asked.confidence >= SURE_ENOUGH and asked is understood
        try:
            async with asyncio.timeout(LOOK_UP_WITHIN_S):
                parts += await Answerer(household, asked).answer()
        except LOOK_UP_FAILED:
            parts.append(ChatPart(text=texts(language).no_data_service))
            answered = False
        if not answered:
            parts.append(ChatPart(text=texts(language).offer_human))
        return Answer(
            parts=parts,
            path="fallback",
            reason=failure.reason,
            offers_human=not answered,
            failed=not answered,
        )


class Failure(msgspec.Struct, frozen=True):
    """Return why the AI has no answer, for client and administrators, and its text."""

    told: str
    reason: Reason
    released: list[ChatPart]


async def _understood(question: str, language: Language, household: Household) -> Understood | None:
    """Return the question; devices are looked up only if it is about consumption."""
    if understand(question, language) is None:
        return None
    devices = [KnownDevice(UUID(each["id"]), each["name"]) for each in await household.devices()]
    return understand(question, language, devices)


async def from_data(household: Household, understood: Understood) -> Answer:
    """Return the answer to a question about consumption."""
    try:
        async with asyncio.timeout(ANSWER_WITHIN_S):
            parts = await Answerer(household, understood).answer()
    except LOOK_UP_FAILED:
        return data_away(understood.language)
    return Answer(
        parts=parts, path="data", confidence=understood.confidence, reason=understood.reason
    )


def answer_of(match: Match, parts: list[ChatPart]) -> Answer:
    """Return the answer of a rule."""
    hands_over = match.rule.action == "handover"
    return Answer(
        parts=parts,
        path="handover" if hands_over else "rule",
        confidence=match.confidence,
        reason=because("rule", rule=match.rule.name).and_(match.reason),
        rule_id=match.rule.id,
        hands_over=hands_over,
    )


def data_away(language: Language) -> Answer:
    """Say that the data can't be looked up, and offer a human."""
    words = texts(language)
    return Answer(
        parts=[ChatPart(text=words.no_data_service), ChatPart(text=words.offer_human)],
        path="fallback",
        reason=because("data_away"),
        offers_human=True,
        failed=True,
    )


def nothing_known(language: Language) -> Answer:
    """Say that nothing matches, and offer a human."""
    words = texts(language)
    return Answer(
        parts=[ChatPart(text=words.not_understood), ChatPart(text=words.offer_human)],
        path="none",
        reason=because("nothing_fits"),
        offers_human=True,
        failed=True,
    )
