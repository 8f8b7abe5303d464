"""Spans of time. Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec


class Span(msgspec.Struct, frozen=True):
    """A time, from ``starts_at`` to before ``ends_at``."""

    starts_at: datetime
    ends_at: datetime

    def within(self, other: "Span") -> "Span":
        """Return the overlap of both; empty if ``starts_at`` is not before ``ends_at``."""
        return Span(max(self.starts_at, other.starts_at), min(self.ends_at, other.ends_at))

    @property
    def is_empty(self) -> bool:
        """Return true where no moment lies in it."""
        return self.starts_at >= self.ends_at


def without(spans: Sequence[Span], others: Iterable[Span]) -> list[Span]:
    """Return the parts of ``spans`` that lie in none of ``others``."""
    left = list(spans)
    for other in others:
        pieces = (
            piece
            for span in left
            for piece in (
                Span(span.starts_at, min(span.ends_at, other.starts_at)),
                Span(max(span.starts_at, other.ends_at), span.ends_at),
            )
        )
        left = [piece for piece in pieces if not piece.is_empty]
    return left
