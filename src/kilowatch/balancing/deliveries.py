"""Detects deliveries that a replica makes no progress on, by its own report and the broker's.

A replica that does not know of a delivery reports that it has nothing in progress and seems
healthy, while the broker waits for it and delivers nothing more. So the broker is asked too.
Pure; times are of a monotonic clock, in seconds.
"""

import msgspec

from kilowatch.contracts.readings import ReplicaHeartbeat


class DeliveryWatch(msgspec.Struct):
    """The deliveries of one replica."""

    at_broker: int | None = None
    """Deliveries that the broker counts as unacknowledged; None if it did not respond."""
    surplus_since_s: float | None = None
    """Since when the broker has counted more than the replica has in progress."""

    def note(self, at_broker: int | None, heartbeat: ReplicaHeartbeat, now_s: float) -> None:
        """Compare the broker's count with the replica's last heartbeat."""
        self.at_broker = at_broker
        if at_broker is None or at_broker <= heartbeat.unacknowledged:
            self.surplus_since_s = None
        elif self.surplus_since_s is None:
            self.surplus_since_s = now_s

    def stuck_since_s(
        self, heartbeat: ReplicaHeartbeat, now_s: float, after_s: float
    ) -> float | None:
        """Return since when a delivery has made no progress, if longer than ``after_s``."""
        since = [now_s] if self.surplus_since_s is None else [self.surplus_since_s]
        if heartbeat.unacknowledged:
            since.append(now_s - heartbeat.unmoved_s)
        earliest_s = min(since)
        return earliest_s if now_s - earliest_s > after_s else None
