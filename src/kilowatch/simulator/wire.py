"""Encodes the readings of a meter."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import NamedTuple, TypeAlias, TypeVar

import msgspec

T = TypeVar("T")

BULK = 500
"""Readings in a message of history: far below the limit of the platform."""


class Reading(msgspec.Struct, frozen=True):
    """A reading in the plain form. ``timestamp`` is the start of its interval, aware, UTC.

    ``measurement_value`` is kWh; a value from a file is sent as written there.
    """

    timestamp: datetime
    device_id: str
    measurement_value: float | str | msgspec.Raw
    interval_s: int


class Register(msgspec.Struct, frozen=True):
    """Encode the register (kWh) at ``measured_at`` (aware, UTC)."""

    measured_at: datetime
    device_id: str
    register_kwh: float


Report: TypeAlias = Reading | Register


class Due(NamedTuple):
    """A report and the moment at which its meter sends it."""

    moment: datetime
    report: Report


class Message(msgspec.Struct, frozen=True):
    """Encode a message: one reading, or several as an array."""

    device_id: str
    body: bytes
    readings: int


def message(readings: Sequence[Report]) -> Message:
    """Return one message with ``readings``, all of one device and at least one."""
    content = readings[0] if len(readings) == 1 else readings
    return Message(readings[0].device_id, msgspec.json.encode(content), len(readings))


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield lists of ``size`` items, the last perhaps shorter."""
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk
