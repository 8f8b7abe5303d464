"""Messages of the monitoring replicas about the newest reading of each device.

Once a second, on a fanout exchange, as MessagePack, not kept anywhere: what is missed is
followed by the next. The truth about readings is in `monitoring`; this is only quick.
"""

from datetime import datetime
from typing import Final

import msgspec

from kilowatch.contracts.ids import DeviceId

LIVE_EXCHANGE: Final = "live"


class LiveReading(msgspec.Struct, frozen=True, array_like=True):
    """A reading that was stored a moment ago. ``measured_at`` is the start of its interval."""

    device_id: DeviceId
    measured_at: datetime
    energy_uwh: int
    interval_s: int | None
    source: int
    """Of two for the same interval the one with the higher source counts."""
    correlation_id: str | None = None
    """The id by which the logs know its message, or its batch."""
