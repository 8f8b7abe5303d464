"""Reads the properties and headers of AMQP 0-9-1 messages, whatever a publisher put into them.

A broker accepts and delivers text that is not UTF-8, moments beyond the year 9999 and, from
RabbitMQ 4 on, tables nested thousands deep. `pamqp` raises for each of these while it reads the
connection, which ends it: one message of a meter would end the connection of every process
that reads the stream, again and again. This module skips unreadable values in a message.
"""

import struct
from collections.abc import Callable
from typing import Any, Final

from pamqp import decode

DEEPEST: Final = 16
"""Tables and arrays that are nested deeper are skipped."""

_strict_timestamp = decode.timestamp
_scalars: Final[dict[bytes, tuple[int, Callable[[bytes], tuple[int, Any]]]]] = {
    kind: (width, decode.TABLE_MAPPING[kind])
    for width, kinds in ((0, "V\0"), (1, "tbB"), (2, "su"), (4, "Iif"), (5, "D"), (8, "lLd"))
    for kind in (each.encode() for each in kinds)
}


def read_leniently() -> None:
    """Patch `pamqp` to read properties and headers as this module does."""
    decode.METHODS.update(timestamp=_timestamp, shortstr=_short_text, table=_table, array=_array)
    decode.TABLE_MAPPING.update({b"T": _timestamp, b"F": _table, b"A": _array})


def _timestamp(data: bytes) -> tuple[int, Any]:
    try:
        return _strict_timestamp(data)
    except (ValueError, OverflowError, OSError):
        return 8, None


def _short_text(data: bytes) -> tuple[int, str]:
    if not data:
        raise ValueError("a short text is missing")
    end = 1 + data[0]
    return end, data[1:end].decode("utf-8", errors="replace")


def _table(data: bytes) -> tuple[int, dict[str, Any]]:
    """Return the length of a table in bytes, and its readable entries."""
    end = _end(data, 0)
    found: dict[str, Any] = {}
    _read_entries(data, 4, end, found, 0)
    return end, found


def _array(data: bytes) -> tuple[int, list[Any]]:
    end = _end(data, 0)
    found: list[Any] = []
    _read_items(data, 4, end, found, 0)
    return end, found


def _end(data: bytes, at: int) -> int:
    """Return the end of the length-prefixed value at ``at``. Raises `ValueError` if truncated."""
    if at + 4 > len(data):
        raise ValueError("a length is missing")
    end = at + 4 + struct.unpack_from(">I", data, at)[0]
    if end > len(data):
        raise ValueError("a table is longer than its frame")
    return end


def _read_entries(data: bytes, at: int, end: int, found: dict[str, Any], depth: int) -> None:
    while at < end:
        key_end = at + 1 + data[at]
        key = data[at + 1 : key_end].decode("utf-8", errors="replace")
        try:
            at, found[key] = _value(data, key_end, depth)
        except ValueError:
            return


def _read_items(data: bytes, at: int, end: int, found: list[Any], depth: int) -> None:
    while at < end:
        try:
            at, value = _value(data, at, depth)
        except ValueError:
            return
        found.append(value)


def _value(data: bytes, at: int, depth: int) -> tuple[int, Any]:
    """Return the value at ``at`` and where the next one begins. Raises `ValueError`."""
    kind, at = data[at : at + 1], at + 1
    if kind in _scalars:
        width, read = _scalars[kind]
        return at + width, read(data[at : at + width])[1]
    if kind == b"T":
        return at + 8, _timestamp(data[at : at + 8])[1]
    if kind not in {b"S", b"x", b"F", b"A"}:
        raise ValueError(f"{kind!r} is no kind of value")
    end = _end(data, at)
    match kind:
        case b"S" | b"x":
            return end, _text(data[at + 4 : end]) if kind == b"S" else bytearray(data[at + 4 : end])
        case _ if depth >= DEEPEST:
            return end, None
        case b"F":
            table: dict[str, Any] = {}
            _read_entries(data, at + 4, end, table, depth + 1)
            return end, table
        case _:
            items: list[Any] = []
            _read_items(data, at + 4, end, items, depth + 1)
            return end, items


def _text(data: bytes) -> str | bytes:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data
