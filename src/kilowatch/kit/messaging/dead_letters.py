"""Inspects, replays and discards dead letters.

Those are events that a service's handlers failed on, and messages that the broker
dead-lettered because a consumer rejected them: they have no name, so their digest is used.

Looking at a letter puts it back as a new message, and then takes the old one: brokers count how
often a message was returned, and drop it after too many times. A crash in between leaves it
twice, which does no harm: an event is applied once.
"""

import hashlib
from collections.abc import AsyncGenerator, Sequence
from datetime import datetime
from typing import Any

import aio_pika
import structlog
from aio_pika.abc import (
    AbstractChannel,
    AbstractConnection,
    AbstractIncomingMessage,
    AbstractQueue,
    HeadersType,
)
from aio_pika.exceptions import ChannelNotFoundEntity, DeliveryError

from kilowatch.contracts.copies import DeadLetter, DeadLetterOrder
from kilowatch.kit.broker import open_channel
from kilowatch.kit.messaging.queues import KEY_HEADER, REASON_HEADER, queue_name

log = structlog.get_logger()

PUBLISH_TIMEOUT_S = 10

ORIGIN_HEADER = "x-came-from"
"""The queue in which a consumer rejected it, once the broker's own header is gone."""

FIRST_DEATH_QUEUE = "x-first-death-queue"
FIRST_DEATH_REASON = "x-first-death-reason"


async def look(
    connection: AbstractConnection, queues: Sequence[str], limit: int
) -> list[DeadLetter]:
    """Return up to ``limit`` dead letters in ``queues``, oldest first, without removing them."""
    letters: list[DeadLetter] = []
    for name in queues:
        async with open_channel(connection) as channel:
            queue = await _find_queue(channel, name)
            if queue is None:
                continue
            taken = [each async for each in _take(queue, limit - len(letters))]
            for delivery in taken:
                await _put(channel, delivery, name, _kept(delivery, name))
            letters += [_letter(each, name) for each in taken]
    return letters


async def settle(
    connection: AbstractConnection, service: str, queues: Sequence[str], order: DeadLetterOrder
) -> int:
    """Replay or discard what ``order`` names; return the number of letters."""
    settled = 0
    for name in queues:
        async with open_channel(connection) as channel:
            queue = await _find_queue(channel, name)
            if queue is None:
                continue
            # No more than there are now: one that fails again at once must not be retried forever.
            count = queue.declaration_result.message_count or 0
            async for delivery in _take(queue, count):
                if order.event_id is not None and _name(delivery) != order.event_id:
                    await _put(channel, delivery, name, _kept(delivery, name))
                elif order.action == "discard":
                    await delivery.ack()
                    settled += 1
                else:
                    settled += await _replay(channel, delivery, service, name)
    log.info("dead_letters.settled", action=order.action, service=service, count=settled)
    return settled


async def _replay(
    channel: AbstractChannel, delivery: AbstractIncomingMessage, service: str, queue: str
) -> bool:
    """Return a letter to its original queue; False, and it stays, if that is gone."""
    came_from = delivery.headers.get(ORIGIN_HEADER) or delivery.headers.get(FIRST_DEATH_QUEUE)
    target = queue_name(service) if came_from is None else str(came_from)
    headers: HeadersType = {KEY_HEADER: _key(delivery, queue)} if came_from is None else {}
    try:
        await _put(channel, delivery, target, headers)
    except DeliveryError:
        log.warning("dead_letter.returned", queue=target, letter=_name(delivery))
        await _put(channel, delivery, queue, _kept(delivery, queue))
        return False
    return True


async def _find_queue(channel: AbstractChannel, name: str) -> AbstractQueue | None:
    """Return a dead-letter queue; None, and a closed channel, if it was never declared."""
    try:
        return await channel.declare_queue(name, passive=True)
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
    """Put a letter into ``queue`` as a new message, then remove the old one."""
    message = aio_pika.Message(
        delivery.body,
        headers=headers,
        message_id=_name(delivery),
        correlation_id=delivery.correlation_id,
        timestamp=_set_apart_at(delivery),
        delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
    )
    await channel.default_exchange.publish(
        message, queue, mandatory=True, timeout=PUBLISH_TIMEOUT_S
    )
    await delivery.ack()


def _kept(delivery: AbstractIncomingMessage, queue: str) -> HeadersType:
    """Return the headers of a letter that is put back, with the broker's headers as ours."""
    headers: dict[str, Any] = {
        KEY_HEADER: _key(delivery, queue),
        REASON_HEADER: _reason(delivery),
        ORIGIN_HEADER: delivery.headers.get(ORIGIN_HEADER)
        or delivery.headers.get(FIRST_DEATH_QUEUE),
    }
    return {name: value for name, value in headers.items() if value is not None}


def _name(delivery: AbstractIncomingMessage) -> str:
    """Return its identifier, or a digest of its content if it has none."""
    return delivery.message_id or hashlib.sha256(delivery.body).hexdigest()[:16]


def _key(delivery: AbstractIncomingMessage, queue: str) -> str:
    """Return the routing key of an event, or the name of the queue if it has none."""
    if delivery.headers.get(KEY_HEADER):
        return str(delivery.headers[KEY_HEADER])
    was_refused = delivery.headers.get(FIRST_DEATH_QUEUE) is not None
    return queue if was_refused else str(delivery.routing_key)


def _reason(delivery: AbstractIncomingMessage) -> str:
    said = delivery.headers.get(REASON_HEADER)
    if said is not None:
        return str(said)
    refused = delivery.headers.get(FIRST_DEATH_REASON)
    return "" if refused is None else f"{refused} by {delivery.headers.get(FIRST_DEATH_QUEUE)}"


def _set_apart_at(delivery: AbstractIncomingMessage) -> datetime | None:
    if delivery.timestamp is not None:
        return delivery.timestamp
    deaths: Any = delivery.headers.get("x-death")
    moment = deaths[0].get("time") if isinstance(deaths, list) and deaths else None
    return moment if isinstance(moment, datetime) else None


def _letter(delivery: AbstractIncomingMessage, queue: str) -> DeadLetter:
    moment = _set_apart_at(delivery)
    return DeadLetter(
        event_id=_name(delivery),
        key=_key(delivery, queue),
        reason=_reason(delivery),
        set_apart_at=moment.isoformat() if moment is not None else None,
        body=_shown(delivery.body),
    )


def _shown(body: bytes) -> str:
    """Return text as it is; anything else, which could control a terminal, as hex digits."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return body.hex()
    return text if all(each.isprintable() or each in "\n\t" for each in text) else body.hex()
