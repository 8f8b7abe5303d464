"""Faults of a series, and what its hours must be nevertheless.

Times are hours after the start of a case. A register marks the end of its interval; a reading
starts it. By default a message's source is its place in the list, so the later one in the list
counts. ``hours`` names every hour with data, in kWh.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime


@dataclass(frozen=True)
class Register:
    """The register is ``kwh``."""

    at: float
    kwh: float
    source: int | None = None


@dataclass(frozen=True)
class Interval:
    """``kwh`` used from ``at`` on, for ``seconds`` (None: unknown)."""

    at: float
    kwh: float
    seconds: int | None = 3600
    source: int | None = None


@dataclass(frozen=True)
class Dirty:
    """One named series, in order of arrival, and its true hours."""

    name: str
    sent: tuple[Register | Interval, ...]
    hours: Mapping[float, float]
    start: datetime = datetime(2025, 6, 2, tzinfo=UTC)
    zone: str = "UTC"
    moves_to: str | None = None
    estimated: frozenset[float] = frozenset()
    corrected: frozenset[float] = frozenset()
    partial: Mapping[float, int] = field(default_factory=dict[float, int])
    """Return the covered seconds of the hours that are not covered for 3600."""


def some(*hours: float) -> frozenset[float]:
    """Set the expected hours."""
    return frozenset(hours)
