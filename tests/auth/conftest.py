"""`auth` and `users` on real databases and a real broker."""

from collections.abc import AsyncGenerator
from uuid import UUID

import pytest

from tests.conftest import MakeDatabase
from tests.harness.devices import Access, make_place, serving_access, until_devices_are_let_in
from tests.harness.servers import Broker
from tests.harness.tokens import TokenIssuer
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


@pytest.fixture
async def access(
    make_database: MakeDatabase, broker: Broker, issuer: TokenIssuer
) -> AsyncGenerator[Access]:
    """`auth`, connected to a broker with the readings stream."""
    await make_place(broker)
    async with serving_access(broker, issuer, await make_database("auth")) as access:
        yield access


@pytest.fixture
async def device(access: Access) -> tuple[UUID, str]:
    """A device with a credential, and its secret."""
    device, secret = await access.new_device()
    await until_devices_are_let_in(access, device, secret)
    return device, secret
