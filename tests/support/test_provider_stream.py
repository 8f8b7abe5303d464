"""A provider's stream is bounded and parsed, or it is a provider fault."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from kilowatch.support.assistant import provider
from kilowatch.support.assistant.provider import ProviderFault, Step, Text
from tests.fuzz.messages import hostile_messages

DONE = b'data: {"choices": [{"delta": {}, "finish_reason": "stop"}]}\n'


async def steps(*pieces: bytes) -> list[Step]:
    """Return the steps of an answer that comes in these pieces."""

    async def stream() -> AsyncIterator[bytes]:
        for piece in pieces:
            yield piece

    answer = httpx.Response(200, content=stream())
    return [each async for each in provider._steps(answer)]  # pyright: ignore[reportPrivateUsage]


def line(**delta: Any) -> bytes:
    return b"data: " + json.dumps({"choices": [{"delta": delta}]}).encode() + b"\n"


async def test_lines_received_in_pieces_are_joined() -> None:
    sent = line(content="Good ") + b": a comment\r\n\r\n" + line(content="day, ță.") + DONE
    pieces = [sent[at : at + 7] for at in range(0, len(sent), 7)]

    assert await steps(*pieces) == [Text("Good "), Text("day, ță.")]
    assert await steps(line(content="end"), b"data: [DONE]") == [Text("end")]


async def test_a_text_contains_no_nul() -> None:
    assert await steps(line(content="a\x00b"), DONE) == [Text("ab")]


@pytest.mark.parametrize(
    ("kind", "pieces"),
    [
        ("garbled", [b"x" * 100_000] * 3),
        ("garbled", [b"data: x\n" * 10_000] * 60),
        ("garbled", [b": waiting\n" * 100_000] * 5),
        ("garbled", [b'data: {"choices": ' + b"[" * 5_000 + b"\n"]),
        ("garbled", [b'data: {"choices": [{"delta": {"content": "\xff"}}]}\n']),
        (
            "bad_tool_call",
            [line(tool_calls=[{"function": {"arguments": "x" * 10_000}}]) * 2],
        ),
        ("bad_tool_call", [line(tool_calls=[{"index": n}]) for n in range(40)]),
    ],
)
async def test_an_endless_response_is_cut(kind: str, pieces: list[bytes]) -> None:
    with pytest.raises(ProviderFault) as fault:
        await steps(*pieces)

    assert fault.value.kind == kind


async def test_malformed_lines_are_a_provider_fault() -> None:
    for body in hostile_messages(seed=3, count=300):
        try:
            await steps(b"data: " + body + b"\n", DONE)
        except ProviderFault:
            continue
