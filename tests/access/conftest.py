"""One environment for the whole matrix: setting it up takes longer than the requests."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio

from tests.access.environment import AccessEnv, build_access_env
from tests.harness.servers import fresh_broker, fresh_database, ready_postgres_url


@pytest_asyncio.fixture(loop_scope="package", scope="package")
async def access_env(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[AccessEnv]:
    """All services with every caller prepared."""
    folder: Path = tmp_path_factory.mktemp("access")
    async with AsyncExitStack() as stack:
        url = await ready_postgres_url()
        broker = await stack.enter_async_context(fresh_broker())

        async def make(service: str) -> str:
            return await stack.enter_async_context(fresh_database(url, service))

        with pytest.MonkeyPatch.context() as patch:
            # During the setup services wait for each other's events on any machine.
            patch.setattr("kilowatch.devices.service.PATIENCE_S", 30)
            env = await stack.enter_async_context(build_access_env(make, broker, folder))
        yield env
