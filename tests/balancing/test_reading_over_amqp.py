"""The stream read over AMQP 0-9-1: where it continues, and what a new stream means."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import aio_pika
import pytest
from pydantic import SecretStr, ValidationError

from kilowatch.balancing.settings import BalancingSettings, ReadOver
from kilowatch.balancing.stream_amqp import AmqpStreamReader
from kilowatch.balancing.topology import declare_readings
from kilowatch.contracts.readings import READINGS_EXCHANGE, READINGS_STREAM
from kilowatch.kit.database import Pool, connect
from tests.conftest import MakeDatabase
from tests.harness.servers import Broker

STREAM_BYTES = 1_000_000_000


@pytest.fixture
async def pool(
    make_database: MakeDatabase, monkeypatch: pytest.MonkeyPatch
) -> AsyncGenerator[Pool]:
    monkeypatch.setattr("kilowatch.kit.management.TIMEOUT_S", 30)
    pool = await connect(await make_database("balancing"), application="test")
    yield pool
    await pool.close()


@asynccontextmanager
async def reading(broker: Broker, pool: Pool) -> AsyncGenerator[tuple[AmqpStreamReader, int, int]]:
    """A reader that has started, with its epoch and its position."""
    reader = AmqpStreamReader(broker.amqp_url, broker.management_url, pool, 100)
    try:
        yield reader, *await reader.start()
    finally:
        await reader.close()


async def publish(broker: Broker, bodies: list[bytes], **headers: object) -> None:
    async with await aio_pika.connect(broker.amqp_url) as connection:
        channel = await connection.channel()
        await declare_readings(channel, STREAM_BYTES)
        exchange = await channel.get_exchange(READINGS_EXCHANGE)
        for body in bodies:
            message = aio_pika.Message(body, headers=dict(headers))  # pyright: ignore[reportArgumentType]
            await exchange.publish(message, "meters.1.readings")


async def delete_stream(broker: Broker) -> None:
    async with await aio_pika.connect(broker.amqp_url) as connection:
        await (await connection.channel()).queue_delete(READINGS_STREAM)


async def take(reader: AmqpStreamReader, count: int) -> list[tuple[int, bytes]]:
    taken: list[tuple[int, bytes]] = []
    while len(taken) < count:
        taken += [(at, entry.body) for at, entry in await reader.take(count, 1_000_000, 0.01)]
    return taken


async def test_reading_continues_at_the_stored_position(broker: Broker, pool: Pool) -> None:
    bodies = [b"%d" % number for number in range(300)]
    await publish(broker, bodies)
    async with reading(broker, pool) as (reader, epoch, position):
        first = await take(reader, 300)
        await reader.store(120)
        await reader.store(60)

    async with reading(broker, pool) as (reader, again, stored):
        rest = await take(reader, 180)

    assert (position, stored) == (0, 120)
    assert again == epoch
    assert [body for _, body in first] == bodies
    assert [offset for offset, _ in first] == list(range(300))
    assert rest == first[120:]


async def test_a_recreated_stream_gets_a_new_epoch(broker: Broker, pool: Pool) -> None:
    await publish(broker, [b"old"] * 5)
    async with reading(broker, pool) as (reader, first_epoch, _):
        await take(reader, 5)
        await reader.store(5)
    await delete_stream(broker)
    await publish(broker, [b"new"] * 9)

    async with reading(broker, pool) as (reader, epoch, position):
        taken = await take(reader, 9)

    assert epoch > first_epoch
    assert position == 0
    assert [body for _, body in taken] == [b"new"] * 9


async def test_a_sender_cannot_forge_offset_and_routing_key(broker: Broker, pool: Pool) -> None:
    headers = {"x-stream-offset": 7_000, "x-routing-key": "meters.2.readings"}
    await publish(broker, [b"forged"], **headers)

    async with reading(broker, pool) as (reader, _, _):
        ((offset, entry),) = await reader.take(10, 1_000_000, 0.01)

    assert offset == 0
    assert entry.routing_key == b"meters.1.readings"


def test_only_the_stream_protocol_needs_its_address() -> None:
    known: dict[str, Any] = {
        "amqp_url": SecretStr("amqp://a/"),
        "management_url": SecretStr("http://a/"),
        "internal_token": SecretStr("internal"),
        "database_url": SecretStr("postgresql://a/"),
    }

    with pytest.raises(ValidationError, match="KILOWATCH_STREAM_URL"):
        BalancingSettings(**known, stream_url=None)
    settings = BalancingSettings(**known, stream_url=None, read_over=ReadOver.AMQP)

    assert settings.read_over is ReadOver.AMQP
