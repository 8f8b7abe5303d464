"""Readings in transit: from the meter to the stream, and in batches to the replicas."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Final, Literal

import msgspec

READINGS_EXCHANGE: Final = "readings"
READINGS_STREAM: Final = "readings"
READINGS_BINDING: Final = "meters.*.readings"

MAX_MESSAGE_BYTES: Final = 1024 * 1024
"""The broker takes no larger message from anybody (``max_message_size``)."""

MAX_READINGS_PER_MESSAGE: Final = 1_000
"""Of a message with more nothing is taken: it is one rejection, not thousands."""

UNREADABLE_BATCHES_QUEUE: Final = "monitoring.unreadable"

OFFSETS_PER_EPOCH: Final = 1 << 44
"""A source is ``epoch * OFFSETS_PER_EPOCH + offset``: one order over all streams there were.

The epoch of a stream is the hour it was first seen in, counted from 2020, so that a stream
that is made anew (a broker that lost its disk) goes on above the one before.
"""

CORRECTION_FLOOR: Final = 1 << 62
"""Sources from here on are corrections by people: they outrank every meter."""


class MeterReading(msgspec.Struct):
    """A reading as a meter sends it; other fields are ignored.

    It has a time (`measured_at` or `timestamp`) and one value: the energy of an interval
    (`energy_kwh` or `measurement_value`) or a register (`register_kwh`).
    """

    device_id: str | None = None
    measured_at: str | float | None = None
    timestamp: str | float | None = None
    energy_kwh: float | None = None
    measurement_value: float | None = None
    register_kwh: Decimal | None = None
    interval_s: int | None = None


def reading_routing_key(device_id: str) -> str:
    """Routing key a device publishes its readings under."""
    return f"meters.{device_id}.readings"


def reading_topic(device_id: str) -> str:
    """MQTT topic a device publishes its readings under; RabbitMQ makes the routing key of it."""
    return f"meters/{device_id}/readings"


def device_of_routing_key(routing_key: bytes) -> str | None:
    """The device named by a routing key, or None where it is not one of readings."""
    parts = routing_key.split(b".")
    if len(parts) != 3 or parts[0] != b"meters" or parts[2] != b"readings":
        return None
    return parts[1].decode("utf-8", errors="replace")


def replica_queue(replica: str) -> str:
    """Name of the quorum queue a monitoring replica takes its batches from."""
    return f"monitoring.{replica}"


def replica_queue_arguments() -> dict[str, Any]:
    """Return the arguments of a replica's queue, the same for everybody who declares it.

    Quorum queues of RabbitMQ 4 give a message up after 20 deliveries; a batch is never given
    up, it is stored. What is no batch at all is set apart in `UNREADABLE_BATCHES_QUEUE`.
    """
    return {
        "x-queue-type": "quorum",
        "x-delivery-limit": 1_000_000_000,
        "x-dead-letter-exchange": "",
        "x-dead-letter-routing-key": UNREADABLE_BATCHES_QUEUE,
    }


class StreamMessage(msgspec.Struct, frozen=True, array_like=True):
    """A message as the broker took it: not parsed, its sender authorised by the broker."""

    source: int
    sender: str | None
    """Device in the routing key the broker authorised; it outranks what the body says."""
    body: bytes
    correlation_id: str | None = None
    """The id by which its sender's logs know it: that of the request, where it came over HTTP."""


class ReadingBatch(msgspec.Struct, frozen=True, array_like=True):
    """A batch that the balancer dispatches to a replica, as MessagePack."""

    batch_id: int
    """Source of its first message: the same messages dispatched again keep their sources."""
    dispatched_at: datetime
    messages: list[StreamMessage]


def correlation_id_of(batch: ReadingBatch) -> str:
    """Return the id by which logs know ``batch``.

    It is that of its messages where all came with the same one, else of its first position in the
    stream, which stays the same when the batch is dispatched again.
    """
    first = batch.messages[0].correlation_id if batch.messages else None
    if first is not None and all(each.correlation_id == first for each in batch.messages):
        return first
    epoch, offset = divmod(batch.batch_id, OFFSETS_PER_EPOCH)
    return f"batch-{epoch}-{offset}"


HEARTBEATS_EXCHANGE: Final = "heartbeats"


class ReplicaHeartbeat(msgspec.Struct, frozen=True, kw_only=True):
    """Sent by a monitoring replica twice a second for as long as it can work, and after a batch.

    ``incarnation`` is new with every start of the process. ``unacknowledged`` counts batches
    in hand; ``readings_total`` counts since that start. One that means to leave says so, works
    on until its drain marker comes, and reports at the end that it left.
    """

    replica: str
    incarnation: str
    connection_name: str
    sent_at: datetime
    unacknowledged: int
    batches_total: int
    readings_total: int
    phase: Literal["working", "leaving", "left"] = "working"
    unmoved_s: float = 0.0
    """For how long nothing was done of the batch in hand that has waited longest."""
    taken_total: int = 0
    """Batches taken off the queue since that start: it is sent whenever one is done as well."""


DRAIN_MARKER_HEADER: Final = "x-drain-marker"
"""Header of the last message in the queue of a replica that is leaving: its incarnation.

Behind it the balancer puts nothing more into that queue, so the replica may delete it when
everything before it is done.
"""
