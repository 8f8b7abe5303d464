"""A monitoring database with a device or two, its storage, and a replica that serves it."""

from collections.abc import AsyncGenerator

import pytest

from kilowatch.kit.database import connect
from tests.conftest import MakeDatabase
from tests.harness.tokens import TokenIssuer
from tests.monitoring.ground import NEWS_WINDOW, NOW, Ground, parsed
from tests.monitoring.importing import Desk
from tests.monitoring.office import Office
from tests.monitoring.stage import Stage, run_stage

__all__ = ["NEWS_WINDOW", "NOW", "Ground", "parsed"]


@pytest.fixture
async def ground(make_database: MakeDatabase) -> AsyncGenerator[Ground]:
    """A migrated, empty monitoring database."""
    url = await make_database("monitoring")
    pool = await connect(url, application="test", max_size=4)
    yield Ground(url, pool)
    await pool.close()


@pytest.fixture
async def stage(ground: Ground, issuer: TokenIssuer) -> AsyncGenerator[Stage]:
    """A replica over that database, without a broker."""
    async with run_stage(ground, issuer) as stage:
        yield stage


@pytest.fixture
async def office(stage: Stage) -> Office:
    """An administrator at that replica."""
    return await Office.open(stage)


@pytest.fixture
def desk(stage: Stage, office: Office) -> Desk:
    """The same administrator with files to import."""
    return Desk(stage, office)
