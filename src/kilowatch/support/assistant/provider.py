"""Calls any endpoint with the OpenAI streaming protocol.

Plain httpx: the protocol is one POST and lines of JSON, and this way silence, cut streams and
retries are under our control (decision 16).
"""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from http import HTTPStatus
from typing import Any, Final, Literal, TypeAlias

import httpx
import msgspec
import structlog

from kilowatch.contracts.decoding import DECODING_ERRORS
from kilowatch.kit.http_client import shared_tls

log = structlog.get_logger()

CONNECT_WITHIN_S: Final = 3.0
MOST_TOKENS: Final = 1200
LONGEST_LINE: Final = 262_144
MOST_BYTES: Final = 4 * 1024 * 1024
"""The byte limit of an answer: many times `MOST_TOKENS`, each in a line of its own."""

MOST_CALLS: Final = 32
LONGEST_ARGUMENTS: Final = 16_384
"""The most tool calls in an answer, and characters of the arguments of one."""

Json = dict[str, Any]

FaultKind: TypeAlias = Literal[
    "unreachable",
    "unauthorized",
    "no_such_model",
    "limited",
    "broken",
    "refused",
    "cut",
    "garbled",
    "empty",
    "only_reasoning",
    "bad_tool_call",
    "silent",
    "unsupported",
]


class ProviderFault(Exception):
    """The provider did not respond as expected. ``retry_after_s``: when it asked to retry."""

    def __init__(self, kind: FaultKind, detail: str = "", retry_after_s: float | None = None):
        super().__init__(f"{kind}: {detail}" if detail else kind)
        self.kind: FaultKind = kind
        self.detail = detail
        self.retry_after_s = retry_after_s


class Text(msgspec.Struct, frozen=True):
    """A piece of the answer."""

    text: str


class Thought(msgspec.Struct, frozen=True):
    """The model is reasoning; the content is ignored."""


class ToolCall(msgspec.Struct, frozen=True):
    """The model requests data. ``arguments`` is JSON, if the model wrote it correctly."""

    id: str
    name: str
    arguments: str


Step: TypeAlias = Text | Thought | ToolCall


class Function(msgspec.Struct):
    """A piece of a call."""

    name: str | None = None
    arguments: str | None = None


class CallDelta(msgspec.Struct):
    """A piece of one of several calls."""

    index: int = 0
    id: str | None = None
    function: Function | None = None


class Delta(msgspec.Struct):
    """A piece of the answer."""

    content: str | None = None
    reasoning: str | None = None
    reasoning_content: str | None = None
    tool_calls: list[CallDelta] | None = None


class Choice(msgspec.Struct):
    """The only choice requested."""

    delta: Delta
    finish_reason: str | None = None


class Chunk(msgspec.Struct):
    """A line of the stream."""

    choices: list[Choice] = []
    error: Any = None


_decoder = msgspec.json.Decoder(Chunk)


class Provider:
    """A model behind an endpoint. ``key`` is sent only to it."""

    def __init__(self, base_url: str, key: str | None, model: str, silence_s: float) -> None:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._model = model
        self._http = httpx.AsyncClient(
            base_url=base_url,
            headers=headers,
            timeout=httpx.Timeout(silence_s, connect=CONNECT_WITHIN_S),
            verify=shared_tls(trust_env=True),
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def stream(self, messages: Sequence[Json], tools: Sequence[Json]) -> AsyncGenerator[Step]:
        """Yield the model's answer as it arrives; tool calls last. Raises `ProviderFault`."""
        body: Json = {
            "model": self._model,
            "messages": list(messages),
            "tools": list(tools),
            "stream": True,
            "temperature": 0.2,
            "max_tokens": MOST_TOKENS,
        }
        if "gpt-oss" in self._model:
            body["reasoning_effort"] = "low"
        try:
            async with self._http.stream("POST", "/chat/completions", json=body) as answer:
                await _check(answer)
                async with aclosing(_steps(answer)) as steps:
                    async for step in steps:
                        yield step
        except httpx.ReadTimeout as error:
            raise ProviderFault("silent") from error
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol) as error:
            raise ProviderFault("unreachable", repr(error)) from error
        except (httpx.HTTPError, httpx.StreamError) as error:
            raise ProviderFault("cut", repr(error)) from error


async def _check(answer: httpx.Response) -> None:
    status = answer.status_code
    if status == HTTPStatus.OK:
        return
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        raise ProviderFault("unauthorized", str(status))
    if status == HTTPStatus.NOT_FOUND:
        raise ProviderFault("no_such_model", str(status))
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise ProviderFault("limited", str(status), _seconds(answer.headers.get("retry-after")))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise ProviderFault("broken", str(status), _seconds(answer.headers.get("retry-after")))
    raise ProviderFault("refused", str(status))


def _seconds(text: str | None) -> float | None:
    try:
        return max(0.0, float(text)) if text is not None else None
    except ValueError:
        return None  # a date: unusual for programs, so our own pause applies


async def _steps(answer: httpx.Response) -> AsyncGenerator[Step]:
    calls: dict[int, ToolCall] = {}
    finished = False
    async for line in _lines(answer):
        if not line.startswith(b"data:"):
            continue
        data = line.removeprefix(b"data:").strip()
        if data == b"[DONE]":
            finished = True
            break
        chunk = _chunk(data)
        for choice in chunk.choices[:1]:
            delta = choice.delta
            if delta.content:
                # No database stores a NUL in a text.
                yield Text(delta.content.replace("\x00", ""))
            if delta.reasoning or delta.reasoning_content:
                yield Thought()
            for piece in delta.tool_calls or []:
                calls[piece.index] = _grown(calls.get(piece.index), piece)
                if len(calls) > MOST_CALLS or _size(calls[piece.index]) > LONGEST_ARGUMENTS:
                    raise ProviderFault("bad_tool_call", "too many calls, or too long")
            finished = finished or choice.finish_reason is not None
    if not finished:
        raise ProviderFault("cut", "the stream ended before the answer did")
    for index in sorted(calls):
        yield calls[index]


async def _lines(answer: httpx.Response) -> AsyncGenerator[bytes]:
    """Yield the lines of an answer as they arrive. Raises `ProviderFault` if it is endless."""
    rest, size = b"", 0
    async for some in answer.aiter_bytes():
        size += len(some)
        *lines, rest = (rest + some).split(b"\n")
        if size > MOST_BYTES or any(len(each) > LONGEST_LINE for each in (*lines, rest)):
            raise ProviderFault("garbled", "an answer or a line too long")
        for line in lines:
            yield line
    yield rest


def _chunk(data: bytes) -> Chunk:
    try:
        chunk = _decoder.decode(data)
    except DECODING_ERRORS as error:
        raise ProviderFault("garbled", str(error)) from error
    if chunk.error is not None:
        raise ProviderFault("broken", "an error within the stream")
    return chunk


def _size(call: ToolCall) -> int:
    return len(call.name) + len(call.arguments)


def _grown(call: ToolCall | None, piece: CallDelta) -> ToolCall:
    before = call or ToolCall(piece.id or f"call_{piece.index}", "", "")
    function = piece.function or Function()
    return ToolCall(
        piece.id or before.id,
        before.name + (function.name or ""),
        before.arguments + (function.arguments or ""),
    )
