"""A monitoring database with a device or two, its storage, and a replica over it."""

from collections.abc import AsyncGenerator

import pytest

from kilowatch.kit.database import connect
from tests.conftest import MakeDatabase
from tests.harness.tokens import TokenIssuer
from tests.monitoring.admin_client import AdminClient
from tests.monitoring.db import NEWS_WINDOW, NOW, MonitoringDb, parsed
from tests.monitoring.env import MonitoringEnv, run_monitoring
from tests.monitoring.import_client import ImportClient

__all__ = ["NEWS_WINDOW", "NOW", "MonitoringDb", "parsed"]


@pytest.fixture
async def db(make_database: MakeDatabase) -> AsyncGenerator[MonitoringDb]:
    """A migrated, empty monitoring database."""
    url = await make_database("monitoring")
    pool = await connect(url, application="test", max_size=4)
    yield MonitoringDb(url, pool)
    await pool.close()


@pytest.fixture
async def env(db: MonitoringDb, issuer: TokenIssuer) -> AsyncGenerator[MonitoringEnv]:
    """A replica over that database, without a broker."""
    async with run_monitoring(db, issuer) as env:
        yield env


@pytest.fixture
async def admin_client(env: MonitoringEnv) -> AdminClient:
    """An administrator at that replica."""
    return await AdminClient.open(env)


@pytest.fixture
def import_client(env: MonitoringEnv, admin_client: AdminClient) -> ImportClient:
    """The same administrator with files to import."""
    return ImportClient(env, admin_client)
