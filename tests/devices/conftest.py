"""`devices` on a real database and a real broker."""

from collections.abc import AsyncGenerator

import pytest

from tests.conftest import MakeDatabase
from tests.devices.stage import Stage, run_stage
from tests.harness.servers import Broker
from tests.harness.serving import eventually
from tests.harness.tokens import TokenIssuer


@pytest.fixture
async def stage(
    make_database: MakeDatabase, broker: Broker, issuer: TokenIssuer
) -> AsyncGenerator[Stage]:
    """A running service, with its queues declared."""
    database_url = await make_database("devices")
    async with run_stage(database_url, broker.amqp_url, issuer) as stage:

        async def healthy() -> bool:
            return (await stage.client.get("/health")).status_code == 200

        await eventually(healthy)
        yield stage
