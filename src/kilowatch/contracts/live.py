"""Messages of the monitoring replicas about the latest reading of each device.

Once a second, on a fanout exchange, as MessagePack, not stored: a missed message is followed
by the next. The authoritative readings are in `monitoring`.
"""

from datetime import datetime
from typing import Final

import msgspec

from kilowatch.contracts.ids import DeviceId

LIVE_EXCHANGE: Final = "live"


class LiveReading(msgspec.Struct, frozen=True, array_like=True):
    """A reading that was just stored. ``measured_at`` is the start of its interval."""

    device_id: DeviceId
    measured_at: datetime
    energy_uwh: int
    interval_s: int | None
    source: int
    """Of two readings for an interval, the one with the higher source counts."""
    correlation_id: str | None = None
    """The correlation id of its message, or of its batch."""
