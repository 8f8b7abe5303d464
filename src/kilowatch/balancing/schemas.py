"""Requests and responses of the `balancing` API."""

import datetime as dt
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from kilowatch.balancing.domain import Strategy
from kilowatch.kit.inputs import RequestModel


class RejectedReading(BaseModel):
    """A reading of the request that was not stored, and why."""

    index: int
    detail: str


class Receipt(BaseModel):
    """The result of the readings of a request."""

    accepted: int
    rejected: list[RejectedReading]


class Replica(BaseModel):
    """A monitoring replica as the active balancer sees it."""

    name: str
    state: Literal["active", "silent", "leaving"]
    since: dt.datetime = Field(description="When it entered this state, UTC.")
    dispatched_batches: int = Field(description="Batches, since it joined, over all balancers.")
    dispatched_messages: int
    share: float | None = Field(
        description="Of the messages dispatched to those listed, 0 to 1; null before the first."
    )
    dispatched_messages_per_s: float | None = Field(
        description="Messages dispatched to it per second, over the last 10 s; null: unknown yet."
    )
    readings_per_s: float | None = Field(
        description="Readings it stored per second, over the last 10 s."
    )
    waiting_batches: int = Field(description="Batches in its queue, not delivered.")
    unacknowledged_batches: int = Field(
        description="Batches delivered to it and not finished, as it says itself."
    )
    broker_unacknowledged_batches: int | None = Field(
        description="Deliveries that the broker sees unacknowledged; null: unknown."
    )
    stuck_since: dt.datetime | None = Field(
        description="Since when a delivery hasn't progressed, UTC; null unless that is too long."
    )
    backlog_batches: int = Field(description="Batches dispatched to it and not finished.")
    done_batches: int = Field(description="Batches finished, since the replica started.")
    done_readings: int
    last_heartbeat_at: dt.datetime


class Replicas(BaseModel):
    """All replicas that the active balancer knows, and how it dispatches."""

    strategy: Strategy
    as_of: dt.datetime | None = Field(
        description="When the active balancer reported it, UTC; null: none has yet."
    )
    active: str | None = Field(description="The balancer that dispatches; null: none at present.")
    answered_by: str = Field(description="The balancer that answers; it may be the standby.")
    position: int = Field(description="Offset in the stream below which everything was dispatched.")
    newest_offset: int | None = Field(description="The newest offset in the stream; null: unknown.")
    lag_messages: int | None = Field(
        description="Messages in the stream that were not dispatched, to within its newest chunk."
    )
    dispatched_messages_per_s: float | None
    readings_per_s: float | None
    items: list[Replica]


class StrategyChange(RequestModel):
    """The strategy by which batches are to be dispatched."""

    strategy: Strategy


class StrategyChoice(BaseModel):
    """The strategy by which batches are dispatched, and who chose it."""

    strategy: Strategy
    chosen_by: UUID | None
    chosen_at: dt.datetime | None


class ReplicaHistory(BaseModel):
    """A replica over time: one value for each moment in `at`, null where it wasn't active."""

    name: str
    state: list[Literal["active", "silent", "leaving"] | None]
    backlog_batches: list[int | None]
    dispatched_messages_per_s: list[float | None] = Field(
        description="Messages dispatched per second, since the sample before; null: unknown."
    )
    readings_per_s: list[float | None]


class History(BaseModel):
    """The last ten minutes of dispatching, as columns for charts."""

    step_s: int
    at: list[dt.datetime]
    active: list[str] = Field(description="The balancer that dispatched.")
    position: list[int]
    lag_messages: list[int | None]
    replicas: list[ReplicaHistory]


class ServiceHealth(BaseModel):
    """A process of the platform, and whether it can do its work."""

    name: str
    state: Literal["healthy", "unhealthy", "unreachable"]
    failing: list[str] = Field(description="What it needs and can't reach, by name.")


class BrokerRoom(BaseModel):
    """The disk space of the broker."""

    state: Literal["enough", "low", "held_back"] = Field(description="Whether the disk has space.")
    free_bytes: int
    warning_below_bytes: int = Field(
        description="With less free space than this, in bytes, the state is `low`."
    )
    held_back_below_bytes: int | None = Field(
        description="With less free space, in bytes, the broker takes nothing; null: unknown."
    )


class BrokerHealth(BaseModel):
    """The state of the broker: whether it accepts messages."""

    state: Literal["healthy", "unhealthy", "unreachable"]
    failing: list[str] = Field(
        description="What it is short of (`disk`, `memory`), or that it lost `queues`."
    )
    room: BrokerRoom | None = Field(description="The space on its disk; null: unknown.")


class ServiceHealths(BaseModel):
    """All processes that the balancer knows, and the broker.

    Replicas are known by their heartbeats instead.
    """

    items: list[ServiceHealth]
    broker: BrokerHealth


class BusySenderView(BaseModel):
    """A device whose messages wait to be dispatched, or that is over its quota."""

    device_id: str
    waiting_messages: int = Field(
        description="Messages that the broker keeps and that were not dispatched."
    )
    messages_this_minute: int
    readings_this_minute: int
    held: bool = Field(description="Whether it is over its quota and can't send.")
    retry_after_s: int = Field(description="When it may send again, in seconds, if it is held.")


class BusySenders(BaseModel):
    """At most 100: held devices, then the longest queues."""

    items: list[BusySenderView]


class QuotaBody(RequestModel):
    """The messages a device may send in a minute and have waiting before it is held."""

    messages_per_minute: int = Field(ge=1, le=2**31 - 1)
    readings_per_minute: int = Field(ge=1, le=2**31 - 1)
    waiting_messages: int = Field(ge=1, le=2**31 - 1)


class QuotaView(QuotaBody):
    """The quota of a device."""

    model_config = ConfigDict(extra="ignore")

    is_own: bool = Field(description="Whether it was set for this device, or is the usual one.")
