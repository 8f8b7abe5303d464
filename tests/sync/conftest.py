"""All services on real databases and a real broker."""

from collections.abc import AsyncGenerator

import pytest

from tests.conftest import MakeDatabase
from tests.harness.servers import Broker
from tests.sync.full_stack import FullStack, build_town


@pytest.fixture
async def full_stack(
    make_database: MakeDatabase, broker: Broker, long_patience: None
) -> AsyncGenerator[FullStack]:
    """Addresses and databases; the test starts the services."""
    async with build_town(make_database, broker) as full_stack:
        yield full_stack
