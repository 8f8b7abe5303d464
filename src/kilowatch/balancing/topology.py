"""Declares the broker's part of the reading path; the first to come does it."""

import aio_pika
from aio_pika.abc import AbstractChannel, AbstractExchange

from kilowatch.contracts.balancing import BALANCING_EXCHANGE
from kilowatch.contracts.readings import (
    HEARTBEATS_EXCHANGE,
    READINGS_BINDING,
    READINGS_EXCHANGE,
    READINGS_STREAM,
)

SEGMENT_BYTES = 100_000_000


async def declare_readings(channel: AbstractChannel, stream_max_bytes: int) -> AbstractExchange:
    """The exchange meters publish to, and the stream that keeps what they say."""
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
    await stream.bind(exchange, READINGS_BINDING)
    return exchange


async def declare_heartbeats(channel: AbstractChannel) -> AbstractExchange:
    """Declare and return the exchange to which replicas send their heartbeats."""
    return await channel.declare_exchange(
        HEARTBEATS_EXCHANGE, aio_pika.ExchangeType.FANOUT, durable=True
    )


async def declare_balancing(channel: AbstractChannel) -> AbstractExchange:
    """Declare and return the exchange to which the active balancer broadcasts its status."""
    return await channel.declare_exchange(
        BALANCING_EXCHANGE, aio_pika.ExchangeType.FANOUT, durable=True
    )
