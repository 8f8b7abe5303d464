"""Puts one question to the model: runs its tool calls, checks its sentences."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from typing import Any, Final

import msgspec
import structlog

from kilowatch.contracts.support import ChatPart
from kilowatch.kit.errors import Unavailable
from kilowatch.support.assistant.asked_days import BadCall
from kilowatch.support.assistant.checking import check
from kilowatch.support.assistant.evidence import Evidence
from kilowatch.support.assistant.provider import (
    Provider,
    ProviderFault,
    Text,
    Thought,
    ToolCall,
)
from kilowatch.support.assistant.sentences import Sentences
from kilowatch.support.assistant.tool_descriptions import DESCRIPTIONS
from kilowatch.support.assistant.tools import Toolbox
from kilowatch.support.clients import Household, NotKnown
from kilowatch.support.domain import Language
from kilowatch.support.reasons import Reason, because
from kilowatch.support.service.answering import Release

log = structlog.get_logger()

MOST_ROUNDS: Final = 5
MOST_CALLS: Final = 8
MOST_BAD_CALLS: Final = 2
MOST_SENTENCES: Final = 20
LONGEST_S: Final = 45.0

Json = dict[str, Any]
Spend = Callable[[], Awaitable[None]]
"""Counts one request; raises if none are left."""


class Turn:
    """The model's answer to one question. ``released`` is what was shown to the client."""

    def __init__(
        self,
        provider: Provider,
        household: Household,
        language: Language,
        release: Release,
        patience_s: float,
    ) -> None:
        self._provider = provider
        self._language: Language = language
        self._release = release
        self._patience_s = patience_s
        self._evidence = Evidence()
        self._tools = Toolbox(household, self._evidence)
        self._calls = 0
        self._bad_calls = 0
        self.released: list[ChatPart] = []
        self.withheld: list[Reason] = []
        self._limit: asyncio.Timeout | None = None
        self._ends_at_s = 0.0

    async def run(self, messages: list[Json], spend: Spend) -> None:
        """Run until the model has finished. Raises `ProviderFault`, and `NotWanted` of releases."""
        now_s = asyncio.get_running_loop().time()
        # With a longer configured time limit, that applies at least to the first sentence.
        self._ends_at_s = now_s + max(LONGEST_S, self._patience_s)
        try:
            async with asyncio.timeout_at(now_s + self._patience_s) as self._limit:
                await self._rounds(messages, spend)
        except TimeoutError as error:
            raise ProviderFault("silent", f"nothing for {self._patience_s} s") from error
        if not self.released:
            raise ProviderFault("unsupported")

    async def _rounds(self, messages: list[Json], spend: Spend) -> None:
        for _ in range(MOST_ROUNDS):
            await spend()
            calls, said = await self._round(messages)
            if not calls:
                return
            messages.append(
                {
                    "role": "assistant",
                    "content": said,
                    "tool_calls": [
                        {
                            "id": each.id,
                            "type": "function",
                            "function": {"name": each.name, "arguments": each.arguments},
                        }
                        for each in calls
                    ],
                }
            )
            for each in calls:
                content = msgspec.json.encode(await self._answer(each)).decode()
                messages.append({"role": "tool", "tool_call_id": each.id, "content": content})
        raise ProviderFault("bad_tool_call", "it never stops asking")

    async def _round(self, messages: list[Json]) -> tuple[list[ToolCall], str]:
        sentences, calls = Sentences(), list[ToolCall]()
        said, thought = "", False
        async with aclosing(self._provider.stream(messages, DESCRIPTIONS)) as steps:
            async for step in steps:
                match step:
                    case Text(text=text):
                        said += text
                        for sentence in sentences.feed(text):
                            await self._let_out(sentence)
                    case ToolCall():
                        calls.append(step)
                    case Thought():
                        thought = True
        for sentence in sentences.flush():
            await self._let_out(sentence)
        if not calls and not said.strip():
            raise ProviderFault("only_reasoning" if thought else "empty")
        return calls, said

    async def _let_out(self, sentence: str) -> None:
        if len(self.released) >= MOST_SENTENCES:
            return
        checked = check(sentence, self._evidence, self._language)
        if checked.part is None:
            why_not = checked.why_not or because("left_out_empty")
            self.withheld.append(why_not)
            log.warning("assistant.sentence_withheld", why=why_not.text)
            return
        await self._release(checked.part)
        self.released.append(checked.part)
        if self._limit is not None:
            now_s = asyncio.get_running_loop().time()
            self._limit.reschedule(min(now_s + self._patience_s, self._ends_at_s))

    async def _answer(self, call: ToolCall) -> Json:
        self._calls += 1
        if self._calls > MOST_CALLS:
            raise ProviderFault("bad_tool_call", "too many calls")
        try:
            return await self._tools.call(call.name, call.arguments)
        except BadCall as error:
            self._bad_calls += 1
            log.warning("assistant.bad_call", tool=call.name[:50], error=str(error)[:200])
            if self._bad_calls > MOST_BAD_CALLS:
                raise ProviderFault("bad_tool_call", str(error)[:200]) from error
            return {"error": str(error)}
        except (Unavailable, NotKnown):
            return {"error": "This can't be looked up right now."}
