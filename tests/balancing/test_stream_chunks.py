"""The stream read chunk by chunk: in order, whole, and no faster than it is taken."""

import aio_pika
import pytest

from kilowatch.balancing.stream import MOST_BUFFERED_BYTES, StreamReader
from kilowatch.balancing.stream_chunks import CHUNKS_IN_MEMORY
from kilowatch.balancing.topology import declare_readings
from kilowatch.contracts.readings import READINGS_EXCHANGE
from kilowatch.kit.database import connect
from tests.conftest import MakeDatabase
from tests.harness.servers import Broker
from tests.harness.serving import eventually

STREAM_BYTES = 1_000_000_000
LARGE_BYTES = 200_000
LARGE_MESSAGES = 150
ONE_CHUNK_BYTES = 60 * LARGE_BYTES
"""More than a chunk of these messages ever had: the broker cuts one where its mailbox is empty."""


async def publish(broker: Broker, bodies: list[bytes]) -> None:
    """Publish one after the other, each confirmed, so that there are many chunks."""
    async with await aio_pika.connect(broker.amqp_url) as connection:
        channel = await connection.channel()
        await declare_readings(channel, STREAM_BYTES)
        exchange = await channel.get_exchange(READINGS_EXCHANGE)
        for body in bodies:
            await exchange.publish(aio_pika.Message(body), "meters.1.readings")


@pytest.mark.timeout(120)
async def test_unread_chunks_wait_at_the_broker_and_arrive_in_order(
    make_database: MakeDatabase, broker: Broker
) -> None:
    bodies = [str(n).encode().ljust(LARGE_BYTES, b"x") for n in range(LARGE_MESSAGES)]
    await publish(broker, bodies)
    pool = await connect(await make_database("balancing"), application="test")
    assert broker.stream_url
    reader = StreamReader(broker.stream_url, pool)
    try:
        await reader.start()
        await eventually(lambda: reader.buffered_bytes >= MOST_BUFFERED_BYTES)
        taken: list[bytes] = []
        while len(taken) < LARGE_MESSAGES:
            assert reader.buffered_bytes < MOST_BUFFERED_BYTES + ONE_CHUNK_BYTES
            assert reader.chunks_in_memory <= CHUNKS_IN_MEMORY
            taken += [entry.body for _, entry in await reader.take(10, 10**9, 0)]
        assert taken == bodies
    finally:
        await reader.close()
        await pool.close()
