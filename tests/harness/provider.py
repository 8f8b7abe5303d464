"""A scripted AI provider: OpenAI streaming over real HTTP, including faults."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from tests.harness.serving import serving

Json = dict[str, Any]


@dataclass(frozen=True)
class Reply:
    """The model sends this, in small pieces; ``cut`` if the connection ends before the end."""

    text: str
    cut: bool = False
    after_thought: bool = False


@dataclass(frozen=True)
class GatedReply:
    """The model sends the first of these, and each other one when it is released."""

    texts: Sequence[str]
    go_on: asyncio.Semaphore


@dataclass(frozen=True)
class ToolCalls:
    """The model calls tools, by name and arguments as JSON."""

    calls: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class ErrorStatus:
    """The provider answers with a status that is not 200."""

    status: int
    headers: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class ReasoningOnly:
    """Reasoning and no text: what some models do when their tokens run out."""


@dataclass(frozen=True)
class Hangs:
    """The connection is open and nothing comes, until the test ends; perhaps after some text."""

    text: str = ""


@dataclass(frozen=True)
class Garbage:
    """A response that is not the protocol."""


Act = Reply | GatedReply | ToolCalls | ErrorStatus | ReasoningOnly | Hangs | Garbage
Player = Callable[[Json], Act]
"""Chooses the next step from the request."""


class ScriptedProvider:
    """Plays one act per request; the last one repeatedly."""

    def __init__(self) -> None:
        self.url = ""
        self.requests: list[Json] = []
        self.keys: list[str] = []
        self._acts: list[Act] = [Reply("Hello.")]
        self._ended = asyncio.Event()

    def play(self, *acts: Act) -> None:
        """Replace the acts from now on."""
        self._acts = list(acts)

    def told(self) -> str:
        """Return everything sent to the model, as text."""
        return json.dumps(self.requests, ensure_ascii=False)

    @asynccontextmanager
    async def serving(self, port: int | None = None) -> AsyncGenerator["ScriptedProvider"]:
        """Serve while the context lasts, on a port chosen before or a free one."""
        app = FastAPI(openapi_url=None)
        app.post("/v1/chat/completions", response_model=None)(self._complete)
        async with serving(app, port) as base_url:
            self.url = f"{base_url}/v1"
            try:
                yield self
            finally:
                self._ended.set()

    async def _complete(self, request: Request) -> Response:
        self.requests.append(await request.json())
        self.keys.append(request.headers.get("Authorization", ""))
        act = self._acts.pop(0) if len(self._acts) > 1 else self._acts[0]
        if isinstance(act, ErrorStatus):
            return JSONResponse({"error": "no"}, status_code=act.status, headers=act.headers)
        return StreamingResponse(self._stream(act), media_type="text/event-stream")

    async def _stream(self, act: Act) -> AsyncGenerator[bytes]:
        yield _line({"role": "assistant"})
        match act:
            case Reply():
                for line in _in_pieces(act):
                    yield line
            case GatedReply():
                async for line in _in_turns(act):
                    yield line
            case ToolCalls(calls=calls):
                for line in _call_lines(calls):
                    yield line
                yield _line({}, "tool_calls")
            case ReasoningOnly():
                yield _line({"reasoning": "I think and think."})
                yield _line({}, "length")
            case Hangs(text=text):
                if text:
                    yield _line({"content": text})
                await self._ended.wait()
            case Garbage():
                yield b"data: {not json\n\n"
            case ErrorStatus():
                return
        yield b"data: [DONE]\n\n"


def _in_pieces(act: Reply) -> Iterator[bytes]:
    if act.after_thought:
        yield _line({"reasoning": "Let me see."})
    for at in range(0, len(act.text), 7):
        yield _line({"content": act.text[at : at + 7]})
    if act.cut:
        raise ConnectionResetError("as the script says")
    yield _line({}, "stop")


async def _in_turns(act: GatedReply) -> AsyncGenerator[bytes]:
    for number, text in enumerate(act.texts):
        if number > 0:
            await act.go_on.acquire()
        yield _line({"content": text})
    yield _line({}, "stop")


def _call_lines(calls: Sequence[tuple[str, str]]) -> list[bytes]:
    """Each call in three pieces, as real providers send them."""
    lines: list[bytes] = []
    for index, (name, arguments) in enumerate(calls):
        half = len(arguments) // 2
        start = {"index": index, "id": f"call_{index}", "type": "function"}
        pieces = [
            {**start, "function": {"name": name, "arguments": ""}},
            {"index": index, "function": {"arguments": arguments[:half]}},
            {"index": index, "function": {"arguments": arguments[half:]}},
        ]
        lines += [_line({"tool_calls": [each]}) for each in pieces]
    return lines


def _line(delta: Json, finish_reason: str | None = None) -> bytes:
    chunk = {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish_reason}],
    }
    return f"data: {json.dumps(chunk)}\n\n".encode()
