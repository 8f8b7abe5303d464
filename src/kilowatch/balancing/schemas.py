"""What the HTTP face of balancing takes and answers."""

import datetime as dt
from typing import Literal

from pydantic import BaseModel, Field


class RefusedReading(BaseModel):
    """A reading of the request that was not taken, and why."""

    index: int
    detail: str


class Receipt(BaseModel):
    """What became of the readings of a request: taken means kept by the broker."""

    accepted: int
    refused: list[RefusedReading]


class Replica(BaseModel):
    """A monitoring replica as the balancer sees it."""

    name: str
    state: Literal["active", "silent"]
    dealt_batches: int = Field(description="Since the balancer started.")
    dealt_messages: int
    waiting_batches: int = Field(description="In its queue, not yet taken.")
    unacknowledged_batches: int = Field(description="Taken and not yet done.")
    done_batches: int = Field(description="Since the replica started.")
    done_readings: int
    last_heartbeat_at: dt.datetime


class Replicas(BaseModel):
    """All replicas the balancer has heard of, and how it deals."""

    strategy: Literal["round_robin"]
    position: int = Field(description="Offset in the stream below which all is dealt.")
    items: list[Replica]
