"""`devices` on a real database and a real broker."""

from collections.abc import AsyncGenerator

import pytest

from tests.conftest import MakeDatabase
from tests.devices.env import DevicesEnv, run_devices
from tests.harness.servers import Broker
from tests.harness.serving import eventually
from tests.harness.tokens import TokenIssuer


@pytest.fixture
async def env(
    make_database: MakeDatabase, broker: Broker, issuer: TokenIssuer
) -> AsyncGenerator[DevicesEnv]:
    """A running service, with its queues declared."""
    database_url = await make_database("devices")
    async with run_devices(database_url, broker.amqp_url, issuer) as env:

        async def healthy() -> bool:
            return (await env.client.get("/health")).status_code == 200

        await eventually(healthy)
        yield env
