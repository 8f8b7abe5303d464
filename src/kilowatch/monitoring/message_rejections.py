"""Rejections of messages and of readings in them, as they are stored."""

from typing import Final

from kilowatch.contracts.readings import MAX_READINGS_PER_MESSAGE, StreamMessage
from kilowatch.monitoring.domain import (
    MAX_KEPT_BODY_CHARACTERS,
    Parsed,
    Refused,
    Rejection,
    printable,
)

_MOST_BYTES_PER_CHARACTER: Final = 4


def too_many(count: int) -> Refused:
    """Return the refusal of a message with more readings than one may have."""
    return Refused(
        "too_many", f"The message has {count:,} readings; at most {MAX_READINGS_PER_MESSAGE:,}."
    )


def rejected(message: StreamMessage, refused: Refused) -> tuple[list[Parsed], list[Rejection]]:
    """Return the rejection of a whole message."""
    return [], [rejection(message, 0, refused, message.body)]


def rejection(message: StreamMessage, index: int, refused: Refused, item: bytes) -> Rejection:
    """Return the stored form of a rejection; a sign stands for NUL, which PostgreSQL can't keep."""
    kept = item[: MAX_KEPT_BODY_CHARACTERS * _MOST_BYTES_PER_CHARACTER]
    text = kept.decode("utf-8", errors="replace")
    return Rejection(
        source=message.source,
        source_index=index,
        sender=printable(message.sender) if message.sender is not None else None,
        reason=refused.reason,
        detail=printable(refused.detail),
        body=printable(text)[:MAX_KEPT_BODY_CHARACTERS],
    )
