"""Declares the queues of a service's events, and names the headers of their messages."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import aio_pika
from aio_pika.abc import AbstractChannel

from kilowatch.contracts import events
from kilowatch.contracts.events import EVENTS_EXCHANGE, Event

RETRY_DELAY_MS = 2_000
"""The time after which an event whose handler failed is delivered again."""

KEY_HEADER: Final = "x-event-key"
"""The routing key of an event that came by the default exchange, whose key names a queue."""

ATTEMPT_HEADER: Final = "x-attempt"
REASON_HEADER: Final = "x-reason"

QUORUM: Final[Mapping[str, Any]] = {"x-queue-type": "quorum"}


def queue_name(service: str) -> str:
    """Return the name of the queue of a service's events."""
    return f"events.{service}"


def retry_queue(service: str) -> str:
    """Return the name of the queue in which events wait for their next attempt."""
    return f"{queue_name(service)}.retry"


def dead_queue(service: str) -> str:
    """Return the name of the queue of events that ``service`` could not process."""
    return f"{queue_name(service)}.dead"


async def declare_event_queues(
    channel: AbstractChannel, service: str, handled: Iterable[type[Event]]
) -> None:
    """Declare a service's queue, bound to the events it handles, with retries and dead letters."""
    exchange = await channel.declare_exchange(
        EVENTS_EXCHANGE, aio_pika.ExchangeType.TOPIC, durable=True
    )
    queue = await channel.declare_queue(queue_name(service), durable=True, arguments=dict(QUORUM))
    for event_type in handled:
        await queue.bind(exchange, events.routing_key(event_type))
    await channel.declare_queue(
        retry_queue(service),
        durable=True,
        arguments={
            **QUORUM,
            "x-message-ttl": RETRY_DELAY_MS,
            "x-dead-letter-exchange": "",
            "x-dead-letter-routing-key": queue_name(service),
        },
    )
    await channel.declare_queue(dead_queue(service), durable=True, arguments=dict(QUORUM))
