"""Packs the readings of one HTTP request into messages that the broker accepts. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final

MAX_READINGS_PER_MESSAGE: Final = 500
FULL_BYTES: Final = 128 * 1024
"""A message of this size takes no more readings."""

MAX_BODY_BYTES: Final = 256 * 1024 + 1
"""A larger body is truncated to this: the replica sees that it is too large, and rejects it."""


def bodies(items: Sequence[bytes]) -> Iterator[bytes]:
    """Yield arrays of readings, none larger than `MAX_BODY_BYTES`.

    A reading that alone is larger is truncated: it is listed among the rejections.
    """
    chunk: list[bytes] = []
    size = 0
    for item in items:
        if chunk and (len(chunk) == MAX_READINGS_PER_MESSAGE or size + len(item) > FULL_BYTES):
            yield _array(chunk)
            chunk, size = [], 0
        chunk.append(item)
        size += len(item) + 1
    if chunk:
        yield _array(chunk)


def _array(chunk: list[bytes]) -> bytes:
    return (b"[" + b",".join(chunk) + b"]")[:MAX_BODY_BYTES]
