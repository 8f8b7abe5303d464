"""Quiet hours. Pure; the time is an argument."""

from datetime import datetime, time

import msgspec

from kilowatch.contracts.time_zones import zone_or_utc


class QuietHours(msgspec.Struct, frozen=True):
    """Every day from ``starts`` to ``ends`` by the clock of ``time_zone``.

    They span midnight if ``ends`` is not after ``starts``.
    """

    starts: time
    ends: time
    time_zone: str

    def hold(self, now: datetime) -> bool:
        """Return true if ``now`` is in the quiet hours."""
        clock = now.astimezone(zone_or_utc(self.time_zone)).time()
        if self.starts < self.ends:
            return self.starts <= clock < self.ends
        return clock >= self.starts or clock < self.ends
