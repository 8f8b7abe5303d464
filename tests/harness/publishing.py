"""Publishes events of another service."""

import aio_pika
from aio_pika.abc import AbstractExchange
from aio_pika.exceptions import DeliveryError

from kilowatch.contracts import events
from kilowatch.contracts.events import Event
from tests.harness.serving import eventually


async def publish_event(
    exchange: AbstractExchange, event: Event, correlation_id: str | None = None
) -> None:
    """Publish once a queue accepts it: a service declares its own a while after its start.

    The exchange is one of a channel that confirms and raises returned messages.
    """
    message = aio_pika.Message(
        events.encode(event), message_id=str(event.event_id), correlation_id=correlation_id
    )
    key = events.routing_key(type(event))

    async def routed() -> bool:
        try:
            await exchange.publish(message, key, mandatory=True)
        except DeliveryError:
            return False
        return True

    await eventually(routed)
