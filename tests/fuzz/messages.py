"""Messages as a broken or hostile meter sends them: deep, wide, huge, odd and damaged."""

import json
import random
import struct
from collections.abc import Iterator
from typing import Any, Final

READING: Final[dict[str, Any]] = {
    "measured_at": "2025-01-01T00:00:00Z",
    "energy_kwh": 0.125,
    "interval_s": 60,
}

DEEP: Final = (200, 1_200, 20_000, 120_000)
"""Depths of nested messages: around and far beyond what a decoder's stack takes."""

WIDE: Final = (1_001, 20_000, 130_000)
"""Numbers of items of wide messages."""

ODD_VALUES: Final[tuple[str, ...]] = (
    "null",
    "true",
    "[]",
    "{}",
    '""',
    '"\\ud800"',
    '"\\u0000"',
    '"' + "9" * 5_000 + '"',
    "9" * 5_000,
    "-" + "9" * 400,
    "1e999999999",
    "1e-999999999",
    "-0.0",
    "1e308",
    "NaN",
    "Infinity",
    '"0001-01-01T00:00:00+14:00"',
    '"9999-12-31T23:59:59-12:00"',
    '"2016-12-31T23:59:60Z"',
    '"2025-02-30T00:00:00Z"',
    '"' + "x" * 70_000 + '"',
    "[" * 1_200,
)
"""JSON, well formed or not, instead of a field's value."""

FIELDS: Final = (
    *("device_id", "measured_at", "timestamp", "energy_kwh"),
    *("measurement_value", "register_kwh", "interval_s", "channel", "constructor"),
)

NOT_JSON: Final[tuple[bytes, ...]] = (
    b"",
    b" \n\t ",
    b"\x00" * 64,
    b"\xff\xfe[\x00]\x00",
    b"\xef\xbb\xbf{}",
    b'{"energy_kwh": "\xc3\x28"}',
    b"\x82\xa1a\x01\xa1b" + b"\xdd\xff\xff\xff\xff",
    b"\x93" * 3_000,
    b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"<reading/>",
    b"time,kWh\n1,2\n",
    b"0",
    b'"text"',
    b"null",
    b"{",
    b"]",
    b'{"energy_kwh":1,"energy_kwh":2}',
)


def hostile_messages(seed: int, count: int) -> Iterator[bytes]:
    """Yield ``count`` messages, the same for the same ``seed``; the worst kinds come first."""
    chance = random.Random(seed)
    worst = list(_shaped())
    yield from worst[:count]
    for _ in range(count - len(worst)):
        yield _damaged(chance)


def _shaped() -> Iterator[bytes]:
    for depth in DEEP:
        yield b"[" * depth
        yield b"[" * depth + b"]" * depth
        yield b'{"a":' * (depth // 4) + b"1" + b"}" * (depth // 4)
        yield b'[{"energy_kwh":' + b"[" * depth
    for width in WIDE:
        yield b"[" + b",".join([b"0"] * width) + b"]"
        yield b"[" + b",".join([b"{}"] * (width // 2)) + b"]"
        keys = ",".join(f'"{n}":0' for n in range(width // 3))
        yield b"{" + keys.encode() + b"}"
    yield b'"' + b"x" * 262_000 + b'"'
    yield from NOT_JSON
    for field in FIELDS:
        for value in ODD_VALUES:
            yield _with(field, value)


def _with(field: str, value: str) -> bytes:
    rest = {name: each for name, each in READING.items() if name != field}
    return f'{{"{field}":{value},{json.dumps(rest)[1:]}'.encode()


def _damaged(chance: random.Random) -> bytes:
    """A valid message with a few bytes changed, cut, doubled or put in."""
    body = bytearray(json.dumps([READING] * chance.randint(1, 4)).encode())
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(body))
        match chance.randrange(4):
            case 0:
                body[at] = chance.randrange(256)
            case 1:
                del body[at : at + chance.randint(1, 9)]
            case 2:
                body[at:at] = struct.pack("<d", chance.uniform(-1e300, 1e300))
            case _:
                body += body[at:]
        if not body:
            body = bytearray(b"[")
    return bytes(body)
