"""`auth` and `users` on real databases and a real broker."""

from collections.abc import AsyncGenerator

import pytest

from tests.conftest import MakeDatabase
from tests.harness.servers import Broker
from tests.users.stage import Platform, Stage, build_stage, run_platform


@pytest.fixture
async def stage(
    make_database: MakeDatabase, broker: Broker, long_patience: None
) -> AsyncGenerator[Stage]:
    """Databases and addresses; the test starts the services."""
    async with build_stage(make_database, broker) as stage:
        yield stage


@pytest.fixture
async def platform(stage: Stage) -> AsyncGenerator[Platform]:
    """Both services running."""
    async with run_platform(stage) as platform:
        yield platform
