"""Finds answers: by rules first, then from the client's data, then by AI; else says so."""

import asyncio
from typing import Final, Literal, Protocol
from uuid import UUID

import msgspec

from kilowatch.contracts.support import ChatPart, Path
from kilowatch.kit.database import Connection, Pool
from kilowatch.kit.errors import Unavailable
from kilowatch.support.clients import Household, NotKnown, Platform
from kilowatch.support.domain import Answer, Conversation, Language, Message
from kilowatch.support.questions.absent import absent_in
from kilowatch.support.questions.answers import Answerer
from kilowatch.support.questions.consent import consent_in
from kilowatch.support.questions.follow_ups import in_context
from kilowatch.support.questions.naming import KnownDevice
from kilowatch.support.questions.periods import local_now
from kilowatch.support.questions.understanding import Understood
from kilowatch.support.questions.vocabulary import language_of
from kilowatch.support.reasons import Reason, because
from kilowatch.support.rules.matching import Match, best
from kilowatch.support.rules.values import LIVE_VALUES, fill, placeholders
from kilowatch.support.rules.words import words_of
from kilowatch.support.service.answering import Release
from kilowatch.support.storage import messages, rules
from kilowatch.support.texts import texts

LOOK_UP_WITHIN_S: Final = 1.5
"""With an AI that may take its time, so that the total is less than 10 s."""

CONTEXT_MESSAGES: Final = 8
"""Messages before a question that it may refer to."""

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
        """Return the answer to yes or no, or of a rule, if it has no live value."""
        agreed = consent_in(question.text)
        if agreed is not None and await _was_offered_a_human(connection, question):
            return consented(agreed, language_of(words_of(question.text), conversation.language))
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
        texts_so_far = await self._texts(question)
        try:
            async with asyncio.timeout(LOOK_UP_WITHIN_S):
                understood = await _understood(texts_so_far, language, household)
        except LOOK_UP_FAILED:
            # Without the devices: what is no question of consumption needs none of them.
            understood = in_context(texts_so_far, language, local_now("UTC").date(), ())
            if understood:
                return data_away(language)
        if understood and not any(each.unclear for each in understood):
            return await from_data(household, understood)
        if self._assistant is None:
            return _unanswered(question.text, language, understood)
        answer = await self._assistant.answer(conversation, question, language, household, release)
        if isinstance(answer, Answer):
            return answer
        return await self._without_ai(answer, language, household)

    async def _texts(self, question: Message) -> list[str]:
        """Return the client's last texts, this question as the last."""
        earlier = await messages.before(
            self._pool, question.conversation_id, question.number, CONTEXT_MESSAGES
        )
        return [*(each.text for each in earlier if each.author == "client"), question.text]

    async def _without_ai(
        self,
        failure: "Failure",
        language: Language,
        household: Household,
    ) -> Answer:
        """Compose the fallback: the fault, the use of today as such, and the offer of a human."""
        parts = [*failure.released, ChatPart(text=failure.told)]
        today = Understood("usage", (), None, language, 1.0, failure.reason)
        try:
            async with asyncio.timeout(LOOK_UP_WITHIN_S):
                parts += await Answerer(household, today).answer()
        except LOOK_UP_FAILED:
            parts.append(ChatPart(text=texts(language).no_data_service))
        parts.append(ChatPart(text=texts(language).offer_human))
        return Answer(
            parts=parts,
            path="fallback",
            reason=failure.reason,
            offers_human=True,
            failed=True,
        )


class Failure(msgspec.Struct, frozen=True):
    """Return why the AI has no answer, for client and administrators, and its text."""

    told: str
    reason: Reason
    released: list[ChatPart]


async def _understood(
    said: list[str], language: Language, household: Household
) -> list[Understood]:
    """Return the questions about consumption in the last of a client's texts."""
    known = await household.devices()
    devices = [KnownDevice(UUID(each["id"]), each["name"]) for each in known]
    today = local_now(await household.time_zone()).date()
    return in_context(said, language, today, devices)


async def from_data(household: Household, questions: list[Understood]) -> Answer:
    """Return the answer to questions about consumption."""
    parts: list[ChatPart] = []
    try:
        async with asyncio.timeout(ANSWER_WITHIN_S):
            for each in questions:
                parts += await Answerer(household, each).answer()
    except LOOK_UP_FAILED:
        return data_away(questions[0].language)
    first, *further = (each.reason for each in questions)
    return Answer(
        parts=parts,
        path="data",
        confidence=min(each.confidence for each in questions),
        reason=first.and_(*further),
    )


def _unanswered(text: str, language: Language, understood: list[Understood]) -> Answer:
    """Say why nothing answers it: a figure that isn't known, unclear words, or all of it."""
    absent = absent_in(text)
    if absent is None:
        return not_clear(understood) if understood else nothing_known(language)
    return _offer_human(texts(language).absent[absent], because("nothing_fits"), language)


async def _was_offered_a_human(connection: Connection, question: Message) -> bool:
    last = await messages.before(connection, question.conversation_id, question.number, 1)
    return any(each.author == "assistant" and each.offers_human for each in last)


def consented(agreed: bool, language: Language) -> Answer:
    """Ask a human, or don't, as the client said."""
    words = texts(language)
    if not agreed:
        return Answer(
            parts=[ChatPart(text=words.no_human)],
            path="rule",
            reason=because("client_declined"),
        )
    return Answer(
        parts=[ChatPart(text=words.asked_human)],
        path="handover",
        reason=because("client_asked"),
        hands_over=True,
    )


def not_clear(questions: list[Understood]) -> Answer:
    """Name the words that aren't understood, rather than answer something else."""
    unclear = [word for each in questions for word in each.unclear]
    language = questions[0].language
    named = ", ".join(f"“{each}”" for each in dict.fromkeys(unclear))
    text = texts(language).unclear.format(words=named)
    return _offer_human(text, questions[0].reason, language)


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
    text = texts(language).no_data_service
    return _offer_human(text, because("data_away"), language, path="fallback")


def nothing_known(language: Language) -> Answer:
    """Say that nothing matches, and offer a human."""
    return _offer_human(texts(language).not_understood, because("nothing_fits"), language)


def _offer_human(text: str, reason: Reason, language: Language, path: Path = "none") -> Answer:
    """Say why the question stays unanswered, and offer a human."""
    return Answer(
        parts=[ChatPart(text=text), ChatPart(text=texts(language).offer_human)],
        path=path,
        reason=reason,
        offers_human=True,
        failed=True,
    )
