"""`auth` and `users` on real databases and a real broker."""

from collections.abc import AsyncGenerator

import pytest

from tests.conftest import MakeDatabase
from tests.harness.servers import Broker
from tests.users.env import Platform, UsersEnv, build_stage, run_platform


@pytest.fixture
async def env(
    make_database: MakeDatabase, broker: Broker, long_patience: None
) -> AsyncGenerator[UsersEnv]:
    """Databases and addresses; the test starts the services."""
    async with build_stage(make_database, broker) as env:
        yield env


@pytest.fixture
async def platform(env: UsersEnv) -> AsyncGenerator[Platform]:
    """Both services running."""
    async with run_platform(env) as platform:
        yield platform
