"""Since when the deliveries of a replica have not moved: by its own word and by the broker's.

A replica that does not know of a delivery says that it has nothing in hand, and is well in its
own eyes, while the broker waits for it and gives it nothing more. So the broker is asked too.
Pure; times are of a monotonic clock, in seconds.
"""

import msgspec

from kilowatch.contracts.readings import ReplicaHeartbeat


class DeliveryWatch(msgspec.Struct):
    """The deliveries of one replica."""

    at_broker: int | None = None
    """Deliveries that the broker counts as unacknowledged; None where it could not be asked."""
    surplus_since_s: float | None = None
    """Since when the broker has counted more than the replica has in hand."""

    def note(self, at_broker: int | None, heartbeat: ReplicaHeartbeat, now_s: float) -> None:
        """Note what the broker counts, beside what the replica said last."""
        self.at_broker = at_broker
        if at_broker is None or at_broker <= heartbeat.unacknowledged:
            self.surplus_since_s = None
        elif self.surplus_since_s is None:
            self.surplus_since_s = now_s

    def stuck_since_s(
        self, heartbeat: ReplicaHeartbeat, now_s: float, after_s: float
    ) -> float | None:
        """Since when a delivery has not moved, if that is longer than ``after_s``; else None."""
        since = [now_s] if self.surplus_since_s is None else [self.surplus_since_s]
        if heartbeat.unacknowledged:
            since.append(now_s - heartbeat.unmoved_s)
        earliest_s = min(since)
        return earliest_s if now_s - earliest_s > after_s else None
