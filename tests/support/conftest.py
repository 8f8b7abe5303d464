"""`support` on a real database and a real broker, with whoever it asks."""

from collections.abc import AsyncGenerator

import pytest

from tests.conftest import MakeDatabase
from tests.harness.servers import Broker
from tests.harness.tokens import TokenIssuer
from tests.support.stage import Stage, build_stage


@pytest.fixture
async def stage(
    make_database: MakeDatabase, broker: Broker, issuer: TokenIssuer
) -> AsyncGenerator[Stage]:
    """Databases, a virtual host, an issuer and a few homes; the test starts the processes."""
    async with build_stage(make_database, broker, issuer) as stage:
        yield stage
