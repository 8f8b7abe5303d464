"""The assistant with an AI: its budget, its time limit, and its fallback."""

import asyncio
from datetime import UTC, datetime
from typing import Literal

import structlog
from prometheus_client import Counter

from kilowatch.contracts.support import ChatPart
from kilowatch.kit.database import Pool
from kilowatch.kit.errors import Unavailable
from kilowatch.support.assistant.breaker import Breaker
from kilowatch.support.assistant.budget import Budget, BudgetSpent
from kilowatch.support.assistant.prompt import conversation_so_far, system_prompt
from kilowatch.support.assistant.provider import Provider, ProviderFault
from kilowatch.support.assistant.turn import Turn
from kilowatch.support.clients import Household, NotKnown
from kilowatch.support.domain import Answer, Conversation, Language, Message
from kilowatch.support.questions.periods import local_now
from kilowatch.support.reasons import Reason, because
from kilowatch.support.service.answering import Release
from kilowatch.support.service.composing import Failure
from kilowatch.support.storage import messages
from kilowatch.support.texts import texts

log = structlog.get_logger()

TURNS = Counter("kilowatch_support_ai_turns_total", "Questions put to the AI.", ["outcome"])
WITHHELD = Counter("kilowatch_support_ai_withheld_total", "Sentences that nothing supported.")

HISTORY = 10
MOST_TOLD = 5
"""The most withheld sentences shown to administrators."""
ZONE_WITHIN_S = 0.5


class LlmAssistant:
    """An AI behind a budget and a circuit breaker."""

    def __init__(
        self,
        pool: Pool,
        provider: Provider,
        breaker: Breaker,
        budget: Budget,
        patience_s: float,
    ) -> None:
        self._pool = pool
        self._provider = provider
        self._breaker = breaker
        self._budget = budget
        self._patience_s = patience_s

    @property
    def state(self) -> Literal["off", "on", "resting"]:
        """Return true if it may be called now."""
        return "resting" if self._breaker.rests(_now_s()) else "on"

    async def answer(
        self,
        conversation: Conversation,
        question: Message,
        language: Language,
        household: Household,
        release: Release,
    ) -> Answer | Failure:
        """Return an answer of checked sentences, or why there is none."""
        words = texts(language)
        if not self._breaker.admit(_now_s()):
            TURNS.labels("resting").inc()
            return Failure(words.ai_resting, because("ai_rests"), [])
        turn = Turn(self._provider, household, language, release, self._patience_s)
        try:
            await self._run(turn, conversation, question, language, household)
        except BudgetSpent as spent:
            self._breaker.released()
            TURNS.labels("budget").inc()
            return Failure(words.ai_spent, spent.reason, turn.released)
        except ProviderFault as fault:
            self._breaker.failed(fault, _now_s())
            TURNS.labels(fault.kind).inc()
            log.warning("assistant.failed", fault=fault.kind, detail=str(fault))
            return Failure(words.ai_failed, _failed(fault, turn), turn.released)
        except BaseException:
            self._breaker.released()
            raise
        finally:
            WITHHELD.inc(len(turn.withheld))
        self._breaker.succeeded()
        TURNS.labels("answered").inc()
        return _answer_of(turn, language)

    async def _run(
        self,
        turn: Turn,
        conversation: Conversation,
        question: Message,
        language: Language,
        household: Household,
    ) -> None:
        history = await messages.before(self._pool, conversation.id, question.number, HISTORY)
        now = local_now(await _zone_of(household))
        prompt = [
            {"role": "system", "content": system_prompt(language, now)},
            *conversation_so_far(history, question),
        ]

        async def spend() -> None:
            await self._budget.spend(conversation.client_id, datetime.now(UTC))

        await turn.run(prompt, spend)


def _answer_of(turn: Turn, language: Language) -> Answer:
    parts = list(turn.released)
    if turn.withheld:
        parts.append(ChatPart(text=texts(language).left_out))
    reason = because("ai_answered").and_(*turn.withheld[:MOST_TOLD])
    return Answer(parts=parts, path="ai", reason=reason)


def _failed(fault: ProviderFault, turn: Turn) -> Reason:
    """Return the fault, and its text for the log only."""
    detail = [because("detail", detail=fault.detail)] if fault.detail else []
    return because("ai_failed", fault=fault.kind).and_(*detail, *turn.withheld[:MOST_TOLD])


async def _zone_of(household: Household) -> str:
    """Return the zone of the client; UTC if it can't be looked up in time."""
    try:
        async with asyncio.timeout(ZONE_WITHIN_S):
            return await household.time_zone()
    except (Unavailable, NotKnown, TimeoutError):
        return "UTC"


def _now_s() -> float:
    return asyncio.get_running_loop().time()
