"""Declares the broker's part of the reading path; the first process to start does it."""

import aio_pika
from aio_pika.abc import AbstractChannel, AbstractExchange

from kilowatch.contracts.readings import (
    READINGS_BINDINGS,
    READINGS_EXCHANGE,
    READINGS_STREAM,
)

SEGMENT_BYTES = 100_000_000


async def declare_readings(channel: AbstractChannel, stream_max_bytes: int) -> AbstractExchange:
    """Declare the exchange that meters publish to, and the stream that stores readings."""
    exchange = await channel.declare_exchange(
        READINGS_EXCHANGE, aio_pika.ExchangeType.TOPIC, durable=True
    )
    stream = await channel.declare_queue(
        READINGS_STREAM,
        durable=True,
        arguments={
            "x-queue-type": "stream",
            "x-max-length-bytes": stream_max_bytes,
            "x-stream-max-segment-size-bytes": SEGMENT_BYTES,
        },
    )
    for binding in READINGS_BINDINGS:
        await stream.bind(exchange, binding)
    return exchange
