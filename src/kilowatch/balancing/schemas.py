"""What the HTTP face of balancing takes and answers."""

import datetime as dt
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from kilowatch.balancing.domain import Strategy
from kilowatch.kit.inputs import RequestModel


class RefusedReading(BaseModel):
    """A reading of the request that was not taken, and why."""

    index: int
    detail: str


class Receipt(BaseModel):
    """What became of the readings of a request: taken means kept by the broker."""

    accepted: int
    refused: list[RefusedReading]


class Replica(BaseModel):
    """A monitoring replica as the active balancer sees it."""

    name: str
    state: Literal["active", "silent", "leaving"]
    since: dt.datetime = Field(description="When it came into this state.")
    dealt_batches: int = Field(description="Since it joined, over all balancers there were.")
    dealt_messages: int
    share: float | None = Field(
        description="Of the messages dealt to those listed, 0 to 1; null before the first."
    )
    dealt_messages_per_s: float | None = Field(
        description="Over the last 10 s; null until two samples are there."
    )
    readings_per_s: float | None = Field(description="Done by it, over the last 10 s.")
    waiting_batches: int = Field(description="In its queue, not yet taken.")
    unacknowledged_batches: int = Field(description="Taken and not yet done, by its own word.")
    broker_unacknowledged_batches: int | None = Field(
        description="Deliveries that the broker waits for; null if it was not asked yet."
    )
    stuck_since: dt.datetime | None = Field(
        description="Since when a delivery has not moved; null unless that is too long."
    )
    backlog_batches: int = Field(description="Dealt to it and not done.")
    done_batches: int = Field(description="Since the replica started.")
    done_readings: int
    last_heartbeat_at: dt.datetime


class Replicas(BaseModel):
    """All replicas the active balancer has heard of, and how it deals."""

    strategy: Strategy
    as_of: dt.datetime | None = Field(
        description="When the active balancer said so; null if none was heard yet."
    )
    active: str | None = Field(description="The balancer that deals; null if none does now.")
    answered_by: str = Field(description="The balancer that answers, which may stand by.")
    position: int = Field(description="Offset in the stream below which all is dealt.")
    newest_offset: int | None = Field(
        description="The newest offset seen in the stream; null if not known."
    )
    lag_messages: int | None = Field(
        description="In the stream and not dealt, to within its newest chunk."
    )
    dealt_messages_per_s: float | None
    readings_per_s: float | None
    items: list[Replica]


class StrategyChange(RequestModel):
    """How readings are to be dealt."""

    strategy: Strategy


class StrategyChoice(BaseModel):
    """How readings are dealt, and who said so: nobody where the setting does."""

    strategy: Strategy
    chosen_by: UUID | None
    chosen_at: dt.datetime | None


class ReplicaHistory(BaseModel):
    """A replica over time, in step with ``at``; null where it was not there."""

    name: str
    state: list[Literal["active", "silent", "leaving"] | None]
    backlog_batches: list[int | None]
    dealt_messages_per_s: list[float | None] = Field(
        description="Since the sample before; null for the first."
    )
    readings_per_s: list[float | None]


class History(BaseModel):
    """The last ten minutes of dealing, as columns for charts."""

    step_s: int
    at: list[dt.datetime]
    active: list[str] = Field(description="The balancer that dealt.")
    position: list[int]
    lag_messages: list[int | None]
    replicas: list[ReplicaHistory]


class ServiceHealth(BaseModel):
    """A process of the platform, and whether it can do its work."""

    name: str
    state: Literal["healthy", "unhealthy", "unreachable"]
    failing: list[str] = Field(description="What it needs and can't reach.")


class BrokerRoom(BaseModel):
    """How much room the disk of the broker has."""

    state: Literal["enough", "low", "held_back"] = Field(
        description="`held_back`: the broker takes nothing, readings wait at their senders."
    )
    free_bytes: int
    warning_below_bytes: int = Field(description="With less than this the state is `low`.")
    held_back_below_bytes: int | None = Field(
        description="With less than this nothing is taken; null where the broker does not say."
    )


class BrokerHealth(BaseModel):
    """Whether the broker takes messages."""

    state: Literal["healthy", "unhealthy", "unreachable"]
    failing: list[str] = Field(
        description="What it is short of (`disk`, `memory`), or that it lost `queues`."
    )
    room: BrokerRoom | None = Field(description="Null where it does not know its disk.")


class ServiceHealths(BaseModel):
    """All processes the balancer was told of, and the broker.

    Replicas are told by their heartbeats instead.
    """

    items: list[ServiceHealth]
    broker: BrokerHealth


class BusySenderView(BaseModel):
    """A device whose messages wait for their turn, or who is over its quota."""

    device_id: str
    waiting_messages: int = Field(description="Kept by the broker, not dispatched yet.")
    messages_this_minute: int
    readings_this_minute: int
    held: bool = Field(description="Whether it is over its quota and can't send.")
    retry_after_s: int = Field(description="When it may send again, in seconds, if it is held.")


class BusySenders(BaseModel):
    """At most 100: those that are held, then the longest queues."""

    items: list[BusySenderView]


class QuotaBody(RequestModel):
    """What a device may send a minute and have waiting before it is held back."""

    messages_per_minute: int = Field(ge=1, le=2**31 - 1)
    readings_per_minute: int = Field(ge=1, le=2**31 - 1)
    waiting_messages: int = Field(ge=1, le=2**31 - 1)


class QuotaView(QuotaBody):
    """The quota that holds for a device."""

    model_config = ConfigDict(extra="ignore")

    is_own: bool = Field(description="Whether it was set for this device, or is the usual one.")
