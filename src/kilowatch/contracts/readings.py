"""Readings in transit: from the meter to the stream, and in batches to the replicas."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Final, Literal

import msgspec

from kilowatch.contracts.payloads import PAYLOAD_BINDINGS

READINGS_EXCHANGE: Final = "readings"
READINGS_STREAM: Final = "readings"
READINGS_BINDING: Final = "meters.*.readings"
READINGS_BINDINGS: Final = (READINGS_BINDING, *PAYLOAD_BINDINGS)
"""Everything that the stream stores."""

MAX_MESSAGE_BYTES: Final = 1024 * 1024
"""The broker's ``max_message_size``: larger messages are rejected."""

MAX_READINGS_PER_MESSAGE: Final = 1_000
"""Of a larger message nothing is stored: it is one rejection, not thousands."""

UNREADABLE_BATCHES_QUEUE: Final = "monitoring.unreadable"

OFFSETS_PER_EPOCH: Final = 1 << 44
"""A source is ``epoch * OFFSETS_PER_EPOCH + offset``: one order over all streams.

The epoch of a stream is the hour it was first seen in, counted from 2020, so that a recreated
stream (after the broker lost its disk) continues above the previous one.
"""

CORRECTION_FLOOR: Final = 1 << 62
"""Sources from here on are corrections by people: they outrank every meter."""


class MeterReading(msgspec.Struct):
    """A reading as a meter sends it; other fields are ignored.

    It has a time (`measured_at` or `timestamp`) and one value: the energy of an interval
    (`energy_kwh` or `measurement_value`) or a register (`register_kwh`). One of another channel
    than ``import`` names it (`channel`); `value` and `register` are in the channel's unit.
    `registers` shows several registers at once, by the names of their channels.
    """

    device_id: str | None = None
    measured_at: str | float | None = None
    timestamp: str | float | None = None
    energy_kwh: float | None = None
    measurement_value: float | None = None
    register_kwh: Decimal | None = None
    interval_s: int | None = None
    channel: str | None = None
    value: float | None = None
    register: Decimal | None = None
    registers: dict[str, Decimal] | None = None


def reading_routing_key(device_id: str) -> str:
    """Routing key a device publishes its readings under."""
    return f"meters.{device_id}.readings"


def reading_topic(device_id: str) -> str:
    """MQTT topic a device publishes its readings under; RabbitMQ maps it to the routing key."""
    return f"meters/{device_id}/readings"


def payload_routing_key(device_id: str, end: str) -> str:
    """Routing key of a payload; ``end`` is in parts that dots separate, as in a routing key."""
    return f"meters.{device_id}.{end}"


def payload_topic(device_id: str, end: str) -> str:
    """MQTT topic of a payload; RabbitMQ maps it to the routing key."""
    return f"meters/{device_id}/{end.replace('.', '/')}"


def device_of_routing_key(routing_key: bytes) -> str | None:
    """Return the device named by a routing key, or None if it is not one of readings."""
    parts = routing_key.split(b".")
    if len(parts) != 3 or parts[0] != b"meters" or parts[2] != b"readings":
        return None
    return parts[1].decode("utf-8", errors="replace")


def replica_queue(replica: str) -> str:
    """Name of the quorum queue that a monitoring replica consumes its batches from."""
    return f"monitoring.{replica}"


def replica_queue_arguments() -> dict[str, Any]:
    """Return the arguments of a replica's queue, the same for every process that declares it.

    Quorum queues of RabbitMQ 4 drop a message after 20 deliveries; a batch is never dropped,
    it is stored. What is not a batch at all is moved to `UNREADABLE_BATCHES_QUEUE`.
    """
    return {
        "x-queue-type": "quorum",
        "x-delivery-limit": 1_000_000_000,
        "x-dead-letter-exchange": "",
        "x-dead-letter-routing-key": UNREADABLE_BATCHES_QUEUE,
    }


class StreamMessage(msgspec.Struct, frozen=True, array_like=True):
    """A message as the broker received it: not parsed, its sender authorized by the broker."""

    source: int
    sender: str | None
    """Device in the routing key that the broker authorized; it overrides the body."""
    body: bytes
    correlation_id: str | None = None
    """The id by which its sender's logs know it: that of the request if it came over HTTP."""
    end: str | None = None
    """What its routing key says of its payload; None for the plain form."""
    received_at_ms: int | None = None
    """When the broker stored it, in milliseconds since 1970; None where the broker doesn't tell."""


class ReadingBatch(msgspec.Struct, frozen=True, array_like=True):
    """A batch that the balancer dispatches to a replica, as MessagePack."""

    batch_id: int
    """Source of its first message: the same messages dispatched again keep their sources."""
    dispatched_at: datetime
    messages: list[StreamMessage]


def correlation_id_of(batch: ReadingBatch) -> str:
    """Return the correlation id of ``batch``.

    It is that of its messages if they all have the same one, else of its first position in the
    stream, which stays the same when the batch is dispatched again.
    """
    first = batch.messages[0].correlation_id if batch.messages else None
    if first is not None and all(each.correlation_id == first for each in batch.messages):
        return first
    epoch, offset = divmod(batch.batch_id, OFFSETS_PER_EPOCH)
    return f"batch-{epoch}-{offset}"


HEARTBEATS_EXCHANGE: Final = "heartbeats"


class ReplicaHeartbeat(msgspec.Struct, frozen=True, kw_only=True):
    """Sent by a monitoring replica twice a second while it can work, and after each batch.

    ``incarnation`` is new with every start of the process. ``unacknowledged`` counts batches in
    progress; ``readings_total`` counts since that start. A replica that means to leave says so,
    continues until its drain marker comes, and finally reports that it left.
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
    """For how long the longest waiting batch in progress has made no progress."""
    taken_total: int = 0
    """Batches taken off the queue since that start. A heartbeat follows each finished batch."""


DRAIN_MARKER_HEADER: Final = "x-drain-marker"
"""Header of the last message in the queue of a leaving replica: its incarnation.

The balancer publishes nothing after it, so the replica may delete the queue when everything
before it is done.
"""
