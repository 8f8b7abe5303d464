"""Events that could not be taken in: looked at, taken in again, or thrown away.

A letter that is only looked at is put back as a new message, and then taken: brokers count how
often a message was given back, and give it up after too many times. A crash in between leaves
it there twice, which does no harm: an event has its effect once.
"""

from collections.abc import AsyncGenerator

import aio_pika
import structlog
from aio_pika.abc import (
    AbstractChannel,
    AbstractConnection,
    AbstractIncomingMessage,
    AbstractQueue,
    HeadersType,
)
from aio_pika.exceptions import ChannelNotFoundEntity

from kilowatch.contracts.copies import DeadLetter, DeadLetterOrder
from kilowatch.kit.broker import open_channel
from kilowatch.kit.copies import KEY_HEADER
from kilowatch.kit.events import REASON_HEADER, queue_name

log = structlog.get_logger()

PUBLISH_TIMEOUT_S = 10


async def look(connection: AbstractConnection, service: str, limit: int) -> list[DeadLetter]:
    """Up to ``limit`` dead letters of ``service``, oldest first; they stay where they are."""
    async with open_channel(connection) as channel:
        queue = await _find_queue(channel, service)
        if queue is None:
            return []
        taken = [each async for each in _take(queue, limit)]
        for delivery in taken:
            await _put(channel, delivery, queue.name, delivery.headers)
    return [_letter(each) for each in taken]


async def settle(connection: AbstractConnection, service: str, order: DeadLetterOrder) -> int:
    """Replay or discard what ``order`` names; gives how many letters that were."""
    settled = 0
    async with open_channel(connection) as channel:
        queue = await _find_queue(channel, service)
        if queue is None:
            return 0
        # No more than there are now: one that dies again at once is not tried for ever.
        count = queue.declaration_result.message_count or 0
        async for delivery in _take(queue, count):
            if order.event_id is not None and delivery.message_id != order.event_id:
                await _put(channel, delivery, queue.name, delivery.headers)
                continue
            if order.action == "replay":
                headers: HeadersType = {KEY_HEADER: _key(delivery)}
                await _put(channel, delivery, queue_name(service), headers)
            else:
                await delivery.ack()
            settled += 1
            key = _key(delivery)
            log.info(
                "dead_letter.settled", action=order.action, event_id=delivery.message_id, key=key
            )
    return settled


async def _find_queue(channel: AbstractChannel, service: str) -> AbstractQueue | None:
    """The dead letters of ``service``; None, and a closed channel, where it never started."""
    try:
        return await channel.declare_queue(f"{queue_name(service)}.dead", passive=True)
    except ChannelNotFoundEntity:
        return None


async def _take(queue: AbstractQueue, limit: int) -> AsyncGenerator[AbstractIncomingMessage]:
    for _ in range(limit):
        delivery = await queue.get(fail=False)
        if delivery is None:
            return
        yield delivery


async def _put(
    channel: AbstractChannel,
    delivery: AbstractIncomingMessage,
    queue: str,
    headers: HeadersType,
) -> None:
    """Put a letter into ``queue`` as a new message, then take the old one away."""
    message = aio_pika.Message(
        delivery.body,
        headers=headers,
        message_id=delivery.message_id,
        timestamp=delivery.timestamp,
        delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
    )
    await channel.default_exchange.publish(
        message, queue, mandatory=True, timeout=PUBLISH_TIMEOUT_S
    )
    await delivery.ack()


def _key(delivery: AbstractIncomingMessage) -> str:
    return str(delivery.headers.get(KEY_HEADER) or delivery.routing_key)


def _letter(delivery: AbstractIncomingMessage) -> DeadLetter:
    moment = delivery.timestamp
    return DeadLetter(
        event_id=delivery.message_id,
        key=_key(delivery),
        reason=str(delivery.headers.get(REASON_HEADER, "")),
        set_apart_at=moment.isoformat() if moment is not None else None,
        body=delivery.body.decode(errors="replace"),
    )
