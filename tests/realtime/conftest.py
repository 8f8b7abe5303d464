"""`realtime` on a real database and a real broker, and browsers connected to it."""

from collections.abc import AsyncGenerator

import aio_pika
import pytest

from kilowatch.contracts.events import EVENTS_EXCHANGE
from tests.conftest import MakeDatabase
from tests.harness.servers import Broker
from tests.harness.tokens import TokenIssuer
from tests.realtime.env import RealtimeEnv


@pytest.fixture
async def env(
    make_database: MakeDatabase, broker: Broker, issuer: TokenIssuer
) -> AsyncGenerator[RealtimeEnv]:
    """A database, a virtual host and an issuer; processes are started by the test."""
    database_url = await make_database("realtime")
    async with await aio_pika.connect(broker.amqp_url) as connection:
        channel = await connection.channel(publisher_confirms=True, on_return_raises=True)
        exchange = await channel.declare_exchange(
            EVENTS_EXCHANGE, aio_pika.ExchangeType.TOPIC, durable=True
        )
        yield RealtimeEnv(database_url, broker.amqp_url, issuer, exchange)
