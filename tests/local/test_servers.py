"""The servers that the other tests use."""

import aio_pika
import asyncpg

from tests.conftest import MakeDatabase
from tests.harness.servers import Broker


async def test_a_test_gets_its_own_database_without_superuser_rights(
    make_database: MakeDatabase,
) -> None:
    url, other = await make_database("realtime"), await make_database("realtime")

    connection = await asyncpg.connect(url)
    is_superuser = await connection.fetchval("SHOW is_superuser")
    await connection.close()

    assert url != other
    assert is_superuser == "off"


async def test_a_test_gets_its_own_virtual_host(broker: Broker) -> None:
    connection = await aio_pika.connect(broker.amqp_url)
    async with connection:
        channel = await connection.channel()
        queue = await channel.declare_queue(
            "mine", durable=True, arguments={"x-queue-type": "stream"}
        )

        assert queue.name == "mine"
