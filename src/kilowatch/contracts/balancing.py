"""The status that the active balancer broadcasts four times a second.

The standby balancer listens, and the monitoring replicas, which can't see what is not
dispatched yet.
"""

from datetime import datetime
from typing import Final, Literal

import msgspec

BALANCING_EXCHANGE: Final = "balancing"

STUCK_PATH: Final = "/internal/stuck-replicas"
"""The path at which `balancing` lists the replicas with a delivery without progress."""


HELD_SENDERS_PATH: Final = "/internal/held-senders"
"""The path at which `balancing` lists the devices held for exceeding their quota."""


class ReplicaSample(msgspec.Struct, frozen=True, kw_only=True):
    """One replica at one moment. Dispatch totals continue across balancers.

    ``since`` is when it entered its state. ``backlog_batches`` are dispatched to it and not done:
    ``waiting_batches`` of them are in its queue. ``done_…`` count since its ``incarnation``
    started. ``broker_unacknowledged_batches`` is the broker's count, which may be more than the
    replica's own count, ``unacknowledged_batches``. ``stuck_since`` is since when one of them
    has made no progress, if that is too long.
    """

    name: str
    incarnation: str
    state: Literal["active", "silent", "leaving"]
    since: datetime
    last_heartbeat_at: datetime
    dispatched_batches: int
    dispatched_messages: int
    waiting_batches: int
    unacknowledged_batches: int
    backlog_batches: int
    done_batches: int
    done_readings: int
    broker_unacknowledged_batches: int | None = None
    stuck_since: datetime | None = None


class BusySender(msgspec.Struct, frozen=True, kw_only=True):
    """A device whose messages wait for their turn, or that is over its quota and ``held``.

    A held device is denied at the broker and answered 429 over HTTP, for about ``retry_after_s``
    more seconds.
    """

    device_id: str
    waiting_messages: int
    messages_this_minute: int
    readings_this_minute: int
    held: bool
    retry_after_s: int


class BalancingSample(msgspec.Struct, frozen=True, kw_only=True):
    """The state of dispatch at one moment, as the balancer ``active`` sees it.

    A balancer that took over has a higher ``fence``. Below ``position`` everything is dispatched;
    ``newest_offset`` is the newest seen in the stream, at ``newest_seen_at``; None if unknown,
    -1 if the stream is empty. Everything that arrived by ``dispatched_until`` is dispatched;
    None if unknown.
    """

    at: datetime
    active: str
    fence: int
    strategy: str
    position: int
    newest_offset: int | None
    replicas: list[ReplicaSample]
    newest_seen_at: datetime | None = None
    dispatched_until: datetime | None = None
    busy_senders: list[BusySender] = []

    @property
    def lag_messages(self) -> int | None:
        """Messages in the stream that are not dispatched, to within its newest chunk."""
        if self.newest_offset is None:
            return None
        return max(0, self.newest_offset + 1 - self.position)


class StuckReplica(msgspec.Struct, frozen=True, kw_only=True):
    """A replica that has made no progress with a delivery for ``stuck_s`` seconds."""

    name: str
    stuck_s: float
    unacknowledged_batches: int
    broker_unacknowledged_batches: int | None
