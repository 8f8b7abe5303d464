"""A town of services on real databases and a real broker."""

from collections.abc import AsyncGenerator

import pytest

from tests.conftest import MakeDatabase
from tests.harness.servers import Broker
from tests.sync.stage import Town, build_town


@pytest.fixture
async def town(
    make_database: MakeDatabase, broker: Broker, long_patience: None
) -> AsyncGenerator[Town]:
    """Addresses and databases; the test begins the services."""
    async with build_town(make_database, broker) as town:
        yield town
