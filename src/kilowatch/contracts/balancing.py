"""What the active balancer tells the one that stands by, once a second: how the dealing stands."""

from datetime import datetime
from typing import Final, Literal

import msgspec

BALANCING_EXCHANGE: Final = "balancing"


class ReplicaSample(msgspec.Struct, frozen=True, kw_only=True):
    """One replica at one moment. Totals of dealing count over all balancers there were.

    ``since`` is when it came into its state. ``backlog_batches`` are dealt to it and not done:
    ``waiting_batches`` of them lie in its queue. ``done_…`` count since its ``incarnation``
    began.
    """

    name: str
    incarnation: str
    state: Literal["active", "silent", "leaving"]
    since: datetime
    last_heartbeat_at: datetime
    dealt_batches: int
    dealt_messages: int
    waiting_batches: int
    unacknowledged_batches: int
    backlog_batches: int
    done_batches: int
    done_readings: int


class BalancingSample(msgspec.Struct, frozen=True, kw_only=True):
    """The dealing at one moment, as the balancer ``active`` sees it.

    A balancer that took over has a higher ``fence``. Below ``position`` everything is dealt;
    ``newest_offset`` is the newest seen in the stream, None where not known.
    """

    at: datetime
    active: str
    fence: int
    strategy: str
    position: int
    newest_offset: int | None
    replicas: list[ReplicaSample]
