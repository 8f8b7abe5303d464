"""Events of `balancing` about readings that its HTTP intake rejects before the stream."""

from typing import Final

from kilowatch.contracts.events import Event, event
from kilowatch.contracts.ids import DeviceId

MOST_KEPT_CHARACTERS: Final = 1_000
"""The most characters of a request that an event quotes."""


@event("balancing.readings_rejected.v1")
class ReadingsRejected(Event, frozen=True, kw_only=True):
    """The intake rejected ``count`` readings of a sender for one reason since the last event.

    A request that is rejected as a whole counts once. ``sender`` is the device that sent the
    request; None if unknown, or one of too many. ``detail`` and ``body`` are those of the first.
    """

    sender: DeviceId | None
    reason: str
    detail: str
    body: str
    count: int
